"""One of the flood's processes: people who go the leaflet's way, or a kiosk that asks for all."""

from __future__ import annotations

import json
import os
import sys
import threading
from dataclasses import asdict, dataclass, field
from itertools import count, cycle
from pathlib import Path
from random import Random
from time import monotonic, sleep

from models import Espace, EspaceError, TravelClock
from models.rules.codes import normalise_code
from tests.bench.moment import VOTE_OPEN
from tests.models.databases import election_on
from tests.models.steps import code_in, newest_from_election

PASSWORD, MAILBOX_PASSWORD = "Bruyere6Causses", "Marmotte-42-pic"
WRONG, WRONG_CODE = "Bruyere6Aubrax", "BCDFG-HJKLM"
HOSTILE_THREADS = 4
LONGEST = 60.0
"""Seconds after which a person has not arrived."""


@dataclass(frozen=True)
class Order:
    """What a process is given.

    Attributes:
        people: User names of those who go their way, evenly over the time; none for the kiosk.
        targets: Addresses that the kiosk asks about.
        seconds: How long.
    """

    url: str
    keys: str
    people: tuple[str, ...]
    targets: tuple[str, ...]
    seconds: float


@dataclass
class Outcome:
    """What a process reports.

    Attributes:
        paths: Seconds of each person's way.
        mails: Seconds from the request of each person's mail to its arrival.
        failed: Errors of people who have not arrived, by name.
        asked: Calls of the kiosk.
        refused: Those of them that were refused.
    """

    paths: list[float] = field(default_factory=list)
    mails: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    asked: int = 0
    refused: int = 0


def _person(espace: Espace, user_name: str, outcome: Outcome) -> None:
    """Open the mailbox, create the account, wait for the mail, confirm, see the scrutins."""
    started, source = monotonic(), f"salle de {user_name}"
    try:
        box = espace.mailbox.open(user_name, MAILBOX_PASSWORD, source=source)
        pending = espace.account.create(box.address, PASSWORD, PASSWORD, mailbox=box, source=source)
        asked = monotonic()
        while True:
            espace.mailbox.dispatch_mail(box.address)
            if espace.mailbox.follow_mail(box).arrived:
                break
            if monotonic() - asked > LONGEST:
                raise TimeoutError
            sleep(0.1)
        outcome.mails.append(monotonic() - asked)
        code = normalise_code(code_in(newest_from_election(espace, box))) or ""
        session = espace.account.confirm(pending, code, mailbox=box, source=source)
        espace.account.list_scrutins(session)
    except (EspaceError, TimeoutError) as error:
        outcome.failed.append(type(error).__name__)
    else:
        outcome.paths.append(monotonic() - started)


def _go_their_way(espace: Espace, order: Order) -> Outcome:
    outcome, begun, threads = Outcome(), monotonic(), []
    for number, user_name in enumerate(order.people):
        sleep(max(0.0, begun + number * order.seconds / len(order.people) - monotonic()))
        threads.append(threading.Thread(target=_person, args=(espace, user_name, outcome)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    return outcome


def _flood(espace: Espace, order: Order) -> Outcome:
    """Ask for everything at full speed, from one kiosk, about everybody."""
    os.nice(10)  # a kiosk has a processor of its own: here it takes what the others leave
    outcome, end, seeds = Outcome(), monotonic() + order.seconds, count()
    account, source = espace.account, "borne hostile"

    def ask() -> None:
        targets = Random(next(seeds)).sample(order.targets, len(order.targets))
        for address in cycle(targets):
            if monotonic() > end:
                return
            for act in (
                lambda: account.create(address, PASSWORD, PASSWORD, mailbox=None, source=source),  # noqa: B023 - called at once
                lambda: account.ask_password_code(address, source=source),  # noqa: B023
                lambda: account.sign_in(address, WRONG, source=source),  # noqa: B023
                lambda: espace.mailbox.open(address, WRONG, source=source),  # noqa: B023
            ):
                outcome.asked += 1
                try:
                    act()
                except EspaceError:
                    outcome.refused += 1

    threads = [threading.Thread(target=ask) for _ in range(HOSTILE_THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcome


def main() -> None:
    """Take the order on standard input, wait for the word, print the outcome."""
    order = Order(**json.loads(sys.stdin.readline()))
    espace = Espace(election_on(order.url, Path(order.keys)), TravelClock(VOTE_OPEN)).verify()
    espace.context.require_keys()
    print("ready", flush=True)
    sys.stdin.readline()
    outcome = _go_their_way(espace, order) if order.people else _flood(espace, order)
    espace.close()
    print(json.dumps(asdict(outcome)))


if __name__ == "__main__":
    main()
