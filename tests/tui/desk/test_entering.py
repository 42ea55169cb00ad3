"""Entering the helpdesk, staying in it, and what is left when one goes."""

from __future__ import annotations

from pyotp import TOTP

from models import StaffRole
from models.services.desk.staff import reset_staff
from tests.models.desk.staff_members import OWN
from tests.tui.desk.conftest import OpenDesk
from tests.tui.desk.desk import enter, find
from tests.tui.reading import text_of, until
from tests.tui.sandbox import answered, appeared, arrived, fill
from tui.desk.qr import BORDER, qr_lines

ANOTHER = "Trottoir vert et douze pianos"


async def test_a_first_password_is_changed_before_anything_else(open_desk: OpenDesk) -> None:
    desk = open_desk()
    first = reset_staff(desk.espace.context, "durand", source="admin")
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await answered(desk, pilot)
        await fill(pilot, "durand", first)
        await pilot.press("enter")
        await arrived(desk, pilot, "desk_password")
        await fill(pilot, "trop court", "trop court")
        await pilot.press("enter")
        await appeared(desk, pilot, "douze caractères au minimum")
        desk.screen.field("staff_new").input.focus()
        await fill(pilot, ANOTHER, "autre chose")
        await pilot.press("enter")
        await appeared(desk, pilot, "différentes")
        await fill(pilot, ANOTHER)
        await pilot.press("enter")
        await arrived(desk, pilot, "desk_search")
    assert desk.espace.desk.sign_in("durand", ANOTHER, source="ici").name == "durand"


async def test_wrong_words_are_typed_again(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await answered(desk, pilot)
        await fill(pilot, "durand", "faux")
        await pilot.press("enter")
        await appeared(desk, pilot, "Nom ou mot de passe incorrect")
        assert desk.screen.field("staff_name").value == "durand"
        await fill(pilot, OWN)  # in the place of what was wrong
        await pilot.press("enter")
        await arrived(desk, pilot, "desk_search")


async def test_an_authenticator_is_enrolled_and_then_asked_for(open_desk: OpenDesk) -> None:
    desk = open_desk(totp="required")
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await answered(desk, pilot)
        await fill(pilot, "durand", OWN)
        await pilot.press("enter")
        await arrived(desk, pilot, "desk_authenticator")
        await until(pilot, lambda: "█" in text_of(desk.app))
        offer = getattr(desk.screen, "_offer")  # noqa: B009 - of any screen
        fours = [offer.secret[at : at + 4] for at in range(0, 32, 4)]
        assert all(four in desk.words for four in fours)
        assert not desk.screen.query_one("#page").allow_vertical_scroll
        await fill(pilot, "000000")
        await pilot.press("enter")
        await until(pilot, lambda: "suivant" in desk.screen.field("staff_totp").fault)
        await fill(pilot, TOTP(offer.secret).at(desk.clock.now()))
        await pilot.press("enter")
        await arrived(desk, pilot, "desk_search")
        desk.desk_app.home()
        await arrived(desk, pilot, "desk_sign_in")
        assert desk.desk_app.station.staff is None
        await fill(pilot, "durand", OWN)
        await pilot.press("enter")
        await appeared(desk, pilot, "Six chiffres")
        later = TOTP(offer.secret).at(desk.clock.now(), counter_offset=1)
        await fill(pilot, later)
        await pilot.press("enter")
        await arrived(desk, pilot, "desk_search")


async def test_whoever_wants_one_enables_an_authenticator_and_gives_it_up(
    open_desk: OpenDesk,
) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot)
        await pilot.press("f8")
        await arrived(desk, pilot, "desk_authenticator")
        await until(pilot, lambda: "█" in text_of(desk.app))
        await pilot.press("escape")  # it is not obligatory
        await arrived(desk, pilot, "desk_search")
        await pilot.press("f8")
        await arrived(desk, pilot, "desk_authenticator")
        await until(pilot, lambda: "█" in text_of(desk.app))
        offer = getattr(desk.screen, "_offer")  # noqa: B009 - of any screen
        await fill(pilot, TOTP(offer.secret).at(desk.clock.now()))
        await pilot.press("enter")
        await arrived(desk, pilot, "desk_search")
        assert desk.desk_app.station.session.has_totp
        await pilot.press("f8")
        await arrived(desk, pilot, "desk_authenticator_in_use")
        await fill(pilot, "000000")
        await pilot.press("enter")
        await until(pilot, lambda: "suivant" in desk.screen.field("staff_totp").fault)
        await fill(pilot, TOTP(offer.secret).at(desk.clock.now(), counter_offset=1))
        await pilot.press("enter")
        await arrived(desk, pilot, "desk_authenticator")
        assert not desk.desk_app.station.session.has_totp
        await pilot.press("escape")
        await arrived(desk, pilot, "desk_search")


