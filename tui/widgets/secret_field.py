"""A field for a password: dots, a key that shows them, and no way to copy it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message

from tui.widgets.fields import FieldInput, LabelledField
from tui.widgets.written import Line


class SecretInput(FieldInput):
    """Dots, of any number of characters, that neither copy nor cut gives away.

    Copying is refused because the terminal's clipboard outlives the visit.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "reveal", "Afficher ou masquer", show=False),
    ]

    @dataclass
    class Revealed(Message):
        """The secret is shown, or hidden again."""

        hidden: bool

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
        self.post_message(self.Revealed(hidden=self.password))

    def hide(self) -> None:
        """Hide the secret if it is shown."""
        if not self.password:
            self.action_reveal()

    def action_copy(self) -> None:
        """Do nothing: a secret is never copied."""

    def action_cut(self) -> None:
        """Do nothing: a secret is never copied."""


class SecretField(LabelledField):
    """A labelled field for a password; F2 shows or hides it."""

    REPLACES = True

    def make_input(self) -> FieldInput:
        """Return an input that keeps its secret."""
        return SecretInput()

    def compose_label(self) -> ComposeResult:
        """Lay out the label, and the key while the field has the focus."""
        with Container(classes="label-row"):
            yield Line(self.label, classes="label")
            yield Line("F2 Afficher", classes="hint")

    @on(SecretInput.Revealed)
    def _name_the_key(self, event: SecretInput.Revealed) -> None:
        """Say what the key does next."""
        self.query_one(".hint", Line).say("F2 Afficher" if event.hidden else "F2 Masquer")

    def on_descendant_focus(self) -> None:
        """Show the key if it works."""
        self.add_class("-focused")

    def on_descendant_blur(self) -> None:
        """Hide the key if it does not."""
        self.remove_class("-focused")
