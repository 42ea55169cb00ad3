"""The parts of a day at the helpdesk, each a process: the visits, and crews of agents."""

from __future__ import annotations

import json
import random
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic, sleep

from models import (
    Espace,
    EspaceError,
    FollowedPage,
    Following,
    StaffRole,
    StaffSession,
    TravelClock,
    VoterSession,
)
from tests.bench.moment import VOTE_OPEN
from tests.bench.scale.evening_visits import PASSWORD
from tests.models.databases import election_on

SECONDS = 30.0
AGENTS, CREW = 20, 5
"""Agents, and those who share a process: in a day each has their own, more than two cores hold."""
LOOK = 0.35
"""Seconds between two looks, as `tui/screens/followed.py` and the agent's screen have them."""
ACT = 5.0
"""Seconds between two acts of a visit: people read and type."""
TYPED = 1.0
"""Seconds between two searches of an agent."""
CHANGE = 2.0
"""Seconds between two changes of a page that is followed."""


@dataclass(frozen=True)
class Order:
    """What a part is given: the database, whose visits there are, what agents type."""

    url: str
    keys: str
    addresses: list[str]
    words: list[str]
    crew: int = 0


@dataclass
class Outcome:
    """What a part reports: milliseconds of searches, and between a change and its being seen."""

    searches: list[float] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)
    failed: int = 0


class Part:
    """Threads that go on for some seconds once all are ready."""

    def __init__(self, espace: Espace, order: Order) -> None:
        self.espace, self.order, self.outcome = espace, order, Outcome()
        self.end = 0.0

    def every(self, pause: float, act: Callable[[], None]) -> None:
        """Do something again and again, at its own pace, until the end."""
        sleep(random.random() * pause)
        while monotonic() < self.end:
            begun = monotonic()
            try:
                act()
            except EspaceError as error:
                self.outcome.failed += 1
                print(type(error).__name__, error, error.__cause__, file=sys.stderr)
            sleep(max(0.0, begun + pause - monotonic()))

    def hold(self, acts: list[tuple[float, Callable[[], None]]]) -> None:
        """Do everything at once until the end."""
        self.end = monotonic() + SECONDS
        threads = [threading.Thread(target=self.every, args=one) for one in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


class Followed:
    """A visit whose page changes; what is told of it says when it changed."""

    def __init__(self, espace: Espace, visit: Following) -> None:
        self._espace, self._visit = espace, visit
        self._changed = self._told = 0.0

    def change(self) -> None:
        self._changed = monotonic()

    def tell(self) -> None:
        changed = self._changed
        page = FollowedPage("home", refusal=f"{changed}") if changed != self._told else None
        self._espace.following.tell(self._visit, page)
        self._told = changed


def visits(part: Part) -> None:
    """Hold the visits; twenty of them are followed."""
    espace = part.espace
    sessions = [
        espace.account.sign_in(address, PASSWORD, mailbox=None, source=f"kiosque-{number}")
        for number, address in enumerate(part.order.addresses)
    ]
    followed = [espace.following.begin(source=f"kiosque-{number}") for number in range(AGENTS)]
    print(json.dumps([visit.code for visit in followed]), flush=True)
    sys.stdin.readline()
    pages = [Followed(espace, visit) for visit in followed]
    part.hold(
        [
            *((ACT, partial(_act, espace, session)) for session in sessions),
            *((LOOK, page.tell) for page in pages),
            *((CHANGE, page.change) for page in pages),
        ]
    )


def _act(espace: Espace, session: VoterSession) -> None:
    espace.account.list_scrutins(session)


class Agent:
    """Somebody who searches, and follows one visit."""

    def __init__(self, part: Part, session: StaffSession, code: str, seed: int) -> None:
        self._part, self._session = part, session
        self._desk = part.espace.desk
        self._visit = self._desk.join_following(session, code, source="poste")
        self._seen = ""
        self._chance = random.Random(seed)  # a bench draws the same names each time

    def search(self) -> None:
        words = self._chance.choice(self._part.order.words)
        begun = monotonic()
        self._desk.search(self._session, words)
        self._part.outcome.searches.append((monotonic() - begun) * 1000)

    def look(self) -> None:
        page = self._desk.look_at_visit(self._session, self._visit).page
        if page is not None and page.refusal != self._seen:
            self._seen = page.refusal
            self._part.outcome.delays.append((monotonic() - float(page.refusal)) * 1000)


def agents(part: Part) -> None:
    """Hold a crew of agents."""
    desk, sessions = part.espace.desk, []
    numbers = range(part.order.crew * CREW, (part.order.crew + 1) * CREW)
    for number in numbers:
        name = f"agent{number}"
        first = desk.add_staff(name, StaffRole.AGENT, source="bench")
        session = desk.sign_in(name, first, source=name)
        password = f"Cinq sabliers verts sur le toit {number}"
        sessions.append(desk.change_password(session, password, source=name))
    print("ready", flush=True)
    codes = json.loads(sys.stdin.readline())
    crew = [
        Agent(part, session, codes[number], number)
        for session, number in zip(sessions, numbers, strict=True)
    ]
    part.hold([(TYPED, one.search) for one in crew] + [(LOOK, one.look) for one in crew])


def main() -> None:
    """Take the order on standard input, hold the part that is named, print the outcome."""
    order = Order(**json.loads(sys.stdin.readline()))
    election = election_on(order.url, Path(order.keys))
    espace = Espace(election, TravelClock(VOTE_OPEN)).verify()
    espace.context.require_keys()
    part = Part(espace, order)
    {"visits": visits, "agents": agents}[sys.argv[1]](part)
    espace.close()
    print(json.dumps(asdict(part.outcome)))


if __name__ == "__main__":
    main()
