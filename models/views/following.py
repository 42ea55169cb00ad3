"""What an agent sees of a visit, and what they tell the person: never anything that was typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from models.views.passwords import Verdict


class Hint(StrEnum):
    """What an agent can say on the person's screen; a list, so that nothing else is written."""

    READ = "read"
    PRESS_ENTER = "press_enter"
    GO_BACK = "go_back"
    TYPE_AGAIN = "type_again"
    LOOK_AT_RULES = "look_at_rules"
    NEWEST_MAIL = "newest_mail"
    WAIT = "wait"
    WELL_DONE = "well_done"


@dataclass(frozen=True, slots=True)
class FollowedField:
    """A field of a page, without what is in it: neither a character nor how many there are.

    Attributes:
        name: Its identifier on the page.
        label: What stands above it.
        fault: What is said to be wrong, in a sentence of the program's own.
    """

    name: str
    label: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class FollowedRule:
    """A rule of a password, and whether it is kept."""

    words: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class FollowedPage:
    """What is before a person.

    Attributes:
        screen: The name of the screen.
        focused: Identifier of the field or button that has the focus, or empty.
        fields: In their order.
        rules: Those that are shown.
        refusal: Why something was refused, in a sentence of the program's own, or empty.
        working: An answer is awaited.
    """

    screen: str
    focused: str = ""
    fields: tuple[FollowedField, ...] = ()
    rules: tuple[FollowedRule, ...] = ()
    refusal: str = ""
    working: bool = False


@dataclass(frozen=True, slots=True)
class Following:
    """A visit that may be followed.

    Attributes:
        reference: Of the visit, random.
        code: Six letters that are read out to the agent.
    """

    reference: str = field(repr=False)
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Told:
    """What an agent has told a visit.

    Attributes:
        agent: Who follows; empty: nobody yet.
        pointed: Identifier of the field that they point at, or empty.
        hint: What they say, or None.
        number: Goes up with each of them.
    """

    agent: str
    pointed: str
    hint: Hint | None
    number: int


@dataclass(frozen=True, slots=True)
class FollowedView:
    """What an agent sees of a visit.

    Attributes:
        source: Where it is.
        page: What is before the person; None: nothing has been told yet.
        seen_at: When the visit was last heard of, aware.
    """

    source: str
    page: FollowedPage | None
    seen_at: datetime
