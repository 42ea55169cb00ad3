"""A table tells by a sign, not by a colour alone, on which row Enter acts."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Input

from tests.tui.reading import lines_of
from tui.visit.glyphs import Glyphs
from tui.widgets.item_table import ItemTable


class TableApp(App[None]):
    """Three things in a table, and a field beside."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self.glyphs = glyphs

    def compose(self) -> ComposeResult:
        yield ItemTable[str](lambda one: one, id="things")
        yield Input()

    def on_mount(self) -> None:
        things = ["un", "deux", "trois"]
        table = self.query_one(ItemTable)
        table.show(things, (("Chose", 20), ("N°", 5)), [(one, "1") for one in things])
        table.focus()


@pytest.mark.parametrize(("term", "sign"), [("xterm-256color", "▸"), ("linux", ">")])
async def test_the_sign_is_where_enter_acts_and_nowhere_else(term: str, sign: str) -> None:
    app = TableApp(Glyphs.of_terminal({"TERM": term}))
    async with app.run_test(size=(40, 10)) as pilot:

        def signed() -> list[str]:
            return [line.split()[1] for line in lines_of(app) if line.startswith(sign)]

        await pilot.pause()
        assert signed() == ["un"]
        await pilot.press("down")
        await pilot.pause()
        assert signed() == ["deux"]
        table = app.query_one(ItemTable)
        table.show(["deux", "un"], (("Chose", 20), ("N°", 5)), [("deux", "2"), ("un", "1")])
        await pilot.pause()
        assert signed() == ["deux"]
        await pilot.press("tab")
        await pilot.pause()
        assert signed() == []
