#!/bin/sh
# Builds the Debian package with dpkg-deb: `make deb`.
#
# The package holds the program's wheel and the locked libraries, unpacked, as the Python of the
# Debian that it is for wants them: what is installed needs neither a network nor an index. They are
# fetched here, by their hashes, for the python3 of /usr/bin: the package is for the version of
# Debian on which it is built.
#
# LOCK: the libraries, instead of requirements/postgresql.txt. COMPRESSION: options of dpkg-deb,
# like -Znone. COMPILE=no leaves the byte code out. VERSION: instead of that of pyproject.toml and
# the commit.
set -eu

environment=$1 # the one that holds the development tools
output=$2
here=$(cd "$(dirname "$0")" && pwd)
source=$(dirname "$here")
lock=${LOCK:-$source/requirements/postgresql.txt}
place=opt/espace-electeur

refuse() {
    printf '%s\n' "$@" >&2
    exit 1
}

command -v dpkg-deb >/dev/null ||
    refuse "dpkg-deb manque : le paquet se fabrique sur un Debian, le même que celui des machines."
environment=$(cd "$environment" && pwd)
interpreter=$(readlink -f "${DEBIAN_PYTHON:-/usr/bin/python3}")
python=${interpreter##*/python}
case $interpreter in
/usr/bin/python3.*) ;;
*) refuse "« $interpreter » n'est pas le Python de Debian : installez le paquet python3." ;;
esac

architecture=$(dpkg --print-architecture)
case $architecture in
amd64) platform=x86_64-manylinux_2_36 ;;
arm64) platform=aarch64-manylinux_2_36 ;;
*) refuse "Les bibliothèques ne sont verrouillées que pour amd64 et arm64, pas pour $architecture." ;;
esac

number=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$source/pyproject.toml")
# A commit later is a version later; the commit itself tells two of the same minute apart.
commit=$(git -C "$source" log -1 --format=%cd.%h --date=format:%Y%m%d%H%M 2>/dev/null || true)
SOURCE_DATE_EPOCH=$(git -C "$source" log -1 --format=%ct 2>/dev/null || date +%s)
export SOURCE_DATE_EPOCH
version=${VERSION:-$number${commit:++$commit}}
date=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%d)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 0755 "$work"
umask 022
root=$work/root
packages=$root/$place/package/lib/python$python/site-packages
mkdir -p "$root/DEBIAN" "$packages" "$root/$place/package/bin" "$root/$place/.venv/bin"

# The environment: what `venv` makes of an interpreter, without the paths of this machine.
ln -s "$interpreter" "$root/$place/package/bin/python"
cat >"$root/$place/package/pyvenv.cfg" <<END
home = /usr/bin
include-system-site-packages = false
version = $python
END
(cd "$source" && "$environment/bin/python" -m hatchling build --target wheel -d "$work/wheel") \
    >"$work/said" 2>&1 || refuse "$(cat "$work/said")"
install() {
    "$environment/bin/uv" --no-config pip install --quiet --target "$packages" --link-mode copy \
        --python-version "$python" --python-platform "$platform" --only-binary :all: --no-deps "$@"
}
[ ! -s "$lock" ] || install --require-hashes -r "$lock"
install --offline "$work"/wheel/*.whl
# Commands of libraries, with the paths of this machine; nobody calls them.
rm -rf "$packages/bin" "$packages/.lock"
find "$packages" -name __pycache__ -prune -exec rm -rf {} +
# Byte code that is never compared with its source: both are dpkg's, and nothing may write here.
[ "${COMPILE:-yes}" = no ] || "$interpreter" -IB -m compileall -q -j 0 \
    --invalidation-mode unchecked-hash -s "$root/$place/package" -p "/$place/package" "$packages"

# Beside the program, for `kiosk --check`, which compares with them what a person may change.
mkdir -p "$packages/docs"
cp -r "$source/docs/borne" "$packages/docs/"

sed 's/@BEFORE@//' "$here/debian/launcher.in" >"$root/$place/.venv/bin/python"
sed 's/@BEFORE@/-IB -m tui /' "$here/debian/launcher.in" >"$root/$place/.venv/bin/espace-electeur"
chmod 0755 "$root/$place/.venv/bin/"*
mkdir -p "$root/usr/bin"
ln -s "/$place/.venv/bin/espace-electeur" "$root/usr/bin/espace-electeur"

# The units and settings are those of the guides; their first line says where a person puts them.
shared=$root/usr/share/doc/espace-electeur
mkdir -p "$root/usr/lib/systemd/system/timers.target.wants" "$root/etc/espace-electeur" "$shared"
for file in "$source"/docs/administration/* "$source"/docs/borne/* "$source"/docs/vote/*; do
    name=${file##*/}
    case $name in
    *.service | *.timer) sed 1d "$file" >"$root/usr/lib/systemd/system/$name" ;;
    foot.ini | touches.sed) cp "$file" "$root/etc/espace-electeur/$name" ;;
    esac
