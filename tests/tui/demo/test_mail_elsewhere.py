"""The rehearsal of an election whose mails are read in another program: a key shows them."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import toulouse_election
from models.rules.codes import ALPHABET
from tests.models.clocks import MORNING
from tests.tui.demo.test_elections import LIST, OWN, OWN_PLACES
from tests.tui.reading import text_of, until, words_on
from tests.tui.sandbox import write
from tui.demo.app import DemoApp
from tui.demo.host import Beginning, demonstration_of
from tui.demo.sandbox import Sandbox
from tui.screens.base import EspaceScreen

CODE = re.compile(rf"[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}")


@pytest.fixture
def rehearsal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DemoApp]:
    """A demonstration of an administrator's file whose backend is « smtp »."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    places = OWN_PLACES.replace('"smtp-imap"', '"smtp"').replace('user_names = "any"\n', "")
    places = re.sub(r"\[mail\.imap\].*?\n\n", "", places, flags=re.DOTALL)
    (tmp_path / "listes").mkdir()
    (tmp_path / "listes" / "csa.toml").write_text(LIST, "utf-8")
    file = tmp_path / "election.toml"
    file.write_text(OWN + places, "utf-8")
    app, sandbox = demonstration_of(Beginning(config=file))
    yield app
    sandbox.delete()


def route(app: DemoApp) -> str:
    return app.screen.route if isinstance(app.screen, EspaceScreen) else ""


async def test_the_code_is_read_on_the_page_of_mails_and_typed(rehearsal: DemoApp) -> None:
    app = rehearsal
    person = app.demonstration.sample.people[0]
    password = app.demonstration.sample.guided.voter_password
    async with app.run_test(size=(80, 24)) as pilot:
        await app.opened_espace()
        assert "F12 Mails" in text_of(app)
        await pilot.press("1")
        await until(pilot, lambda: route(app) == "account_creation")
        for text in (person.address, password, password):
            await write(pilot, text)
            await pilot.press("enter")
        await until(pilot, lambda: route(app) == "confirmation")
        await pilot.press("f12")
        await until(pilot, lambda: CODE.search(words_on(app)) is not None)
        found = CODE.search(words_on(app))
        assert found is not None
        assert person.address in words_on(app)
        await pilot.press("escape")
        await until(pilot, lambda: route(app) == "confirmation")
        for text in (found[0], password):
            await write(pilot, text)
            await pilot.press("enter")
        await until(pilot, lambda: route(app) == "password_reminder")


async def test_its_people_have_no_secret_of_a_mailbox(rehearsal: DemoApp) -> None:
    async with rehearsal.run_test(size=(80, 24)) as pilot:
        await rehearsal.opened_espace()
        await pilot.press("f9")
        await until(pilot, lambda: route(rehearsal) == "demo_people")
        shown = words_on(rehearsal)
        for person in rehearsal.demonstration.sample.people:
            assert person.name in shown
            assert person.numen not in shown
        assert "boîte" not in shown


async def test_where_mailboxes_are_opened_the_key_does_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sandbox = Sandbox(MORNING)
    app = DemoApp(toulouse_election(), sandbox, environment={"TERM": "xterm-256color"})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f12")
        await pilot.pause()
        assert route(app) == "home"
        assert "F12" not in text_of(app)
    sandbox.delete()
