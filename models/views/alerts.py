"""What an administrator is written about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alert:
    """A state that lasts, or has ended.

    Attributes:
        subject: Stable word for programs; that of a kiosk ends in its name.
        text: What it is, and what to do; once it has ended, what it was.
    """

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class AlertsTold:
    """What one look led to.

    Attributes:
        begun: States whose beginning was told, or would be.
        ended: Those whose end was.
        lasting: All that last now, whether told before or just now.
        recipients: How many addresses took the mail; 0 if there was nothing to tell.
    """

    begun: tuple[Alert, ...]
    ended: tuple[Alert, ...]
    lasting: tuple[Alert, ...]
    recipients: int
