#!/bin/sh
# Makes .venv with the locked dependencies and installs missing system libraries.
# usage: sh packaging/bootstrap.sh run|test
set -eu
cd "$(dirname "$0")/.."
set -- "${1:-run}" packaging/bootstrap.sh
purpose=$1
lock=requirements/runtime.txt
[ "$purpose" = test ] && lock=requirements/dev.txt
version=$(cat requirements/*.txt packaging/system-libraries.txt pyproject.toml "$2" | cksum | tr ' ' -)
stamp=.venv/.ready-$purpose-$version
[ -e "$stamp" ] && exit 0
[ "$purpose" = run ] && [ -e ".venv/.ready-test-$version" ] && exit 0

say() { printf '%s\n' "$*" >&2; }

missing_packages() {
    # Lines of system-libraries.txt: debian-package  file-or-command  run|test
    while read -r package probe when; do
        case $package in ''|'#'*) continue ;; esac
        [ "$when" = test ] && [ "$purpose" = run ] && continue
        case $probe in
            *.so*) ldconfig_has "$probe" || printf '%s ' "$package" ;;
            *) command -v "$probe" >/dev/null 2>&1 || printf '%s ' "$package" ;;
        esac
    done < packaging/system-libraries.txt
}

ldconfig_has() {
    { /sbin/ldconfig -p 2>/dev/null || ldconfig -p; } | grep -q "^[[:space:]]*$1 "
}

install_packages() {
    as_root=
    if [ "$(id -u)" != 0 ]; then
        if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
            as_root=sudo
        else
            say "Twin needs system packages that are not installed: $*"
            say "Run this line once, then start again:  sudo apt-get install -y $*"
            exit 1
        fi
    fi
    if ! command -v apt-get >/dev/null 2>&1; then
        say "Twin needs these Debian packages or their equivalents on this system: $*"
        exit 1
    fi
    say "Installing system packages: $*"
    $as_root apt-get update -qq >/dev/null
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

quietly() {
    # Output only when it fails.
    log=.venv/.set-up.log
    "$@" >"$log" 2>&1 || { cat "$log" >&2; say "This step of the set-up failed: $*"; exit 1; }
}

find_python() {
    for candidate in python3.11 python3 python; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
            printf '%s' "$candidate"
            return
        fi
    done
}

python=$(find_python)
needed=$(missing_packages)
if [ -z "$python" ]; then
    needed="$needed python3.11 python3.11-venv"
elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    needed="$needed python3.11-venv"
fi
# shellcheck disable=SC2086
[ -n "$(printf '%s' "$needed" | tr -d ' ')" ] && install_packages $needed
python=$(find_python)
if [ -z "$python" ]; then
    say "Twin needs Python 3.11, which is not installed. Install it, then start again."
    exit 1
fi

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    say "Making the virtual environment .venv"
    rm -rf .venv
    "$python" -m venv .venv
fi
say "Installing the locked dependencies ($lock)"
quietly .venv/bin/python -m pip install --disable-pip-version-check --require-hashes -r "$lock"
quietly .venv/bin/python -m pip install --disable-pip-version-check --no-deps --no-build-isolation -e .
quietly .venv/bin/python -m pip check --disable-pip-version-check
.venv/bin/python -c 'import twin'
touch "$stamp"
