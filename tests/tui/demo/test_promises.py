"""No page, help or caption promises what the calendar has closed, whoever has come how far."""

from __future__ import annotations

import re
import tempfile
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models import SAMPLE_PEOPLE, CodePurpose, toulouse_election
from tests.models.clocks import MORNING, paris
from tests.tui.reading import lines_of, until
from tests.tui.test_visit import pending
from tui.demo.app import DemoApp
from tui.demo.sandbox import Sandbox
from tui.help.topics import topic_named
from tui.screens.base import EspaceScreen
from tui.visit.routes import Route

CREATION = re.compile(
    r"[Cc]réez(-le| votre compte)|vous en créerez|CRÉER MON COMPTE|Créer mon compte"
)
CONFIRMATION = re.compile(
    r"[Dd]emande[rz] un autre mail|[Cc]onfirmez|Confirmer mon compte|[Oo]uvrez le mail|ouvrez-le"
    r"|choisissez « Mot de passe oublié|mail de confirmation (vous|y|ne|arrive|attend)"
)
SUBJECT = "Confirmez la création"
"""Of the mail that lies in the box of some people: it stays as it was written."""
CLOSED = (
    ("2014-12-04 16:30", (CREATION,)),
    ("2014-12-04 18:00", (CREATION, CONFIRMATION)),
)
WITHOUT_MAILBOX: tuple[Route, ...] = (
    "home",
    "webmail_login",
    "webmail_forgotten",
    "webmail_assistance",
    "account_access",
    "account_creation",
    "forgotten_voter_password",
)
WITH_MAILBOX: tuple[Route, ...] = (
    "home",
    "inbox",
    "trash",
    "webmail_new_password",
    "account_access",
    "account_creation",
)
WITH_CODE: tuple[Route, ...] = ("home", "confirmation", "mail_sent", "inbox")
WITH_RENEWAL: tuple[Route, ...] = ("home", "renew_password", "password_mail_sent", "inbox")


async def pages(app: DemoApp, pilot: Pilot[None], *routes: Route) -> AsyncIterator[tuple[str, str]]:
    """Open screens; yield what is read there, but the title of the step, and in every help."""
    for route in routes:
        app.home()
        await pilot.pause()
        if route != "home":
            app.go(route)
            await pilot.pause()
        await until(pilot, lambda: not _working(app))
        screen = app.screen
        assert isinstance(screen, EspaceScreen)
        read = " ".join(line for line in lines_of(app) if not line.startswith(" Étape"))
        yield route, read.replace(SUBJECT, "")
        for widget in [*screen.focus_chain, screen]:
            keys = [getattr(node, "help_topic", "") for node in widget.ancestors_with_self]
            page = topic_named([*keys, screen.help_topic], app.election, app.moments)
            yield f"{route}, F1", " ".join((page.title, *page.paragraphs))


def _working(app: DemoApp) -> bool:
    return isinstance(app.screen, EspaceScreen) and app.screen.working


@pytest.mark.parametrize(("moment", "forbidden"), CLOSED)
async def test_what_is_closed_is_promised_nowhere(
    moment: str,
    forbidden: tuple[re.Pattern[str], ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sandbox = Sandbox(MORNING)
    app = DemoApp(toulouse_election(), sandbox, environment={"TERM": "xterm-256color"})
    found: list[str] = []

    async def read(pilot: Pilot[None], who: str, *routes: Route) -> None:
        async for place, words in pages(app, pilot, *routes):
            found.extend(
                f"{who}, {place}: {promise[0]}"
                for pattern in forbidden
                if (promise := pattern.search(words))
            )

    async with app.run_test(size=(80, 30)) as pilot:
        espace = await app.opened_espace()
        app.demonstration.travel(paris(moment))
        await pilot.press("f7")
        await read(pilot, "nobody", *WITHOUT_MAILBOX)
        for person in SAMPLE_PEOPLE:
            app.demonstration.become(person)
            app.visit.mailbox = espace.mailbox.open(person.user_name, person.numen, source="demo")
            await read(pilot, person.user_name, *WITH_MAILBOX)
            app.visit.pending = replace(pending(), address=person.address)
            await read(pilot, f"{person.user_name}, code", *WITH_CODE)
            app.visit.pending = replace(app.visit.pending, purpose=CodePurpose.RESET)
            await read(pilot, f"{person.user_name}, renewal", *WITH_RENEWAL)
    sandbox.delete()
    assert not found, "\n".join(sorted(set(found)))
