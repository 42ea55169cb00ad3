"""The scenes that the program plays itself: each screen that a person may be helped at."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tui.scenes import home, voter, webmail
from tui.scenes.stage import Stage

if TYPE_CHECKING:
    from datetime import datetime

    from textual.pilot import Pilot

    from models import Sample, VoterPath

    Play = Callable[[Stage, Pilot[None]], Awaitable[None]]

HALF_A_DAY, HALF_AN_HOUR = timedelta(hours=12), timedelta(minutes=30)


def first_morning(sample: Sample) -> datetime:
    """Return the moment at which a demonstration begins."""
    return sample.start


def before_opening(sample: Sample) -> datetime:
    """Return a moment before accounts can be created."""
    return sample.election.calendar.accounts_open - HALF_A_DAY


def after_closing(sample: Sample) -> datetime:
    """Return a moment after accounts could be created, while the vote goes on if it does."""
    calendar = sample.election.calendar
    left = (calendar.vote_closes - calendar.accounts_close) / 2
    after = min(left, HALF_AN_HOUR) if left > timedelta() else HALF_AN_HOUR
    return calendar.accounts_close + after


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen, and what leads there.

    Attributes:
        name: What the guides call it, too.
        play: Leads there.
        at: Returns the moment at which it is played.
        elsewhere: Whether an election has it, too, whose mails are read in another program.
    """

    name: str
    play: Play
    at: Callable[[Sample], datetime] = first_morning
    elsewhere: bool = True


SCENES: tuple[Scene, ...] = (
    Scene("accueil", home.arrives),
    Scene("accueil-avant-ouverture", home.arrives, before_opening),
    Scene("accueil-comptes-fermes", home.arrives, after_closing),
    Scene("etre-aide", home.wants_to_be_helped),
    Scene("messagerie-connexion", webmail.login, elsewhere=False),
    Scene("messagerie-connexion-attente", webmail.login_has_to_wait, elsewhere=False),
    Scene("messagerie-mot-de-passe-oublie", webmail.forgotten, elsewhere=False),
    Scene("messagerie-assistance", webmail.assistance, elsewhere=False),
    Scene("messagerie-nouveau-mot-de-passe", webmail.new_password, elsewhere=False),
    Scene("messagerie-boite", webmail.inbox, elsewhere=False),
    Scene("messagerie-boite-mail-arrive", webmail.inbox_with_the_mail, elsewhere=False),
    Scene("messagerie-boite-saturee", webmail.full_inbox, elsewhere=False),
    Scene("messagerie-message-confirmation", webmail.confirmation_message, elsewhere=False),
    Scene("messagerie-corbeille", webmail.trash, elsewhere=False),
    Scene("compte-creation", voter.creation),
    Scene("compte-creation-fermee", voter.creation_closed, after_closing),
    Scene("compte-mail-adresse", voter.mail_sent, elsewhere=False),
    Scene("compte-confirmation", voter.confirmation),
    Scene("compte-confirmation-morte", voter.dead_code),
    Scene("compte-confirmation-expiree", voter.expired_code),
    Scene("compte-mot-de-passe-a-retenir", voter.reminder),
    Scene("espace-acces", voter.access),
    Scene("espace-mot-de-passe-oublie", voter.forgotten),
    Scene("espace-mail-nouveau-mot-de-passe", voter.password_mail_sent, elsewhere=False),
    Scene("espace-nouveau-mot-de-passe", voter.renewal),
    Scene("scrutins", voter.scrutins),
)
CODES_AT_HAND = (
    Scene("compte-code-recu", voter.known_code),
    Scene("espace-code-recu", voter.known_renewal),
)
"""Only of an election whose mails are read in another program."""


def scenes_of(path: VoterPath) -> tuple[Scene, ...]:
    """Return the scenes that an election has, by its path."""
    if path.has_mailbox:
        return SCENES
    return (*(scene for scene in SCENES if scene.elsewhere), *CODES_AT_HAND)
