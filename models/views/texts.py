"""A text of the election, for who may change it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text of the catalogue as this election says it.

    Attributes:
        key: What the election file calls it.
        where: In which place of which screen or mail it stands, in French.
        paragraphs: As it is said, its places still in braces.
        default: As the catalogue has it.
        places: What it may name in braces.
        longest: How many characters it may have, as it stands on one line; None: it is wrapped.
    """

    key: str
    where: str
    paragraphs: tuple[str, ...]
    default: tuple[str, ...]
    places: tuple[str, ...]
    longest: int | None = None

    @property
    def changed(self) -> bool:
        """Whether the election file says something else than the catalogue."""
        return self.paragraphs != self.default
