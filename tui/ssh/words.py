"""What the gate says, in plain lines: before a session, in its place, and at its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.ssh.targets import HELP, TARGETS

if TYPE_CHECKING:
    from tui.ssh.messages import Ended

BANNER = (
    "Espace électeur : démonstration. Chaque session a ses personnes d'essai,\n"
    "sa messagerie et son calendrier ; tout est effacé à la fin."
)
NO_TERMINAL = (
    "La démonstration s'affiche dans un terminal : ajoutez -t à la commande ssh, sans rien "
    "rediriger."
)
UNKNOWN = "« {word} » n'existe pas ici. Essayez « ssh demo@HÔTE -- --help »."
NO_SUBSYSTEM = "Ni fichiers ni commandes ici : seulement la démonstration."
ASSISTANCE_CLOSED = (
    "L'assistance n'est pas ouverte sur ce serveur. Tapez « espace-electeur helpdesk » sur un "
    "poste de l'assistance, ou demandez à qui tient ce serveur de l'ouvrir."
)
OTHER_USER = "Ici, on se connecte en demo : ssh demo@HÔTE, avec le même port."
FULL = "Toutes les places sont prises. Réessayez dans quelques minutes."
FULL_FROM_HERE = "Toutes les places de votre réseau sont prises. Quittez une session, ou réessayez."
TOO_FAST = "Trop de connexions en une minute. Réessayez dans une minute."
NO_PROCESS = "Le serveur est surchargé. Réessayez dans quelques minutes."
CLOSING = "Le serveur s'arrête. Merci de votre visite."
STOPS_SOON = "Le serveur s'arrête dans {wait}. Terminez ce que vous faites."
DISMISSED = "La personne qui anime a mis fin à la session. Reconnectez-vous quand vous voulez."
UNKNOWN_CODE = "Le code {code} n'est pas connu ici. Demandez-le de nouveau à la personne qui anime."
SHOWN_HOW = "Pour regarder une session : « ssh -t voir@HÔTE CODE », avec le code affiché."
TOO_SMALL = "Agrandissez cette fenêtre : il faut {columns} colonnes et {lines} lignes."
SHOWN_NO_MORE = "Cet écran n'est plus montré."
LEFT = "Votre visite est terminée. Rien n'en reste sur le serveur."
WALKED_AWAY = "Personne n'était plus là : la visite est terminée. Rien n'en reste sur le serveur."
TOO_LONG = "Le temps de la visite est écoulé. Rien n'en reste sur le serveur ; vous pouvez revenir."
HOST_GONE = "Le serveur s'est arrêté sans prévenir. Reconnectez-vous dans un instant."
STALLED = "Plus rien n'était lu de votre côté : la session est terminée."
CRASHED = (
    "Une erreur inattendue a mis fin à la session. Reconnectez-vous ; si l'erreur se répète, "
    "donnez la référence {reference} à la personne qui anime."
)
HUNG = "La session ne répondait plus : elle est terminée. Reconnectez-vous."


def help_words() -> str:
    """Return the page of `--help`."""
    rows = [f"  {name:<14}{target.words}" for name, target in TARGETS.items()]
    return "\n".join(
        (
            BANNER,
            "",
            "  ssh demo@HÔTE                 l'accueil",
            "  ssh -t demo@HÔTE ÉCRAN        un écran, au nom d'une personne d'essai :",
            *rows,
            f"  {HELP:<14}l'aide",
            "  ssh -t demo@HÔTE CODE         l'accueil, dans le groupe de ce code",
            "  ssh -t voir@HÔTE CODE         une session montrée, à regarder (Q quitte)",
        )
    )


@dataclass(frozen=True, slots=True)
class ChannelWords:
    """What a channel says in place of a session, or at its end.

    Attributes:
        help: Returns the page of `--help`.
        terminal: To who has no terminal.
        files: To who wants files.
        unknown: To who names what is not there, with `{word}`.
        closing: The host ends.
        crashed: A fault has ended the session, with `{reference}`.
    """

    help: Callable[[], str]
    terminal: str
    files: str
    unknown: str
    closing: str
    crashed: str


DEMO_WORDS = ChannelWords(help_words, NO_TERMINAL, NO_SUBSYSTEM, UNKNOWN, CLOSING, CRASHED)


def ended_words(ended: Ended, words: ChannelWords) -> str:
    """Return what is said of a session that a fault has ended, or an empty text.

    Args:
        ended: How it has ended.
        words: Of its channel.
    """
    if ended.dismissed:
        return DISMISSED
    if ended.hung:
        return HUNG
    if ended.status == 0:
        return ""
    if ended.reference:
        return words.crashed.format(reference=ended.reference)
    return ""
