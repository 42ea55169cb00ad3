"""From one member to the next: whose turn it is, whether they type, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.bureau.keys_words import (
    ALL_TYPED,
    CORRECT,
    EVERYBODY,
    MAKE,
    TAKE,
    THATS_ME,
    come_words,
    turn_words,
)
from tui.bureau.presence_words import member_words

if TYPE_CHECKING:
    from pathlib import Path

    from models import BoardMember
    from tui.bureau.ceremony import Ceremony


class HandOver:
    """Between two members nothing stands of either.

    Attributes:
        ceremony: What was typed until then.
        typing: Whether the member types whose turn it is; otherwise they are called.
    """

    def __init__(self, ceremony: Ceremony) -> None:
        """Begin by calling the first member."""
        self.ceremony = ceremony
        self.typing = False

    @property
    def member(self) -> BoardMember | None:
        """Whose turn it is; None: all have typed."""
        return self.ceremony.turn

    @property
    def taken(self) -> list[Path]:
        """Where the shares go of those who have typed."""
        return [file.path for file in self.ceremony.files]

    @property
    def title(self) -> str:
        """What the page is headed with."""
        member = self.member
        return EVERYBODY if member is None else turn_words(self.ceremony, member)

    @property
    def words(self) -> str:
        """Who is to come, or who types."""
        member = self.member
        if member is None:
            return ALL_TYPED
        if self.typing:
            return member_words(member)
        return come_words(member, first=self.ceremony.latest is None)

    @property
    def button(self) -> str:
        """What the button does now."""
        if self.typing:
            return TAKE
        return MAKE if self.member is None else THATS_ME

    @property
    def correction(self) -> str:
        """What lets the member correct who has typed last; empty: nobody can."""
        latest = self.ceremony.latest
        return CORRECT.format(name=latest.name) if latest and not self.typing else ""

    def correct(self) -> bool:
        """Give the turn back to who has typed last, nobody else; return whether there is one."""
        latest = self.ceremony.latest
        if latest is not None:
            self.ceremony.take_back(latest)
        return latest is not None
