"""Names of scrutins are whole and told apart at every width, however long they are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult

from tui.visit.glyphs import HELD_SPACE, Glyphs
from tui.widgets.scrutin_row import RowWords, ScrutinColumns, ScrutinRow
from tui.widgets.voting_row import VotingRow

LEAFLET = ("CTM", "CTA", "CAPN", "CCMMEP")
LYON = ("CSA ministériel", "CSA académique", "CAP nationale", "CAP académique")
LONGEST = ("Comité social d'administration ministér.", "Comité social d'administration académiq.")
TITLE = "Commission administrative paritaire académique des professeurs du second degré, {}"
STATE = "résultats publiés"


class RowsApp(App[None]):
    """Rows of scrutins, those of somebody who votes here and those of somebody who does not."""

    CSS = "ScrutinRow { height: auto; width: 100%; }"

    def __init__(self, shorts: Sequence[str]) -> None:
        super().__init__()
        self.glyphs = Glyphs.of_terminal({"TERM": "xterm-256color"})
        self._words = [
            RowWords(short, TITLE.format(number), STATE, "done", "niveau académique")
            for number, short in enumerate(shorts)
        ]

    def compose(self) -> ComposeResult:
        columns = ScrutinColumns.for_rows(self._words)
        for words in self._words:
            yield ScrutinRow(words, columns)
            yield VotingRow(words, columns)


@pytest.mark.parametrize("shorts", [LEAFLET, LYON, LONGEST], ids=["leaflet", "lyon", "longest"])
async def test_every_name_is_whole_and_no_line_too_long(shorts: Sequence[str]) -> None:
    app = RowsApp(shorts)
    async with app.run_test() as pilot:
        for width in (60, 80, 100, 120):
            await pilot.resize_terminal(width, 60)
            for row in app.query(ScrutinRow):
                lines = row.render().plain.replace(HELD_SPACE, " ").replace("’", "'").splitlines()
                assert len(lines) == row.size.height
                assert max(len(line.rstrip()) for line in lines) <= width
                assert lines[0].endswith(STATE)
                drawn = " ".join(" ".join(lines).replace(STATE, " ", 1).split())
                assert f"{row.words.short} {row.words.title}" in drawn
                assert "…" not in drawn


@pytest.mark.parametrize(
    ("shorts", "width", "under"),
    [(LEAFLET, 54, False), (LYON, 74, True), (LYON, 110, False), (LONGEST, 110, True)],
)
async def test_a_title_stands_under_a_name_that_leaves_it_no_room(
    shorts: Sequence[str], width: int, *, under: bool
) -> None:
    words = [RowWords(short, "Comité", "vote clos", "done", "") for short in shorts]
    assert ScrutinColumns.for_rows(words).stacked(width) is under
