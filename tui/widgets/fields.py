"""A field: label above, input, help and fault under it."""

from __future__ import annotations

from typing import ClassVar, Self

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import DescendantFocus, Focus, Key, Paste
from textual.geometry import Region
from textual.widgets import Input

from tui.textual_private import forward_event
from tui.widgets.written import Line

IN_TURN = {
    "enter": "submit",
    "left": "cursor_left",
    "right": "cursor_right",
    "home": "home",
    "end": "end",
    "backspace": "delete_left",
    "delete": "delete_right",
}
"""Keys of Textual's bindings of a field, with their actions."""

WIDEST = 2
"""Cells of a wide character, which a mark typed after it changes."""


class FieldInput(Input):
    """One line of text without blinking, validators or limits: the domain judges it."""

    _editing = False
    _behind_enter: list[Key | Paste] | None = None
    _led_on = False

    def __init__(self, *, password: bool = False) -> None:
        """Take whether dots hide what is typed."""
        super().__init__(password=password, compact=True, select_on_focus=False)
        self.cursor_blink = False

    def replace(self, text: str, start: int, end: int) -> None:
        """Change a part of the text; only the cells that it changes are sent to the terminal."""
        first = max(min(start, end, *self.selection), 0)
        left = max(self._cells_of(self.value[:first]) - WIDEST, 0)
        before, scrolled = self._cells_drawn(), self.scroll_offset.x
        self._editing = True
        try:
            super().replace(text, start, end)
        finally:
            self._editing = False
        right = max(before, self._cells_drawn())
        if scrolled or self.scroll_offset.x or right > self.size.width:
            self.refresh()
        else:
            self.refresh(Region(left, 0, right - left, 1))

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Draw the field again; while its text is edited, `replace` says which cells.

        Its place on the page does not depend on its text: laying out the page for each letter was
        half of the work of a key.
        """
        repaint = repaint and not self._editing
        layout = layout and not self._editing
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _cells_of(self, text: str) -> int:
        return len(text) if self.password else cell_len(text)

    def _cells_drawn(self) -> int:
        """Return the cells of the text and of the cursor."""
        return self._cells_of(self.value) + 1

    @staticmethod
    def normalised(pasted: str) -> str:
        """Return what a paste means for this field: one line, without its ends."""
        return " ".join(pasted.split())

    async def action_submit(self) -> None:
        """Ask the screen where Enter leads; what is typed meanwhile waits for its answer."""
        self._behind_enter = []
        await super().action_submit()

    def lead_on(self) -> None:
        """Replay keys typed after Enter into the field that has the focus now: no other one."""
        waiting, self._behind_enter, self._led_on = self._behind_enter or (), None, True
        focused = self.screen.focused or self
        for event in waiting:
            forward_event(focused, event)

    def _belongs_elsewhere(self, event: Key | Paste) -> bool:
        focused = self.screen.focused
        again = Key(event.key, event.character) if isinstance(event, Key) else Paste(event.text)
        if self._behind_enter is not None:
            self._behind_enter.append(again)
        elif self._led_on and focused is not None and focused is not self:
            forward_event(focused, again)
        else:
            return False
        event.stop()
        event.prevent_default()
        return True

    def on_focus(self, event: Focus) -> None:
        """Take keys that follow as typed here."""
        self._led_on = False

    async def on_key(self, event: Key) -> None:
        """Act on Enter and on what edits in their turn.

        As bindings they would come after the letters that were typed behind them.
        """
        if not self._belongs_elsewhere(event) and event.key in IN_TURN:
            event.stop()
            event.prevent_default()
            await self.run_action(IN_TURN[event.key])

    def on_paste(self, event: Paste) -> None:
        """Take a paste of any shape, whole."""
        if self._belongs_elsewhere(event):
            return
        event.stop()
        event.prevent_default()
        text = self.normalised(event.text)
        if text:
            self.replace(text, *self.selection)


class LabelledField(Vertical):
    """An input with its words.

    Attributes:
        help_topic: Key of `tui.help.topics` that F1 opens while it has the focus.
    """

    REPLACES: ClassVar[bool] = False
    """Whether the next key takes the place of a text with a fault: dots cannot be corrected
    unseen, and what was appended to them would be another password than the one in mind."""
    KEPT: ClassVar[bool] = True
    """Whether a visit keeps what is typed until its screen is done: a wrong turn loses nothing."""

    def __init__(
        self,
        label: str,
        *,
        id: str,
        help: str = "",
        help_topic: str = "",
        missing: str = "",
        classes: str | None = None,
    ) -> None:
        """Take the words of the field.

        Args:
            label: What is above: « Adresse de messagerie professionnelle ».
            id: Identifier in the screen; what is typed is kept under it.
            help: One sentence under the input, always there; may be empty.
            help_topic: Key of the help page; the identifier if empty.
            missing: What is said if Enter is pressed while it is empty.
            classes: `-tight` for a field whose rules follow at once.
        """
        super().__init__(id=id, classes=classes)
        self.label = label
        self.help_topic = help_topic or id
        self.missing = missing
        self._help = help
        self._error = Line(classes="error")

    def make_input(self) -> FieldInput:
        """Return the input of this kind of field."""
        return FieldInput()

    def compose(self) -> ComposeResult:
        """Lay label, input, help and fault one under the other."""
        yield from self.compose_label()
        yield self.make_input()
        if self._help:
            yield Line(self._help, classes="help")
        yield self._error

    def compose_label(self) -> ComposeResult:
        """Lay out what is above the input."""
        yield Line(self.label, classes="label")

    def advise(self, sentence: str = "") -> None:
        """Say something about what was typed in place of the help, or the help again."""
        self.query_one(".help", Line).say(sentence or self._help)

    @property
    def input(self) -> FieldInput:
        """The input itself."""
        return self.query_one(FieldInput)

    @property
    def value(self) -> str:
        """What is in the input."""
        return self.input.value

    @value.setter
    def value(self, text: str) -> None:
        self.input.value = text

    @property
    def fault(self) -> str:
        """The sentence shown as a fault, or an empty text."""
        return self._error.plain.removeprefix("✗ ")

    def show_fault(self, sentence: str = "") -> None:
        """Say what is to be corrected, beside the input, and lead the cursor there.

        Args:
            sentence: What to do; empty if what stands beneath says it, as a broken rule does.
        """
        self.tell_fault(sentence)
        self.screen.set_focus(self.input)
        self._select_fault()

    def tell_fault(self, sentence: str = "") -> None:
        """Say what is to be corrected, and leave the cursor where it is."""
        self._error.say(*([f"✗ {sentence}"] if sentence else []))
        self.set_class(bool(sentence), "-told")
        self.add_class("-faulty")

    @on(DescendantFocus)
    def _select_fault(self) -> None:
        """Select a text with a fault if the next key is to replace it."""
        if self.REPLACES and self.has_class("-faulty"):
            self.input.select_all()

    def clear_fault(self) -> None:
        """Take the fault away."""
        if self.has_class("-faulty"):
            self.remove_class("-faulty", "-told")
            self._error.say()

    @on(Input.Changed)
    def _typed(self) -> None:
        """Take the fault away as soon as something is changed."""
        self.clear_fault()
