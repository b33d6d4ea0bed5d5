#!/bin/sh
# Runs a command on a display: the one that is there, else a virtual one.
set -eu
if [ -n "${DISPLAY:-}" ] && [ -z "${CI:-}" ]; then
    exec "$@"
fi
exec xvfb-run -a -s "-screen 0 1600x1000x24 -nolisten tcp" "$@"