done
cp "$here"/debian/espace-electeur-versions.* "$root/usr/lib/systemd/system/"
ln -s ../espace-electeur-versions.timer "$root/usr/lib/systemd/system/timers.target.wants/"
(cd "$root" && find etc -type f -printf '/%p\n' | sort) >"$root/DEBIAN/conffiles"

mkdir -p "$root/usr/lib/espace-electeur" "$root/usr/lib/sysusers.d" "$root/usr/lib/tmpfiles.d"
cp "$here/debian/delete-unused-versions" "$root/usr/lib/espace-electeur/"
cp "$here/debian/sysusers.conf" "$root/usr/lib/sysusers.d/espace-electeur.conf"
cp "$here/debian/tmpfiles.conf" "$root/usr/lib/tmpfiles.d/espace-electeur.conf"

cp "$source"/docs/*.md "$shared/"
mkdir -p "$shared/vote" "$root/$place/docs"
cp "$source/docs/vote/verifier.sh" "$shared/vote/"
cp -r "$source/docs/demonstration" "$root/$place/docs/" # installed by hand, on a machine for it
rm "$shared/architecture.md" "$shared/performance.md" # for people who change the program
gzip -9nc "$source/CHANGELOG.md" >"$shared/CHANGELOG.md.gz"
# In the form that Debian's own programs read (deb-changelog(5)).
printf 'espace-electeur (%s) stable; urgency=medium\n\n  * Ce qui change est dans CHANGELOG.md.gz.\n\n -- %s  %s\n' \
    "$version" "$(sed -n 's/^Maintainer: //p' "$here/debian/control.in")" \
    "$(LC_ALL=C date -uR -d "@$SOURCE_DATE_EPOCH")" | gzip -9n >"$shared/changelog.gz"
sed -e 's/^$/ ./' -e 's/^/ /' -e 's/^  \.$/ ./' "$source/LICENSE" >"$work/license"
sed -e "/^@LICENSE@\$/{r $work/license" -e 'd}' "$here/debian/copyright" >"$shared/copyright"
PYTHONPATH=$source "$environment/bin/python" "$here/command_pages.py" "$root" "$version" "$date"

cp "$here/debian/preinst" "$here/debian/postinst" "$here/debian/prerm" "$here/debian/postrm" \
    "$here/debian/templates" "$root/DEBIAN/"
chmod -R u=rwX,go=rX "$root"
chmod 0755 "$root/DEBIAN/preinst" "$root/DEBIAN/postinst" "$root/DEBIAN/prerm" "$root/DEBIAN/postrm" \
    "$root/usr/lib/espace-electeur/delete-unused-versions"
# What tells a build from another of the same version: each has its folder on the machine.
sum=$(cd "$root" && find . -path ./DEBIAN -prune -o -type f -print0 | sort -z |
    xargs -0 sha256sum | sha256sum | cut -c 1-8)
printf '%s\n' "$version-$sum" >"$root/$place/package/build"
(cd "$root" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | sort -z |
    xargs -0 md5sum) >"$root/DEBIAN/md5sums"
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" \
    -e "s/@SIZE@/$(du -ks --exclude=DEBIAN "$root" | cut -f 1)/" \
    -e "s/@PYTHON@/$python/" -e "s/@NEXT_PYTHON@/3.$((${python#3.} + 1))/" \
    "$here/debian/control.in" >"$root/DEBIAN/control"

find "$root" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +
mkdir -p "$output"
# dpkg's own level, 19, takes minutes for a twentieth less.
# shellcheck disable=SC2086 # two options
dpkg-deb --root-owner-group ${COMPRESSION:--Zzstd -z10} --build "$root" "$output" >/dev/null
echo "$output/espace-electeur_${version}_$architecture.deb"
