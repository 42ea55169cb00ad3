"""The first password opened the mailbox: one of one's own is proposed in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from models import CurrentPasswordNeeded, EspaceError, PasswordRefused, PathStep
from tui.screens.base import actions, docked
from tui.screens.on_path import on_path
from tui.screens.webmail.mailbox_screen import MailboxScreen
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.head import paragraph
from tui.widgets.new_password import NewPassword
from tui.widgets.notice import Notice
from tui.widgets.secret_field import SecretField
from tui.widgets.step_rail import Place

if TYPE_CHECKING:
    from models import MailboxSession, RuleCheck


class WebmailNewPassword(MailboxScreen):
    """Two fields, and the rules lit as one types."""

    route = "webmail_new_password"
    AUTO_FOCUS = "NewPassword FieldInput"  # the current one is asked for later, if at all

    def __init__(self, told: str = "") -> None:
        """Take what the screen before has done, said once."""
        super().__init__()
        self._told = told

    def place(self) -> Place:
        """Return the first step."""
        return on_path(self, PathStep.MAILBOX, "doors.step.new_password")

    def compose_page(self) -> ComposeResult:
        """Lay out the reason, the fields and their rules."""
        texts = self.election.texts
        if self._told:
            yield Notice(self._told)
        yield paragraph(texts.line("webmail.new_password.why"))
        current = SecretField(
            texts.line("webmail.new_password.current"), id="current", help_topic="webmail_login"
        )
        current.display = False
        yield current
        yield NewPassword(
            "Nouveau mot de passe de la messagerie", self._judged, help_topic=self.route
        )
        yield docked(
            actions(
                PrimaryButton("Changer mon mot de passe", working="Changement du mot de passe…"),
                SecondaryButton("Plus tard", id="later"),
            )
        )

    @property
    def _new(self) -> NewPassword:
        return self.query_one(NewPassword)

    def _judged(self, password: str, confirmation: str) -> tuple[RuleCheck, ...]:
        """Return the verdicts on what is typed.

        A key may come once more as the mailbox was closed and the screen is about to go: none then.
        """
        if self.visit.mailbox is None:
            return ()
        check = self.espace_app.espace.mailbox.judge_password
        return check(password, confirmation, mailbox=self.mailbox)

    def submit(self) -> None:
        """Change the password, or lead the cursor to what is missing."""
        password, confirmation = self._new.password, self._new.confirmation
        if self._show_faults(self._new.faults()):
            return
        mailbox, source = self.mailbox, self.profile.source
        current = self.field("current").value
        self.asker.ask(
            lambda espace: espace.mailbox.change_password(
                mailbox, password, confirmation, current=current, source=source
            ),
            done=self.changed,
            refused=self.not_changed,
        )

    def _show_faults(self, faults: dict[str, str]) -> bool:
        """Say beside a field what it lacks; return whether one lacks anything."""
        for name, sentence in faults.items():
            self.field(name).show_fault(sentence)
        return bool(faults)

    def not_changed(self, error: EspaceError) -> bool:
        """Show the faults that the service found."""
        if isinstance(error, PasswordRefused):
            return self._show_faults(self._new.faults_of(error.checks))
        if isinstance(error, CurrentPasswordNeeded):
            self.field("current").display = True
            self.field("current").show_fault(error.text)
            return True
        return False

    def changed(self, mailbox: MailboxSession) -> None:
        """Go on to the inbox, which says it once."""
        self.visit.mailbox = mailbox
        self.visit.choose(mailbox.address, "webmail_login", self._new.password)
        self.forget_typed()
        self.espace_app.replace(
            "inbox", told=self.election.texts.line("webmail.new_password.changed")
        )

    @on(ActionButton.Pressed, "#later")
    def put_off(self) -> None:
        """Go on with the first password; the next opening proposes it again."""
        self.forget_typed()
        self.espace_app.replace("inbox")
