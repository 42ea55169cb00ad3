"""What an agent is told of the page before a person: names and sentences of the program's own.

Nothing that was typed, nor how long it is. A sentence is passed on only if it is one that the
program says to everybody: one that is made for a case may hold what was typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from models import EspaceError, FollowedField, FollowedPage, FollowedRule
from tui.screens.base import EspaceScreen
from tui.widgets.fields import LabelledField
from tui.widgets.notice import Refusal
from tui.widgets.rule_list import RuleList

if TYPE_CHECKING:
    from textual.app import App

PRIVATE = {"vote_": "vote", "bureau_": "bureau"}
"""What the names of the screens begin with of which nothing is told but whose they are: whoever
votes is alone, and so is a member of the board who types a passphrase."""
OTHER_SENTENCE = "Une phrase à lire s'affiche ici."


def page_before(app: App[Any]) -> FollowedPage | None:
    """Return what is before the person; None: nothing, the application closes."""
    screens = [screen for screen in app.screen_stack if isinstance(screen, EspaceScreen)]
    if not screens or not screens[-1].children:
        return None
    screen = screens[-1]
    for beginning, told in PRIVATE.items():
        if screen.route.startswith(beginning):
            return FollowedPage(told)
    shown = [field for field in screen.query(LabelledField) if field.display]
    return FollowedPage(
        screen.route,
        focused=_focused(screen),
        fields=tuple(
            FollowedField(field.id or "", field.label, own_sentence(field.fault, field.missing))
            for field in shown
        ),
        rules=tuple(
            FollowedRule(check.label, check.verdict)
            for rules in screen.query(RuleList)
            for check in rules.checks
        ),
        refusal="".join(own_sentence(one.sentence) for one in screen.query(Refusal)),
        working=screen.working,
    )


def _focused(screen: EspaceScreen) -> str:
    """Return the name of the field or the button that has the focus."""
    focused = screen.focused
    if focused is None:
        return ""
    names = (node.id for node in focused.ancestors_with_self if node is not screen)
    return next((name for name in names if name), "")


def own_sentence(shown: str, *others: str) -> str:
    """Return a sentence if the program says it to everybody, else that there is one.

    Args:
        shown: What is on the page; a countdown goes on behind its first sentence.
        others: Sentences of the field's own.
    """
    if not shown:
        return ""
    known = {*_sentences(), *others}
    if shown in known:
        return shown
    beginning = shown.partition(". ")[0]
    return next(
        (one for one in known if one and one.partition(". ")[0].rstrip(".") == beginning),
        OTHER_SENTENCE,
    )


@cache
def _sentences() -> frozenset[str]:
    """Return the sentences of the errors that are the same for everybody."""
    return frozenset(_of(EspaceError))


def _of(kind: type[EspaceError]) -> Iterator[str]:
    if "{" not in kind.sentence:
        yield kind.sentence
    if kind.if_nothing_typed:
        yield kind.if_nothing_typed
    for other in kind.__subclasses__():
        yield from _of(other)
