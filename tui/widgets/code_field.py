"""A field for the code of a mail, or its link, in any shape."""

from __future__ import annotations

from tui.widgets.fields import FieldInput, LabelledField


class CodeInput(FieldInput):
    """Takes `BCDFG-HJKLM`, with any spaces, or a whole link."""

    @staticmethod
    def normalised(pasted: str) -> str:
        """Return a pasted code or link without white space, line breaks in its middle too."""
        return "".join(pasted.split())


EXAMPLE = "10 lettres, comme BCDFG-HJKLM."


class CodeField(LabelledField):
    """A labelled field for a confirmation code, an example under it."""

    REPLACES = True

    def __init__(self, label: str, *, id: str, help: str = EXAMPLE, missing: str = "") -> None:
        """Take the words of the field, as any other one does."""
        super().__init__(label, id=id, help=help, missing=missing)

    def make_input(self) -> FieldInput:
        """Return an input for a code."""
        return CodeInput()
