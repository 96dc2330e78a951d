#!/bin/sh
# Keeps a primary in step with its standby. An order is acknowledged when both have it, as long as there
# are two; a primary whose standby went away goes on alone rather than not at all, and says so. Before that it makes
# sure that it has not been replaced meanwhile: an old primary that wakes up steps down.
set -eu
me=${REPLICA:-$(hostname)}
others=$(for name in $POSTGRES; do [ "$name" = "$me" ] || echo "$name"; done)

. /usr/share/shop/peers.sh

# One connection that is asked again and again costs next to nothing.
questions() {
  while sleep 0.4; do cat /usr/share/shop/keeper.sql || return; done
}

set_standbys() {
  psql -h /var/run/postgresql -qAt -c "ALTER SYSTEM SET synchronous_standby_names = '$1'" \
    -c 'SELECT pg_reload_conf()' >/dev/null
}

step_down() {
  [ "${STEP_DOWN:-on}" = on ] || return 0
  echo "{\"event\":\"stepping-down\",\"primary\":\"$1\"}"
  touch /data/demoted
  pg_ctl stop --pgdata="$PGDATA" --mode=immediate --silent || true
}

# A returned old primary is told by its timeline: every promotion begins a new, higher one. Prints who is newer,
# `nobody`, or `unclear` when there is another primary and our own timeline is not known.
replaced_by() {
  if [ -z "$(newer_primary 0)" ]; then echo nobody && return; fi
  own=$(timeline_of /var/run/postgresql)
  if [ "$own" = 0 ]; then echo unclear && return; fi
  primary=$(newer_primary "$own")
  echo "${primary:-nobody}"
}

go_alone() {
  [ "${GOING_ALONE:-on}" = on ] || return 0
  echo '{"event":"alone"}'
  set_standbys ''
}

wanted="ANY 1 ($(echo $others | sed 's/[^ ]*/"&"/g; s/ /, /g'))"
react() {
  while read -r word standby awaited; do
    if [ "$word" = joined ]; then
      if [ "${SYNC_REPLICATION:-on}" = on ] && [ "$awaited" != "$wanted" ]; then
        set_standbys "$wanted"
        echo "{\"event\":\"in-step\",\"standby\":\"$standby\"}"
      fi
      continue
    fi
    primary=$(replaced_by)
    case $primary in
      nobody) [ "$word" != alone ] || go_alone ;;
      # Neither stepping down nor going on alone would be right for sure; it is asked again in a moment.
      unclear) ;;
      *) step_down "$primary" ;;
    esac
  done
}

while :; do
  questions | psql -h /var/run/postgresql -qAt -F ' ' 2>/dev/null | react || true
  sleep 0.3
done
