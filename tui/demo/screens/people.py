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

_COLUMNS = (24, 13)
"""Cells of a person's name and user name; what opens the mailbox follows."""
ASKING: tuple[Route, Route] = ("webmail_login", "account_access")
"""The screens that ask for the mailbox password, and for the voter password."""
CHOSEN_HERE = "Mot de passe choisi ici"
HEAD = ("Personne · mot de passe", "Utilisateur", "Messagerie")
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
        shown = len(HEAD) if self.election.path.has_mailbox else len(_COLUMNS)
        yield ChoicesHead(f"{' ' * INDENT}{in_columns(*HEAD[:shown])}", IDENTIFIER)
        known = self.demonstration.by_heart
        with Vertical(id="choices"):
            for number, person in enumerate(self.demonstration.sample.people, start=1):
                opens, votes = (known.password(person, screen) for screen in ASKING)
                words = in_columns(*(person.name, person.user_name, opens)[:shown])
                yield ChoiceLine(
                    number, words, detail=situation(person, votes), note=person.identifier
                )
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


def in_columns(*cells: str) -> str:
    """Return cells under each other, the last one as long as it is."""
    fitted = [cell.ljust(width) for cell, width in zip(cells, _COLUMNS, strict=False)]
    return "".join([*fitted, *cells[len(_COLUMNS) :]]).rstrip()
