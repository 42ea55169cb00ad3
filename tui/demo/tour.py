"""The guided visit: on each screen of the path what to notice, and how to go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.visit.routes import Route


@dataclass(frozen=True, slots=True)
class Caption:
    """What is said of a screen to somebody who sees it for the first time.

    Attributes:
        notice: What to look at.
        then: What to type or press next.
    """

    notice: str
    then: str


CAPTIONS: dict[Route, Caption] = {
    "home": Caption(
        "Les deux étapes du dépliant, puis le vote. La prochaine chose à faire est déjà choisie, "
        "et la ligne des dates dit où en est l'élection.",
        "Appuyez sur Entrée. F9 choisit une autre personne, F8 une autre date.",
    ),
    "webmail_login": Caption(
        "La messagerie professionnelle, comme sur le dépliant. Les champs de la personne choisie "
        "sont remplis : son mot de passe est encore son NUMEN.",
        "Appuyez sur Entrée ; F2 montre le mot de passe.",
    ),
    "webmail_new_password": Caption(
        "Le NUMEN n'est pas un bon mot de passe : il faut le remplacer. Chaque règle passe au vert "
        "pendant la saisie.",
        "Saisissez par exemple Camion-bleu7, deux fois, avec Entrée ; ou choisissez « Plus tard ».",
    ),
    "inbox": Caption(
        "La vraie boîte de la personne : le bouton propose toujours la suite du chemin.",
        "Appuyez sur Entrée. Les flèches vont dans la liste.",
    ),
    "account_creation": Caption(
        "L'adresse de la boîte ouverte est proposée. Un mot de passe trop facile à deviner est "
        "refusé, avec un conseil.",
        "Saisissez par exemple Glycine8Garonne, deux fois, avec Entrée.",
    ),
    "mail_sent": Caption(
        "Le mail est réellement envoyé ; l'écran suit son arrivée, et dit si la boîte est pleine.",
        "Appuyez sur Entrée : le mail s'ouvre.",
    ),
    "message": Caption(
        "Le lien du mail confirme le compte. Le code sert à qui lit ses mails ailleurs.",
        "Appuyez sur Entrée : c'est le « Cliquez sur le lien » du dépliant.",
    ),
    "confirmation": Caption(
        "Le même compte, confirmé par le code du mail : cinq essais, pas un de plus.",
        "Recopiez le code du mail, puis Entrée.",
    ),
    "password_reminder": Caption(
        "Une seule chose à retenir pour trois semaines.",
        "Appuyez sur Entrée.",
    ),
    "scrutins": Caption(
        "Les scrutins de cette personne, et d'elle seule. F8 montre ce que cette page dit avant, "
        "pendant et après le vote.",
        "Appuyez sur F9 pour une autre personne, ou sur Entrée pour quitter.",
    ),
    "account_access": Caption(
        "Pour qui a déjà un compte confirmé, Karim Benali par exemple.",
        "Appuyez sur Entrée.",
    ),
}
"""By the route of a screen; the others have none."""
CLOSE = "F7 Fin de la visite guidée"
