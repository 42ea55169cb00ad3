"""What differs between the places where a visit is held."""

from __future__ import annotations

import socket
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of place.

    Attributes:
        name: Stable word for the journal: `terminal`, `demo`, `kiosk`.
        source: Where wrong tries are counted from: the machine's name.
        demo: A throw-away sandbox: the banner is permanent and the calendar and
            the sample people are one key away.
        clipboard: Whether what is no secret may be copied to the terminal's.
        large: Buttons, fields and doors are made for fingers and weak eyes.
        kiosk: Name of the kiosk, empty elsewhere.
        helped: Whether the assistance may follow, if there is one.
        board: The board's screens are one key away, beside a demonstration.
        own_machine: The person sits at their own machine: receipts may stay on it.
    """

    name: str
    source: str
    demo: bool = False
    clipboard: bool = True
    large: bool = False
    kiosk: str = ""
    helped: bool = True
    own_machine: bool = False
    board: bool = False


def terminal_profile() -> Profile:
    """Return the profile of one visit on this terminal."""
    source = f"terminal:{socket.gethostname()}"
    return Profile(name="terminal", source=source, own_machine=True)


def demo_profile(*, helped: bool, board: bool = False) -> Profile:
    """Return the profile of a demonstration.

    Args:
        helped: Whether a helpdesk beside it may follow.
        board: Whether the board's screens are one key away.
    """
    return Profile(name="demo", source="demo", demo=True, helped=helped, board=board)


def kiosk_profile(name: str, *, large: bool = False) -> Profile:
    """Return the profile of a kiosk of some name: wrong tries count against it alone."""
    source = f"kiosk:{name}"
    return Profile(name="kiosk", source=source, clipboard=False, large=large, kiosk=name)


def desk_profile(place: str) -> Profile:
    """Return the profile of a terminal of the helpdesk.

    Args:
        place: The machine, or who has come by SSH.
    """
    return Profile(name="desk", source=f"desk:{place}", clipboard=False, helped=False)


def bureau_profile(place: str) -> Profile:
    """Return the profile of the board's machine.

    Args:
        place: The machine.
    """
    return Profile(name="bureau", source=f"bureau:{place}", clipboard=False, helped=False)
