"""Fields whose values go with the member who has typed them: a visit keeps none."""

from __future__ import annotations

import os
from typing import ClassVar

from textual import on
from textual.widgets import Input

from models import resembles_passphrase
from tui.widgets.fields import FieldInput, LabelledField
from tui.widgets.secret_field import SecretField, SecretInput


class PlaceField(LabelledField):
    """Where a member's file is, or is to be.

    What it holds is shown: a passphrase that was typed here by mistake is taken away as soon as
    the field is left or sent.
    """

    KEPT: ClassVar[bool] = False
    NO_PLACE: ClassVar[str] = (
        "Ceci ressemble à une phrase secrète : ce champ a été vidé. Saisissez un dossier."
    )

    def refuse_passphrase(self) -> bool:
        """Take away what may be a passphrase, and return whether there was one.

        A folder that is there may be named like one.
        """
        typed = self.value
        if not resembles_passphrase(typed) or os.path.exists(typed.strip()):
            return False
        with self.input.prevent(Input.Changed):  # it would take the sentence away at once
            self.value = ""
        self.tell_fault(self.NO_PLACE)
        return True

    @on(Input.Blurred)
    def _leave(self) -> None:
        self.refuse_passphrase()

    @on(Input.Submitted)
    def _send(self, event: Input.Submitted) -> None:
        if self.refuse_passphrase():
            event.stop()
            if isinstance(event.input, FieldInput):
                event.input.lead_on()


class StickField(PlaceField):
    """A place with a passphrase under it."""

    NO_PLACE: ClassVar[str] = (
        "Ceci ressemble à une phrase secrète : elle se saisit dans le champ du dessous."
    )


class PassphraseField(SecretField):
    """A member's passphrase: one that is shown is hidden as soon as its field is left."""

    KEPT: ClassVar[bool] = False

    def clear(self) -> None:
        """Empty it, hidden again for who comes next."""
        self.empty()
        self.clear_fault()

    def empty(self) -> None:
        """Take away what was typed, and leave what is said of it."""
        with self.input.prevent(Input.Changed):  # it would take the sentence away
            self.value = ""
        self.query_one(SecretInput).hide()

    @on(Input.Blurred)
    def _hide(self) -> None:
        self.query_one(SecretInput).hide()
