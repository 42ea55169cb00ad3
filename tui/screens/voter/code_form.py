"""What the screens share that take a code: its field, its link, what is left, why it is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget

from models import (
    CodeDead,
    CodeMisshapen,
    CodeRefused,
    CodeStale,
    EspaceError,
    NotYetOpen,
    NowClosed,
    code_hint,
)
from tui.screens.voter.pending import PendingScreen
from tui.screens.voter.window_words import code_closed
from tui.widgets.buttons import ActionButton
from tui.widgets.closed_page import ClosedWords
from tui.widgets.notice import Notice
from tui.widgets.resend_button import ResendButton
from tui.widgets.time_left import TimeLeft
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import VoterSession

NO_CODE = "Recopiez le code du mail, ou collez son lien."
DEAD = "Trop d'essais erronés : ce code ne peut plus servir."
EXPIRED = "Le code de votre dernier mail a expiré."


class CodeForm(PendingScreen):
    """Takes a code, or the link that was followed from the mailbox."""

    def __init__(self, greeting: str = "") -> None:
        """Take a calm sentence that says why the person is here, where that is not plain."""
        super().__init__()
        self._greeting = greeting

    def closed_words(self) -> ClosedWords | None:
        """Return what is said once codes are of no use any more."""
        return code_closed(self.election, self.moments)

    def introduction(self) -> tuple[str | tuple[str, str], ...]:
        """Return what is to be done here, for the state of the visit; may be nothing."""
        return ()

    @property
    def expired(self) -> bool:
        """Whether the code is of no use any more."""
        pending = self.visit.pending
        return pending is not None and pending.expires_at <= self.moments.now()

    @property
    def dead(self) -> bool:
        """Whether only a new code helps."""
        pending = self.visit.pending
        return self.expired or (pending is not None and pending.tries_left <= 0)

    def on_mount(self) -> None:
        """Say why the person is here, and follow a mail that may wait."""
        if self._greeting:
            self.query_one("#fate", Notice).tell(self._greeting, tone="waiting")

    def on_screen_resume(self) -> None:
        """Lead to what is to be done where a link has been followed since the screen was left."""
        if self.visit.link is not None:
            self.refresh_moment()
            self.lead()

    def shows(self, part: Widget) -> bool:
        """Show the code's field where one is to be typed, what is left where it counts."""
        match part.id:
            case "fate":
                return bool(self.query_one("#fate", Notice).plain)
            case "code":
                return not self.dead and self.visit.link is None
            case "introduction":
                return bool(self.introduction())
            case "tries":
                return not self.dead and self.visit.link is None
            case "time_left":
                return not self.dead
        return True

    def refresh_moment(self) -> None:
        """Say what is left of the code, and what is to be done."""
        pending = self.visit.pending
        if pending is None:
            super().refresh_moment()
            return
        if self.dead:
            fate = self.query_one("#fate", Notice)
            fate.tell(EXPIRED if self.expired else DEAD, tone="missing")
        super().refresh_moment()
        tries = f"{pending.tries_left} essais" if pending.tries_left > 1 else "un seul essai"
        self.query_one("#tries", Line).say("Il vous reste ", (tries, ".strong"), ".")
        self.query_one("#introduction", Line).say(*self.introduction())
        if not self.dead:
            self.query_one(TimeLeft).count_to(pending.expires_at)
        self.query_one("#primary").display = not self.dead
        self.query_one(ResendButton).lead(self.dead)

    def on_time_left_ended(self) -> None:
        """Offer a new code once this one has expired."""
        self.refresh_moment()
        self.lead()

    def typed_code(self) -> str:
        """Return the link that was followed, or what was typed."""
        return self.visit.link or self.field("code").value

    def code_faults(self, code: str) -> dict[str, str]:
        """Return the fault of a missing code, or none."""
        return {} if code.strip() else {"code": NO_CODE}

    def code_refused(self, error: EspaceError) -> bool:
        """Say why a code was refused, beside it, and what is left."""
        match error:
            case CodeMisshapen():
                code = self.field("code").value
                return self.show_faults(
                    {"code": ("/" not in code and code_hint(code)) or error.text}
                )
            case CodeRefused():
                self._lose_try(error.tries_left)
            case CodeStale():
                pending = self.visit.pending
                self._lose_try(pending.tries_left - 1 if pending else 0)
            case CodeDead():
                self._lose_try(0)
            case NotYetOpen() | NowClosed():
                self.refresh_moment()
                return self.closed
            case _:
                return False
        return self._say_refused(error)

    def _lose_try(self, tries_left: int) -> None:
        """Count what is left, and let go of a link that did not do."""
        if self.visit.pending is not None:
            self.visit.pending = replace(self.visit.pending, tries_left=max(tries_left, 0))
        self.visit.link = None
        self.refresh_moment()

    def _say_refused(self, error: EspaceError) -> bool:
        if self.dead:
            self.lead()
            return True
        return self.show_faults({"code": error.text})

    def open_space(self, session: VoterSession) -> None:
        """Keep the session, let go of the code, and go on to what is to be remembered."""
        self.visit.voter = session
        self.visit.pending = self.visit.link = None
        self.forget_typed()
        self.espace_app.home()
        self.espace_app.go("password_reminder")

    @on(ActionButton.Pressed, "#mailbox")
    def look_for_mail(self) -> None:
        """Open the mailbox."""
        self.open_mailbox()
