#!/usr/bin/env bash
# Prepares everything, then lint, types, contracts and all tests (tests/rules runs the first three).
# Arguments go to pytest:  packaging/test.sh -m "nightly or not nightly" tests/faults
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh" test
# Every test commits to a file and waits for the disk; where memory is a disk, it waits for nothing.
if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ] &&
   [ "$(df --output=avail -k /dev/shm | tail -n 1)" -gt 4000000 ]; then
  TMPDIR="$(mktemp -d /dev/shm/jukung-tests-XXXXXX)"
  chmod 755 "$TMPDIR"  # servers run as users of their own
  export TMPDIR
  trap 'rm -rf "$TMPDIR"' EXIT
fi
# Without arguments: every test, on all cores; a file stays on one, the longest begin first.
[ $# -gt 0 ] || set -- -n auto --dist loadfile --no-loadscope-reorder
.venv/bin/python -m pytest "$@"
