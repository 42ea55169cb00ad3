"""Another voter password: the code of the mail or its link, and the new password twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widget import Widget

from models import EspaceError, PasswordRefused
from tui.screens.base import actions, docked
from tui.screens.voter.code_entry import CodeEntry, code_field, open_space
from tui.screens.voter.form import VoterForm
from tui.screens.voter.mail_follower import MailFollower
from tui.screens.voter.password_reminder import CHANGED
from tui.screens.voter.window_words import password_closed
from tui.widgets.buttons import PrimaryButton, SecondaryButton
from tui.widgets.closed_page import ClosedPage
from tui.widgets.new_voter_password import NewVoterPassword
from tui.widgets.notice import Notice
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import VoterSession


class RenewPassword(VoterForm):
    """Choosing another voter password; it confirms the account by the way."""

    route = "renew_password"
    closing = staticmethod(password_closed)
    code: CodeEntry

    def __init__(self, *, sent: bool = False) -> None:
        """Take the code of `visit.pending`, and whether its mail was just sent."""
        super().__init__()
        self.code = CodeEntry(self)
        self.mail = MailFollower(self, sent=sent)

    def compose_page(self) -> ComposeResult:
        """Lay out the code above the new password and its rules."""
        yield Notice(id="fate")
        heading = self.election.texts.line("account.renewal.create_heading")
        yield Line(heading, id="renewal-heading", classes="heading")
        yield Line(id="introduction", classes="paragraph")
        yield code_field(self.election, f"Code du mail adressé à {self.mail.address}")
        yield NewVoterPassword(self.election, lambda: self.mail.address)
        yield Line(id="tries")
        yield self.code.time_left()
        yield docked(
            actions(
                PrimaryButton("Changer mon mot de passe", working="Changement…"),
                SecondaryButton(self.election.texts.line("account.button.mailbox"), id="mailbox"),
            ),
            actions(self.mail.resend_button()),
        )
        yield ClosedPage()

    def shows(self, part: Widget) -> bool:
        """Hide what has nothing to say of the code."""
        return not self.code.hides(part.id)

    def refresh_moment(self) -> None:
        """Say what is to be done, what is left of the code, and when another may be sent."""
        self.code.refresh_moment(*self._introduction)
        super().refresh_moment()
        self.mail.refresh_moment()
        self.query_one("#mailbox").display = self.election.path.has_mailbox

    @property
    def _introduction(self) -> tuple[str, ...]:
        """What is said of the code while it is good: where it is read, or that none is needed."""
        say = self.election.texts.line
        if self.code.followed:
            return (say("account.renewal.followed"),)
        return () if self.election.path.has_mailbox else (say("account.renewal.read_mail"),)

    def submit(self) -> None:
        """Change the password."""
        pending, code = self.visit.pending, self.code.typed
        if pending is None or self.code.dead:
            return
        new = self.query_one(NewVoterPassword)
        password, confirmation = new.password, new.confirmation
        if self.show_faults(self.code.faults() | new.faults()):
            return
        mailbox, source = self.visit.mailbox, self.profile.source
        self.asker.ask(
            lambda espace: espace.account.renew_password(
                pending, code, password, confirmation, mailbox=mailbox, source=source
            ),
            done=self.renewed,
            refused=self.not_renewed,
        )

    def renewed(self, session: VoterSession) -> None:
        """Open the voter space, from the home screen on."""
        new = self.query_one(NewVoterPassword)
        self.visit.choose(session.person.address, "account_access", new.password)
        open_space(self, session, CHANGED)

    def not_renewed(self, error: EspaceError) -> bool:
        """Say a fault where it is."""
        if isinstance(error, PasswordRefused):
            return self.show_faults(self.query_one(NewVoterPassword).faults_of(error.checks))
        return self.code.refused(error)


def code_awaited() -> RenewPassword:
    """Return the screen that follows the request of a code whose mail is read elsewhere."""
    return RenewPassword(sent=True)
