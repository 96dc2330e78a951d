-- One word when a primary has something to do, and nothing otherwise; read by keeper.sh.
SELECT
  CASE WHEN standby IS NOT NULL THEN 'joined' WHEN in_step THEN 'alone' ELSE 'still-alone' END, standby
FROM (
  SELECT
    (SELECT min(application_name) FROM pg_stat_replication WHERE state = 'streaming' AND application_name <> 'pg_basebackup') AS standby,
    current_setting('synchronous_standby_names') <> '' AS in_step
) AS state
WHERE NOT pg_is_in_recovery() AND (standby IS NULL OR NOT in_step);
