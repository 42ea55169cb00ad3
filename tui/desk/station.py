"""Who sits at a helpdesk terminal, which call they have, and when the terminal locks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models import Call, PersonFile, StaffSession, Trouble
from tui.application.timing import since_boot


@dataclass(slots=True, repr=False)
class Station:
    """A terminal of the helpdesk.

    Attributes:
        source: The machine, as the audit trail names it.
        lock_seconds: Without a key until the password is asked for again.
        elapsed: Returns seconds that no setting of the clock changes.
        staff: Who has signed in; None: nobody.
        call: The call in hand.
        file: What is shown of its person.
        met: Where the person stood as the call began; None: it has not been read yet.
    """

    source: str
    lock_seconds: float
    elapsed: Callable[[], float] = since_boot
    staff: StaffSession | None = None
    call: Call | None = None
    file: PersonFile | None = None
    met: Trouble | None = None
    _touched: float = 0.0

    @property
    def session(self) -> StaffSession:
        """Who has signed in.

        Raises:
            RuntimeError: Nobody has.
        """
        if self.staff is None:
            raise RuntimeError("nobody has signed in")
        return self.staff

    def touch(self) -> None:
        """Note that somebody is there."""
        self._touched = self.elapsed()

    @property
    def idle_too_long(self) -> bool:
        """Whether somebody has signed in and has not touched a key for too long."""
        return self.staff is not None and self.elapsed() - self._touched >= self.lock_seconds

    def leave(self) -> None:
        """Forget who has signed in and all that was shown to them."""
        self.staff = self.call = self.file = self.met = None
