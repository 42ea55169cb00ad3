"""A field for the identifiant de vote, in any shape."""

from __future__ import annotations

from tui.widgets.fields import FieldInput, LabelledField
from tui.widgets.written import Line

EXAMPLE = "20 lettres et chiffres, sur votre notice de vote."
MISSING = "Saisissez l'identifiant de votre notice de vote."


class IdentifierInput(FieldInput):
    """Takes any case, with or without spaces; what is in it is never copied to a clipboard."""

    def action_copy(self) -> None:
        """Do nothing: the terminal's clipboard outlives the visit."""

    def action_cut(self) -> None:
        """Do nothing, for the same reason."""


class IdentifierField(LabelledField):
    """A labelled field for an identifiant de vote, what it looks like under it."""

    def __init__(self) -> None:
        """Take the words of the notice."""
        super().__init__("Identifiant de vote", id="identifier", help=EXAMPLE, missing=MISSING)

    def make_input(self) -> FieldInput:
        """Return an input for an identifier."""
        return IdentifierInput()

    def say_fault(self, sentence: str) -> None:
        """Say what is to be corrected, and leave the cursor where the person has gone."""
        self.query_one(".error", Line).say(f"✗ {sentence}")
        self.add_class("-faulty", "-told")
