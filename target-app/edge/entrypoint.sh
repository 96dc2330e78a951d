#!/bin/sh
# Writes the configuration, then lets HAProxy's master start and, when it is told, replace its worker.
set -eu
node /edge/main.ts >/tmp/shop.cfg
# Nothing is known of any server yet, in the first version of that format.
echo 1 >/tmp/servers.state
haproxy -c -f /tmp/shop.cfg
# Going up and down is said twice, as a warning and in the log; the log is enough.
exec haproxy -W -db -f /tmp/shop.cfg 2>/dev/null
