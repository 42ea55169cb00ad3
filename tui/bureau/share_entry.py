"""Where a member says which file is theirs, and types their passphrase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from models import SAMPLE_PASSPHRASES, EspaceError, ShareFileRefused, ShareRefused
from tui.bureau.own_fields import PassphraseField, StickField
from tui.bureau.presence_words import member_words
from tui.screens.choices import MOST
from tui.widgets.choice_line import ChoiceLine
from tui.widgets.written import Line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection

    from models import Espace, FoundShare
    from tui.bureau.screens.base import BureauScreen

LOOK = 2.0
"""Seconds between two looks at the sticks: one may just have been plugged in."""
FOUND = "Parts de clé trouvées sur les clés USB branchées :"
NONE_FOUND = "Aucune part de clé trouvée : branchez la clé USB, ou saisissez son dossier."
OTHER_KEYS = "d'autres clés"
THERE, TAKEN = "✓ là", "✓ part prise"
OTHER = "Une autre part : saisir son dossier"
ANOTHER = "changer"


@dataclass(frozen=True, slots=True)
class TypedShare:
    """What a member has typed.

    Attributes:
        file: Their file, or the folder of their stick.
        passphrase: As typed.
    """

    file: str
    passphrase: str

    def __repr__(self) -> str:
        """Return nothing of it: what is shown of it may be recorded."""
        return "TypedShare()"


class ShareEntry(Vertical):
    """The files that are found to choose from, a field for another one, and the passphrase.

    In a demonstration the sample members' files are found, and choosing one types its passphrase:
    everybody may read it.
    """

    def __init__(
        self, screen: BureauScreen, came: Callable[[], Collection[int]] | None = None
    ) -> None:
        """Take the screen that asks for what is found.

        Args:
            screen: The screen.
            came: Returns the numbers of the members whose shares are taken; None: it is asked who
                is there.
        """
        super().__init__()
        self._screen = screen
        self._taken = came
        self._found: tuple[FoundShare, ...] | None = None
        self._chosen: FoundShare | None = None
        self._elsewhere = False

    def compose(self) -> ComposeResult:
        """Lay out what is found above the fields."""
        yield Line("", id="found-words")
        yield Vertical(id="found")
        yield StickField(
            "Fichier ou dossier de la clé USB",
            id="share_file",
            missing="Saisissez le dossier de la clé USB, ou choisissez une part au-dessus.",
            classes="-tight",
        )
        yield PassphraseField(
            "Phrase secrète", id="passphrase", missing="Saisissez la phrase secrète."
        )

    def on_mount(self) -> None:
        """Look for files now, and again."""
        self._lay_out()
        self.look()
        self.set_interval(LOOK, self.look)

    @property
    def _file(self) -> StickField:
        return self.query_one("#share_file", StickField)

    @property
    def _passphrase(self) -> PassphraseField:
        return self.query_one("#passphrase", PassphraseField)

    @property
    def typed(self) -> TypedShare:
        """What is in the fields."""
        file = self._file.value if self._chosen is None else str(self._chosen.path)
        return TypedShare(file, self._passphrase.value)

    def is_whole(self) -> bool:
        """Return whether what is asked for is filled in; mark the first field that is not."""
        if self._file.refuse_passphrase():
            self.screen.set_focus(self._file.input)
            return False
        for field in (self._file, self._passphrase):
            if field.display and not field.value.strip():
                field.show_fault(field.missing)
                return False
        return True

    def clear(self) -> None:
        """Leave nothing of who has typed."""
        self._file.value = ""
        self._file.clear_fault()
        self._passphrase.clear()
        self._chosen, self._elsewhere = None, False
        self._lay_again()

    def begin(self) -> None:
        """Lead the next member to what is found, as it is now, or to the first field."""
        self._lay_again()
        self._lead_to_first()

    def _lead_to_first(self) -> None:
        lines = list(self.query(ChoiceLine)) if self._is_choosing else []
        there = self._there
        found = zip(lines, self._found or (), strict=False)
        absent = next((line for line, one in found if one.member.number not in there), None)
        if absent is not None or lines:
            self.screen.set_focus(absent or lines[0])
        else:
            self.screen.set_focus(
                self._file.input if self._file.display else self._passphrase.input
            )

    def show_refusal(self, error: EspaceError) -> bool:
        """Say at its field which of the two is wrong; return whether it is one of them.

        Who is not taken leaves no passphrase, and a file only to be corrected, or to be opened by
        another passphrase.
        """
        self._passphrase.empty()
        if isinstance(error, ShareFileRefused) and self._file.display:
            self._file.show_fault(error.text)
        elif isinstance(error, ShareRefused) and not isinstance(error, ShareFileRefused):
            self._passphrase.show_fault(error.text)
        else:
            self.clear()
            self.begin()
            return False
        return True

    # What is found

    def look(self) -> None:
        """Look for files, if this page is in front."""
        demo = self._screen.profile.demo

        def request(espace: Espace) -> tuple[FoundShare, ...]:
            further = espace.administration.share_files() if demo else ()
            return espace.board.list_shares(tuple(further))

        if self._screen.is_active and not self._screen.working:
            self._screen.asker.ask_quietly(request, done=self._show, once="shares")

    def _show(self, found: tuple[FoundShare, ...]) -> None:
        found = found[: MOST - 1]
        if found == self._found:
            return
        if not self._found and self.is_typing:
            self._elsewhere = True  # what somebody is typing stays in sight
        self._found = found
        if self._chosen is not None and self._chosen not in found:
            self.clear()  # the stick is gone, and its member with it
        self._lay_again()

    @property
    def _there(self) -> Collection[int]:
        """The members who need not come any more."""
        if self._taken is not None:
            return self._taken()
        return {one.member.number for one in self._screen.sitting.present}

    @property
    def _is_choosing(self) -> bool:
        """Whether the files that are found are to be chosen from."""
        return bool(self._found) and self._chosen is None and not self._elsewhere

    @property
    def is_typing(self) -> bool:
        """Whether a member has begun: something is in the fields, or a file is chosen."""
        return bool(self.typed.file or self.typed.passphrase)

    def _lay_again(self) -> None:
        """Show what is found as it is now: another one's part may be taken."""
        # Called by its worker: of two that are asked for, the first leaves no coroutine unawaited.
        laying: Callable[[], Awaitable[None]] = self._lay_lines
        self.run_worker(laying, exclusive=True)

    async def _lay_lines(self) -> None:
        """Show what is found; once one is chosen, that one alone: the fields need the room."""
        found = self._found or ()
        places = [found.index(self._chosen)] if self._chosen else range(len(found))
        lines = [self._line(place) for place in places] if not self._elsewhere else []
        if self._is_choosing:
            lines.append(ChoiceLine(len(found) + 1, OTHER))
        with self.app.batch_update():
            await self.query_one("#found", Vertical).remove_children()
            await self.query_one("#found", Vertical).mount(*lines)
            self._lay_out()
        if self._chosen is not None or not self.is_typing:
            self._lead()

    def _lay_out(self) -> None:
        """Show the fields that are needed now."""
        words = self.query_one("#found-words", Line)
        words.say(FOUND if self._found else NONE_FOUND)
        words.display = self._is_choosing or not self._found
        self._file.display = self._elsewhere or not self._found
        self._passphrase.display = not self._is_choosing

    def _lead(self) -> None:
        """Lead to what comes next, if it is shown: the passphrase of a file, or the choice."""
        if not all(node.display for node in self.ancestors_with_self if isinstance(node, Widget)):
            return
        if self._chosen is not None:
            self.screen.set_focus(self._passphrase.input)
        elif self._found or self._elsewhere:
            self._lead_to_first()

    def _line(self, place: int) -> ChoiceLine:
        one = (self._found or ())[place]
        where = one.path.parent.name if one.fits else OTHER_KEYS
        if one.member.number in self._there:
            where = THERE if self._taken is None else TAKEN
        return ChoiceLine(
            place + 1, member_words(one.member), ANOTHER if one is self._chosen else where
        )

    @on(ChoiceLine.Chosen)
    def choose(self, event: ChoiceLine.Chosen) -> None:
        """Take a file that is found, and lead to the passphrase; or choose again."""
        event.stop()
        found, before = self._found or (), self._chosen
        self.clear()
        if before is not None:
            return
        if event.line.number > len(found):
            self._elsewhere = True
            return
        one = self._chosen = found[event.line.number - 1]
        if self._screen.profile.demo and one.member.number <= len(SAMPLE_PASSPHRASES):
            self._passphrase.value = SAMPLE_PASSPHRASES[one.member.number - 1]
