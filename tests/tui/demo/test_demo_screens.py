"""The demonstration's two screens, by keyboard."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from models import SAMPLE_PEOPLE, EspaceError, toulouse_election
from tests.models.clocks import MORNING
from tests.tui.reading import text_of, until
from tests.tui.test_visit import pending
from tui.demo.app import DemoApp
from tui.demo.host import hold_demo, sample_person
from tui.demo.sandbox import PREFIX, Sandbox


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[DemoApp]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sandbox = Sandbox(MORNING)
    yield DemoApp(toulouse_election(), sandbox, environment={"TERM": "xterm-256color"})
    sandbox.delete()


async def test_the_banner_never_goes(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("f8", "escape", "f9", "escape", "1", "escape", "2", "escape", "3"):
            await pilot.press(key)
            assert "DÉMONSTRATION" in text_of(app)


async def test_a_moment_of_the_list_is_one_key_away(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8", "4")
        await until(pilot, lambda: "✗ fermé" in text_of(app))
        assert "jeu. 4 déc. 16:30" in text_of(app)


async def test_any_moment_can_be_typed(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8", *["tab"] * 6)
        await pilot.press(*"5/12/2014", "enter")
        await until(pilot, lambda: "ven. 5 déc. 00:00" in text_of(app))
        assert "Les résultats sont publiés." in text_of(app)


async def test_a_wrong_moment_is_pointed_out_beside_the_field(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8", *["tab"] * 6)
        await pilot.press(*"demain", "enter")
        await until(pilot, lambda: "✗ Écrivez la date et l'heure ainsi" in text_of(app))
        assert "demain" in text_of(app)


async def test_the_people_stand_whole_on_80_columns_with_their_credentials(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9")
        screen = text_of(app)
        for person in SAMPLE_PEOPLE:
            assert f"{person.name}. {person.situation}" in screen
            known = (person.user_name, person.numen, person.voter_password)
            assert " · ".join(filter(None, known)) in screen


async def test_becoming_somebody_wipes_the_visit_and_fills_the_fields(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9", "1")
        app.visit.pending = pending()
        await pilot.press("f9", "5")
        visit = app.visit
        assert visit.pending is None
        assert visit.typed("webmail_login", "user_name") == "kbenali"
        assert visit.typed("webmail_login", "mailbox_password") == "31E0700042MNO"
        assert visit.typed("account_access", "voter_password") == "Pastel9Cassoulet"
        assert "COMMENT ACTIVER VOTRE ESPACE ÉLECTEUR" in text_of(app)


async def test_the_reset_key_begins_again(app: DemoApp, tmp_path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        first = await app.opened_espace()
        await pilot.press("f8", "6", "f8", "f5")
        assert await app.opened_espace() is not first
        assert "ven. 28 nov. 09:3" in text_of(app)
        assert abs(app.sandbox.clock.now() - MORNING) < timedelta(minutes=2)
        assert len(list(tmp_path.glob(f"{PREFIX}*"))) == 1


def test_an_unknown_person_is_answered_with_those_who_are_there() -> None:
    with pytest.raises(EspaceError, match=r"fdupont, jobriendarc.*hcazenave"):
        hold_demo(None, "personne")


def test_a_sample_person_is_found_in_any_case() -> None:
    assert sample_person(" FDupont ").name == "Françoise Dupont"
