#!/usr/bin/env bash
# Prepares a checkout: system packages, .venv, the program itself, the compiled words.
# usage: prepare.sh run|test     (sourced by run.sh and test.sh; safe to repeat)
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"
purpose="${1:-run}"

say() { printf '» %s\n' "$*"; }
stop() { printf 'Jukung: %s\n' "$*" >&2; exit 1; }

# --- Python ------------------------------------------------------------------------------------
find_python() {
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null 2>&1 &&
       "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

# --- What the system must have ------------------------------------------------------------------
# Qt needs these even without a display; the xcb ones for a real window.
packages=(libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0
          libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1
          libxcb-image0 libxcb-render-util0 libxcb-randr0 libxcb-sync1 libxcb-xfixes0)
if [ "$purpose" = test ]; then
  # git: rules over tracked files; zbar: bars; postgresql: the agency on a server; the rest: power cuts
  packages+=(git e2fsprogs mount util-linux strace zbar-tools postgresql)
fi

install_packages() {
  local missing=() name
  for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
      as_root=(sudo -n)
    else
      stop "these system packages are missing: ${missing[*]}
Install them as administrator:  apt-get install ${missing[*]}  — then start this again."
    fi
  fi
  say "installing system packages: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

if command -v apt-get >/dev/null 2>&1; then
  python="$(find_python || true)"
  if [ -z "$python" ]; then
    install_packages python3 python3-venv
    python="$(find_python)" || stop "Python 3.11 or later is needed; this system offers an older one."
  elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    install_packages python3-venv
  fi
  install_packages "${packages[@]}"
else
  python="$(find_python)" || stop "Python 3.11 or later was not found. Please install it, then start this again."
  "$python" -c 'import ensurepip, venv' 2>/dev/null || stop "Python's venv module was not found. Please install it, then start this again."
  say "this system has no apt-get; Qt needs these libraries: EGL, GL, xkbcommon, dbus-1, fontconfig, glib 2, xcb-cursor, xcb-icccm, xcb-keysyms, xcb-shape"
fi

# --- .venv --------------------------------------------------------------------------------------
lock=packaging/requirements-build.lock
[ "$purpose" = test ] && lock=packaging/requirements-dev.lock
stamp=".venv/.prepared-$purpose"
wanted="$(cat "$lock" pyproject.toml | sha256sum | cut -d' ' -f1) $root"

if [ ! -x .venv/bin/python ]; then
  say "making .venv with $("$python" --version)"
  "$python" -m venv .venv
fi
if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
  say "installing what $lock names into .venv"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
  say "installing Jukung itself into .venv"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
  printf '%s\n' "$wanted" > "$stamp"
fi

# --- The words ----------------------------------------------------------------------------------
mo=resources/words/id/LC_MESSAGES/jukung.mo
if [ ! -f "$mo" ] || [ resources/words/id.po -nt "$mo" ]; then
  say "compiling the Indonesian words"
  mkdir -p "$(dirname "$mo")"
  .venv/bin/pybabel -q compile -i resources/words/id.po -o "$mo"
fi
