"""The NUMEN opened the mailbox: a password of one's own is proposed in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from models import CurrentPasswordNeeded, EspaceError, PasswordRefused, Verdict, all_kept
from tui.screens.base import actions
from tui.screens.webmail.mailbox_screen import MailboxScreen
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.head import paragraph
from tui.widgets.notice import Notice
from tui.widgets.rule_list import RuleList
from tui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from models import MailboxSession, RuleCheck

WHY = (
    "Remplacez votre NUMEN par un mot de passe à vous. Il n'ouvre que la messagerie : le mot "
    "de passe électeur, pour voter, sera un autre."
)
RULES_BROKEN = "Il manque encore ce qui est marqué ✗."
NOTHING_TYPED = "Saisissez le mot de passe que vous choisissez."
NOT_REPEATED = "Saisissez une seconde fois le même mot de passe."
CHANGED = "Votre mot de passe de messagerie est changé. Le NUMEN ne l'ouvre plus."


class WebmailNewPassword(MailboxScreen):
    """Two fields, and the rules lit as one types."""

    route = "webmail_new_password"
    step_title = "Choisissez un mot de passe à vous"
    AUTO_FOCUS = "#new FieldInput"  # the current one is asked for later, if at all

    def __init__(self, told: str = "") -> None:
        """Take what the screen before has done, said once."""
        super().__init__()
        self._told = told

    def compose_page(self) -> ComposeResult:
        """Lay out the reason, the fields and their rules."""
        checks = self._checks("", "")
        if self._told:
            yield Notice(self._told)
        yield paragraph(WHY)
        current = SecretField("Mot de passe actuel, ou votre NUMEN", id="current")
        current.display = False
        yield current
        yield SecretField("Nouveau mot de passe de la messagerie", id="new", classes="-tight")
        yield RuleList(checks[:-1], id="rules")
        yield SecretField("Confirmation du mot de passe", id="confirmation", classes="-tight")
        yield RuleList(checks[-1:], id="equal")
        yield actions(
            PrimaryButton("Changer mon mot de passe", working="Changement du mot de passe…"),
            SecondaryButton("Plus tard", id="later"),
        )

    def on_mount(self) -> None:
        """Name the pages of help: those of a mailbox, not of the voter password."""
        self.field("current").help_topic = "webmail_login"
        self.field("new").help_topic = self.route
        self.field("confirmation").help_topic = "password_confirmation"
        for name in ("new", "confirmation"):
            self.watch(self.field(name).input, "value", self.judge, init=False)

    def _checks(self, password: str, confirmation: str) -> tuple[RuleCheck, ...]:
        check = self.espace_app.espace.mailbox.judge_password
        return check(password, confirmation, mailbox=self.mailbox)

    def _typed(self) -> tuple[str, str]:
        return self.field("new").value, self.field("confirmation").value

    def judge(self) -> None:
        """Light the rules for what is in both fields now.

        A key may come once more as the mailbox was closed and the screen is about to go.
        """
        if self.visit.mailbox is None:
            return
        checks = self._checks(*self._typed())
        self.query_one("#rules", RuleList).show(checks[:-1])
        self.query_one("#equal", RuleList).show(checks[-1:])

    def submit(self) -> None:
        """Change the password, or lead the cursor to what is missing."""
        password, confirmation = self._typed()
        if password and not confirmation and self.field("new").input.has_focus:
            self.set_focus(self.field("confirmation").input)
            return
        checks = self._checks(password, confirmation)
        if not all_kept(checks):
            self._show_faults(checks)
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

    def _show_faults(self, checks: tuple[RuleCheck, ...]) -> None:
        """Say beside each field what it lacks, the cursor at the first."""
        password, _ = self._typed()
        if checks[-1].verdict is not Verdict.KEPT:
            self.field("confirmation").show_fault(NOT_REPEATED)
        if not all_kept(checks[:-1]):
            self.field("new").show_fault(RULES_BROKEN if password else NOTHING_TYPED)

    def not_changed(self, error: EspaceError) -> bool:
        """Show the faults that the service found."""
        if isinstance(error, PasswordRefused):
            self._show_faults(error.checks)
            return True
        if isinstance(error, CurrentPasswordNeeded):
            self.field("current").display = True
            self.field("current").show_fault(error.text)
            return True
        return False

    def changed(self, mailbox: MailboxSession) -> None:
        """Go on to the inbox, which says it once."""
        self.visit.mailbox = mailbox
        self.forget_typed()
        self.espace_app.replace("inbox", told=CHANGED)

    @on(ActionButton.Pressed, "#later")
    def put_off(self) -> None:
        """Go on with the NUMEN; the next opening proposes it again."""
        self.forget_typed()
        self.espace_app.replace("inbox")
