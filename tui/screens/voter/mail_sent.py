"""« Un mail vous a été adressé »: what became of it, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget

from tui.screens.base import actions
from tui.screens.voter.form import VoterForm, button_rows
from tui.screens.voter.mail_follower import ON_ITS_WAY, MailFollower
from tui.screens.voter.window_words import code_closed
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.closed_page import ClosedPage
from tui.widgets.head import heading, paragraph
from tui.widgets.notice import Notice
from tui.widgets.written import Line

if TYPE_CHECKING:
    from tui.visit.routes import Route

WATCH = 3.0
"""Seconds between two looks at what became of the mail."""


@dataclass(frozen=True, slots=True)
class MailPlan:
    """Where a mail with a code belongs on the path.

    Attributes:
        route: Name of the screen.
        step: Place on the path, or None.
        code_route: Where the code of the mail is typed.
        address_route: Where the address was typed.
    """

    route: Route
    step: int | None
    code_route: Route
    address_route: Route


CREATION = MailPlan("mail_sent", 3, "confirmation", "account_creation")
PASSWORD = MailPlan("password_mail_sent", None, "renew_password", "forgotten_voter_password")


class MailSent(VoterForm):
    """After the creation of an account, or the request of a code for another password."""

    closing = staticmethod(code_closed)

    def __init__(self, plan: MailPlan) -> None:
        """Take what the mail is for."""
        super().__init__()
        self.route, self.step = plan.route, plan.step
        self.mail = MailFollower(self)
        self._plan = plan

    def compose_page(self) -> ComposeResult:
        """Lay out where the mail went, what became of it, and four ways to go."""
        yield heading("UN MAIL VOUS A ÉTÉ ADRESSÉ")
        yield paragraph(
            "Un mail vous a été adressé dans votre messagerie professionnelle, à l'adresse ",
            (self.mail.address, ".strong"),
            ".",
        )
        yield Notice(ON_ITS_WAY, tone="waiting", id="fate")
        yield Line(id="what_next", classes="paragraph")
        yield button_rows(
            actions(
                PrimaryButton("Ouvrir ma messagerie"),
                SecondaryButton("Saisir le code", id="type_code"),
            ),
            actions(
                self.mail.resend_button(),
                SecondaryButton("Corriger l'adresse", id="other_address"),
            ),
        )
        yield ClosedPage()

    def shows(self, part: Widget) -> bool:
        """Show what became of the mail only in a visit that has opened its mailbox."""
        known = self.mail.own_mailbox is not None or self.mail.another_sent
        return part.id != "fate" or known

    def on_mount(self) -> None:
        """Look again and again: a mail takes its time."""
        self.set_interval(WATCH, self.watch_mail)

    def on_screen_resume(self) -> None:
        """Look what became of the mail: the mailbox may have been emptied in between."""
        if self.visit.pending is not None:
            self.mail.look()

    def watch_mail(self) -> None:
        """Look what became of the mail, as long as that may change and this screen is in front."""
        followed = self.visit.pending is not None and self.mail.own_mailbox is not None
        if self.is_active and followed and not self.mail.settled:
            self.mail.look()

    def refresh_moment(self) -> None:
        """Say until when the code is good."""
        super().refresh_moment()
        self.mail.refresh_moment()
        pending = self.visit.pending
        if pending is not None:
            until = self.moments.moment(pending.expires_at)
            self.query_one("#what_next", Line).say(
                "Ouvrez-le, puis suivez le lien de confirmation ou recopiez le code. "
                f"L'un et l'autre sont valables jusqu'au {until}."
            )

    def submit(self) -> None:
        """Open the mailbox."""
        self.open_mailbox()

    @on(ActionButton.Pressed, "#type_code")
    def open_code(self) -> None:
        """Open the screen that takes the code."""
        self.espace_app.go(self._plan.code_route)

    @on(ActionButton.Pressed, "#other_address")
    def correct_address(self) -> None:
        """Go back to the screen on which the address was typed."""
        self.espace_app.replace(self._plan.address_route)


def after_creation() -> MailSent:
    """Return the screen that follows the creation of an account."""
    return MailSent(CREATION)


def after_password_request() -> MailSent:
    """Return the screen that follows the request of a code for another password."""
    return MailSent(PASSWORD)
