#!/usr/bin/env bash
# Renews the three locks: versions and hashes for every system, and no addresses.
set -euo pipefail
cd "$(dirname "$0")"
for set in requirements requirements-build requirements-dev; do
  uv pip compile --universal --python "$(command -v python3)" --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-annotate --no-header --quiet "$set.in" -o "$set.lock"
done
