#!/bin/sh
# Installs the Debian packages it is given, or says which command a person without the right runs.
set -eu

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    printf "Il manque un paquet Debian. Installez-le puis recommencez :\n\n" >&2
    printf "    sudo apt-get install %s\n\n" "$*" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -qq --yes --no-install-recommends "$@" >/dev/null
