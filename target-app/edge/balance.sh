#!/bin/sh
# Operators change the way of balancing while the shop is open: `balance leastconn`. Requests that are
# under way end where they began.
set -eu
if [ "${RELOAD:-on}" = off ]; then
  echo "balance stays as it is: this edge takes another one only when it is started with it"
  exit 0
fi
# One after the other: two at once would write the same files.
exec 9>/tmp/balance.lock
flock 9
BALANCE=$1 node /edge/main.ts >/tmp/next.cfg
node /edge/keep-server-state.ts
# It also tells of every server that is down, which is nothing new.
haproxy -c -f /tmp/next.cfg >/tmp/complaints 2>&1 || { cat /tmp/complaints >&2 && exit 1; }
mv /tmp/next.cfg /tmp/shop.cfg
kill -USR2 1
node /edge/await-balance.ts "$1"
echo "balance is $1 from now on" | tee /proc/1/fd/1
