#!/bin/sh
# The command is the name of a service's folder, and what else that service wants to be told.
# Keeps the service running. It needs little memory and is told to take no more.
exec node --max-semi-space-size=1 --max-old-space-size=32 /app/target-app/supervisor/main.ts "$@"
