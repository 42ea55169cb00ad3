"""The screen that a person should have before them: the texts of `screenshots/`, as drawn there.

`make screenshots` writes them here, too; a test holds both against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from models import Trouble, VoterPath

SHOWN: Mapping[Trouble, str] = {
    Trouble.NOT_OPEN_YET: "accueil-avant-ouverture",
    Trouble.SIGN_IN_WAIT: "espace-acces",
    Trouble.SIGN_IN_TRIED_ELSEWHERE: "espace-acces",
    Trouble.CODES_OVER: "espace-acces",
    Trouble.PASSWORD_CLOSED: "espace-acces",
    Trouble.PASSWORD_NEEDED: "espace-mot-de-passe-oublie",
    Trouble.MAILS_USED_UP: "compte-mail-adresse",
    Trouble.MAIL_LOST: "compte-mail-adresse",
    Trouble.RENEWAL_ASKED_ELSEWHERE: "espace-nouveau-mot-de-passe",
    Trouble.CODE_DELIVERED: "messagerie-boite-mail-arrive",
    Trouble.CODE_TRIED_ELSEWHERE: "messagerie-connexion",
    Trouble.RENEWAL_FULL: "messagerie-boite-saturee",
    Trouble.RENEWAL_REFUSED: "espace-mail-nouveau-mot-de-passe",
    Trouble.RENEWAL_WAITING: "espace-mail-nouveau-mot-de-passe",
    Trouble.RENEWAL_TRIED_OUT: "espace-mot-de-passe-oublie",
    Trouble.RENEWAL_EXPIRED: "espace-mot-de-passe-oublie",
    Trouble.RENEWAL_SENT: "espace-nouveau-mot-de-passe",
    Trouble.MAIL_CODE_NEEDED: "espace-mot-de-passe-oublie",
    Trouble.NEVER_SIGNED_IN: "espace-acces",
    Trouble.SIGNED_IN: "scrutins",
    Trouble.CONFIRMATION_CLOSED: "accueil-comptes-fermes",
    Trouble.SEVERAL_REQUESTS: "messagerie-connexion",
    Trouble.REQUEST_CLOSED: "espace-mot-de-passe-oublie",
    Trouble.REQUEST_OVER: "compte-creation",
    Trouble.CODE_FULL: "messagerie-boite-saturee",
    Trouble.CODE_REFUSED: "compte-mail-adresse",
    Trouble.CODE_WAITING: "compte-mail-adresse",
    Trouble.CODE_TRIED_OUT: "compte-confirmation-morte",
    Trouble.CODE_EXPIRED: "compte-confirmation-expiree",
    Trouble.MAILBOX_WAIT: "messagerie-connexion-attente",
    Trouble.CODE_BEHIND_UNOPENED_MAILBOX: "messagerie-connexion",
    Trouble.CODE_UNREAD: "messagerie-boite-mail-arrive",
    Trouble.CODE_READ: "messagerie-message-confirmation",
    Trouble.CREATION_CLOSED: "compte-creation-fermee",
    Trouble.MAILBOX_UNOPENED: "messagerie-connexion",
    Trouble.MAILBOX_FULL: "messagerie-boite-saturee",
    Trouble.NO_ACCOUNT: "compte-creation",
}
"""The scene of each row of the diagnosis; whose account is disabled, or whose address changes or is
wrong, has nothing to look at."""
OF_SCREEN: Mapping[str, str] = {
    "home": "accueil",
    "webmail_login": "messagerie-connexion",
    "webmail_forgotten": "messagerie-mot-de-passe-oublie",
    "webmail_assistance": "messagerie-assistance",
    "webmail_new_password": "messagerie-nouveau-mot-de-passe",
    "inbox": "messagerie-boite",
    "message": "messagerie-message-confirmation",
    "trash": "messagerie-corbeille",
    "account_access": "espace-acces",
    "account_creation": "compte-creation",
    "mail_sent": "compte-mail-adresse",
    "confirmation": "compte-confirmation",
    "password_reminder": "compte-mot-de-passe-a-retenir",
    "password_mail_sent": "espace-mail-nouveau-mot-de-passe",
    "scrutins": "scrutins",
    "forgotten_voter_password": "espace-mot-de-passe-oublie",
    "renew_password": "espace-nouveau-mot-de-passe",
    "being_helped": "etre-aide",
}
"""The scene of each screen of a visit."""
HEAD = 1
"""Lines above the page that are the same everywhere: the title."""


def picture_for(trouble: Trouble, path: VoterPath) -> tuple[str, ...]:
    """Return the lines of the screen of a diagnosis, without its head; none if it has none.

    They were drawn where mailboxes are opened: an election without has none of them.
    """
    return _lines(SHOWN.get(trouble)) if path.has_mailbox else ()


def picture_of(screen: str, path: VoterPath) -> tuple[str, ...]:
    """Return the lines of a screen of a visit, by its name; none of any other one.

    An election whose mailboxes are not opened has none of them.
    """
    return _lines(OF_SCREEN.get(screen)) if path.has_mailbox else ()


def _lines(name: str | None) -> tuple[str, ...]:
    if name is None:
        return ()
    text = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    lines = text.rstrip("\n").split("\n")[HEAD:]
    shown = [line for line in lines if line] or [""]
    margin = min(len(line) - len(line.lstrip(" ")) for line in shown)
    return tuple(line[margin:] for line in lines)
