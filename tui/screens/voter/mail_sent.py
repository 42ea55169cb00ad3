"""« Un mail vous a été adressé »: what became of it, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget

from tui.screens.base import actions
from tui.screens.voter.form import button_rows
from tui.screens.voter.pending import ON_ITS_WAY, PendingScreen
from tui.screens.voter.window_words import code_closed
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.closed_page import ClosedPage, ClosedWords
from tui.widgets.head import heading, paragraph
from tui.widgets.notice import Notice
from tui.widgets.resend_button import ResendButton
from tui.widgets.written import Line

if TYPE_CHECKING:
    from textual.timer import Timer

WATCH = 3.0
"""Seconds between two looks at how the mail fares."""


class MailSent(PendingScreen):
    """After the creation of an account."""

    route = "mail_sent"
    step: ClassVar[int | None] = 3
    next_screen = "confirmation"
    """Where the code of the mail is typed."""
    first_screen = "account_creation"
    """Where the address was typed."""
    _watching: Timer | None = None

    def compose_page(self) -> ComposeResult:
        """Lay out where the mail went, how it fares, and four ways to go."""
        yield heading("UN MAIL VOUS A ÉTÉ ADRESSÉ")
        yield paragraph(
            "Un mail vous a été adressé dans votre messagerie professionnelle, à l'adresse ",
            (self.address, ".strong"),
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
                ResendButton("Renvoyer un mail", working="Envoi du mail…"),
                SecondaryButton("Corriger l'adresse", id="other_address"),
            ),
        )
        yield ClosedPage()

    def closed_words(self) -> ClosedWords | None:
        """Return what is said once codes are of no use any more."""
        return code_closed(self.election, self.moments)

    def shows(self, part: Widget) -> bool:
        """Tell of the mail only in a visit that has opened its mailbox."""
        return part.id != "fate" or self.own_mailbox is not None or self.another_sent

    def on_mount(self) -> None:
        """Look again and again: a mail takes its time."""
        self._watching = self.set_interval(WATCH, self.watch_mail)

    def on_screen_suspend(self) -> None:
        """Stop looking while another screen is in front."""
        if self._watching is not None:
            self._watching.pause()

    def on_screen_resume(self) -> None:
        """Look how the mail fares now: the mailbox may have been emptied in between."""
        if self._watching is not None:
            self._watching.resume()
        if self.visit.pending is not None:
            self.follow_sent_mail()

    def watch_mail(self) -> None:
        """Look how the mail fares, as long as that may change."""
        if self.visit.pending is not None and self.own_mailbox is not None and not self.settled:
            self.follow_sent_mail()

    def refresh_moment(self) -> None:
        """Say until when the code is good."""
        super().refresh_moment()
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
        self.espace_app.go(self.next_screen)

    @on(ActionButton.Pressed, "#other_address")
    def correct_address(self) -> None:
        """Go back to where the address was typed."""
        self.espace_app.replace(self.first_screen)
