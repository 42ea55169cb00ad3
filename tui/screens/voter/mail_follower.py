"""Following the mail that carries a code: what becomes of it, and asking for another one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tui.widgets.buttons import ActionButton
from tui.widgets.fields import LabelledField
from tui.widgets.notice import Notice, Tone
from tui.widgets.resend_button import ResendButton

if TYPE_CHECKING:
    from models import Espace, MailboxSession, MailFate, PendingCode
    from tui.screens.voter.form import VoterForm

OPEN_MAIL = "Ouvrir le mail"
ON_ITS_WAY = "Le mail est en route."
LATE = "Le serveur de messagerie tarde : le mail partira de lui-même."
PATIENCE = timedelta(seconds=15)
"""For which a mail is « en route »: a server that hangs is given up after a minute."""
GONE = "Le mail est parti vers votre boîte : il y arrive d'ordinaire en quelques instants."
ARRIVED = "Le mail est arrivé dans votre boîte."
FULL = "Votre boîte est saturée : le mail ne peut pas arriver. Videz-la, puis ouvrez le mail."
REFUSED = (
    "Votre messagerie a refusé le mail. Demandez-en un autre ; s'il est encore refusé, "
    "prévenez l'assistance."
)
ANOTHER = "Un autre mail vous a été adressé : son code remplace le précédent."


class FateWords(NamedTuple):
    """What is said of a mail.

    Attributes:
        settled: It has arrived, or was refused: nothing else will become of it.
    """

    words: str
    tone: Tone
    settled: bool


def fate_words(fate: MailFate, waited: timedelta = timedelta()) -> FateWords:
    """Return what became of a mail, and how it is said.

    Args:
        fate: What became of it.
        waited: For how long it has been seen to wait.
    """
    if fate.full and (fate.waiting or fate.refused):
        return FateWords(FULL, "waiting", False)
    if fate.refused:
        return FateWords(REFUSED, "missing", True)
    if fate.waiting:
        return FateWords(LATE if waited >= PATIENCE else ON_ITS_WAY, "waiting", False)
    return FateWords(ARRIVED if fate.arrived else GONE, "kept", fate.arrived)


class MailFollower:
    """Follows the mail of `visit.pending` on a form that has a notice `fate` and its button.

    Attributes:
        another_sent: Another mail has been asked for on this form.
        settled: The mail has arrived, or was refused.
        box_full: It waits for room in the mailbox.
    """

    def __init__(self, form: VoterForm, *, sent: bool = False) -> None:
        """Take the form, and whether it is to have a mail sent that was just written."""
        self._to_send = sent
        self.another_sent = self.settled = self.box_full = False
        self._form = form
        self._looking = False
        self._waits_since: datetime | None = None

    def resend_button(self) -> ResendButton:
        """Return a new button that asks for another mail, as soon as one may be sent."""
        return ResendButton(
            "Demander un autre mail", working="Envoi du mail…", ask=self.ask_another
        )

    @property
    def address(self) -> str:
        """The address that the code was sent to, or an empty text."""
        pending = self._form.visit.pending
        return pending.address if pending is not None else ""

    @property
    def own_mailbox(self) -> MailboxSession | None:
        """The mailbox that the code goes to, if this visit has opened it."""
        mailbox = self._form.visit.mailbox
        return mailbox if mailbox is not None and mailbox.address == self.address else None

    def refresh_moment(self) -> None:
        """Say from when on another mail can be asked for; the first time, have it sent."""
        pending = self._form.visit.pending
        if self._to_send:
            self._to_send = False
            self.look()
        if pending is not None:
            self._form.query_one(ResendButton).wait_until(pending.resend_at)

    def look(self) -> None:
        """Send what waits, and show the owner of the mailbox what became of it.

        One look at a time: a server that hangs would otherwise hold a thread for each.
        """
        mailbox, address = self.own_mailbox, self.address
        if self._looking:
            return
        self._looking = True

        def request(espace: Espace) -> MailFate | None:
            try:
                espace.mailbox.dispatch_mail(address)
                return espace.mailbox.follow_mail(mailbox) if mailbox is not None else None
            finally:
                self._looking = False

        self._form.asker.ask_quietly(request, done=self._show_fate)

    def _show_fate(self, fate: MailFate | None) -> None:
        """Show what became of the mail, as far as this visit may know."""
        if fate is not None:
            now = self._form.moments.now()
            self._waits_since = (self._waits_since or now) if fate.waiting else None
            waited = now - (self._waits_since or now)
            words, tone, self.settled = fate_words(fate, waited)
            self.box_full = words == FULL
            self._form.query_one("#fate", Notice).tell(words, tone=tone)
            self._form.refresh_moment()

    def ask_another(self) -> None:
        """Ask for another code: it replaces the one before."""
        form = self._form
        pending, mailbox, source = form.visit.pending, form.visit.mailbox, form.profile.source
        if pending is None:
            return
        form.refusal.clear()
        form.asker.ask(
            lambda espace: espace.account.resend_code(pending, mailbox=mailbox, source=source),
            done=self._another_sent,
            button=form.query_one(ResendButton),
        )

    def _another_sent(self, pending: PendingCode) -> None:
        form = self._form
        form.visit.pending, form.visit.link = pending, None
        self.another_sent, self.settled, self.box_full = True, False, False
        self._waits_since = None
        for field in form.query("#code").results(LabelledField):
            field.value = ""
        form.query_one("#fate", Notice).tell(ANOTHER, tone="kept")
        form.show_faults({})
        form.refresh_moment()
        form.lead()
        form.visit.reads_next = True
        for button in form.query("#mailbox").results(ActionButton):  # nothing to type before
            if not button.display:
                continue  # the mail is read elsewhere
            button.relabel(OPEN_MAIL)
            form.set_focus(button)
            form.call_after_refresh(button.scroll_visible, animate=False)
        self.look()
