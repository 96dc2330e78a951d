#!/bin/sh
# Starts Redis or Sentinel. Sentinel rewrites both kinds of configuration when roles change, so a
# file is written only when there is none: a restarted old primary must not insist on being one.
set -eu
conf=/data/$1.conf
me=${REPLICA:-$(hostname)}

write_redis() {
  echo "bind *"
  echo "port 6379"
  echo "protected-mode no"
  echo "dir /data"
  # With a log on disk a primary that restarts before anybody was promoted comes back with its
  # carts. Without it, it would come back empty and its replicas would copy the emptiness.
  echo "appendonly yes"
  echo "appendfsync everysec"
  echo "save \"\""
  echo "repl-diskless-sync-delay 0"
  echo "repl-ping-replica-period 1"
  echo "repl-timeout 5"
  echo "repl-backlog-size 16mb"
  echo "replica-announce-ip $me"
  echo "min-replicas-to-write ${MIN_REPLICAS_TO_WRITE:-1}"
  echo "min-replicas-max-lag 2"
  if [ "$me" != "$FIRST_PRIMARY" ]; then echo "replicaof $FIRST_PRIMARY 6379"; fi
}

write_sentinel() {
  # A quorum that three sentinels can never reach is how failover is switched off.
  if [ "${SENTINEL_FAILOVER:-on}" = off ]; then quorum=9; else quorum=2; fi
  echo "bind *"
  echo "port 26379"
  echo "protected-mode no"
  echo "dir /data"
  echo "sentinel resolve-hostnames yes"
  echo "sentinel announce-hostnames yes"
  echo "sentinel announce-ip $me"
  echo "sentinel monitor shop $FIRST_PRIMARY 6379 $quorum"
  echo "sentinel down-after-milliseconds shop ${DOWN_AFTER_MS:-2000}"
  # Two sentinels that notice at the same moment vote for themselves; they try again after twice this
  # time. The default would make that minutes.
  echo "sentinel failover-timeout shop ${FAILOVER_TIMEOUT_MS:-2000}"
  echo "sentinel parallel-syncs shop 1"
  # Sentinel asks a primary for its replicas only every ten seconds. One that is named here is known
  # from the start, so that a failover is possible as soon as the shop is open.
  for name in ${REDIS_REPLICAS:-}; do
    [ "$name" = "$FIRST_PRIMARY" ] || echo "sentinel known-replica shop $name 6379"
  done
}

if [ ! -e "$conf" ]; then
  "write_$1" >"$conf.new"
  mv "$conf.new" "$conf"
fi
exec "redis-$( [ "$1" = redis ] && echo server || echo sentinel )" "$conf"
