"""How long the event loop stands still for a mail that is made to stop it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from models import Espace, Message, MessageSummary, TravelClock, toulouse_election
from models.mail.decoding.bodies import decode_mail
from models.mail.decoding.headers import heading_of
from models.rules.text import clean_text
from tests.bench.figures import Figure
from tests.models.clocks import MORNING
from tests.models.mail.decoding.corpus import HOSTILE, LARGEST
from tests.models.steps import sample
from tests.tui.conftest import SANDBOX
from tui.application.app import EspaceApp

PLAIN = b"From: a@b.fr\r\nSubject: Bonjour\r\n\r\nBonjour,\r\n\r\n\xc3\xa0 jeudi.\r\n"
BEAT = 0.001
AIM = 50.0
"""Milliseconds, for any mail, on an idle machine."""
LIMIT = 4.0
"""Times what opening a mail of three lines keeps the loop for."""
ROUNDS = 3


def hostile_mails(folder: Path) -> list[Figure]:
    """Return the longest time that the loop stood still, for the worst mail of the corpus."""
    return asyncio.run(_measured(folder))


async def _measured(folder: Path) -> list[Figure]:
    espace = Espace(toulouse_election(f"sqlite:///{folder / 'e.sqlite'}"), TravelClock(MORNING))
    espace.administration.migrate(sandbox=True)
    espace.administration.fill_sandbox()
    app = EspaceApp(
        espace.election,
        TravelClock(MORNING),
        SANDBOX,
        lambda: espace,
        environment={"TERM": "xterm-256color"},
    )
    async with app.run_test() as pilot:
        await pilot.pause()
        app.visit.mailbox = await asyncio.to_thread(
            lambda: espace.mailbox.open("kbenali", sample("kbenali").numen, source="bench")
        )
        plain = min([await _stand_still(app, PLAIN) for _ in range(ROUNDS)])
        worst = {
            name: min([await _stand_still(app, raw[:LARGEST]) for _ in range(ROUNDS)])
            for name, raw in HOSTILE.items()
        }
    espace.close()
    name = max(worst, key=worst.__getitem__)
    return [
        Figure(
            f"mail hostile, la boucle arrêtée au plus ({len(worst)} essayés ; {name})",
            worst[name],
            "ms",
            plain,
            LIMIT,
            aim=AIM,
        )
    ]


async def _stand_still(app: EspaceApp, raw: bytes) -> float:
    """Open a mail and close it again; return the longest pause of the loop, in milliseconds."""
    longest = 0.0

    async def beat() -> None:
        nonlocal longest
        before = perf_counter()
        while True:
            await asyncio.sleep(BEAT)
            now = perf_counter()
            longest, before = max(longest, now - before - BEAT), now

    heart = asyncio.create_task(beat())
    app.go("message", message=await asyncio.to_thread(_message, raw))
    for _ in range(200):
        await asyncio.sleep(BEAT)
    heart.cancel()
    app.back()
    await asyncio.sleep(0.05)
    return longest * 1000


def _message(raw: bytes) -> Message:
    """Return a mail as a server's mailbox gives it."""
    now = datetime.now(UTC)
    heading = heading_of(raw, size=len(raw), received_at=now)
    decoded = decode_mail(raw, cut=True)
    body, cut = clean_text(decoded.text)
    summary = MessageSummary(1, heading.sender, heading.subject, now, len(raw), True, False)
    return Message(summary, body, cut, None, decoded.attachments)
