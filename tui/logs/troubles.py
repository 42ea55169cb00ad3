"""Why people could not go on during visits: kinds and causes, never a name or what was typed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic

from models import (
    AwaitingConfirmation,
    EspaceError,
    ExhaustedCode,
    MailboxBlocked,
    MailCodeRequired,
    MustWait,
    NotOnTheRoll,
    PasswordProofNeeded,
    SessionExpired,
    SignInRefused,
    StaleCode,
    TooManyMails,
    Unavailable,
    WindowClosed,
    WindowNotOpen,
    WrongCode,
)
from tui.logs.events import write_event
from tui.logs.journal import make_reference

PAUSE = 60.0
"""Seconds before the same fault of the machine is written again: screens ask again every few
seconds; and in which so many refusals of a kind are written."""
REFUSALS = 20
"""More than a person at a keyboard is refused in a minute, however much they hurry."""

OF_THE_MACHINE = (Unavailable, SessionExpired, MailboxBlocked, TooManyMails)
"""The machine's faults, visits that a server ends, and mails that somebody asks for in masses."""
OF_THE_PERSON = (
    *(SignInRefused, MustWait, MailCodeRequired, NotOnTheRoll),
    *(WrongCode, StaleCode, ExhaustedCode, PasswordProofNeeded),
    *(WindowNotOpen, WindowClosed, AwaitingConfirmation),
)
"""What keeps a person out of the mailbox or the account."""


class Troubles:
    """Writes what went wrong by the name of its class, which holds no personal data."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Take what counts the seconds."""
        self._clock = clock
        self._written: dict[str, deque[tuple[float, str]]] = {}

    def note(self, error: Exception, place: str = "") -> str:
        """Write an error unless it is none of those, or enough of its kind were a moment ago.

        Args:
            error: What a service has raised.
            place: The route of the screen.

        Returns:
            Under which reference the logs have it, or the last of its kind; an empty text for
            what is not written.
        """
        faults = isinstance(error, OF_THE_MACHINE)
        if not isinstance(error, EspaceError) or not (faults or isinstance(error, OF_THE_PERSON)):
            return ""
        kind, now = type(error).__name__, self._clock()
        lately = self._written.setdefault(kind, deque(maxlen=1 if faults else REFUSALS))
        if len(lately) == lately.maxlen and now - lately[0][0] < PAUSE:
            return lately[-1][1]
        reference = make_reference()
        lately.append((now, reference))
        facts = {"kind": kind, "reason": error.cause, "place": place, "reference": reference}
        told = {name: fact for name, fact in facts.items() if fact}
        write_event("trouble" if faults else "refused", "warning" if faults else "info", **told)
        return reference


TROUBLES = Troubles()
"""Those of this process."""
