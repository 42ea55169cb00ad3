"""The list: exact columns at any width, any text as text, thousands as quick as ten."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Offset
from textual.message import Message
from textual.pilot import Pilot
from textual.strip import Strip

from models import MessageSummary
from tests.models.clocks import MORNING
from tests.tui.conftest import OpenApp
from tests.tui.reading import lines_of, text_of, until
from tests.tui.webmail.list_screen import ListScreen
from tui.application.app import EspaceApp
from tui.visit.glyphs import Glyphs
from tui.widgets.message_list import MessageList
from tui.widgets.message_row import (
    RowState,
    head_content,
    row_content,
    row_contents,
    sender_name,
)

PLAIN = MessageSummary(1, "Rectorat <x@ac-toulouse.fr>", "Objet", MORNING, 10, True, False)


def many(count: int) -> tuple[MessageSummary, ...]:
    return tuple(
        replace(PLAIN, message_id=number, subject=f"Objet [/] {number}") for number in range(count)
    )


@given(
    st.text(max_size=60),
    st.text(max_size=60),
    st.integers(0, 200),
    st.booleans(),
    st.booleans(),
)
def test_a_row_takes_exactly_the_width_whatever_it_holds(
    sender: str, subject: str, width: int, console: bool, checked: bool
) -> None:
    glyphs = Glyphs(console=console)
    message = replace(PLAIN, sender=" ".join(sender.split()), subject=" ".join(subject.split()))
    row = row_content(message, RowState("27 nov.", pointed=True, checked=checked), width, glyphs)
    least = row_content(PLAIN, RowState(""), 0, glyphs).cell_length
    assert row.cell_length == max(width, least)
    assert head_content(width, glyphs).cell_length == row.cell_length
    state = RowState("27 nov.", size="28 Ko", pointed=True, checked=checked)
    for line in row_contents(message, state, width, glyphs):
        assert line.cell_length == max(width, least)
    assert head_content(width, glyphs, lines=2).cell_length == row.cell_length


def test_the_name_of_a_sender_stands_for_the_address() -> None:
    assert sender_name("Rectorat <x@ac-toulouse.fr>") == "Rectorat"
    assert sender_name('"Dupont, F." <x@y.fr>') == "Dupont, F."
    assert sender_name("<x@y.fr>") == "<x@y.fr>"
    assert sender_name("") == ""


def pointed(app: EspaceApp) -> str:
    """Return both lines of the message pointed at."""
    lines = lines_of(app)
    (place,) = (place for place, line in enumerate(lines) if line.strip().startswith("▸"))
    return "\n".join(lines[place : place + 2])


async def listed(app: EspaceApp, pilot: Pilot[None], count: int) -> MessageList:
    """Open a list of so many messages."""
    await app.push_screen(ListScreen())
    shown = app.screen.query_one(MessageList)
    shown.show(many(count))
    await until(pilot, lambda: "Objet [/] 0" in text_of(app))
    return shown


async def test_two_thousand_are_walked_through_by_a_few_keys(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        shown = await listed(app, pilot, 2000)
        await pilot.press("end")
        assert "Objet [/] 1999" in pointed(app)
        await pilot.press("pageup", "up")
        assert shown.pointed_id is not None
        assert 1950 < shown.pointed_id < 1995
        assert f"Objet [/] {shown.pointed_id}" in pointed(app)
        await pilot.press("home", "up", "pagedown", "down")
        assert 5 < shown.pointed_id < 50
        assert f"Objet [/] {shown.pointed_id}" in pointed(app)
        await pilot.resize_terminal(80, 14)
        await pilot.pause()
        assert f"Objet [/] {shown.pointed_id}" in pointed(app)


async def test_only_lines_in_sight_are_drawn(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        shown = await listed(app, pilot, 2000)
        drawn: list[int] = []
        draw = shown.render_line

        def note(y: int) -> Strip:
            drawn.append(y)
            return draw(y)

        monkeypatch.setattr(shown, "render_line", note)
        await pilot.press("end", "home")
        assert max(drawn) < 24
        drawn.clear()
        await pilot.press("down")
        assert len(drawn) == 4


async def test_a_box_in_which_room_is_made_shows_twice_as_many(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        shown = await listed(app, pilot, 50)
        await pilot.press(*["down"] * 20)
        told = text_of(app).count("Rectorat")
        shown.show_sizes(True)
        await pilot.pause()
        assert text_of(app).count("Rectorat") >= 2 * told - 1
        assert "Rectorat" in (line := pointed(app).splitlines()[0])
        assert "Objet [/] 20" in line
        await pilot.resize_terminal(120, 24)
        await until(pilot, lambda: "Objet [/] 20" not in pointed(app).splitlines()[0])
        assert "Objet [/] 20" in pointed(app).splitlines()[1]


async def test_what_is_pointed_at_and_checked_survives_new_mail(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        shown = await listed(app, pilot, 50)
        await pilot.press("down", "space")
        shown.show((replace(PLAIN, message_id=99), *many(50)))
        assert shown.pointed_id == 2
        assert shown.checked == frozenset({1})
        shown.show(many(50)[:2])
        assert shown.pointed_id == 1
        assert shown.checked == frozenset({1})
        shown.show(many(50)[5:])
        assert shown.checked == frozenset()
        shown.show(())
        assert shown.pointed_id is None
        assert shown.chosen == ()


async def test_the_mouse_points_then_opens(open_app: OpenApp) -> None:
    app = open_app()
    opened: list[Message] = []
    async with app.run_test(message_hook=opened.append) as pilot:
        await listed(app, pilot, 50)
        await pilot.click("#messages", offset=(20, 5))
        assert "Objet [/] 2" in pointed(app)
        assert not any(isinstance(message, MessageList.Opened) for message in opened)
        await pilot.click("#messages", offset=(20, 4))
        await pilot.pause()
        assert [m.message_id for m in opened if isinstance(m, MessageList.Opened)][:1] == [2]


async def test_the_terminal_cursor_follows_the_line(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        shown = await listed(app, pilot, 50)
        await pilot.press("down", "down")
        assert app.cursor_position.y == shown.region.y + 4
        app.screen.set_focus(None)
        app.cursor_position = Offset(0, 0)
        await pilot.press("tab")
        assert app.cursor_position.y == shown.region.y + 4
