#!/usr/bin/env bash
# Prepares everything, then opens Jukung on its demo library.
# Without a display it drives the windows through a librarian's day instead (`jukung tour`).
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh" run
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" != Linux ]; then
  exec .venv/bin/jukung demo "$@"
fi
say "no display here: the tour runs without one and keeps its pictures in ./tour"
QT_QPA_PLATFORM=offscreen exec .venv/bin/jukung tour --to tour "$@"
