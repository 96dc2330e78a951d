#!/bin/sh
# HAProxy's configuration has no loops, so the lines of the cart replicas are added here.
set -eu
servers=$(for name in $CART_REPLICAS; do echo "  server $name $name:8080"; done)
one=$(for name in $CART_REPLICAS; do echo "  use-server $name if { req.hdr(x-replica) $name }"; done)
awk -v servers="$servers" -v one="$one" '
  /# SERVERS/ { print servers; next }
  /# ONE-BY-NAME/ { print one; next }
  { print }
' /etc/haproxy/shop.cfg >/tmp/shop.cfg
haproxy -c -f /tmp/shop.cfg
# Going up and down is said twice, as a warning and in the log; the log is enough.
exec haproxy -db -f /tmp/shop.cfg 2>/dev/null
