#!/bin/sh
# The command is the name of a service's folder.
exec node "/app/target-app/$1/main.ts"
