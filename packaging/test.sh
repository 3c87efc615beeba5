#!/usr/bin/env bash
# Prepares everything, then lint, types, contracts and all tests (tests/rules runs the first three).
# Arguments go to pytest:  packaging/test.sh -m "nightly or not nightly" tests/faults
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh" test
# Without arguments: every test, on all cores; a file stays on one, the longest begin first.
[ $# -gt 0 ] || set -- -n auto --dist loadfile --no-loadscope-reorder
exec .venv/bin/python -m pytest "$@"
