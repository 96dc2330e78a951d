-- One line when a primary has something to do, and nothing otherwise: a word, the standby that streams,
-- and which standbys orders wait for. Read by keeper.sh.
SELECT
  CASE
    WHEN standby IS NOT NULL THEN 'joined'
    WHEN awaited = '' THEN 'still-alone'
    ELSE 'alone'
  END,
  coalesce(standby, '-'),
  awaited
FROM (
  SELECT
    min(application_name) AS standby,
    coalesce(bool_or(sync_state IN ('sync', 'quorum')), false) AS in_step,
    current_setting('synchronous_standby_names') AS awaited
  FROM pg_stat_replication
  WHERE state = 'streaming' AND application_name <> 'pg_basebackup'
) AS state
WHERE NOT pg_is_in_recovery() AND NOT in_step;
