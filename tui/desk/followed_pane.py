"""What an agent sees of a visit that they follow, and the field of its code."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from models import FollowedField, FollowedPage, FollowedView
from tui.desk.follow_words import (
    COLUMNS,
    WHOLE,
    cells_of,
    fault_parts,
    hint_words,
    rule_parts,
    seen_words,
)
from tui.desk.pictures import picture_of
from tui.visit.protocol import visit_app, writing_app
from tui.widgets.code_field import CodeInput
from tui.widgets.fields import FieldInput, LabelledField
from tui.widgets.item_table import ItemTable
from tui.widgets.notice import Notice
from tui.widgets.written import Line


class FollowCodeField(LabelledField):
    """Six letters, in any shape."""

    REPLACES = True

    def __init__(self) -> None:
        """Take no words: they are always the same."""
        super().__init__("Code lu par la personne", id="code", missing="Saisissez les six lettres.")

    def make_input(self) -> FieldInput:
        """Return an input for a code."""
        return CodeInput()


class FollowedPane(Vertical):
    """The screen before a person: its fields, what it says of them, and what can be said."""

    def __init__(self, *, id: str) -> None:
        """Start without a page."""
        super().__init__(id=id)
        self._page: FollowedPage | None = None

    def compose(self) -> ComposeResult:
        """Lay out the parts, empty until the first page is seen."""
        yield Line(id="where", classes="heading")
        yield Notice(id="refused", tone="missing")
        yield ItemTable[FollowedField](lambda one: one.name, id="fields")
        yield Line(id="faults")
        yield Line(id="rules")
        yield Line(id="hints", classes="muted")
        yield Line(id="picture")

    def on_mount(self) -> None:
        """Spare the heading of the only column: the first line names the screen."""
        self._table.show_header = False

    def on_resize(self) -> None:
        """Show the person's picture if there is room for the whole of it."""
        width = self.app.size.width
        self.query_one("#hints", Line).say(hint_words(width))
        self.query_one("#picture").display = width >= WHOLE

    @property
    def _table(self) -> ItemTable[FollowedField]:
        return self.query_one("#fields", ItemTable)

    @property
    def pointed(self) -> FollowedField | None:
        """The field at the cursor."""
        return self._table.pointed

    def begin(self) -> None:
        """Forget another visit, and take the keys."""
        self._page = None
        self._take_keys()

    def _take_keys(self) -> None:
        """Take the keys without moving the page: its first line names the person's screen."""
        self.screen.set_focus(self._table, scroll_visible=False)

    def show(self, view: FollowedView) -> None:
        """Show the page as it is now; only what changes is drawn."""
        self.query_one("#where", Line).say(*seen_words(view, writing_app(self).moments.now()))
        before, page = self._page, view.page
        if page is None or page == before:
            return
        self._page = page
        self._show_fields(page)
        for name, shown in (
            ("faults", any(one.fault for one in page.fields)),
            ("rules", bool(page.rules)),
            ("refused", bool(page.refusal)),
        ):
            self.query_one(f"#{name}").display = shown
        self.query_one("#refused", Notice).tell(page.refusal, tone="missing")
        self.query_one("#faults", Line).say(*fault_parts(page))
        self.query_one("#rules", Line).say(*rule_parts(page))
        if before is None or before.screen != page.screen:
            lines = picture_of(page.screen, visit_app(self).election.path)
            self.query_one("#picture", Line).say("\n".join(lines))

    def _show_fields(self, page: FollowedPage) -> None:
        self._table.show(page.fields, COLUMNS, [cells_of(one, page) for one in page.fields])
        self._table.display = bool(page.fields)
        if self._table.display and self.screen.focused is None:  # a page without fields has it
            self._take_keys()
