"""The texts of an election: its own words, or those of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.texts.catalogue import Text, find_text

OwnText = str | tuple[str, ...]


class Texts:
    """Says a text by its key, with its places filled in.

    Attributes:
        places: What every text may name in braces.
    """

    def __init__(
        self, own: Mapping[str, OwnText], places: Mapping[str, str], *, elsewhere: bool = False
    ) -> None:
        """Take what is said instead of the catalogue.

        Args:
            own: By key; what `flaws_of` has found right.
            places: What every text may name in braces.
            elsewhere: The mails of the election are read in another program.
        """
        self._own, self.places, self._elsewhere = own, places, elsewhere

    def line(self, key: str, **places: Any) -> str:
        """Return a sentence or a few words; paragraphs are joined by spaces.

        Args:
            key: Of the catalogue.
            places: What the text may name in braces, besides what all may name.

        Raises:
            KeyError: The catalogue has no such key, or the text names a place that is not given.
        """
        return " ".join(self.lines(key, **places))

    def lines(self, key: str, **places: Any) -> tuple[str, ...]:
        """Return paragraphs; a sentence is one.

        Raises:
            KeyError: As for `line`.
        """
        text = self._own.get(key)
        if text is None:
            text = self._known(key).default
        filled = {**self.places, **places}
        paragraphs = (text,) if isinstance(text, str) else text
        return tuple(one.format_map(filled) for one in paragraphs)

    def own(self, key: str) -> OwnText | None:
        """Return what this election says for a key, None if it is the default."""
        return self._own.get(key)

    def own_of(self, group: str) -> dict[str, OwnText]:
        """Return what this election says for a group of the catalogue, by key."""
        return {key: text for key, text in self._own.items() if key.startswith(f"{group}.")}

    def _known(self, key: str) -> Text:
        text = find_text(key, elsewhere=self._elsewhere)
        if text is None:
            raise KeyError(key)
        return text
