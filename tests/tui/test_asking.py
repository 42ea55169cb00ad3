"""A call runs in a thread; its answer, its refusal and its failure come back to the screen."""

from __future__ import annotations

import json
import re
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from models import (
    AddressRefused,
    DatabaseUnavailable,
    Espace,
    EspaceError,
    LogsSection,
    MailServerUntrusted,
    MailUnavailable,
    MustWait,
    TravelClock,
)
from tests.models.clocks import MORNING
from tests.tui.conftest import OpenApp
from tests.tui.reading import text_of, until, words_on
from tests.tui.routes import SAMPLE
from tests.tui.sample_form import SampleForm
from tui.application.app import EspaceApp
from tui.logs.events import ERRORS, file_of
from tui.logs.troubles import Troubles
from tui.screens.help import HelpScreen
from tui.widgets.buttons import PrimaryButton

SECRET = "Camelia4Tarbes"


async def form(app: EspaceApp, pilot: Pilot[None]) -> SampleForm:
    app.go(SAMPLE)
    await pilot.pause()
    assert isinstance(app.screen, SampleForm)
    return app.screen


def raising(error: Exception) -> Any:
    def request(_: Espace) -> None:
        raise error

    return request


async def test_the_button_says_what_happens_and_cannot_be_pressed_twice(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app()
    going_on = threading.Event()
    calls: list[threading.Thread] = []
    answers: list[str] = []

    def request(_: Espace) -> str:
        calls.append(threading.current_thread())
        going_on.wait(10)
        return "fait"

    async with app.run_test() as pilot:
        screen = await form(app, pilot)
        monkeypatch.setattr(
            screen, "submit", lambda: screen.asker.ask(request, done=answers.append)
        )
        where = screen.query_one(PrimaryButton).region.offset
        screen.query_one(PrimaryButton).focus()
        await pilot.press("enter")
        assert "Création du compte…" in text_of(app)
        assert "CRÉER MON COMPTE" not in text_of(app)
        assert screen.query_one(PrimaryButton).region.offset == where
        await pilot.press("enter", "escape")
        screen.asker.ask(request, done=answers.append)
        await pilot.click("#primary")
        assert app.screen is screen
        going_on.set()
        await until(pilot, lambda: bool(answers))
        assert answers == ["fait"]
        assert len(calls) == 1
        assert calls[0] is not threading.main_thread()
        await pilot.pause()
        assert "CRÉER MON COMPTE" in text_of(app)


async def test_what_the_screen_handles_stands_at_the_field(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        screen = await form(app, pilot)

        def refused(error: EspaceError) -> bool:
            screen.field("address").show_fault(error.text)
            return True

        screen.asker.ask(raising(AddressRefused()), done=print, refused=refused)
        await until(pilot, lambda: not screen.working)
        await pilot.pause()
        assert screen.field("address").fault == AddressRefused.sentence
        assert screen.refusal.sentence == ""


async def test_what_it_does_not_handle_stands_above_the_page_and_typing_is_kept(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        screen = await form(app, pilot)
        await pilot.press(*"f.dupont")
        screen.asker.ask(raising(DatabaseUnavailable()), done=print, refused=lambda _: False)
        await until(pilot, lambda: bool(screen.refusal.sentence))
        await pilot.pause()
        assert "✗ Le service est momentanément indisponible." in text_of(app)
        assert screen.field("address").value == "f.dupont"


@pytest.mark.parametrize("error", [DatabaseUnavailable(), KeyError()])
async def test_where_nothing_was_typed_nothing_is_said_of_it(
    open_app: OpenApp, error: Exception
) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        screen = await form(app, pilot)
        screen.asker.ask(raising(error), done=print)
        await until(pilot, lambda: bool(screen.refusal.sentence))
        assert "saisie" not in screen.refusal.sentence
        assert ". Recommencez" in screen.refusal.sentence
        await pilot.press("x")
        screen.asker.ask(raising(error), done=print)
        await until(pilot, lambda: "saisie est conservée" in screen.refusal.sentence)


async def test_a_wait_is_counted_down_and_goes_when_it_is_over(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        screen = await form(app, pilot)
        end = app.moments.now() + timedelta(seconds=45)
        screen.asker.ask(raising(MustWait(until=end)), done=print)
        await until(pilot, lambda: bool(screen.refusal.sentence))
        await pilot.pause()
        assert "Trop d'essais. Vous pourrez recommencer dans 4" in words_on(app)
        clock = app.moments._clock
        assert isinstance(clock, TravelClock)
        clock.travel(MORNING + timedelta(hours=1))
        await until(pilot, lambda: not screen.refusal.sentence)
        await pilot.pause()
        assert "recommencer dans" not in words_on(app)


async def test_the_button_says_how_long_it_is_held_and_is_not_pressed_before(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 30)) as pilot:
        screen = await form(app, pilot)
        pressed: list[str] = []
        monkeypatch.setattr(screen, "submit", lambda: pressed.append("submit"))
        button = screen.query_one(PrimaryButton)
        end = app.moments.now() + timedelta(seconds=45)
        screen.asker.ask(raising(MustWait(until=end)), done=print)
        await until(pilot, lambda: button.held)
        await until(pilot, lambda: not screen.working)
        await pilot.pause()
        assert re.search(r"CRÉER MON COMPTE dans 4\d secondes", text_of(app))
        button.focus()
        await pilot.press("enter", "space")
        await pilot.click("#primary")
        for name in ("address", "voter_password", "code"):
            screen.field(name).value = name
        screen.field("code").input.focus()
        await pilot.pause()
        button.hold_until(end)
        await pilot.press("enter")
        assert pressed == []
        clock = app.moments._clock
        assert isinstance(clock, TravelClock)
        clock.travel(end)
        await until(pilot, lambda: "secondes" not in text_of(app))
        assert not button.has_class("-held")
        await pilot.press("enter")
        assert pressed == ["submit"]


async def test_a_held_button_is_free_again_once_something_else_is_typed(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 30)) as pilot:
        screen = await form(app, pilot)
        button = screen.query_one(PrimaryButton)
        end = app.moments.now() + timedelta(minutes=14, seconds=30)
        screen.asker.ask(raising(MustWait(until=end)), done=print)
        await until(pilot, lambda: button.held and not screen.working)
        await pilot.pause()
        assert "CRÉER MON COMPTE dans 15 minutes" in text_of(app)
        screen.field("address").input.focus()
        await pilot.press("x")
        assert not screen.asker.held
        assert "CRÉER MON COMPTE dans" not in text_of(app)


async def test_an_unforeseen_error_is_a_calm_sentence_and_a_journal_without_values(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        screen = await form(app, pilot)
        await pilot.press("tab", *SECRET)
        screen.asker.ask(raising(KeyError(SECRET)), done=print)
        await until(pilot, lambda: bool(screen.refusal.sentence))
        await pilot.pause()
        shown = screen.refusal.sentence
        assert shown.startswith("Une erreur inattendue est survenue.")
        assert screen.field("voter_password").value == SECRET
        entry = file_of(ERRORS).read_text(encoding="utf-8").splitlines()[-1]
        assert shown.split("référence ")[1][:8] in entry
        assert "KeyError" in entry
        assert SECRET not in entry
        assert file_of(ERRORS).stat().st_mode & 0o777 == 0o600


async def test_a_quiet_call_fails_without_a_word(open_app: OpenApp) -> None:
    app = open_app()
    answers: list[int] = []
    async with app.run_test() as pilot:
        screen = await form(app, pilot)
        before = text_of(app)
        screen.asker.ask_quietly(raising(DatabaseUnavailable()), done=print)
        screen.asker.ask_quietly(lambda _: 7, done=answers.append)
        await until(pilot, lambda: answers == [7])
        assert text_of(app) == before


async def ask_and_leave(app: EspaceApp, pilot: Pilot[None], way: str, answers: list[str]) -> None:
    """Ask on a form, and go home as the answer comes."""
    answered = threading.Event()

    def request(_: Espace) -> str:
        app.call_from_thread(app.home)
        answered.set()
        return "fait"

    screen = await form(app, pilot)
    getattr(screen.asker, way)(request, done=answers.append)
    await until(pilot, answered.is_set)
    await until(pilot, lambda: not screen.is_attached)


@pytest.mark.parametrize("way", ["ask", "ask_quietly"])
async def test_an_answer_that_comes_as_its_screen_is_left_is_shown_nowhere(
    open_app: OpenApp, way: str
) -> None:
    app = open_app()
    answers: list[str] = []
    async with app.run_test() as pilot:
        # Its worker is cancelled with the screen: now before the answer, now after it.
        for _ in range(6):
            await ask_and_leave(app, pilot, way, answers)
        assert answers == []


@pytest.mark.parametrize("way", ["ask", "ask_quietly"])
async def test_an_answer_that_comes_as_the_application_ends_is_shown_nowhere(
    open_app: OpenApp, way: str
) -> None:
    app = open_app()
    answers: list[bool] = []
    ending = threading.Event()

    class FirstToGo(Static):
        async def on_unmount(self) -> None:
            ending.set()
            await app.workers.wait_for_complete()

    async with app.run_test() as pilot:
        screen = await form(app, pilot)
        await screen.mount(FirstToGo())
        getattr(screen.asker, way)(lambda _: ending.wait(10), done=answers.append)
        await pilot.pause()
    assert ending.is_set()
    assert answers == []


@pytest.mark.parametrize("way", ["go", "replace", "back"])
async def test_an_answer_that_leads_on_takes_the_help_away(open_app: OpenApp, way: str) -> None:
    app = open_app()
    answered = threading.Event()
    leads_on = {
        "go": lambda _: app.go("account_access"),
        "replace": lambda _: app.replace("account_access"),
        "back": lambda _: app.back(),
    }
    async with app.run_test() as pilot:
        screen = await form(app, pilot)
        screen.asker.ask(lambda _: answered.wait(10), done=leads_on[way])
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        answered.set()
        await until(pilot, lambda: not screen.working)
        routes = [getattr(each, "route", "") for each in app.screen_stack]
        after = {
            "go": ["home", SAMPLE, "account_access"],
            "replace": ["home", "account_access"],
            "back": ["home"],
        }
        assert routes == after[way]


async def test_a_call_waits_until_the_election_is_open(open_app: OpenApp) -> None:
    opening = threading.Event()
    answers: list[object] = []

    def slowly() -> Any:
        opening.wait(10)
        return "election"

    app = open_app(open_espace=slowly)
    async with app.run_test() as pilot:
        screen = await form(app, pilot)
        screen.asker.ask(lambda espace: espace, done=answers.append)
        await pilot.pause()
        assert answers == []
        assert screen.working
        with pytest.raises(RuntimeError):
            _ = app.espace
        opening.set()
        await until(pilot, lambda: bool(answers))
        assert answers == ["election"]


async def test_the_seconds_are_counted_from_the_second_on(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        screen = await form(app, pilot)
        screen.query_one(PrimaryButton).start_working()
        counted = re.compile(r"Création du compte… [1-9]\d* s")
        await until(pilot, lambda: counted.search(text_of(app)) is not None)
        screen.query_one(PrimaryButton).stop_working()
        await pilot.pause()
        assert "CRÉER MON COMPTE" in text_of(app)


async def test_a_fault_of_the_machine_during_a_visit_stands_in_the_log(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    section = LogsSection(directory=tmp_path / "journaux")
    monkeypatch.setattr("tui.logs.events._chosen", [section])
    monkeypatch.setattr("tui.screens.asking.TROUBLES", Troubles())
    app = open_app()
    async with app.run_test() as pilot:
        screen = await form(app, pilot)
        screen.asker.ask(raising(MailUnavailable()), done=lambda _: None)
        await until(pilot, lambda: "messagerie ne répond pas" in text_of(app))
        screen.asker.ask_quietly(raising(MailServerUntrusted()), done=lambda _: None)
        log = section.place / "events.jsonl"
        (line,) = log.read_text().splitlines()
        assert f"Référence : {json.loads(line)['reference']}." in words_on(app)
        await until(pilot, lambda: "MailServerUntrusted" in log.read_text())
    assert '"kind": "MailUnavailable"' in log.read_text()
