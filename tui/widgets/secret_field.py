"""A field for a password: dots, a key that shows them, and no way to copy it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.widgets.fields import FieldInput, LabelledField


class SecretInput(FieldInput):
    """Dots, of any number of characters, that neither copy nor cut gives away.

    Copying is refused because the terminal's clipboard outlives the visit.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "reveal", "Afficher", key_display="F2"),
    ]

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__(password=True)

    @staticmethod
    def normalised(pasted: str) -> str:
        """Return a pasted secret without line breaks and control characters.

        Spaces are kept, at the ends too: they may belong to it.
        """
        return "".join(character for character in pasted if character.isprintable())

    def action_reveal(self) -> None:
        """Show the secret, or hide it again."""
        self.password = not self.password

    def action_copy(self) -> None:
        """Do nothing: a secret is never copied."""

    def action_cut(self) -> None:
        """Do nothing: a secret is never copied."""


class SecretField(LabelledField):
    """A labelled field for a password; F2 shows or hides it."""

    def make_input(self) -> FieldInput:
        """Return an input that keeps its secret."""
        return SecretInput()

    def label_hint(self) -> tuple[tuple[str, str], ...]:
        """Name the key beside the label."""
        return (("   F2 Afficher ou masquer", ".muted"),)
