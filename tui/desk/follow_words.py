"""What an agent reads of a page that they follow."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from models import Hint, Verdict
from tui.desk.words import source_words
from tui.visit.hints import HINTS
from tui.visit.screen_names import SCREENS
from tui.widgets.item_table import Column
from tui.widgets.rule_list import SIGNS

if TYPE_CHECKING:
    from models import FollowedField, FollowedPage, FollowedView
    from tui.visit.glyphs import Part

COLUMNS: tuple[Column, ...] = (("", 3), ("Champ", 53))
COLOURS = {Verdict.KEPT: ".kept", Verdict.MISSING: ".missing", Verdict.NEUTRAL: ".muted"}
PRIVATE = {"vote": "dans l'application de vote", "bureau": "au bureau de vote"}
FOCUSED = "●"
"""Where the person is: ▸ is where the agent's own Enter acts."""
FRESH = 2
"""Seconds after which a page is old: the visit says a word more than twice a second."""
HOW = "Entrée éclaire le champ ; un chiffre écrit une phrase :"
HALF = 38
"""Cells of the first column of sentences."""
WHOLE = 80
"""Cells of the person's picture; with less room it says nothing, and there is one column."""
HELD = "\u00a0"
"""A no-break space."""


def seen_words(view: FollowedView, now: datetime) -> tuple[Part, ...]:
    """Return which screen the person is at, where, and how old that is."""
    page = view.page
    name = title_of(page.screen) if page is not None else "un instant"
    age = max(int((now - view.seen_at).total_seconds()), 0)
    late = f" · sans nouvelles depuis {age} s" if age > FRESH else ""
    working = " · attend une réponse" if page is not None and page.working else ""
    return (name, ".strong"), (f" · {source_words(view.source)}{working}{late}", ".muted")


def title_of(screen: str) -> str:
    """Return the name of a screen, « Création compte »."""
    name = PRIVATE.get(screen) or SCREENS.get(screen, screen)
    return name[:1].upper() + name[1:]


def cells_of(field: FollowedField, page: FollowedPage) -> tuple[str, str]:
    """Return whether a field has the focus, and its label."""
    return FOCUSED if field.name == page.focused else "", field.label


def fault_parts(page: FollowedPage) -> tuple[Part, ...]:
    """Return what the screen says to be wrong, a line for each field: no column is wide enough."""
    faults = (f"✗ {one.label} : {one.fault}" for one in page.fields if one.fault)
    return (("\n".join(faults), ".missing"),)


def rule_parts(page: FollowedPage) -> tuple[Part, ...]:
    """Return the rules, each with its sign and in one piece."""
    return tuple(
        (f"{SIGNS[rule.verdict]} {rule.words}".replace(" ", HELD) + "   ", COLOURS[rule.verdict])
        for rule in page.rules
    )


def hint_words(width: int) -> str:
    """Return the sentences that can be said, each with its number, in as many columns as fit."""
    said = [f"{number} {HINTS[hint]}" for number, hint in enumerate(Hint, start=1)]
    if width < WHOLE:
        return "\n".join([HOW, *said])
    half = len(said) // 2
    rows = zip(said[:half], said[half:], strict=True)
    return "\n".join([HOW, *(f"{left.ljust(HALF)}{right}" for left, right in rows)])
