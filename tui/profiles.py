"""What differs between the places where a visit is held."""

from __future__ import annotations

import socket
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of place.

    Attributes:
        name: Stable word for the journal: `terminal`, `demo`.
        source: Where wrong tries are counted from: the machine's name.
        demo: A throw-away sandbox: the banner is permanent and the calendar and
            the sample people are one key away.
    """

    name: str
    source: str
    demo: bool = False


def terminal_profile() -> Profile:
    """Return the profile of one visit on this terminal."""
    return Profile(name="terminal", source=f"terminal:{socket.gethostname()}")


def demo_profile() -> Profile:
    """Return the profile of a demonstration."""
    return Profile(name="demo", source="demo", demo=True)
