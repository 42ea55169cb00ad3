"""A field for the identifiant de vote, in any shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.widgets.fields import FieldInput, LabelledField
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import Election


class IdentifierInput(FieldInput):
    """Takes any case, with or without spaces; what is in it is never copied to a clipboard."""

    def action_copy(self) -> None:
        """Do nothing: the terminal's clipboard outlives the visit."""

    def action_cut(self) -> None:
        """Do nothing, for the same reason."""


class IdentifierField(LabelledField):
    """A labelled field for an identifiant de vote, what it looks like under it."""

    def __init__(self, election: Election) -> None:
        """Take the election, which says where an identifier is found."""
        say = election.texts.line
        super().__init__(
            say("vote.identifier.label"),
            id="identifier",
            help=say("vote.identifier.help"),
            missing=say("vote.identifier.missing"),
        )

    def make_input(self) -> FieldInput:
        """Return an input for an identifier."""
        return IdentifierInput()

    def say_fault(self, sentence: str) -> None:
        """Say what is to be corrected, and leave the cursor where the person has gone."""
        self.query_one(".error", Line).say(f"✗ {sentence}")
        self.add_class("-faulty", "-told")
