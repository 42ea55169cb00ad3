"""What an agent reads of a page that they follow."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from models import Hint, Verdict
from tui.visit.hints import HINTS
from tui.visit.screen_names import SCREENS
from tui.widgets.item_table import Column
from tui.widgets.rule_list import SIGNS

if TYPE_CHECKING:
    from models import FollowedField, FollowedPage, FollowedView
    from tui.visit.glyphs import Part

COLUMNS: tuple[Column, ...] = (("", 3), ("Champ", 38), ("Ce que l'écran en dit", 35))
COLOURS = {Verdict.KEPT: ".kept", Verdict.MISSING: ".missing", Verdict.NEUTRAL: ".muted"}
PRIVATE = {"vote": "dans l'application de vote"}
FRESH = 2
"""Seconds after which a page is old: the visit says a word more than twice a second."""
HOW = "Entrée éclaire le champ sur son écran ; un chiffre y écrit une phrase :"
HALF = 38
"""Cells of the first column of sentences."""


def seen_words(view: FollowedView, now: datetime) -> tuple[Part, ...]:
    """Return which screen the person is at, where, and how old that is."""
    page = view.page
    name = title_of(page.screen) if page is not None else "un instant"
    age = max(int((now - view.seen_at).total_seconds()), 0)
    late = f" · sans nouvelles depuis {age} s" if age > FRESH else ""
    working = " · attend une réponse" if page is not None and page.working else ""
    return (name, ".strong"), (f" · {view.source}{working}{late}", ".muted")


def title_of(screen: str) -> str:
    """Return the name of a screen, « Création compte »."""
    name = PRIVATE.get(screen) or SCREENS.get(screen, screen)
    return name[:1].upper() + name[1:]


def cells_of(field: FollowedField, page: FollowedPage) -> tuple[str, str, str]:
    """Return whether a field has the focus, its label, and what is said to be wrong."""
    pointer = "▸" if field.name == page.focused else ""
    return pointer, field.label, f"✗ {field.fault}" if field.fault else ""


def rule_parts(page: FollowedPage) -> tuple[Part, ...]:
    """Return the rules in a line, each with its sign."""
    return tuple(
        (f"{SIGNS[rule.verdict]} {rule.words}   ", COLOURS[rule.verdict]) for rule in page.rules
    )


def hint_words() -> str:
    """Return the sentences that can be said, each with its number, in two columns."""
    said = [f"{number} {HINTS[hint]}" for number, hint in enumerate(Hint, start=1)]
    half = len(said) // 2
    rows = zip(said[:half], said[half:], strict=True)
    return "\n".join([HOW, *(f"{left.ljust(HALF)}{right}" for left, right in rows)])
