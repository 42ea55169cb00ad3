"""What a line of the logs means, and what an administrator does about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.logs.found_lines import LogLine

MEANINGS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("MailboxSignInRefused", "unknown"): (
        "le nom d'utilisateur n'est pas dans la liste électorale",
        "Faites-lui épeler ce nom, et comparez avec « uid » dans la liste.",
    ),
    ("MailboxSignInRefused", "wrong"): (
        "le mot de passe de la messagerie est faux",
        "Que la personne le saisisse lentement, ou le fasse redonner par qui tient la messagerie.",
    ),
    ("MailboxSignInRefused", "missing"): (
        "aucune messagerie n'existe à son nom, faute de premier mot de passe dans la liste",
        "Complétez sa ligne (colonne « first_password » ou « numen »), puis « admin import ».",
    ),
    ("SignInRefused", "unknown"): (
        "l'adresse n'est pas dans la liste électorale",
        "Faites-lui épeler son adresse, et comparez avec « mail » dans la liste.",
    ),
    ("SignInRefused", "absent"): (
        "aucun compte électeur n'existe à cette adresse",
        "Que la personne crée son compte : « Activez votre compte électeur ».",
    ),
    ("SignInRefused", "pending"): (
        "le compte attend sa confirmation, et le mot de passe est faux",
        "Que la personne se serve du code du mail de confirmation.",
    ),
    ("SignInRefused", "wrong"): (
        "le mot de passe électeur est faux",
        "Que la personne le saisisse lentement, ou choisisse « Mot de passe oublié ».",
    ),
    ("MustWait", "name"): (
        "trop de mots de passe faux ont été essayés à son nom",
        "« admin release » lève l'attente.",
    ),
    ("MustWait", "place"): (
        "trop d'essais ont été faits sur ce poste, par qui que ce soit",
        "Cette attente finit d'elle-même ; un autre poste convient aussitôt.",
    ),
    ("MustWait", "mails"): (
        "trop de mails ont été demandés pour son adresse",
        "Que la personne ouvre d'abord sa messagerie ; « admin release » rend les mails du jour.",
    ),
    ("MustWait", "identifier"): (
        "trop d'identifiants de vote faux",
        "Que la personne relise sa notice de vote ; « admin release » lève l'attente.",
    ),
    ("AwaitingConfirmation", ""): (
        "le mot de passe est bon, et le compte attend sa confirmation",
        "Que la personne se serve du code du mail de confirmation.",
    ),
    ("PasswordProofNeeded", ""): (
        "le code est bon, mais le mot de passe choisi doit être saisi aussi",
        "Que la personne saisisse, avec le code, le mot de passe choisi à la création du compte.",
    ),
    ("MailCodeRequired", ""): (
        "un très grand nombre de mots de passe faux ont été essayés à son nom",
        "« Mot de passe oublié » lui donne un code ; « admin release » lève l'attente.",
    ),
    ("NotOnTheRoll", ""): (
        "la messagerie est la sienne, et la liste électorale ne la contient pas",
        "Ajoutez cette personne à la liste si elle est électrice, puis « admin import ».",
    ),
    ("WrongCode", ""): (
        "le code est faux",
        "Que la personne recopie celui du mail le plus récent.",
    ),
    ("StaleCode", ""): (
        "le code est périmé, remplacé ou déjà utilisé",
        "Que la personne se serve du mail le plus récent, ou en demande un autre.",
    ),
    ("ExhaustedCode", ""): (
        "le code a été mal saisi trop de fois",
        "Que la personne demande un autre mail ; « admin release » rend les essais.",
    ),
    ("WindowNotOpen", ""): (
        "c'est trop tôt, par [calendar] ou les dates du scrutin",
        "Donnez-lui la date d'ouverture.",
    ),
    ("WindowClosed", ""): (
        "c'est trop tard, par [calendar] ou les dates du scrutin",
        "Le calendrier ne le permet plus.",
    ),
    ("SessionExpired", ""): (
        "sa visite a duré trop longtemps, ou un nouveau mot de passe l'a fermée",
        "Que la personne recommence.",
    ),
    ("TooManyMails", ""): (
        "trop de mails ont été demandés dans toute l'élection en une heure",
        "Voyez « admin status » ; qui a ouvert sa messagerie en reçoit encore.",
    ),
    ("MailboxBlocked", ""): (
        "le serveur de messagerie n'accepte aucun mot de passe de ce compte",
        "Adressez-la au support de la messagerie.",
    ),
}
"""By kind and reason; an empty reason is any."""
OUTAGE = ("la base ou un serveur n'a pas répondu", "Lancez « admin check » sur ce poste.")
UNEXPECTED = (
    "une faute du programme",
    "Transmettez la ligne de errors.jsonl telle quelle à qui maintient le programme.",
)
OTHER = ("un refus", "Lancez « admin person » pour la personne concernée.")


def meaning_of(line: LogLine) -> tuple[str, str]:
    """Return what has happened, and what to do about it."""
    if line.event == "unexpected":
        return UNEXPECTED
    found = MEANINGS.get((line.kind, line.reason)) or MEANINGS.get((line.kind, ""))
    return found or (OUTAGE if line.event == "trouble" else OTHER)
