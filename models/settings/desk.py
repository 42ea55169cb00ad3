"""`[desk]` of the election file: the helpdesk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from models.settings.parts import Section


class DeskSection(Section, frozen=True, kw_only=True):
    """`[desk]`: the helpdesk.

    Attributes:
        totp: Whether each member of the staff has to enter a code of an authenticator application
            besides the password.
        lock_seconds: Without a key until the password is asked for again.
        pictures: Directory for the screens that are shown to the staff. None: among the files that
            the account of the machine can do without.
    """

    totp: Literal["optional", "required"] = "optional"
    lock_seconds: Annotated[int, Meta(ge=30, le=3600)] = 300
    pictures: Path | None = None

    def beside(self, directory: Path) -> DeskSection:
        """Return the section with its relative path starting from an absolute directory."""
        if self.pictures is None:
            return self
        return self.changed(pictures=directory / self.pictures)
