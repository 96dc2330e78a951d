# Who else is the primary, and since when. Read by `entrypoint.sh` and `keeper.sh`, which set `others`.
timeline='SELECT CASE WHEN pg_is_in_recovery() THEN 0
  ELSE ('"'x'"' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int END'
# 0 for a standby, and for one that gives no answer within a second.
timeline_of() {
  timeout 1 psql -h "$1" -Atc "$timeline" 2>/dev/null || echo 0
}

# The primary among the others with the highest timeline above the given one: its name, or nothing.
newer_primary() {
  newest=$1
  found=
  for name in $others; do
    theirs=$(timeline_of "$name")
    [ "$theirs" -gt "$newest" ] || continue
    newest=$theirs
    found=$name
  done
  echo "$found"
}

# The timeline of our own data while the server is down; nothing when it cannot be read. Right after a promotion
# only the second line has the new one, until the first checkpoint.
stored_timeline() {
  LC_ALL=C pg_controldata "$PGDATA" 2>/dev/null \
    | sed -n -e "s/^Latest checkpoint's TimeLineID: *//p" -e "s/^Min recovery ending loc's timeline: *//p" \
    | sort -n | tail -n 1
}
