"""Fields whose values go with the member who has typed them: a visit keeps none."""

from __future__ import annotations

from typing import ClassVar

from tui.widgets.fields import LabelledField
from tui.widgets.secret_field import SecretField, SecretInput


class PlaceField(LabelledField):
    """Where a member's file is, or is to be."""

    KEPT: ClassVar[bool] = False


class PassphraseField(SecretField):
    """A member's passphrase."""

    KEPT: ClassVar[bool] = False

    def clear(self) -> None:
        """Empty it, hidden again for who comes next."""
        self.value = ""
        self.clear_fault()
        self.query_one(SecretInput).hide()
