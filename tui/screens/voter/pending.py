"""What the screens share that wait for a code: its mail, how it fares, and another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from tui.screens.voter.form import VoterForm
from tui.widgets.buttons import ActionButton
from tui.widgets.fields import LabelledField
from tui.widgets.notice import Notice, Tone
from tui.widgets.resend_button import ResendButton

if TYPE_CHECKING:
    from models import Espace, MailboxSession, MailFate, PendingCode

ON_ITS_WAY = "Le mail est en route."
GONE = "Le mail est parti vers votre boîte : il y arrive d'ordinaire en quelques instants."
ARRIVED = "Le mail est arrivé dans votre boîte."
FULL = "Votre boîte est saturée : le mail attend. Videz-la, et il arrivera aussitôt."
REFUSED = (
    "Votre messagerie a refusé le mail. Demandez-en un autre ; s'il est encore refusé, "
    "prévenez l'assistance."
)


def fate_words(fate: MailFate) -> tuple[str, Tone]:
    """Return what became of a mail, and the tone in which it is said."""
    if fate.full and (fate.waiting or fate.refused):
        return FULL, "waiting"
    if fate.refused:
        return REFUSED, "missing"
    if fate.waiting:
        return ON_ITS_WAY, "waiting"
    return (ARRIVED if fate.arrived else GONE), "kept"


class PendingScreen(VoterForm):
    """A screen about `visit.pending`; it has a `Notice` named `fate` and a `ResendButton`."""

    another_sent = False
    """Whether another mail has been asked for on this screen."""
    settled = False
    """Whether the mail has arrived, or was refused."""
    _following = False

    @property
    def address(self) -> str:
        """The address that the code was sent to, or an empty text."""
        pending = self.visit.pending
        return pending.address if pending is not None else ""

    @property
    def own_mailbox(self) -> MailboxSession | None:
        """The mailbox that the code goes to, where this visit has opened it."""
        mailbox = self.visit.mailbox
        return mailbox if mailbox is not None and mailbox.address == self.address else None

    def refresh_moment(self) -> None:
        """Say again what depends on the present and on the pending code."""
        super().refresh_moment()
        pending = self.visit.pending
        if pending is not None:
            self.query_one(ResendButton).wait_until(pending.resend_at)

    def follow_sent_mail(self) -> None:
        """Send what waits, and tell the owner of the mailbox what became of it.

        One look at a time: a server that hangs would otherwise hold a thread for each.
        """
        mailbox = self.own_mailbox
        if self._following:
            return
        self._following = True

        def request(espace: Espace) -> MailFate | None:
            try:
                espace.dispatch_mail()
                return espace.follow_mail(mailbox) if mailbox is not None else None
            finally:
                self._following = False

        self.ask_quietly(request, done=self.show_fate)

    def show_fate(self, fate: MailFate | None) -> None:
        """Show what became of the mail, as far as this visit may know."""
        if fate is not None:
            words, tone = fate_words(fate)
            self.settled = words in {ARRIVED, REFUSED}
            self.query_one("#fate", Notice).tell(words, tone=tone)
            self.refresh_moment()

    @on(ActionButton.Pressed, "#resend")
    def resend(self) -> None:
        """Ask for another code: it kills the one before."""
        pending, source = self.visit.pending, self.profile.source
        if pending is None:
            return
        self.refusal.clear()
        self.ask(
            lambda espace: espace.resend_code(pending, source=source),
            done=self.another_code_sent,
            button=self.query_one(ResendButton),
        )

    def another_code_sent(self, pending: PendingCode) -> None:
        """Wait for the new code in the place of the old one."""
        self.visit.pending, self.visit.link = pending, None
        self.another_sent, self.settled = True, False
        for field in self.query("#code").results(LabelledField):
            field.value = ""
        self.query_one("#fate", Notice).tell(
            "Un autre mail vous a été adressé : son code remplace le précédent.", tone="kept"
        )
        self.refresh_moment()
        self.lead()
        self.follow_sent_mail()
