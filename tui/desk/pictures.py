"""The screen that a person should have before them, drawn of the election that is open.

`admin pictures` plays the scenes (`tui.scenes`) and writes their texts into a folder of this
account. The helpdesk has it begun by a process of its own if they are not there yet, and shows none
until they all are: those of another election would say other dates, names and rules.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from enum import Enum, auto
from typing import TYPE_CHECKING

from models import Trouble, VoterPath
from tui.hosts.isolation import FLAGS, MODULE
from tui.hosts.sender import PACKAGES

if TYPE_CHECKING:
    from tui.desk.picture_place import PicturePlace

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
    "known_code": "compte-code-recu",
    "password_reminder": "compte-mot-de-passe-a-retenir",
    "password_mail_sent": "espace-mail-nouveau-mot-de-passe",
    "scrutins": "scrutins",
    "forgotten_voter_password": "espace-mot-de-passe-oublie",
    "renew_password": "espace-nouveau-mot-de-passe",
    "known_renewal": "espace-code-recu",
    "being_helped": "etre-aide",
}
"""The scene of each screen of a visit."""
ELSEWHERE: Mapping[str, str] = {
    "compte-mail-adresse": "compte-confirmation",
    "espace-mail-nouveau-mot-de-passe": "espace-nouveau-mot-de-passe",
    "messagerie-boite-mail-arrive": "compte-code-recu",
    "messagerie-connexion": "compte-code-recu",
}
"""The scene that takes the place of another one, if mails are read in another program."""
OF_MAILBOXES = "messagerie-"
"""How the names of the other scenes begin that such an election has not."""
HEAD = 1
"""Lines above the page that are the same everywhere: the title."""


def scene_for(trouble: Trouble, path: VoterPath) -> str | None:
    """Return the name of the scene of a diagnosis in an election; None if there is none to show."""
    name = SHOWN.get(trouble)
    if name is None or path.has_mailbox:
        return name
    instead = ELSEWHERE.get(name, name)
    return None if instead.startswith(OF_MAILBOXES) else instead


class Drawing(Enum):
    """How far the pictures of an election are."""

    THERE = auto()
    UNDER_WAY = auto()
    MISSING = auto()


class Pictures:
    """The pictures of one election, as far as they are drawn."""

    def __init__(self, place: PicturePlace | None = None) -> None:
        """Take where they are; None: there are none, and none are drawn."""
        self._place = place
        self._drawing: subprocess.Popen[bytes] | None = None

    @property
    def drawing(self) -> Drawing:
        """How far they are now."""
        place = self._place
        if place is None:
            return Drawing.MISSING
        if place.folder.is_dir():
            return Drawing.THERE
        began = self._drawing is not None and self._drawing.poll() is None
        return Drawing.UNDER_WAY if began or place.is_being_drawn else Drawing.MISSING

    def begin(self) -> None:
        """Have them drawn by another process, unless they are there or one is at it already.

        It outlives this one, and has no key, no connection and no person of the election: it plays
        in a sandbox, with invented people, and gives way to whatever else runs.
        """
        if self._place is None or self.drawing is not Drawing.MISSING:
            return
        if not self._place.is_writable:
            return
        flags = (FLAGS,) if sys.flags.isolated else ()  # as this process, so the one it starts
        command = (sys.executable, *flags, "-m", MODULE, "admin", "pictures", "--background")
        with suppress(OSError):  # no process or memory left: the desk goes on without
            self._drawing = subprocess.Popen(  # noqa: S603 - our own interpreter and program
                (*command, *self._place.options),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=PACKAGES,
                start_new_session=True,
            )

    def for_trouble(self, trouble: Trouble, path: VoterPath) -> tuple[str, ...]:
        """Return the lines of the screen of a diagnosis, without its head; none if it has none."""
        return self._lines(scene_for(trouble, path))

    def of_screen(self, screen: str) -> tuple[str, ...]:
        """Return the lines of a screen of a visit, by its name; none of any other one."""
        return self._lines(OF_SCREEN.get(screen))

    def _lines(self, name: str | None) -> tuple[str, ...]:
        if name is None or self._place is None:
            return ()
        try:
            text = (self._place.folder / f"{name}.txt").read_text(encoding="utf-8")
        except OSError:
            return ()
        lines = text.rstrip("\n").split("\n")[HEAD:]
        shown = [line for line in lines if line] or [""]
        margin = min(len(line) - len(line.lstrip(" ")) for line in shown)
        return tuple(line[margin:] for line in lines)