def test_the_picture_is_the_code_of_the_text() -> None:
    import segno

    text = "otpauth://totp/Assistance:durand?secret=" + "A" * 32
    rows = list(
        segno.make(text, error="l", micro=False, boost_error=False).matrix_iter(border=BORDER)
    )
    lines = qr_lines(text)
    assert len(lines) == (len(rows) + 1) // 2
    for number, row in enumerate(rows):
        line = lines[number // 2]
        shown = "█▄" if number % 2 else "█▀"
        assert [cell in shown for cell in line] == [not dark for dark in row]


async def test_a_terminal_left_alone_locks_and_keeps_its_place(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot)
        await find(desk, pilot, "ifabre")
        desk.seconds.pass_by(299)
        desk.desk_app.lock_if_idle()
        await pilot.pause()
        assert desk.route == "desk_person"
        desk.seconds.pass_by(1)
        desk.desk_app.lock_if_idle()
        await arrived(desk, pilot, "desk_lock")
        assert "Fabre" not in text_of(desk.app)
        await pilot.press("escape")
        assert desk.route == "desk_lock"
        await fill(pilot, "faux")
        await pilot.press("enter")
        await appeared(desk, pilot, "incorrect")
        await fill(pilot, OWN)
        await pilot.press("enter")
        await arrived(desk, pilot, "desk_person")
        assert "Fabre" in text_of(desk.app)


async def test_a_key_keeps_the_terminal_open(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot)
        desk.seconds.pass_by(299)
        await pilot.press("a")
        desk.seconds.pass_by(299)
        desk.desk_app.lock_if_idle()
        await pilot.pause()
        assert desk.route == "desk_search"


async def test_a_closed_account_leads_out_at_its_next_act(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot)
        await find(desk, pilot, "ifabre")
        desk.espace.desk.disable_staff("durand", source="admin")
        await arrived(desk, pilot, "desk_sign_in")
        await appeared(desk, pilot, "Votre session est terminée")
        assert "Fabre" not in text_of(desk.app)
        assert desk.desk_app.station.file is None


async def test_nothing_is_left_when_the_agent_goes(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot)
        await find(desk, pilot, "ifabre")
        await pilot.press("f10")
    station = desk.desk_app.station
    assert (station.staff, station.call, station.file) == (None, None, None)


async def test_help_and_lock_leave_what_was_typed(open_desk: OpenDesk) -> None:
    desk = open_desk()
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot)
        await pilot.press(*"fabre")
        await appeared(desk, pilot, "Une personne")
        await pilot.press("f1")
        await appeared(desk, pilot, "Trouver une personne")
        await pilot.press("escape")
        await arrived(desk, pilot, "desk_search")
        desk.seconds.pass_by(300)
        desk.desk_app.lock_if_idle()
        await arrived(desk, pilot, "desk_lock")
        await fill(pilot, OWN)
        await pilot.press("enter")
        await arrived(desk, pilot, "desk_search")
        assert desk.screen.field("typed").value == "fabre"
        assert "Une personne" in desk.words


def test_roles_have_names_in_french() -> None:
    from tui.administration.staff import ROLES

    assert set(ROLES) == set(StaffRole)
