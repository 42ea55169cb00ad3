#!/bin/sh
# Refuses, with what to do, an interpreter that cannot run the program.
set -eu

python=$1

refuse() {
    printf '%s\n' "$@" >&2
    exit 1
}

version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) ||
    refuse "« $python » ne répond pas. Indiquez un autre Python : make PYTHON=python3.11"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    refuse "Il faut Python 3.11 au moins, et « $python » est un Python $version." \
        "Indiquez-en un autre : make PYTHON=python3.11"
printf '%s\n' "$version"
