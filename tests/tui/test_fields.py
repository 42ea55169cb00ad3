"""Fields: what is typed or pasted is taken whole, secrets stay secret, nothing is lost."""

from __future__ import annotations

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from tests.tui.conftest import OpenApp
from tests.tui.reading import lines_of, text_of
from tests.tui.routes import SAMPLE
from tui.application.app import EspaceApp
from tui.screens.base import EspaceScreen
from tui.widgets.fields import LabelledField
from tui.widgets.secret_field import SecretInput

SECRET = "Camelia4Tarbes"


def form_of(app: EspaceApp) -> EspaceScreen:
    assert isinstance(app.screen, EspaceScreen)
    return app.screen


async def open_form(app: EspaceApp, pilot: Pilot[None], field: str = "address") -> LabelledField:
    app.go(SAMPLE)
    await pilot.pause()
    opened = form_of(app).field(field)
    opened.input.focus()
    await pilot.pause()
    return opened


async def paste(app: EspaceApp, pilot: Pilot[None], text: str) -> None:
    app.post_message(events.Paste(text))
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\n\n"])
async def test_a_pasted_password_loses_its_line_break_and_nothing_else(
    open_app: OpenApp, ending: str
) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        field = await open_form(app, pilot, "voter_password")
        await paste(app, pilot, f" {SECRET} é {ending}")
        assert field.value == f" {SECRET} é "


async def test_ten_thousand_pasted_characters_are_all_there(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        field = await open_form(app, pilot, "voter_password")
        await paste(app, pilot, "Aa1" * 3_334)
        await pilot.press("z", "left", "backspace", "f2")
        assert len(field.value) == 10_002


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("BCDFG-HJKLM", "BCDFG-HJKLM"),
        (" bcdfg hjklm \n", "bcdfghjklm"),
        ("BCDFG\nHJKLM", "BCDFGHJKLM"),
        ("espace-electeur:confirmer/abc\ndef", "espace-electeur:confirmer/abcdef"),
    ],
)
async def test_a_code_or_a_link_is_pasted_in_any_shape(
    open_app: OpenApp, pasted: str, kept: str
) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        field = await open_form(app, pilot, "code")
        await paste(app, pilot, pasted)
        assert field.value == kept


async def test_a_pasted_address_is_one_line(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        field = await open_form(app, pilot)
        await paste(app, pilot, "\n francoise.dupont@ac-toulouse.fr \n")
        assert field.value == "francoise.dupont@ac-toulouse.fr"


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+x"])
async def test_a_secret_is_neither_copied_nor_cut(open_app: OpenApp, key: str) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        field = await open_form(app, pilot, "voter_password")
        await pilot.press(*SECRET, "f2", "ctrl+shift+a", key)
        assert field.value == SECRET
        assert app.clipboard == ""


async def test_f2_shows_a_secret_and_hides_it_again(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await open_form(app, pilot, "voter_password")
        await pilot.press(*SECRET)
        assert SECRET not in text_of(app)
        assert "F2 Afficher" in text_of(app)
        await pilot.press("f2")
        assert SECRET in text_of(app)
        assert "F2 Masquer" in text_of(app)
        await pilot.press("f2")
        assert SECRET not in text_of(app)


async def test_the_key_is_shown_only_where_it_works(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await open_form(app, pilot)
        assert "F2" not in text_of(app)
        await pilot.press("tab")
        assert "F2 Afficher" in text_of(app)


async def test_a_fault_stands_under_its_field_in_words_until_something_is_typed(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        field = await open_form(app, pilot)
        await pilot.press("tab")
        field.show_fault("Saisissez votre adresse professionnelle.")
        await pilot.pause()
        lines = lines_of(app)
        place = next(i for i, line in enumerate(lines) if "Adresse de messagerie" in line)
        assert "✗ Saisissez votre adresse professionnelle." in lines[place + 2]
        assert app.focused is field.input
        await pilot.press("a")
        assert field.fault == ""
        assert "✗ Saisissez" not in text_of(app)


@pytest.mark.parametrize(("name", "left"), [("voter_password", "x"), ("address", "marie@x")])
async def test_a_secret_with_a_fault_is_replaced_also_by_who_comes_back_to_it(
    open_app: OpenApp, name: str, left: str
) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        field = await open_form(app, pilot, name)
        field.value = "marie@"
        await pilot.pause()
        field.show_fault("Ce n'est pas cela.")
        await pilot.press("tab", "shift+tab")
        assert app.focused is field.input
        await pilot.press("x")
        assert field.value == left


async def test_what_was_typed_is_there_after_a_wrong_turn(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await open_form(app, pilot)
        await pilot.press(*"f.dupont", "tab", *SECRET, "escape")
        assert "COMMENT ACTIVER" in text_of(app)
        field = await open_form(app, pilot)
        assert field.value == "f.dupont"
        assert form_of(app).field("voter_password").value == SECRET


async def test_what_was_typed_survives_every_resize(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        field = await open_form(app, pilot)
        await pilot.press(*"f.dupont")
        for size in ((60, 20), (1, 1), (132, 43), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert field.value == "f.dupont"
        assert "f.dupont" in text_of(app)


async def test_the_focused_field_differs_by_more_than_its_colour(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await open_form(app, pilot)
        await pilot.press(*"abc")
        assert any(line.strip().startswith("▌abc") for line in lines_of(app))
        await pilot.press("tab")
        assert any(line.strip().startswith("│abc") for line in lines_of(app))


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)], ids=str)
async def test_a_form_is_at_most_54_wide_and_every_part_can_be_reached(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        await open_form(app, pilot)
        for _ in range(8):
            focused = app.focused
            assert focused is not None
            assert focused.region.width <= 54
            assert app.screen.query_one("#page").region.contains_region(focused.region)
            assert await pilot.click(focused)
            await pilot.press("tab")
        assert lines_of(app)[-1].endswith("F10 QUITTEZ")


async def test_no_field_blinks(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await open_form(app, pilot)
        assert not any(field.input.cursor_blink for field in app.screen.query(LabelledField))
        assert app.screen.query_one(SecretInput).compact


async def test_a_letter_does_not_have_the_page_laid_out_again(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        field = await open_form(app, pilot)
        laid_out: list[Screen[None]] = []
        app.screen.screen_layout_refresh_signal.subscribe(app.screen, laid_out.append)
        await pilot.press(*"fdupont")
        await pilot.pause()
        assert field.value == "fdupont"
        assert laid_out == []


async def test_a_long_text_shows_its_end_and_at_the_home_key_its_beginning(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_form(app, pilot)
        typed = "".join(map(str, range(50)))
        await pilot.press(typed[0])
        await paste(app, pilot, typed[1:])
        assert typed[-30:] in text_of(app)
        assert typed[:30] not in text_of(app)
        await pilot.press("home")
        await pilot.pause()
        assert typed[:30] in text_of(app)
        await pilot.press("end", *["backspace"] * 20)
        await pilot.pause()
        assert typed[50:70] in text_of(app)
        assert typed[50:71] not in text_of(app)
