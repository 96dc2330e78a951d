#!/bin/sh
# Playwright can only name a program, so this stands between the two: Chromium gives itself more than its share
# of the processor where it may, as root always does, and then slows what is measured.
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
  exec setpriv --inh-caps=-sys_nice --bounding-set=-sys_nice "$AFTERSHOCK_BROWSER" "$@"
fi
exec "$AFTERSHOCK_BROWSER" "$@"
