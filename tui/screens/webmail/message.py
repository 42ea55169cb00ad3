"""One mail: the link of the election's to follow, what can be done to it, its neighbours."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from models import CodePurpose, CodeStale
from tui.screens.webmail.folder_screen import OPENING_MAIL
from tui.screens.webmail.message_page import KEYS, MessagePage
from tui.screens.webmail.message_way import (
    MessageWay,
    advice_for_new_code,
    next_mails,
    route_to_new_code,
)
from tui.widgets.buttons import ActionButton

if TYPE_CHECKING:
    from models import EspaceError, PendingCode


class MessageScreen(MessagePage):
    """A mail of a folder, and its neighbours."""

    route = "message"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete", "act('delete')", show=False),
        Binding("r,R", "act('restore')", show=False),
        Binding("p,P", "neighbour(-1)", show=False),
        Binding("s,S", "neighbour(1)", show=False),
    ]

    def submit(self) -> None:
        """Do what the primary button says."""
        mailbox, link = self.mailbox, self._message.link
        match self._way:
            case MessageWay.FOLLOW if link is not None:
                self.ask(
                    lambda espace: espace.follow_link(mailbox, link),
                    done=lambda pending: self._followed(pending, link),
                    refused=self._not_followed,
                )
            case MessageWay.NEWEST:
                newest = next(mail for mail in self._around if mail.from_election)
                self._read(newest.message_id)
            case MessageWay.NEW_CODE:
                self.espace_app.go(route_to_new_code(self.visit))
            case _:
                self.espace_app.back()

    def _followed(self, pending: PendingCode, link: str) -> None:
        """Go where the link leads, with the proof of a password typed in this visit."""
        known = self.visit.pending
        if known and (known.address, known.purpose) == (pending.address, pending.purpose):
            pending = replace(pending, proof=known.proof)
        self.visit.pending, self.visit.link = pending, link
        confirming = pending.purpose is CodePurpose.CONFIRM
        self.espace_app.go("confirmation" if confirming else "renew_password")

    def _not_followed(self, error: EspaceError) -> bool:
        """Say why the link is of no use, and lead to what helps."""
        if not isinstance(error, CodeStale):
            return False
        self._way = MessageWay.after_stale(self._message, self._around)
        advice = ""
        if self._way is MessageWay.NEW_CODE:
            advice = advice_for_new_code(self.visit)
        self.refusal.show(f"{error.text} {advice}".strip())
        self.say_way()
        return True

    def _read(self, message_id: int) -> None:
        mailbox = self.mailbox
        self.ask(
            lambda espace: espace.read_message(mailbox, message_id),
            done=self.show,
            working=OPENING_MAIL,
        )

    def action_neighbour(self, step: int) -> None:
        """Read the mail before or after."""
        wanted = next_mails(self._around, self._message.summary.message_id)[0 if step < 0 else 1]
        if wanted is not None:
            self._read(wanted)

    def action_act(self, name: str) -> None:
        """Delete or restore the mail, in its folder."""
        if self._act is not None and self._act.name == name and not self.working:
            self.espace_app.back()
            self._act.carry_out(self._message.summary.message_id)

    @on(ActionButton.Pressed, "#delete, #restore, #before, #after")
    def press_tool(self, event: ActionButton.Pressed) -> None:
        """Do what a key does too."""
        name = event.button.id or ""
        if name in KEYS:
            self.action_act(name)
        else:
            self.action_neighbour(-1 if name == "before" else 1)
