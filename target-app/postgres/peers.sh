# Who else is the primary: the name, or nothing. Read by `entrypoint.sh` and `keeper.sh`, which set `others`.
other_primary() {
  for name in $others; do
    answer=$(timeout 1 psql -h "$name" -Atc 'SELECT NOT pg_is_in_recovery()' 2>/dev/null) || continue
    if [ "$answer" = t ]; then echo "$name" && return; fi
  done
}

timeline='SELECT CASE WHEN pg_is_in_recovery() THEN 0
  ELSE ('"'x'"' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int END'
timeline_of() {
  timeout 1 psql -h "$1" -Atc "$timeline" 2>/dev/null || echo 0
}
