"""« Un mail vous a été adressé »: what became of it, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget

from models import PathStep
from tui.screens.base import actions
from tui.screens.on_path import on_path
from tui.screens.voter.form import VoterForm, button_rows
from tui.screens.voter.mail_follower import ON_ITS_WAY, OPEN_MAIL, MailFollower
from tui.screens.voter.window_words import code_closed, code_expired, password_closed
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.closed_page import ClosedPage, ClosedWords
from tui.widgets.head import paragraph
from tui.widgets.notice import Notice
from tui.widgets.step_rail import Place
from tui.widgets.written import Line

if TYPE_CHECKING:
    from tui.visit.routes import Route

EMPTY_BOX, CORRECT = "Vider ma boîte", "Corriger l'adresse"
SENT, STUCK = "UN MAIL VOUS A ÉTÉ ADRESSÉ", "LE MAIL NE PEUT PAS ARRIVER"
ELSEWHERE = "Ce mail n'arrivera pas dans la boîte ouverte, {box}."
WATCH = 3.0
"""Seconds between two looks at what became of the mail."""


@dataclass(frozen=True, slots=True)
class MailPlan:
    """Where a mail with a code belongs on the path.

    Attributes:
        route: Name of the screen.
        on_path: Whether it is a step of the path.
        code_route: Where the code of the mail is typed.
        address_route: Where the address was typed.
    """

    route: Route
    on_path: bool
    code_route: Route
    address_route: Route


CREATION = MailPlan("mail_sent", True, "confirmation", "account_creation")
PASSWORD = MailPlan("password_mail_sent", False, "renew_password", "forgotten_voter_password")


class MailSent(VoterForm):
    """After the creation of an account, or the request of a code for another password."""

    in_the_middle = True

    def __init__(self, plan: MailPlan) -> None:
        """Take what the mail is for."""
        super().__init__()
        self.route = plan.route
        self.mail = MailFollower(self)
        self._plan = plan

    def place(self) -> Place:
        """Return the second step, or a place beside the path."""
        if not self._plan.on_path:
            return Place(None)
        return on_path(self, PathStep.ACCOUNT, "doors.step.confirm")

    def compose_page(self) -> ComposeResult:
        """Lay out where the mail went, what became of it, and four ways to go."""
        yield Line(SENT, id="sent-heading", classes="heading")
        yield paragraph(
            "Dans votre messagerie professionnelle, à l'adresse ",
            (self.mail.address, ".strong"),
            ".",
        )
        yield Notice(ON_ITS_WAY, tone="waiting", id="fate")
        yield Line(id="what_next", classes="paragraph")
        yield button_rows(
            actions(PrimaryButton(OPEN_MAIL)),
            actions(
                SecondaryButton("Saisir le code", id="type_code"),
                SecondaryButton(CORRECT, id="other_address"),
            ),
            actions(self.mail.resend_button()),
        )
        yield ClosedPage()

    def closed_words(self) -> ClosedWords | None:
        """Return what is said if the mail is of no use any more."""
        closing = code_closed if self._plan.on_path else password_closed
        words = closing(self.election, self.moments)
        return words or code_expired(self.visit.pending, self.moments, self._plan.code_route)

    def shows(self, part: Widget) -> bool:
        """Show what became of the mail only in a visit that has opened its mailbox."""
        known = self.mail.own_mailbox is not None or self.mail.another_sent
        return part.id != "fate" or known or self._elsewhere

    @property
    def help_topic(self) -> str:
        """The page of help; that of a mail that waits for room says why it does."""
        topic = super().help_topic
        return "stuck_mail" if topic == self.route and self.mail.box_full else topic

    @property
    def _elsewhere(self) -> bool:
        """Whether the mail goes to another mailbox than the one that this visit has opened."""
        return self.visit.mailbox is not None and self.mail.own_mailbox is None

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
                f"Ouvrez-le et cliquez sur le lien de confirmation, valable jusqu'au {until}."
            )
        full = self.mail.box_full
        self.query_one("#sent-heading", Line).say(STUCK if full else SENT)
        label = EMPTY_BOX if full else OPEN_MAIL
        if self._elsewhere and self.visit.mailbox is not None:
            label = CORRECT
            words = ELSEWHERE.format(box=self.visit.mailbox.address)
            self.query_one("#fate", Notice).tell(words, tone="missing")
        self.query_one("#primary", PrimaryButton).relabel(label)
        self.query_one("#other_address").display = not self._elsewhere

    def submit(self) -> None:
        """Open the mail as soon as the mailbox shows it, or correct where it goes."""
        if self._elsewhere:
            self.correct_address()
            return
        self.visit.reads_next = True
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
