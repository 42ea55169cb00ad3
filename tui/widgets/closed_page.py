"""What the calendar refuses: since when or until when, and what can still be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from tui.visit.protocol import visit_app
from tui.widgets.buttons import ActionButton, PrimaryButton
from tui.widgets.notice import Notice, Tone
from tui.widgets.written import Line

if TYPE_CHECKING:
    from tui.visit.routes import Route


@dataclass(frozen=True, slots=True)
class ClosedWords:
    """The words of a page that replaces a form.

    Attributes:
        heading: What cannot be done, in capitals.
        when: Since when it is closed, or from when it is open.
        still: What can be done now.
        button: The same as the words of a button.
        route: Name of the screen that the button opens; None: it ends the visit.
        aside: Lines for whom neither helps; may be empty.
        tone: `waiting` before the opening, `missing` after the end.
        topic: The page of help.
    """

    heading: str
    when: str
    still: str
    button: str
    route: Route | None
    aside: tuple[str, ...] = ()
    tone: Tone = "missing"
    topic: str = "closed_form"


class ClosedPage(Vertical):
    """Heading, notice, what can be done, one button."""

    def __init__(self) -> None:
        """Start hidden and without words."""
        super().__init__()
        self.display = False
        self.words: ClosedWords | None = None

    def compose(self) -> ComposeResult:
        """Lay out the parts, without words yet."""
        yield Line(classes="heading")
        yield Notice(id="closed-when")
        yield Line(id="closed-still", classes="paragraph")
        yield PrimaryButton("", id="still")
        yield Line(id="closed-aside", classes="muted")

    def stand_for(self, words: ClosedWords | None, shows: Callable[[Widget], bool]) -> None:
        """Take the place of the other parts of the page, or give it back.

        Args:
            words: What is said in their place; None: the form is open.
            shows: Whether a part of the open form is to be seen.
        """
        self.display = words is not None
        for part in self.siblings:
            part.display = words is None and shows(part)
        if words is not None:
            self.say(words)

    @on(ActionButton.Pressed, "#still")
    def do_what_is_possible(self, event: ActionButton.Pressed) -> None:
        """Open the screen that can still help, or end the visit."""
        event.stop()
        app, route = visit_app(self), self.words.route if self.words is not None else None
        if route is None:
            app.action_leave()
        elif route == "webmail_login":
            app.go(route)  # above this screen: the form is still of use afterwards
        else:
            app.replace(route)

    def say(self, words: ClosedWords) -> None:
        """Show words, if they are others."""
        if words == self.words:
            return
        self.words = words
        self.query_one(".heading", Line).say(words.heading)
        self.query_one("#closed-when", Notice).tell(words.when, tone=words.tone)
        self.query_one("#closed-still", Line).say(words.still)
        self.query_one("#closed-aside", Line).say("\n".join(words.aside))
        self.query_one("#still", PrimaryButton).relabel(words.button)
