#!/bin/sh
# Vérifie une archive d'élection (.bel) avec belenios-tool seul : le paquet Debian de ce nom, tar,
# grep et sha256sum. Rien d'espace-electeur n'est nécessaire.
#
#     sh verifier.sh ARCHIVE.bel
#
# « belenios-tool election verify » vérifie la chaîne, les clés, la somme, les déchiffrements et le
# résultat. Ses versions 3.0 à 3.3 examinent aussi chaque bulletin, mais peuvent oublier ce qu'elles
# y ont trouvé : chacun est donc repris ici seul, par « election verify-ballot ».
set -eu
export BELENIOS_USE_URANDOM=1 LC_ALL=C

archive=$(realpath "${1:?usage : sh verifier.sh ARCHIVE.bel}")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
refuse() {
    echo "REFUSÉ : $1" >&2
    exit 1
}

# 1. Toute l'archive.
mkdir "$place/toute"
cp "$archive" "$place/toute/"
(cd "$place/toute" && belenios-tool election verify) || refuse "l'archive n'est pas intacte"

# 2. Ce qui la compose : l'en-tête, puis l'élection, les clés du bureau et les clés publiques.
mkdir "$place/entrees"
tar -xf "$archive" -C "$place/entrees"
set -- $(tar -tf "$archive" | sed -n 2,4p)
election=$place/entrees/$1 bureau=$place/entrees/$2 electeurs=$place/entrees/$3
tr -d '["]\n' < "$electeurs" | tr , '\n' | sort > "$place/inscrits"
grep -l '^{"election_uuid"' "$place"/entrees/*.data.json > "$place/bulletins" || :

compte=$(grep -l '"type":"Ballot"' "$place"/entrees/*.event.json | wc -l)
[ "$compte" -eq "$(wc -l < "$place/bulletins")" ] || refuse "un bulletin n'est pas dans sa forme"

# 3. Un bulletin par clé publique, et seulement des clés inscrites.
while read -r bulletin; do
    sed 's/.*"credential":"\([0-9a-f]*\)".*/\1/' "$bulletin"
    echo
done < "$place/bulletins" | grep . | sort > "$place/votants" || :
[ -z "$(uniq -d "$place/votants")" ] || refuse "une clé publique a deux bulletins"
[ -z "$(comm -23 "$place/votants" "$place/inscrits")" ] || refuse "une clé publique n'est pas inscrite"

# 4. Les preuves et la signature de chaque bulletin. Une archive vide avec sa seule clé publique
#    suffit à l'outil, qui relirait sinon toutes les clés pour chacun.
number=0
while read -r bulletin; do
    rm -rf "$place/un"
    mkdir "$place/un"
    sed 's/.*"credential":"\([0-9a-f]*\)".*/["\1"]/' "$bulletin" > "$place/un/public_creds.json"
    (
        cd "$place/un"
        belenios-tool archive init --election "$election" --trustees "$bureau"
        { cat "$bulletin"; echo; } > bulletin.json
        belenios-tool election verify-ballot --ballot bulletin.json
    ) > "$place/dit" 2>&1 || {
        cat "$place/dit" >&2
        refuse "le bulletin $(basename "$bulletin" .data.json)"
    }
    number=$((number + 1))
done < "$place/bulletins"
echo "Tout est conforme : $number bulletins."
tar -xOf "$archive" --wildcards '*.data.json' | grep -ao '{"result":\[\[[0-9,]*\]\]}' || \
    echo "L'archive n'est pas encore dépouillée."
