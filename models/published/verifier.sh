#!/bin/sh
# Vérifie une archive d'élection (.bel) avec belenios-tool seul : le paquet Debian de ce nom, tar,
# grep et sha256sum. Rien d'espace-electeur n'est nécessaire.
#
#     sh verifier.sh ARCHIVE.bel
#
# « belenios-tool election verify » vérifie la chaîne, les clés du bureau, les déchiffrements et le
# résultat. Il ne refait pas la somme des bulletins ; ses versions 3.0 à 3.3 examinent les preuves de
# chacun, mais peuvent oublier ce qu'elles y ont trouvé ; et il ne lit pas ce qu'un faussaire
# mettrait à côté. Tout cela est donc refait ici, avec ses autres commandes.
set -eu
export BELENIOS_USE_URANDOM=1 LC_ALL=C

archive=$(realpath "${1:?usage : sh verifier.sh ARCHIVE.bel}")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
refuse() {
    echo "REFUSÉ : $1" >&2
    exit 1
}

# 1. L'outil, sur toute l'archive.
mkdir "$place/toute" "$place/entrees"
cp "$archive" "$place/toute/"
(cd "$place/toute" && belenios-tool election verify) || refuse "l'archive n'est pas intacte"

# 2. Chaque élément est ce que dit son nom, et les événements se suivent, un seul de chaque sorte
#    sauf les bulletins et les parts : rien n'est à côté, rien n'est deux fois.
tar -tf "$archive" | sed 1d > "$place/noms"
tar -xf "$archive" -C "$place/entrees"
cd "$place/entrees"
sed 's/^\([0-9a-f]\{64\}\)\(.*\)$/\1  \1\2/' "$place/noms" | sort -u > "$place/sommes"
sha256sum --check --strict --quiet "$place/sommes" || refuse "un élément n'est pas ce qu'il dit"
suite="" parent="" hauteur=0 donnee="" resultat="" somme="" taille=""
: > "$place/bulletins"
while read -r nom; do
    empreinte=${nom%%.*}
    if [ "${nom#*.}" = data.json ]; then
        suite="${suite}d" avant=$donnee donnee=$empreinte
        continue
    fi
    sorte=$(sed -n 's/.*"type":"\([A-Za-z]*\)".*/\1/p' "$nom")
    attendu="\"height\":$hauteur,\"type\":\"$sorte\""
    [ -z "$parent" ] || attendu="\"parent\":\"$parent\",$attendu"
    [ -z "$donnee" ] || attendu="$attendu,\"payload\":\"$donnee\""
    [ "$(cat "$nom")" = "{$attendu}" ] || refuse "l'événement $hauteur ne suit pas le précédent"
    case $sorte in
        Setup) suite="${suite}S" ;;
        Ballot) suite="${suite}B"; echo "$donnee.data.json" >> "$place/bulletins" ;;
        EndBallots) suite="${suite}E" ;;
        EncryptedTally) suite="${suite}T" somme=$avant taille=$donnee ;;
        PartialDecryption) suite="${suite}P" ;;
        Result) suite="${suite}R" resultat=$donnee ;;
        *) refuse "un événement inconnu" ;;
    esac
    parent=$empreinte hauteur=$((hauteur + 1)) donnee="" avant=""
done < "$place/noms"
echo "$suite" | grep -Eqx 'ddddS(dB)*(E(ddT(ddP)*(dR)?)?)?' || refuse "les événements sont en désordre"

# 3. L'élection, les clés du bureau, les clés publiques : une par personne, sans poids.
set -- $(sed -n 1,4p "$place/noms")
attendu="{\"election\":\"${1%%.*}\",\"trustees\":\"${2%%.*}\",\"credentials\":\"${3%%.*}\"}"
[ "$(cat "$4")" = "$attendu" ] || refuse "les paramètres ne sont pas ceux de l'archive"
grep -Eqx '\[("[0-9a-f]{64}"(,"[0-9a-f]{64}")*)?\]' "$3" || refuse "la liste des clés publiques"
tr -d '["]\n' < "$3" | tr , '\n' | sort > "$place/inscrits"
[ -z "$(uniq -d "$place/inscrits")" ] || refuse "une clé publique est inscrite deux fois"

# 4. Un bulletin par clé publique, et seulement de clés inscrites.
while read -r bulletin; do
    sed 's/.*"credential":"\([0-9a-f]*\)".*/\1/' "$bulletin"
    echo
done < "$place/bulletins" | sed '/^$/d' | sort > "$place/votants"
[ -z "$(uniq -d "$place/votants")" ] || refuse "une clé publique a deux bulletins"
[ -z "$(comm -23 "$place/votants" "$place/inscrits")" ] || refuse "une clé n'est pas inscrite"

# 5. La forme, les preuves et la signature de chaque bulletin. Une archive vide avec sa seule clé
#    publique suffit à l'outil, qui relirait sinon toutes les clés pour chacun.
election=$PWD/$1 bureau=$PWD/$2 nombre=0
while read -r bulletin; do
    rm -rf "$place/un"
    mkdir "$place/un"
    sed 's/.*"credential":"\([0-9a-f]*\)".*/["\1"]/' "$bulletin" > "$place/un/public_creds.json"
    { cat "$bulletin"; echo; } > "$place/un/bulletin.json"
    (
        cd "$place/un"
        belenios-tool archive init --election "$election" --trustees "$bureau"
        belenios-tool election verify-ballot --ballot bulletin.json
    ) > "$place/dit" 2>&1 || {
        cat "$place/dit" >&2
        refuse "le bulletin ${bulletin%%.*}"
    }
    nombre=$((nombre + 1))
done < "$place/bulletins"

# 6. La somme de tous les bulletins, refaite, est celle qui a été ouverte.
if [ -n "$somme" ]; then
    (cd "$place/toute" && belenios-tool election compute-encrypted-tally) > "$place/somme"
    refaite=$(sed -n 1p "$place/somme" | tr -d '\n' | sha256sum | cut -d ' ' -f 1)
    attendu="{\"num_tallied\":$nombre,\"total_weight\":$nombre,\"encrypted_tally\":\"$somme\"}"
    [ "$refaite" = "$somme" ] || refuse "la somme n'est pas celle des bulletins"
    [ "$(cat "$taille.data.json")" = "$attendu" ] || refuse "la somme a un autre nombre de bulletins"
fi

[ "$nombre" -gt 1 ] && mot=bulletins || mot=bulletin
echo "Tout est conforme : $nombre $mot."
echo "À comparer avec le procès-verbal du scellement :"
# Par quatre, comme dans le procès-verbal.
echo "${4%%.*}" | sed 's/..../& /g; s/ $//'
if [ -n "$resultat" ]; then
    cat "$resultat.data.json"
    echo
else
    echo "L'archive n'est pas encore dépouillée."
fi
