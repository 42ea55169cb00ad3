"""What the pages of the ceremony of the keys say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import say_count
from tui.bureau.presence_words import member_words

if TYPE_CHECKING:
    from models import BoardMember, BoardState
    from tui.bureau.ceremony import Ceremony

WELCOME = (
    "Le bureau a {size}. Pour ouvrir les urnes, il faudra en réunir {threshold}, dont la "
    "présidence ou le secrétariat, et deux délégués de liste."
)
HOW = (
    "Chaque membre vient à son tour, seul devant l'écran, avec sa clé USB. Il choisit une phrase "
    "secrète : quatre mots ou plus, sans rapport entre eux. Elle n'est gardée nulle part : s'il "
    "l'oublie, sa part ne s'ouvre plus."
)
MADE = "Les clés sont faites depuis le {moment}. Leur empreinte :"
MADE_OTHERS = (
    "Les clés sont faites depuis le {moment}, mais pas pour ce bureau : remettez [board] comme il "
    "était dans le fichier d'élection, ou refaites les clés."
)
SEALED = "L'élection est scellée : les clés ne changent plus."
BEGIN, AGAIN = "Commencer", "Refaire les clés"
SURE = (
    "Refaire les clés : les parts déjà remises ne vaudront plus rien. Entrée encore une fois "
    "commence la cérémonie."
)

TURN = "MEMBRE {number} SUR {size}"
COME = "C'est au tour de {member}. Que personne d'autre ne regarde l'écran."
DONE_TURN = "C'est fait. Laissez la place."
EVERYBODY = "TOUS ONT SAISI"
ALL_TYPED = "Tous les membres ont saisi leur phrase secrète. Il reste à faire les clés."
THATS_ME, TAKE, MAKE = "C'est moi", "Valider ma phrase", "FAIRE LES CLÉS"
CORRECT = "Corriger : {name}"
STICK = "Dossier de votre clé USB"
STICKS = "Clés USB branchées : {folders}."
NO_STICKS = "Branchez votre clé USB : son dossier s'inscrira ici."
NO_STICK = "Branchez votre clé USB, ou saisissez son dossier."
ABANDON = (
    "Quitter abandonne la cérémonie : aucune clé n'est faite. Échap encore une fois l'abandonne."
)

DONE = (
    "Les clés sont faites pour {scrutins}. Chaque membre reprend sa clé USB ; {threshold} "
    "ouvriront les urnes."
)
FINGERPRINT = "Empreinte des clés, à écrire dans le procès-verbal :"
AFTERWARDS = (
    "Rien d'autre n'en reste sur cette machine. Que chaque membre garde sa clé USB et sa phrase "
    "secrète à deux endroits différents."
)


def welcome_words(state: BoardState) -> str:
    """Return who is needed to open the urns."""
    size = say_count(len(state.members), "membre")
    return WELCOME.format(size=size, threshold=state.threshold)


def turn_words(ceremony: Ceremony, member: BoardMember) -> str:
    """Return « MEMBRE 2 SUR 5 »."""
    return TURN.format(number=member.number, size=len(ceremony.members))


def come_words(member: BoardMember, *, first: bool) -> str:
    """Return whose turn it is, and that the one before makes place."""
    come = COME.format(member=member_words(member))
    return come if first else f"{DONE_TURN} {come}"
