"""A host over SSH takes the time of a visit, a helpdesk takes asking: neither copies a kiosk."""

from __future__ import annotations

from datetime import timedelta

from textual.pilot import Pilot

from models import DatabaseUnavailable, Election, Espace, MustWait, VisitEnd
from tests.tui.keyboard import Keyboard
from tests.tui.kiosk.test_fingers import ON_THE_FIRST_DOOR
from tests.tui.other_hosts import CounterScreen, GuestApp, HelpdeskApp
from tests.tui.reading import text_of, until
from tests.tui.sandbox import plain
from tui.screens.still_there import StillThere
from tui.widgets.buttons import PrimaryButton
from tui.widgets.notice import Countdown, Refusal

ASKED = "Êtes-vous encore là ?"


async def warned(app: GuestApp, pilot: Pilot[None]) -> None:
    """Let the person be away until they are asked whether they are there."""
    app.seconds.pass_by(121)
    await until(pilot, lambda: isinstance(app.screen, StillThere))
    await pilot.pause()


async def test_a_visit_without_standby_warns_and_ends(election: Election) -> None:
    app = GuestApp(election)
    async with app.run_test() as pilot:
        await app.opened_espace()
        await warned(app, pilot)
        assert ASKED in text_of(app)
        assert "Votre visite sera effacée dans 29 secondes." in text_of(app)
        app.seconds.pass_by(30)
        await until(pilot, lambda: not app.is_running)
    assert app.ended is VisitEnd.IDLE


async def test_a_key_and_a_whole_click_answer_and_do_nothing_else(election: Election) -> None:
    app = GuestApp(election)
    async with app.run_test() as pilot:
        await app.opened_espace()
        keyboard = Keyboard(app)
        for parts in (["1"], ON_THE_FIRST_DOOR):
            await warned(app, pilot)
            for part in parts:
                keyboard.send(part)
                await until(pilot, lambda: not isinstance(app.screen, StillThere))
                await pilot.pause()
                assert len(app.screen_stack) == 1
        keyboard.send("".join(ON_THE_FIRST_DOOR))
        await until(pilot, lambda: len(app.screen_stack) == 2)


async def test_a_screen_that_opens_by_itself_stays_beneath_the_question(election: Election) -> None:
    app = GuestApp(election)
    async with app.run_test() as pilot:
        await app.opened_espace()
        await warned(app, pilot)
        app.go("account_access")
        await pilot.pause()
        app.replace("account_creation")
        assert isinstance(app.screen, StillThere)
        assert [getattr(one, "route", "") for one in app.screen_stack] == [
            "home",
            "account_creation",
            "",
        ]
        await pilot.pause()


async def test_the_last_minutes_are_said_on_top_of_its_screens(election: Election) -> None:
    app = GuestApp(election)
    async with app.run_test() as pilot:
        for _ in range(11):
            app.seconds.pass_by(99)
            await pilot.press("tab")
        await until(pilot, lambda: "se termine dans 2 minutes" in text_of(app))


async def test_no_way_out_is_taken_without_a_kiosk(election: Election) -> None:
    app = GuestApp(election)
    async with app.run_test():
        assert not await app.run_action("quit")
        assert app.save_screenshot("picture.svg") == ""


async def test_a_screen_asks_without_a_visit(election: Election) -> None:
    app = HelpdeskApp(election)

    def unavailable(_: Espace) -> None:
        raise DatabaseUnavailable

    def too_early(_: Espace) -> None:
        raise MustWait(until=app.moments.now() + timedelta(seconds=45))

    def unforeseen(_: Espace) -> None:
        raise KeyError

    async with app.run_test() as pilot:
        screen = app.screen
        assert isinstance(screen, CounterScreen)
        refusal = screen.query_one(Refusal)
        screen.asker.ask(lambda _: 7, done=screen.answers.append)
        assert screen.query_one("#primary").has_class("-working")
        await until(pilot, lambda: screen.answers == [7])
        screen.asker.ask(unavailable, done=screen.answers.append)
        await until(pilot, lambda: "momentanément indisponible" in refusal.sentence)
        screen.asker.ask(too_early, done=screen.answers.append)
        countdown = screen.query_one(Countdown)
        await until(pilot, lambda: "recommencer dans 4" in plain(countdown.plain))
        assert screen.query_one(PrimaryButton).held
        screen.asker.ask(unforeseen, done=screen.answers.append)
        await until(pilot, lambda: "référence E-1" in refusal.sentence)
        assert [type(error) for error in app.journalled] == [KeyError]
