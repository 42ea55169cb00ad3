"""The channel of an agent of the helpdesk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.ssh.assistance.words import ASSISTANCE_WORDS, FULL
from tui.ssh.channel import SessionChannel

if TYPE_CHECKING:
    from tui.ssh.gate import Gate


class AssistanceChannel(SessionChannel):
    """It opens the helpdesk and nothing else, and has places of its own."""

    words = ASSISTANCE_WORDS
    assists = True

    def __init__(self, gate: Gate, address: str) -> None:
        """Take the gate, and where the agent is."""
        super().__init__(gate, address, trains=False)
        self.places = gate.admission.assistance

    def opening(self) -> tuple[str, str] | None:
        """Return that no screen and no group can be named."""
        return None if self.word else ("", "")

    def full(self) -> tuple[str, str] | None:
        """Return why there is no place now, in a word and in a sentence, or None."""
        return ("assistance_full", FULL) if self.places.refusal(self.address) else None
