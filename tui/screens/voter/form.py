"""What the forms of the voter space share: where the cursor goes, and the calendar's refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Container
from textual.widget import Widget

from tui.screens.base import EspaceScreen, empty_fields
from tui.screens.voter.window_words import with_mailbox
from tui.widgets.advice import Advice
from tui.widgets.buttons import ActionButton
from tui.widgets.closed_page import ClosedPage, ClosedWords
from tui.widgets.fields import LabelledField
from tui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from models import Election
    from tui.screens.voter.code_entry import CodeEntry
    from tui.visit.moments import Moments

NO_ADDRESS = "account.field.address_missing"
"""Key of what is said if no address is typed."""
NO_PASSWORD = "account.field.password_missing"  # noqa: S105, a key of the catalogue
"""Key of what is said if no voter password is typed."""


def address_field(election: Election) -> LabelledField:
    """Return the field that all these forms call by the leaflet's name."""
    say = election.texts.line
    return LabelledField(say("account.field.address"), id="address", missing=say(NO_ADDRESS))


def propose_address(form: VoterForm, address: str) -> None:
    """Propose an address that was typed on the screen before, or else the one the visit knows."""
    if address.strip():
        form.field("address").value = address
    elif form.visit.typed(form.route, "address") is None:
        form.field("address").value = form.visit.address


def known_password(election: Election, missing: str = NO_PASSWORD) -> SecretField:
    """Return the field for the voter password that was chosen before.

    Args:
        election: Whose words are said.
        missing: Key of what is said if Enter is pressed while it is empty.
    """
    return SecretField(
        election.texts.line("account.field.password"),
        id="voter_password",
        help_topic="known_voter_password",
        missing=election.texts.line(missing),
    )


def button_rows(*rows: Container) -> Container:
    """Return rows of buttons close to each other."""
    return Container(*rows, classes="rows")


class VoterForm(EspaceScreen):
    """A form that the calendar may close.

    A subclass that it may close yields a `ClosedPage` at the end of its page
    and says in `closing` when it replaces the rest. The form itself shows and
    hides the parts of its page: a subclass says in `shows` which are to be seen.
    A form that takes a code has a `CodeEntry`, `code`.
    """

    AUTO_FOCUS: ClassVar[str | None] = ""
    code: CodeEntry | None = None

    @staticmethod
    def closing(election: Election, moments: Moments) -> ClosedWords | None:
        """Return what the calendar says in place of the form, or None if it is open."""
        return None

    def closed_words(self) -> ClosedWords | None:
        """Return what is said in place of the form now, or None if it is open."""
        return self.closing(self.election, self.moments)

    @property
    def help_topic(self) -> str:
        """The page of help; that of a code says what to do with it as it is now."""
        if (words := self.closed_words()) is not None:
            return words.topic
        return self.route if self.code is None else self.code.topic

    @property
    def closed(self) -> bool:
        """Whether the form has given its place to the words of the calendar."""
        return any(page.display for page in self.query(ClosedPage))

    def on_mount(self) -> None:
        """Ask the calendar before anything is shown."""
        self.refresh_moment()

    def on_screen_resume(self) -> None:
        """Ask it again, and lead the cursor to what is to be filled in first.

        A link that was followed in between takes the place of a field.
        """
        self.refresh_moment()
        if self.focused is None or (self.code is not None and self.code.followed):
            self.lead()

    def refresh_moment(self) -> None:
        """Show the form, or what can still be done if it is closed."""
        words = self.closed_words()
        if words is not None and self.visit.mailbox is not None:
            words = with_mailbox(words, self.election, self.moments)
        self.set_class(words is not None or self.in_the_middle, "-middle")
        self.query_one(ClosedPage).stand_for(words, self.shows)
        self.query_one(Advice).turn()
        self.refresh_bindings()
        _lead_back(self, closed=words is not None)

    def shows(self, part: Widget) -> bool:
        """Return whether a part of the open page is to be seen now."""
        return True

    def lead(self) -> None:
        """Put the cursor into the first empty field, or else on the button that leads on.

        It is the first one, unless another one has taken its place: « Demander un autre mail ».
        """
        chain = self.focus_chain
        buttons = [widget for widget in chain if isinstance(widget, ActionButton)]
        leading = [button for button in buttons if button.has_class("-leading")]
        first = next(iter([*empty_fields(chain), *leading, *buttons]), None)
        if first is not None:
            self.set_focus(first)

    @on(ActionButton.Pressed, "#mailbox")
    def look_for_mail(self) -> None:
        """Open the mailbox."""
        self.open_mailbox()

    def open_mailbox(self) -> None:
        """Open the mailbox, or its login if the visit has not been there."""
        self.espace_app.go("webmail_login" if self.visit.mailbox is None else "inbox")

    def show_faults(self, faults: dict[str, str]) -> bool:
        """Say every fault beside its field, the cursor in the first; return whether there is one.

        Args:
            faults: Sentences by the identifier of the field, in the order of the page.
        """
        for field in self.query(LabelledField):
            field.clear_fault()
        lines = sum(map(bool, faults.values()))
        crowded = lines > 0 or (bool(faults) and self.has_class("-low"))
        self.query_one("#page").set_class(crowded, "-crowded")
        for name, sentence in reversed(faults.items()):
            self.field(name).show_fault(sentence)
        return bool(faults)


def _lead_back(form: VoterForm, *, closed: bool) -> None:
    """Lead the cursor to what is in sight if the calendar has hidden what had it."""
    if _in_sight(form.focused):
        return
    if closed:
        form.query_one("#still").focus()
    elif form.focused is not None:  # it was closed; at the beginning nothing has the cursor yet
        form.lead()


def _in_sight(focused: Widget | None) -> bool:
    return focused is not None and all(node.display for node in focused.ancestors_with_self)
