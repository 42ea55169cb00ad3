"""A visit at a kiosk: its time, its steps, its ends, and what is left of it."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from models import MailboxSession, VisitEnd
from tests.tui.keyboard import Keyboard
from tests.tui.kiosk.conftest import OpenKiosk
from tests.tui.kiosk.kiosk import Kiosk
from tests.tui.reading import lines_of, text_of
from tests.tui.sandbox import appeared, arrived, write
from tests.tui.test_visit import pending
from tui.screens.still_there import StillThere
from tui.visit.visit import Visit

CLICK = "\x1b[<0;10;8M\x1b[<0;10;8m"


async def on_the_form(kiosk: Kiosk, pilot: Pilot[None]) -> None:
    """Begin a visit and type into the sign-in of the mailbox."""
    await kiosk.begins(pilot)
    await pilot.press("1")
    await arrived(kiosk, pilot, "webmail_login")
    await write(pilot, "fdupont")


async def asked(kiosk: Kiosk, pilot: Pilot[None], seconds: float = 121) -> None:
    """Let the idle time pass, and wait for the question."""
    kiosk.elapsed.pass_by(seconds)
    await arrived(kiosk, pilot, "StillThere")


async def test_quittez_tells_why_after_it_has_wiped_and_ends(
    open_kiosk: OpenKiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk = open_kiosk()
    closed: list[MailboxSession | None] = []
    monkeypatch.setattr(kiosk.espace.mailbox, "close", closed.append)
    async with kiosk.app.run_test() as pilot:
        await on_the_form(kiosk, pilot)
        kiosk.open_mailbox("fdupont")
        await pilot.press("f10")
        await kiosk.ends(pilot)
    assert kiosk.told == ["ready", "begun", "step mailbox", "ended left"]
    assert kiosk.app.visit == Visit()
    assert None in closed, "a sign-in under way would stay open"


async def test_the_question_hides_what_was_read_and_counts_down(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await on_the_form(kiosk, pilot)
        await asked(kiosk, pilot)
        assert "Êtes-vous encore là ?" in kiosk.words
        assert "Votre visite sera effacée dans 29 secondes." in kiosk.words
        assert "Appuyez sur une touche pour continuer" in kiosk.words
        assert "fdupont" not in kiosk.words
        assert len([line for line in lines_of(kiosk.app) if line.strip()]) < 10
        kiosk.elapsed.pass_by(17)
        await appeared(kiosk, pilot, "effacée dans 12 secondes.")


async def test_where_one_touches_the_question_says_so(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(layout="large")
    async with kiosk.app.run_test(size=(60, 20)) as pilot:
        await on_the_form(kiosk, pilot)
        await asked(kiosk, pilot)
        assert "Appuyez sur une touche ou touchez l'écran pour continuer" in kiosk.words


@pytest.mark.parametrize(
    "data",
    ["a", "\r", "\x1b", "\x1bOP", "\x1b[200~abc\x1b[201~", CLICK, "\x1b[<64;10;10M"],
    ids=repr,
)
async def test_any_key_or_click_keeps_the_visit_and_does_nothing_else(
    open_kiosk: OpenKiosk, data: str
) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await on_the_form(kiosk, pilot)
        before = text_of(kiosk.app)
        await asked(kiosk, pilot)
        keyboard = Keyboard(kiosk.app)
        keyboard.send(data)
        keyboard.send("")
        await arrived(kiosk, pilot, "webmail_login")
        assert text_of(kiosk.app) == before
        assert kiosk.app.is_running
        kiosk.elapsed.pass_by(119)
        kiosk.app.look_at_time()
        assert kiosk.route == "webmail_login"


async def test_the_next_person_says_by_quittez_that_the_visit_is_not_theirs(
    open_kiosk: OpenKiosk,
) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await on_the_form(kiosk, pilot)
        await asked(kiosk, pilot)
        Keyboard(kiosk.app).send("\x1b[21~")
        await kiosk.ends(pilot)
    assert kiosk.told[-1] == "ended left"
    assert kiosk.app.visit == Visit()


async def test_moving_the_mouse_is_no_sign_of_anybody(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await on_the_form(kiosk, pilot)
        await asked(kiosk, pilot)
        Keyboard(kiosk.app).send("\x1b[<35;10;10M\x1b[I\x1b[O\x1b[<0;10;10m")
        await pilot.pause()
        assert kiosk.route == "StillThere"


async def test_nobody_there_ends_the_visit_and_wipes_it(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await on_the_form(kiosk, pilot)
        await asked(kiosk, pilot)
        kiosk.elapsed.pass_by(29)
        await kiosk.ends(pilot)
    assert kiosk.told[-1] == "ended idle"
    assert kiosk.app.visit == Visit()


async def test_a_key_after_the_end_brings_nothing_back(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await on_the_form(kiosk, pilot)
        kiosk.elapsed.pass_by(3600)
        Keyboard(kiosk.app).send("x")
        await kiosk.ends(pilot)
    assert kiosk.told[-1] == "ended idle"


async def test_whoever_waits_for_an_answer_is_not_asked(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await on_the_form(kiosk, pilot)
        asker = kiosk.screen.asker
        asker.working = True  # an answer that does not come
        kiosk.elapsed.pass_by(200)
        kiosk.app.look_at_time()
        assert kiosk.route == "webmail_login"
        asker.working = False
        kiosk.elapsed.pass_by(100)
        kiosk.app.look_at_time()
        assert kiosk.route == "webmail_login"


async def near_the_end(kiosk: Kiosk, pilot: Pilot[None], left: float) -> None:
    """Let a visit come near its longest time, touched now and then."""
    for _ in range(11):
        kiosk.elapsed.pass_by(100)
        assert kiosk.app.clock_of_visit.touched()
    kiosk.elapsed.pass_by(100 - left)
    assert kiosk.app.clock_of_visit.touched()


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=str)
async def test_the_last_minutes_are_counted_on_every_screen_without_the_focus(
    open_kiosk: OpenKiosk, size: tuple[int, int]
) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test(size=size) as pilot:
        await on_the_form(kiosk, pilot)
        await near_the_end(kiosk, pilot, 95)
        await appeared(kiosk, pilot, "Votre visite se termine dans 2 minutes.")
        assert isinstance(kiosk.app.focused, Input)
        await pilot.press("x")
        assert "fdupontx" in kiosk.words
        kiosk.elapsed.pass_by(35)
        await appeared(kiosk, pilot, "Votre visite se termine dans 1 minute.")
        await pilot.press("f1")
        await appeared(kiosk, pilot, "Fermer")
        assert lines_of(kiosk.app)[0].startswith(" Votre visite se termine dans 1 minute.")
        await pilot.press("f1")
        kiosk.app.home()
        await arrived(kiosk, pilot, "home")
        assert lines_of(kiosk.app)[0].startswith(" Votre visite se termine dans 1 minute.")
        kiosk.elapsed.pass_by(60)
        await kiosk.ends(pilot)
    assert kiosk.told[-1] == "ended time"


async def test_no_line_is_there_before_the_last_minutes(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await on_the_form(kiosk, pilot)
        await near_the_end(kiosk, pilot, 99)
        await appeared(kiosk, pilot, "se termine dans 2 minutes.")
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await on_the_form(kiosk, pilot)
        assert lines_of(kiosk.app)[0].startswith(" Élections professionnelles 2014")


async def test_the_clock_of_the_wall_ends_and_keeps_nothing(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await on_the_form(kiosk, pilot)
        clock = kiosk.clock
        clock.travel(clock.now().replace(year=2015))
        kiosk.app.look_at_time()
        assert kiosk.route == "webmail_login"
        await asked(kiosk, pilot)
        clock.travel(clock.now().replace(year=2013))
        kiosk.elapsed.pass_by(29)
        await kiosk.ends(pilot)


async def test_an_answer_that_leads_on_leads_beneath_the_question(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await on_the_form(kiosk, pilot)
        await asked(kiosk, pilot)
        kiosk.app.replace("account_access")
        await arrived(kiosk, pilot, "StillThere")
        await pilot.press("x")
        await arrived(kiosk, pilot, "account_access")
        assert not any(isinstance(screen, StillThere) for screen in kiosk.app.screen_stack)


async def test_the_host_is_told_how_far_the_person_is(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await kiosk.begins(pilot)
        kiosk.app.visit.pending = pending()
        for route in ("webmail_login", "account_creation", "confirmation", "account_access"):
            kiosk.app.go(route)
            await arrived(kiosk, pilot, route)
        kiosk.app.home()
        await arrived(kiosk, pilot, "home")
    steps = [report.removeprefix("step ") for report in kiosk.told if report.startswith("step")]
    assert steps == ["mailbox", "account", "confirmation", "access"]


async def test_it_ends_where_only_its_end_was_reached(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await kiosk.begins(pilot)
        kiosk.app.kiosk.end(VisitEnd.LEFT)
        kiosk.app.kiosk.end(VisitEnd.TIME)
        await kiosk.ends(pilot)
    assert [report for report in kiosk.told if report.startswith("ended")] == ["ended left"]


async def test_a_standby_that_has_stood_for_hours_makes_way_for_a_fresh_one(
    open_kiosk: OpenKiosk,
) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await kiosk.stands_by(pilot)
        kiosk.elapsed.pass_by(7 * 3600)
        await kiosk.ends(pilot)
    assert kiosk.told == ["ready"]


async def test_a_look_at_the_time_that_comes_as_the_screens_are_closed_does_nothing(
    open_kiosk: OpenKiosk,
) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await on_the_form(kiosk, pilot)
    kiosk.app.look_at_time()
    assert kiosk.told == ["ready", "begun", "step mailbox"]
