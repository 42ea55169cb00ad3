"""Where a session may open: `ssh -t demo@host scrutins`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import SampleAccount
    from tui.visit.routes import Route


@dataclass(frozen=True, slots=True)
class Target:
    """A screen to open, as the person who has come so far.

    Attributes:
        account: How far the account is of the sample person who is played.
        route: Of the screen.
        words: What it shows, for the help.
        signs_in: Its form, filled in, is sent: the screen behind it is meant.
    """

    account: SampleAccount
    route: Route
    words: str
    signs_in: bool = False


TARGETS: dict[str, Target] = {
    "messagerie": Target("none", "webmail_login", "la connexion à la messagerie"),
    "creation": Target("none", "account_creation", "la création du compte électeur"),
    "confirmation": Target("asked", "account_access", "la confirmation du compte", signs_in=True),
    "scrutins": Target("confirmed", "account_access", "la liste des scrutins", signs_in=True),
}
"""By the word that names them; « aide » shows the help of the home screen."""
HELP = "aide"
