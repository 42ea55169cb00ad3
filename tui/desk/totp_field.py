"""A field for the code of an authenticator application."""

from __future__ import annotations

from tui.widgets.fields import LabelledField

HELP = "Six chiffres, sur votre téléphone."


class TotpField(LabelledField):
    """Six digits, typed anew if they were wrong: the application shows others by then."""

    REPLACES = True

    def __init__(self, label: str, *, help: str = HELP) -> None:
        """Take the words above it, and those under it."""
        super().__init__(label, id="staff_totp", help=help, missing="Saisissez les six chiffres.")
