"""What can be done to an open message; the folder that it lies in decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MessageAct:
    """One thing that can be done to a message.

    Attributes:
        name: What its key does on the screen of the message: `delete`, `restore`.
        carry_out: Does it in the folder's screen; takes the message's identifier.
    """

    name: str
    carry_out: Callable[[int], None]
