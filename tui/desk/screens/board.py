"""« Tableau de bord »: for who leads the helpdesk."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from models import Board, StatusAxis
from tui.desk.board_words import call_parts, hour_parts, line_parts, stuck_parts, total_parts
from tui.desk.screens.base import DeskScreen, letter
from tui.widgets.head import heading
from tui.widgets.written import Line

RENEW = 30.0
"""Seconds between two counts: a million electors are counted in one."""
BY_CORPS = "PAR CORPS"
COUNTING = "Un instant…"
EXPORT = "Pour un tableur, l'administration : espace-electeur admin status --desk --csv"
"""A terminal of the helpdesk writes no file: what is counted here leaves by the administrator."""
LOWEST = ", les moins avancés d'abord"


class DeskBoard(DeskScreen):
    """Activation, who stands still, what people call for."""

    route = "desk_board"
    BINDINGS: ClassVar[list[BindingType]] = [*letter("e", "turn", "Autre liste")]

    def __init__(self) -> None:
        """Begin with the corps."""
        super().__init__()
        self._axis = StatusAxis.CORPS

    def compose_page(self) -> ComposeResult:
        """Lay out the parts, empty until they are counted."""
        yield heading("TABLEAU DE BORD")
        yield Line(COUNTING, id="total")
        yield Line(id="hours", classes="paragraph")
        yield Line(("QUI EST ARRÊTÉ", ".muted"))
        yield Line(id="stuck", classes="paragraph")
        yield Line(("APPELS DU JOUR", ".muted"))
        yield Line(id="calls", classes="paragraph")
        yield Line(id="by")
        yield Line(id="lines", classes="paragraph")
        yield Line((EXPORT, ".muted"))

    def on_mount(self) -> None:
        """Count now, and again."""
        self.look()
        self.set_interval(RENEW, self.look)

    def look(self) -> None:
        """Count, unless another page is in front."""
        session, axis = self.station.staff, self._axis
        if session is not None and self.is_active:
            self.asker.ask_quietly(
                lambda espace: espace.desk.read_board(session, axis),
                done=self.show,
                refused=self.show_refusal,
                once="board",
            )

    def show(self, board: Board) -> None:
        """Show the counts."""
        console = self.desk_app.glyphs.console
        schools = self.election.texts.line("desk.board.by_school")
        by = schools if board.axis is StatusAxis.SCHOOL else BY_CORPS
        if board.axis is not self._axis:  # turned meanwhile
            self.look()
        for name, parts in (
            ("total", total_parts(board)),
            ("hours", hour_parts(board, console=console)),
            ("stuck", stuck_parts(board)),
            ("calls", call_parts(board)),
            ("by", ((f"{by}{LOWEST}", ".muted"),)),
            ("lines", line_parts(board.lines)),
        ):
            self.query_one(f"#{name}", Line).say(*parts)

    def action_turn(self) -> None:
        """Count by school, or by corps again."""
        by_corps = self._axis is StatusAxis.CORPS
        self._axis = StatusAxis.SCHOOL if by_corps else StatusAxis.CORPS
        self.look()
