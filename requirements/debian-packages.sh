#!/bin/sh
# Installs those of the Debian packages it is given that are missing: as root, or through sudo.
# A person without the right is told the one command that does it, and nothing is started.
set -eu

patience=600 # seconds that another program may hold the locks of apt or dpkg
between=2    # seconds between two tries

say() {
    printf '%s\n' "$@" >&2
}

refuse() {
    say "$@"
    exit 1
}

# Prints the command for somebody with the right: complete, and the same wherever it is typed.
# Without sudo it is su with a dash: else dpkg would miss programs outside an ordinary PATH.
whole_command() {
    install="DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends$missing"
    as_root="su -"
    command -v sudo >/dev/null 2>&1 && as_root="sudo sh"
    printf "%s -c 'apt-get update && %s'" "$as_root" "$install"
}

say_the_command() {
    refuse "Il manque des paquets Debian, et ce compte ne peut pas les installer. Passez cette" \
        "commande, ou faites-la passer par qui administre la machine, puis recommencez :" "" \
        "    $(whole_command)" ""
}

# Whether sudo works without a question, or can ask it: on a terminal.
may_use_sudo() {
    command -v sudo >/dev/null 2>&1 || return 1
    sudo -n true 2>/dev/null && return
    [ -t 0 ] && [ -t 2 ] || return 1
    say "sudo va demander votre mot de passe pour passer :" "" "    $(whole_command)" ""
    sudo -v
}

# Runs apt-get once no other program holds a lock. Its own waiting leaves out the lock of its lists.
# The language is English so that its words are recognised, and UTF-8 as PostgreSQL keeps it.
patiently() {
    waited=0
    while ! LC_ALL=C.UTF-8 apt-get "$@" </dev/null >"$said/last" 2>&1; do
        if ! grep -q -e 'Could not get lock' -e 'locked by another process' "$said/last"; then
            cat "$said/last" >>"$said/all"
            return 1
        fi
        [ "$waited" -gt 0 ] ||
            say "Un autre programme installe des paquets : on attend qu'il ait fini."
        [ "$waited" -lt "$patience" ] || refuse \
            "Il n'a pas fini après $((patience / 60)) minutes, et rien n'est lancé : recommencez après lui."
        sleep "$between"
        waited=$((waited + between))
    done
    cat "$said/last" >>"$said/all"
}

missing=
for package in "$@"; do
    # shellcheck disable=SC2016 # the format is dpkg's
    dpkg-query --show --showformat '${db:Status-Status}\n' "$package" 2>/dev/null |
        grep -qx installed || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
command -v apt-get >/dev/null 2>&1 ||
    refuse "Il manque$missing, et cette machine n'a pas apt-get : il faut un Debian."

if [ "$(id -u)" -ne 0 ]; then
    may_use_sudo || say_the_command
    say "Par sudo, ce qui manque :$missing."
    exec sudo sh "$0" "$@"
fi

export DEBIAN_FRONTEND=noninteractive
say "apt-get installe, en une à deux minutes :$missing."
said=$(mktemp -d)
trap 'rm -rf "$said"' EXIT
# shellcheck disable=SC2086 # one word a package
patiently update -qq && patiently install -qq --yes --no-install-recommends $missing && exit
reason=$(grep -m 1 -e '^E: ' -e 'Failed to fetch' "$said/all" || tail -n 1 "$said/all")
refuse "Les paquets ne s'installent pas, et rien n'est lancé. Regardez le réseau et les sources d'APT," \
    "puis recommencez ; apt-get dit : $reason"
