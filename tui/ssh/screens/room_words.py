"""What is said of the sessions of a room."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.ssh.room_messages import Here, Room, Seen
    from tui.visit.moments import Moments

COLUMNS = (
    ("N°", 4),
    ("Depuis", 7),
    ("Étape et page", 23),
    ("Code", 7),
    ("Date", 15),
    ("Terminal", 16),
)
"""Headings and cells, in 80 columns all together; in 60 all but the last."""
BEGINS = "  arrive"
SCREENS: dict[str, str] = {
    "home": "accueil",
    "unavailable": "service indisponible",
    "webmail_login": "connexion messagerie",
    "webmail_forgotten": "messagerie : oubli",
    "webmail_assistance": "messagerie : aide",
    "webmail_new_password": "mot de passe messag.",
    "inbox": "messagerie",
    "message": "messagerie : un mail",
    "trash": "corbeille",
    "account_access": "accès à l'espace",
    "account_creation": "création du compte",
    "mail_sent": "mail de confirmation",
    "confirmation": "confirmation",
    "password_reminder": "compte confirmé",
    "password_mail_sent": "mail du mot de passe",
    "forgotten_voter_password": "mot de passe oublié",
    "renew_password": "autre mot de passe",
    "scrutins": "scrutins",
    "demo_calendar": "calendrier (F8)",
    "demo_people": "personnes (F9)",
    "room": "la salle",
}
"""Where a person is, in at most 20 cells."""


def count_words(count: int, *, group: bool) -> str:
    """Return « 12 sessions. », or what is said of nobody."""
    where = " dans votre groupe" if group else ""
    if not count:
        return f"Personne{where}."
    return f"{count} session{'s' if count > 1 else ''}{where}."


def join_words(room: Room) -> str:
    """Return how one joins a trainer's group."""
    return f"Votre groupe (•) : ssh -t {room.reach.format(user='demo')} {room.group}"


def shown_words(room: Room, session: Seen) -> str:
    """Return how one looks at a session that is shown."""
    how = f"ssh -t {room.reach.format(user='voir')} {session.code}"
    return f"Pour regarder la session {session.number} : {how}"


def _place(here: Here) -> str:
    """Return « 2 création du compte », without a number beside the path."""
    return f"{here.step or ' '} {SCREENS.get(here.screen, here.screen)}"


def cells_of(session: Seen, now: datetime, moments: Moments, *, own: str) -> tuple[str, ...]:
    """Return the cells of a session's row.

    Args:
        session: Which.
        now: By the clock of the machine, aware.
        moments: The zone of the calendars.
        own: The code of the trainer's own group.
    """
    minutes = max(int((now - session.begun).total_seconds()) // 60, 0)
    here = session.here
    size = f" {here.columns}×{here.lines}" if here is not None else ""
    mark = "•" if session.group == own else " "
    seen = f"{session.code} {session.viewers or ''}".rstrip()
    return (
        f"{session.number}{mark}",
        f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02}",
        _place(here) if here is not None else BEGINS,
        seen,
        f"{moments.short_date(here.moment)} {moments.time(here.moment)}"
        if here is not None
        else "",
        f"{session.terminal.split('-')[0][:8]}{size}",
    )
