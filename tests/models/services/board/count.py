"""An election whose urns are closed, and the members who count them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from models.tables.audit import AuditEvent
from models.tables.count import ScrutinCount
from models.tables.electors import Scrutin
from models.views.bureau import CountState, UrnCount
from models.views.progress import Tell, tell_nobody
from tests.models.clocks import paris
from tests.models.polls import Poll
from tests.models.services.board.members import PRESIDENT, present
from tests.models.services.vote.board import PASSPHRASES
from tests.models.steps import SOURCE

CHOICES = {"CTM": (1, 1, 2, 0, 3, 1, 4), "CTA": (2,)}
"""What people choose in each scrutin; in the third one nobody votes."""
EVENING = paris("2014-12-04 17:05")
VOTERS = {
    "CTM": tuple(f"personne{number}" for number in range(len(CHOICES["CTM"]))),
    "CTA": ("fdupont",),
}


def expected(code: str) -> tuple[int, ...]:
    """Return how many ballots chose the blank vote and each of the four lists."""
    chosen = Counter(CHOICES.get(code, ()))
    return tuple(chosen[place] for place in range(5))


def vote(poll: Poll) -> None:
    """Have people vote in two of three scrutins."""
    for code, choices in CHOICES.items():
        for name, choice in zip(VOTERS[code], choices, strict=True):
            poll.deposit(poll.made(name, choice, code), name, scrutin=code)


def close(poll: Poll) -> None:
    """Close the urns."""
    poll.clock.go(EVENING)
    poll.espace.vote.close_vote(source=SOURCE)


def change(poll: Poll, act: Callable[[], object]) -> None:
    """Change something in the database, as somebody who can write it."""
    with poll.espace.context.transaction():
        act()


def scrutin(code: str = "CTM") -> int:
    """Return the number of a scrutin, inside a connection."""
    number: int = Scrutin.get(Scrutin.code == code).id
    return number


def add_up(poll: Poll, member: int = PRESIDENT, tell: Tell = tell_nobody) -> CountState:
    """Add up before a member."""
    there = present(poll.espace, member)
    return poll.espace.board.add_up(there, source=SOURCE, tell=tell)


def take(poll: Poll, member: int, passphrase: str | None = None) -> CountState:
    """Have a member open the urns."""
    content = (poll.sticks / f"part-{member}.json").read_bytes()
    typed = passphrase or PASSPHRASES[member - 1]
    poll.clock.pass_by(seconds=30)
    return poll.espace.board.take_share(content, typed, source=SOURCE)


def finish(poll: Poll, member: int = PRESIDENT) -> CountState:
    """Count before a member."""
    return poll.espace.board.finish_count(present(poll.espace, member), source=SOURCE)


def urns(state: CountState) -> Mapping[str, UrnCount]:
    """Return the urns by the code of their scrutin."""
    return {urn.code: urn for urn in state.urns}


def results(poll: Poll) -> dict[str, str]:
    """Return the results as they are archived, by the code of their scrutin."""
    with poll.espace.context.connection():
        rows = ScrutinCount.select(ScrutinCount, Scrutin).join(Scrutin)
        return {row.scrutin.code: row.result for row in rows if row.result}


def kinds(poll: Poll) -> list[str]:
    """Return what the audit chain has of the count, shortened to its first part or member."""
    with poll.espace.context.connection():
        events = [one.kind for one in AuditEvent.select().order_by(AuditEvent.sequence)]
    acts = (
        "added_up",
        "not_added_up",
        "board_add_up",
        "board_share",
        "counted",
        "board_finish_count",
    )
    return [
        kind if kind.startswith("board") else kind.partition("/")[0]
        for kind in events
        if kind.partition("/")[0] in acts
    ]
