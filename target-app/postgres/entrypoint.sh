#!/bin/sh
# Runs one PostgreSQL of the shop. At every start it is decided anew whether it is the primary or a
# standby: whoever comes back and finds a newer primary throws away what that one does not know, and follows.
set -eu
me=${REPLICA:-$(hostname)}
all=${POSTGRES:-$me}
first=${all%% *}
others=$(for name in $all; do [ "$name" = "$me" ] || echo "$name"; done)
export PGDATABASE=postgres PGUSER=operator

. /usr/share/shop/peers.sh

follow() {
  touch "$PGDATA/standby.signal"
}

# A standby that is told to follow has the primary's past, but an old primary may have written more.
rewind() {
  echo "{\"event\":\"rejoining\",\"primary\":\"$1\"}"
  if ! pg_rewind --target-pgdata="$PGDATA" --source-server="host=$1 user=operator dbname=postgres"; then
    rm -rf "$PGDATA"
    pg_basebackup --pgdata="$PGDATA" --host="$1" --username=operator --checkpoint=fast
  fi
}

# The image holds the same data for all of them, so that a standby need not copy any at its first start.
choose_role() {
  if [ ! -e /data/started ]; then
    touch /data/started
    [ "$me" = "$first" ] || follow
    return
  fi
  # Cut off in the middle of a rewind, the data are of no use.
  [ ! -e /data/rewinding ] || rm -rf "$PGDATA"
  [ ! -e "$PGDATA/standby.signal" ] || return 0
  own=0
  if [ -d "$PGDATA" ]; then
    own=$(stored_timeline)
    # Data that cannot be judged are not thrown away.
    [ -n "$own" ] || return 0
  fi
  # An older primary, one that was cut off when we were promoted, will step down itself.
  primary=$(newer_primary "$own")
  [ -n "$primary" ] || return 0
  touch /data/rewinding
  rewind "$primary"
  follow
  rm -f /data/rewinding
}

postgres=
stopping=
end() {
  stopping=yes
  [ -z "$postgres" ] || kill -INT "$postgres" 2>/dev/null || true
}
trap end INT TERM

[ -z "$others" ] || /usr/local/bin/keeper &

while [ -z "$stopping" ]; do
  # Left behind by a killed server; its number may be somebody else's now, who would be taken for that server.
  rm -f "$PGDATA/postmaster.pid" /var/run/postgresql/.s.PGSQL.*.lock
  choose_role
  rm -f /data/demoted
  # The standby itself finds out which of the others is the primary, so that it also follows the next one.
  postgres -c shop.stock_check="${STOCK_CHECK:-on}" \
    -c primary_conninfo="host=$(echo $others | tr ' ' ',') user=operator application_name=$me connect_timeout=2 target_session_attrs=primary" &
  postgres=$!
  code=0
  # A signal ends the waiting, not the server.
  while kill -0 "$postgres" 2>/dev/null; do
    wait "$postgres" && code=0 || code=$?
  done
  [ -e /data/demoted ] || exit "$code"
done
