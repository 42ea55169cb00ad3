#!/bin/sh
# Makes the virtual environment of an interpreter, unless it stands there already.
# Debian cuts the standard library in two: what fills an environment is a package of its own.
set -eu

python=$1
environment=$2
ask_version='import sys; print("%d.%d" % sys.version_info[:2])'

refuse() {
    printf '%s\n' "$@" >&2
    exit 1
}

version=$("$python" -c "$ask_version" 2>/dev/null) ||
    refuse "« $python » ne répond pas. Indiquez un autre Python : make PYTHON=python3.11"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    refuse "Il faut Python 3.11 au moins, et « $python » est un Python $version." \
        "Indiquez-en un autre : make PYTHON=python3.11"

present=$("$environment/bin/python" -c "$ask_version" 2>/dev/null || true)
if [ "$present" = "$version" ] && "$environment/bin/python" -c 'import pip' 2>/dev/null; then
    exit 0
fi
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
    sh "$(dirname "$0")/debian-packages.sh" "python$version-venv"
"$python" -m venv --clear "$environment"
