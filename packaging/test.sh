#!/usr/bin/env bash
# Prepares everything, then lint, types, contracts and all tests (tests/rules runs the first three).
# Arguments go to pytest:  packaging/test.sh -m "nightly or not nightly" tests/faults
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh" test 
exec .venv/bin/python -m pytest "$@"
