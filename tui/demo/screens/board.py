"""The sample members of the board, with their passphrases: who is chosen is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from models import SAMPLE_PASSPHRASES
from tui.bureau.screens.base import BureauScreen
from tui.demo.screens.frame import SIGNS
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.head import ALL_ROLES, heading, paragraph
from tui.widgets.written import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models import BoardRole, Espace, Presence

WHY = (
    "Choisissez un membre : sa part de clé s'ouvre, et il est là. Au dépouillement, chacun "
    "vient de nouveau, avec sa part."
)
PRESENT = "là"


class DemoBoard(BureauScreen):
    """« Bureau de la démonstration »."""

    route = "demo_board"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", "Choisir", key_display="↑"),
        Binding("down", "app.focus_next", "Choisir", key_display="↓"),
        *(
            Binding(f"{number},{sign}", f"come({number})", show=False)
            for number, sign in enumerate(SIGNS[: len(SAMPLE_PASSPHRASES)], start=1)
        ),
    ]

    @property
    def _members(self) -> Sequence[tuple[str, BoardRole]]:
        """Names and roles of the sandbox's board."""
        board = self.election.board
        return board.members if board is not None else ()

    def compose_page(self) -> ComposeResult:
        """Lay out the members: name, role, passphrase."""
        yield heading("BUREAU DE LA DÉMONSTRATION")
        yield Line(ALL_ROLES, id="all-roles")
        yield paragraph(WHY)
        with Vertical(id="choices"):
            for number, (name, _) in enumerate(self._members, start=1):
                yield ChoiceLine(number, name)

    def show_presence(self) -> None:
        """Say who is there, and lead to the first member who is not."""
        there = {one.member.number for one in self.sitting.present}
        lines = list(self.query(ChoiceLine))
        members = zip(lines, self._members, SAMPLE_PASSPHRASES, strict=True)
        for line, (name, role), phrase in members:
            aside = f"{role.french} · {PRESENT}" if line.number in there else role.french
            line.tell(name, aside, detail=f"Phrase secrète : {phrase}")
        self.set_focus(next((line for line in lines if line.number not in there), lines[0]))

    def on_mount(self) -> None:
        """Show who is there."""
        self.show_presence()

    @on(ChoiceLine.Chosen)
    def come_in(self, event: ChoiceLine.Chosen) -> None:
        """Take in the member who was chosen."""
        self.action_come(event.line.number)

    def action_come(self, number: int) -> None:
        """Have a member's share opened by their passphrase."""

        def request(espace: Espace) -> Presence:
            file = espace.administration.share_files()[number - 1]
            return espace.board.recognise(file.read_bytes(), SAMPLE_PASSPHRASES[number - 1])

        self.asker.ask(request, done=self.came)

    def came(self, presence: Presence) -> None:
        """Have one more member there, and go on with the next one."""
        self.sitting.come(presence)
        self.show_presence()
