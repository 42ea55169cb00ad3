"""What the minutes say, in French."""

from __future__ import annotations

from collections.abc import Mapping

TITLE = "Procès-verbal de dépouillement"
SUBJECT = "{title} ({level})"
VOTE = "Le vote"
BOARD = "Le bureau de vote électronique"
COUNT = "Le dépouillement"
SEATS = "Les sièges"
ELECTED = "Les élus"
FINGERPRINTS = "Les empreintes"
INCIDENTS = "Les incidents"
SIGNATURES = "Les signatures"

WINDOW = "du {opens} au {ends}, {zone}"
THRESHOLD = (
    "L'urne s'ouvre par {members} du bureau, dont la présidence ou le secrétariat, et des délégués "
    "de liste. Chacun a ouvert sa part de la clé avec sa phrase secrète."
)
NOT_COUNTED = "Cette urne n'a pas pu être dépouillée. {trouble}"
CHECKED = "Dépouillement {checked}."
PART = "dont {part}"
NO_INCIDENT = "Aucun incident n'a été noté, ni trouvé par le programme."
FOUND = "trouvé par le programme"
TYPED = "noté par {members}"
FOR_ALL = "tous les scrutins"
NO_LIST = "Aucune liste de numéros de suivi n'a été remise au bureau."
LISTS = (
    "Listes de numéros de suivi remises aux membres du bureau pendant le vote. Chacune doit avoir "
    "cette empreinte (son début suffit), et être tout entière dans l'archive."
)
COMPARED = "Après la fermeture, {lists} comparées avec l'urne : elle les contient."
NOT_COMPARED = (
    "Aucune de ces listes n'a été comparée avec l'urne : un bulletin échangé contre un autre ne se "
    "verrait que par elles."
)
SAME_SETUP = (
    "L'empreinte des paramètres est celle que « sh verifier.sh » affiche à la fin : sans cette "
    "comparaison, une élection toute faite serait aussi conforme."
)
TO_SIGN = (
    "Les membres du bureau ont lu ce procès-verbal. Qui a une remarque la fait écrire comme un "
    "incident avant de signer."
)
PAGE = "Page {page} sur {pages}"
FILE = "proces-verbal-{code}"
"""Name of both files, without its ending."""
JSON = f"{FILE}.json, SHA-256 {{fingerprint}}"
NOBODY = "Personne."
KEYS = "keys"
WITHOUT = "sans le bureau"
"""Who was there at a closing that an administrator did alone."""

ACTS: Mapping[str, str] = {
    "keys": "Clés du bureau faites",
    "trial": "Essai avec les vraies clés",
    "seal": "Scellement de l'élection",
    "hand_lists": "Listes de numéros de suivi remises",
    "close": "Fermeture des urnes",
    "add_up": "Bulletins vérifiés et additionnés",
    "share": "Part de clé ouverte",
    "finish_count": "Résultat déchiffré et vérifié",
    "lot": "Tirage au sort d'un siège",
}
"""The acts of the board, by their stable words."""
