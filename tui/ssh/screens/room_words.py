"""What is said of the sessions of a room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tui.visit.screen_names import SCREENS

if TYPE_CHECKING:
    from tui.ssh.room_messages import Here, Room, Seen
    from tui.visit.moments import Moments

COLUMNS = (
    ("N°", 5),
    ("Depuis", 8),
    ("Étape et page", 21),
    ("Code", 10),
    ("Date", 17),
    ("Terminal", 13),
)
"""Headings and cells, the last of which is free, in 80 columns all together."""
BESIDE, MOST_OF_TERMINAL = 69, 24
"""Columns of a terminal that are not the last column's; and the most of that one."""
NARROW, IN_NARROW = 78, 4
"""Columns of a terminal, below which as many of the first ones are shown."""
BEGINS = "  arrive"


def columns_in(width: int) -> tuple[tuple[str, int], ...]:
    """Return the columns for which a terminal has room."""
    if width < NARROW:
        return COLUMNS[:IN_NARROW]
    (name, least) = COLUMNS[-1]
    return (*COLUMNS[:-1], (name, min(max(width - BESIDE, least), MOST_OF_TERMINAL)))


def count_words(sessions: Sequence[Seen], *, group: bool) -> str:
    """Return « 12 sessions ; étape 1 : 4, étape 2 : 7. », or what is said of nobody."""
    where = " dans votre groupe" if group else ""
    if not sessions:
        return f"Personne{where}."
    steps = Counter(one.here.step for one in sessions if one.here is not None and one.here.step)
    on_path = ", ".join(f"étape {step} : {count}" for step, count in sorted(steps.items()))
    plural = "s" if len(sessions) > 1 else ""
    return f"{len(sessions)} session{plural}{where}{f' ; {on_path}' if on_path else ''}."


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
    size = f"{here.columns}×{here.lines} " if here is not None else ""
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
        f"{size}{session.terminal.split('-')[0]}",
    )
