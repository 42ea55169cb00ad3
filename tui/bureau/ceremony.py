"""A ceremony of the keys that goes on: whose turn it is, and what was typed until then."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import BoardMember, MemberFile


@dataclass(slots=True, repr=False)
class Ceremony:
    """Members come one after another; nothing is made before all have typed.

    Attributes:
        members: The board, in the order of their numbers.
        replace: Whether keys that are there are replaced.
    """

    members: tuple[BoardMember, ...]
    replace: bool
    _files: dict[int, MemberFile] = field(default_factory=dict)

    @property
    def turn(self) -> BoardMember | None:
        """Whose turn it is; None: all have typed."""
        return next((one for one in self.members if one.number not in self._files), None)

    @property
    def files(self) -> list[MemberFile]:
        """What the members have typed, in the order of their numbers."""
        return [self._files[number] for number in sorted(self._files)]

    @property
    def latest(self) -> BoardMember | None:
        """Who has typed last, and may correct it; None: nobody has."""
        typed = list(self._files)
        return (
            next((one for one in self.members if one.number == typed[-1]), None) if typed else None
        )

    def note(self, file: MemberFile) -> None:
        """Note what the member has typed whose turn it is."""
        if self.turn is not None:
            self._files[self.turn.number] = file

    def take_back(self, member: BoardMember) -> None:
        """Forget what a member has typed: it is their turn again."""
        self._files.pop(member.number, None)

    def member_of(self, words: str) -> BoardMember | None:
        """Return the member whose file is named in a sentence, None if there is none."""
        return next((one for one in self.members if self._is_named(one, words)), None)

    def _is_named(self, member: BoardMember, words: str) -> bool:
        file = self._files.get(member.number)
        return file is not None and str(file.path) in words

    def abandon(self) -> None:
        """Forget all that was typed."""
        self._files.clear()
