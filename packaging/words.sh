#!/usr/bin/env bash
# Gathers the English keys of the program into resources/words/id.po, keeping what is translated.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
pot="$(mktemp)"
trap 'rm -f "$pot"' EXIT
.venv/bin/pybabel -q extract --no-default-keywords -k _ -k N_ -k many:1,2 --no-location \
  --project Jukung --copyright-holder "the Jukung authors" --sort-output -o "$pot" desktop/jukung
.venv/bin/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
  -i "$pot" -o resources/words/id.po -l id --no-wrap
# Who and when is in the history; these lines would only change at each run.
sed -i '/^"\(POT-Creation-Date\|PO-Revision-Date\|Last-Translator\|Language-Team\|Report-Msgid-Bugs-To\|Generated-By\):/d' \
  resources/words/id.po
