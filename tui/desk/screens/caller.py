"""« Qui est à l'appareil ? »: questions whose answers the roll holds."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from models import Call, CallerFact, CallerQuestion, is_recognised
from tui.desk.choices import CHOICE_KEYS
from tui.desk.screens.base import DeskScreen
from tui.help.first_password import first_password_places
from tui.screens.base import actions
from tui.widgets.buttons import PrimaryButton
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.head import heading, paragraph

CALLED_BACK = "desk.question.called_back"
"""Key of what stands for all answers, if there is a doubt."""


class DeskCaller(DeskScreen):
    """Questions, and which were answered rightly."""

    route = "desk_caller"
    BINDINGS: ClassVar[list[BindingType]] = [*CHOICE_KEYS]

    def __init__(self) -> None:
        """Start without a right answer."""
        super().__init__()
        self._right: set[CallerFact] = set()

    def compose_page(self) -> ComposeResult:
        """Lay out the questions, each with its answer."""
        file = self.station.file
        say, places = self.election.texts.line, first_password_places(self.election)
        called_back = CallerQuestion(CallerFact.CALLED_BACK, say(CALLED_BACK), "")
        questions = (*file.questions, called_back) if file is not None else ()
        yield heading("QUI EST À L'APPAREIL ?")
        yield paragraph(say("desk.caller.how", **places))
        with Vertical(id="choices"):
            for number, question in enumerate(questions, start=1):
                yield AnswerLine(number, question)
        yield actions(PrimaryButton("Enregistrer", key="", working="Enregistrement…"))

    @on(ChoiceLine.Chosen)
    def mark(self, event: ChoiceLine.Chosen) -> None:
        """Mark an answer as right, or no more."""
        line = event.line
        if isinstance(line, AnswerLine):
            self._right ^= {line.fact}
            line.mark(right=line.fact in self._right)
            self.reading.begin()  # an Enter pressed twice saves nothing
            self._go_on()

    def _go_on(self) -> None:
        """Lead to the button once enough is marked: one Enter more marks nothing."""
        file = self.station.file
        asked = {question.fact for question in file.questions} if file is not None else set()
        if is_recognised(self._right, asked):
            self.set_focus(self.query_one(PrimaryButton))
        else:
            self.app.action_focus_next()

    def submit(self) -> None:
        """Note which were right."""
        session, call, right = self.station.session, self.station.call, frozenset(self._right)
        source = self.profile.source
        if call is not None:
            self.asker.ask(
                lambda espace: espace.desk.note_answers(
                    session, call.call_id, right, source=source
                ),
                done=self.noted,
            )

    def noted(self, call: Call) -> None:
        """Go back to the page of the person."""
        self.station.call = call
        self.espace_app.back()


class AnswerLine(ChoiceLine):
    """A question, and what the roll holds.

    Attributes:
        fact: What it asks for.
    """

    def __init__(self, number: int, question: CallerQuestion) -> None:
        """Start unmarked."""
        super().__init__(number, question.words, detail=question.answer)
        self.fact = question.fact

    def mark(self, *, right: bool) -> None:
        """Show whether the answer was right."""
        said = "✓ fait" if self.fact is CallerFact.CALLED_BACK else "✓ juste"
        self._aside = said if right else ""
        self.refresh()
