"""The sample people, with their credentials."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from tui.demo.screens.frame import SIGNS, DemoScreen
from tui.screens.base import actions
from tui.widgets.choice_line import INDENT, ChoiceLine
from tui.widgets.head import ALL_ROLES, heading
from tui.widgets.written import Line, Written, spread

if TYPE_CHECKING:
    from models import SamplePerson
    from tui.visit.routes import Route

COLUMNS = (24, 13)
"""Cells of a person's name and user name, at least; what opens the mailbox follows."""
ROOM = 73
"""Cells of all three on 80 columns."""
SHORTEST_NAME = 12
"""Cells of a name that is cut: it is not typed, what is beside it is."""
ASKING: tuple[Route, Route] = ("webmail_login", "account_access")
"""The screens that ask for the mailbox password, and for the voter password."""
CHOSEN_HERE = "Mot de passe choisi ici"
Row = tuple[str, str, str]
"""A person's name, their user name and what opens their mailbox."""
HEAD: Row = ("Personne · mot de passe", "Utilisateur", "Messagerie")
IDENTIFIER = "Identifiant de vote"
"""Voters, notices, server and board; the screens of the vote say what follows from it."""


class DemoPeople(DemoScreen):
    """« Personnes de la démonstration »."""

    route = "demo_people"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(f"{number},{sign}", f"become({number})", show=False)
            for number, sign in enumerate(SIGNS, start=1)
        ),
    ]

    def compose_page(self) -> ComposeResult:
        """Lay out the people: who they are, what is theirs, what they type."""
        yield heading("PERSONNES DE LA DÉMONSTRATION")
        yield Line(ALL_ROLES, id="all-roles")
        known, people = self.demonstration.by_heart, self.demonstration.sample.people
        has_mailbox = self.election.path.has_mailbox
        head: Row = HEAD if has_mailbox else (*HEAD[:2], "")
        rows: list[Row] = []
        for person in people:
            opens = known.password(person, ASKING[0]) if has_mailbox else ""
            rows.append((person.name, person.user_name, opens))
        columns = columns_of(head, *rows)
        yield ChoicesHead(f"{' ' * INDENT}{in_columns(head, columns)}", IDENTIFIER)
        with Vertical(id="choices"):
            for number, (person, row) in enumerate(zip(people, rows, strict=True), start=1):
                detail = situation(person, known.password(person, ASKING[1]))
                words = in_columns(row, columns)
                yield ChoiceLine(number, words, detail=detail, note=person.identifier)
        yield actions(self.reset_button())

    @on(ChoiceLine.Chosen)
    def become_them(self, event: ChoiceLine.Chosen) -> None:
        """Begin a visit as the person who was chosen."""
        self.action_become(event.line.number)

    def action_become(self, number: int) -> None:
        """Begin a visit as a person of the list."""
        people = self.demonstration.sample.people
        if number <= len(people):
            self.demonstration.become(people[number - 1])


class ChoicesHead(Written):
    """What is in the columns, and at the end of the second lines if there is room to say it."""

    def __init__(self, columns: str, end: str) -> None:
        """Take the words."""
        super().__init__(id="choices-head")
        self._columns, self._end = columns, end

    def render(self) -> Content:
        """Return one line."""
        columns, end = self.glyphs.content(self._columns), self.glyphs.content(self._end)
        if columns.cell_length + end.cell_length >= self.size.width:
            return columns
        return spread(columns, end, self.size.width)


def situation(person: SamplePerson, password: str) -> str:
    """Return what is the case, with the voter password if there is one."""
    if not password:
        return person.situation
    if password != person.voter_password:
        return f"{CHOSEN_HERE} · {password}"
    return f"{person.situation.rstrip('.')} · {password}"


def columns_of(*rows: Row) -> tuple[int, int]:
    """Return the cells of the names and of the user names, a blank behind each included.

    Names are cut if there is no room for what is typed.
    """
    names, user_names, opening = (max(map(len, cells)) for cells in zip(*rows, strict=True))
    user_name = max(COLUMNS[1], user_names + 1)
    room = ROOM - user_name - opening
    return min(max(COLUMNS[0], names + 1), max(room, SHORTEST_NAME)), user_name


def in_columns(row: Row, columns: tuple[int, int]) -> str:
    """Return cells under each other, the last one as long as it is."""
    name, user_name, opening = row
    if len(name) >= columns[0]:
        name = f"{name[: columns[0] - 2]}…"
    return f"{name.ljust(columns[0])}{user_name.ljust(columns[1])}{opening}".rstrip()
