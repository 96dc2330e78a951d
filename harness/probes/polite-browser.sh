#!/bin/sh
# Playwright can only name a program, not a priority, so this stands between the two. Linux weighs whole
# sessions first, and Chromium gives itself more than it was given where it may, as root always does.
echo 5 2>/dev/null >/proc/self/autogroup || true
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
  exec setpriv --inh-caps=-sys_nice --bounding-set=-sys_nice nice -n 5 "$AFTERSHOCK_BROWSER" "$@"
fi
exec nice -n 5 "$AFTERSHOCK_BROWSER" "$@"
