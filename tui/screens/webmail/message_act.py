"""What can be done to an open message; the folder that it lies in decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MessageAct:
    """One thing that can be done to a message.

    Attributes:
        label: « Supprimer », « Restaurer ».
        name: Name of the button and of the action: `delete`, `restore`.
        carry_out: Does it in the folder's screen; takes the message's identifier.
    """

    label: str
    name: str
    carry_out: Callable[[int], None]
