"""`[kiosk]` of the election file: a terminal left unattended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta

from models.rules.stored_hashes import is_safe_hash
from models.rules.text import clean_line
from models.settings.parts import Flaw, Section

LONGEST_NAME = 80
"""Characters of a kiosk's name: those of a source that the audit trail keeps."""
LONGEST_VISIT = 86_400
"""Seconds of a day."""
NAMELESS = "borne"

STAFF_CODE = "admin staff-code"
NO_HASH = (
    f"ce n'est pas l'empreinte d'un code ; faites-en une avec « espace-electeur {STAFF_CODE} »"
)
TOO_SHORT = (
    "une visite ({visit} s) finit avant son avertissement d'inactivité ({idle} + {warning} s) : "
    "allongez visit_seconds, ou raccourcissez idle_seconds ou warning_seconds"
)

Seconds = Annotated[int, Meta(ge=1, le=LONGEST_VISIT)]


class KioskSection(Section, frozen=True, kw_only=True):
    """`[kiosk]`: a terminal left unattended; times in seconds.

    Attributes:
        name: None: the name of the host.
        idle_seconds: Without a key until the warning.
        warning_seconds: From the warning until the visit ends.
        visit_seconds: Longest time of a visit, which holds both.
        staff_code_hash: Argon2id hash of the code that leaves the kiosk.
    """

    name: Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME)] | None = None
    idle_seconds: Seconds = 120
    warning_seconds: Seconds = 30
    visit_seconds: Seconds = 1200
    layout: Literal["normal", "large"] = "normal"
    staff_code_hash: str | None = None

    def __repr__(self) -> str:
        """Tell nothing of the staff's code."""
        return f"KioskSection(name={self.name!r})"

    def flaws(self) -> Iterator[Flaw]:
        """Yield what is no hash of a code, and a visit that is too short."""
        if self.staff_code_hash is not None and not is_safe_hash(self.staff_code_hash):
            yield Flaw(("staff_code_hash",), NO_HASH, STAFF_CODE)
        if self.idle_seconds + self.warning_seconds > self.visit_seconds:
            reason = TOO_SHORT.format(
                visit=self.visit_seconds, idle=self.idle_seconds, warning=self.warning_seconds
            )
            yield Flaw((), reason)

    def known_as(self, host: str) -> str:
        """Return the name under which a kiosk reports and its visits count: never empty.

        Args:
            host: Name of the machine, taken if the file gives no name.
        """
        names = (clean_line(name, longest=LONGEST_NAME) for name in (self.name or "", host))
        return next(filter(None, names), NAMELESS)
