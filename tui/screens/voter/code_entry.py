"""Entering a code: its field or the link in its place, what is left of it, why it is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from models import (
    EspaceError,
    ExhaustedCode,
    MalformedCode,
    OtherRequest,
    StaleCode,
    WindowClosed,
    WindowNotOpen,
    WrongCode,
    code_hint,
)
from tui.widgets.code_field import CodeField
from tui.widgets.notice import Notice
from tui.widgets.resend_button import ResendButton
from tui.widgets.time_left import TimeLeft
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import Election, LinkToken, VoterSession
    from tui.screens.voter.form import VoterForm
    from tui.visit.glyphs import Part

NO_CODE = "Recopiez le code du mail."
DEAD = "Trop d'essais erronés : ce code ne peut plus servir."
ASK_ANOTHER = "Demandez un autre mail : il apporte un nouveau code."
EXPIRED = "Le code de votre dernier mail a expiré."
LINK_EXPIRED = "Ce lien a expiré."


def code_field(election: Election, label: str = "Code de confirmation") -> CodeField:
    """Return the field for the code of a mail, with what is said of it in an election."""
    hint = election.texts.line("account.field.code_help")
    return CodeField(label, id="code", help=hint, missing=NO_CODE)


class CodeEntry:
    """Takes the code of `visit.pending`, or the link that was followed from the mailbox.

    The form has a notice `fate`, a `CodeField` named `code`, lines `introduction` and
    `tries`, the `time_left` of this part and the button of a `MailFollower`.
    """

    def __init__(self, form: VoterForm) -> None:
        """Take the form."""
        self._form = form
        self._by_link = False

    def time_left(self) -> TimeLeft:
        """Return a new widget that says how long the code is good, and leads on at its end."""
        return TimeLeft(self.lead_anew, id="time_left")

    @property
    def expired(self) -> bool:
        """Whether the code can no longer be used."""
        return self._form.visit.mail_expired(self._form.moments.now())

    @property
    def dead(self) -> bool:
        """Whether only a new code helps."""
        pending = self._form.visit.pending
        return self.expired or (pending is not None and pending.tries_left <= 0)

    @property
    def _tried(self) -> bool:
        """Whether a try of this code is lost, on this page or before."""
        pending, tries = self._form.visit.pending, self._form.election.security.code_tries
        return pending is not None and pending.tries_left < tries

    @property
    def followed(self) -> bool:
        """Whether a link was followed, which is as good as a code."""
        return self._form.visit.link is not None

    @property
    def proved(self) -> bool:
        """Whether the password of the account was typed in this visit."""
        pending = self._form.visit.pending
        return pending is not None and pending.proof is not None

    @property
    def topic(self) -> str:
        """The page of help on what is to be done."""
        if self.dead:
            return "dead_code"
        route = self._form.route
        if not self.followed:
            return route
        return "followed_link" if route == "confirmation" else "followed_renewal"

    @property
    def typed(self) -> str | LinkToken:
        """The link that was followed, or what was typed."""
        return self._form.visit.link or self._form.field("code").value

    def faults(self) -> dict[str, str]:
        """Return the fault of a missing code, or none."""
        typed = self.followed or self._form.field("code").value.strip()
        return {} if typed else {"code": NO_CODE}

    def hides(self, name: str | None) -> bool:
        """Return whether a part of the form has nothing to say now.

        Args:
            name: Its identifier.
        """
        match name:
            case "fate" | "introduction":
                return not self._form.query_one(f"#{name}", Line).plain
            case "code":
                return self.dead or self.followed
            case "tries":  # said once one of them is lost
                return self.dead or self.followed or not self._tried
            case "time_left":
                return self.dead
        return False

    def refresh_moment(self, *introduction: Part) -> None:
        """Say what is to be done and what is left of the code.

        Args:
            introduction: What is to be done as long as the code is good; may be nothing.
        """
        form, pending = self._form, self._form.visit.pending
        self._by_link |= self.followed
        if pending is None:
            return
        if self.dead:
            expired = LINK_EXPIRED if self._by_link else EXPIRED
            notice = form.query_one("#fate", Notice)
            notice.tell(expired if self.expired else DEAD, tone="missing")
        form.query_one("#introduction", Line).say(*((ASK_ANOTHER,) if self.dead else introduction))
        tries = f"{pending.tries_left} essais" if pending.tries_left > 1 else "un seul essai"
        form.query_one("#tries", Line).say("Il vous reste ", (tries, ".strong"), ".")
        if not self.dead:
            form.query_one(TimeLeft).count_to(pending.expires_at)
        form.query_one("#primary").display = not self.dead
        form.query_one(ResendButton).lead(self.dead)

    def lead_anew(self) -> None:
        """Lead to what is to be done: another code, once the time of this one is over."""
        self._form.refresh_moment()
        self._form.lead()

    def refused(self, error: EspaceError) -> bool:
        """Say why a code was refused, beside it, and what is left; return whether it was."""
        form = self._form
        match error:
            case MalformedCode():
                code = form.field("code").value
                return form.show_faults({"code": code_hint(code) or error.text})
            case WrongCode():
                self._lose_try(error.tries_left)
            case OtherRequest():  # no try of this request's code was counted
                form.visit.link = None
                form.refresh_moment()
            case StaleCode():
                pending = form.visit.pending
                self._lose_try(pending.tries_left - 1 if pending else 0)
            case ExhaustedCode():
                self._lose_try(0)
            case WindowNotOpen() | WindowClosed():
                form.refresh_moment()
                return form.closed
            case _:
                return False
        if self.dead:
            form.lead()
            return True
        return form.show_faults({"code": error.text})

    def _lose_try(self, tries_left: int) -> None:
        """Show the tries left, and drop a link that was not accepted."""
        visit = self._form.visit
        if visit.pending is not None:
            visit.pending = replace(visit.pending, tries_left=max(tries_left, 0))
        visit.link = None
        self._form.refresh_moment()


def open_space(form: VoterForm, session: VoterSession, done: str) -> None:
    """Keep the session, drop the code, and open the reminder of the password.

    Args:
        form: On which the code was typed.
        session: Of the voter.
        done: What the reminder says was done.
    """
    form.visit.voter = session
    form.visit.pending = form.visit.link = None
    form.visit.reads_next = False
    form.forget_typed()
    form.espace_app.home()
    form.espace_app.go("password_reminder", done=done)
