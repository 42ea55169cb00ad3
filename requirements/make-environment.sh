#!/bin/sh
# Makes the virtual environment of an interpreter, unless it stands there already.
# Debian cuts the standard library in two: what fills an environment is a package of its own. It is
# installed together with the Debian packages named besides, if any: a person without the right to
# install is told of them all at once.
set -eu

python=$1
environment=$2
shift 2
here=$(dirname "$0")

version=$(sh "$here/check-interpreter.sh" "$python")
present=$("$environment/bin/python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' \
    2>/dev/null || true)
if [ "$present" = "$version" ] && "$environment/bin/python" -c 'import pip' 2>/dev/null; then
    stands=yes
else
    stands=no
    "$python" -c 'import ensurepip, venv' 2>/dev/null || set -- "python$version-venv" "$@"
fi
sh "$here/debian-packages.sh" "$@"
[ "$stands" = yes ] || "$python" -m venv --clear "$environment"
