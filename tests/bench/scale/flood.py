"""A hostile kiosk at full speed, while people go their way at others."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import asdict
from statistics import median

from models import Election, Espace, TravelClock
from models.crypto.bound_hashes import Owner
from models.tables.accounts import VoterAccount
from models.tables.electors import Elector
from models.tables.mailboxes import Mailbox
from tests.architecture.source_tree import ROOT
from tests.bench.figures import Figure
from tests.bench.moment import VOTE_OPEN
from tests.bench.scale.flood_visits import MAILBOX_PASSWORD, Order, Outcome

PEOPLE = 50
SECONDS = 60.0
TARGETS = 2_000
GROWTH = 1.5
"""Times the median of a person's way without the flood."""
LATEST = 10.0
"""Seconds after which a mail is late."""


def flood(election: Election) -> list[Figure]:
    """Return what becomes of fifty people while one kiosk asks for everything about everybody."""
    people, targets = _prepared(election)
    quiet = _together(election, [people[:PEOPLE]], ())
    flooded, hostile = _together(election, [people[PEOPLE:], []], targets)
    (before,) = quiet
    return [
        Figure(
            "afflux : personnes arrivées",
            len(flooded.paths),
            "",
            None,
            PEOPLE,
            at_least=True,
            absolute=True,
        ),
        Figure(
            "afflux : le chemin d'une personne, médiane",
            median(flooded.paths) * 1000,
            "ms",
            median(before.paths) * 1000,
            GROWTH,
        ),
        Figure(
            "afflux : mails en retard de plus de 10 s",
            sum(late > LATEST for late in flooded.mails),
            "",
            None,
            0,
            absolute=True,
        ),
        Figure("afflux : demandes de la borne", hostile.asked, "", None, None, absolute=True),
        Figure(
            "afflux : celles qui sont refusées",
            hostile.refused,
            "",
            max(hostile.asked, 1),
            0.9,
            at_least=True,
        ),
    ]


def _together(
    election: Election, groups: list[list[str]], targets: tuple[str, ...]
) -> list[Outcome]:
    """Hold the processes of some groups of people, or of the kiosk, at the same time."""
    section = election.database
    with ExitStack() as stack:
        processes = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", "tests.bench.scale.flood_visits"],
                    cwd=ROOT,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for _ in groups
        ]
        for process, people in zip(processes, groups, strict=True):
            order = Order(section.url or "", str(section.keys), tuple(people), targets, SECONDS)
            _say(process, json.dumps(asdict(order)))
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            _say(process, "go")
        return [Outcome(**json.loads(process.communicate()[0])) for process in processes]


def _say(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def _prepared(election: Election) -> tuple[list[str], tuple[str, ...]]:
    """Give a hundred electors a mailbox; return their user names, and the kiosk's targets.

    The targets are those people and others: the flood is about them too.
    """
    espace = Espace(election, TravelClock(VOTE_OPEN))
    encoded = espace.context.hashes.make(MAILBOX_PASSWORD)
    with espace.context.transaction(unlimited=True):
        without = Elector.id.not_in(VoterAccount.select(VoterAccount.elector))
        electors = list(Elector.select().where(without).limit(TARGETS))
        for elector in electors[: 2 * PEOPLE]:
            Mailbox.create(
                elector=elector.id,
                password_hash=espace.context.passwords.bind(encoded, Owner.mailbox(elector.uid)),
                numen_in_use=False,
                quota_bytes=10_000_000,
            )
    espace.close()
    return [elector.uid for elector in electors[: 2 * PEOPLE]], tuple(
        elector.mail for elector in electors
    )
