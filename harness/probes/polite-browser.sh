#!/bin/sh
# Playwright can only name a program, not a priority, so this stands between the two.
exec nice -n 19 "$AFTERSHOCK_BROWSER" "$@"
