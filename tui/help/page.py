"""What a page of help holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """A page of help.

    Attributes:
        title: A few words in capitals or not.
        paragraphs: French, ordinary spaces; may name `{voting}`, how one votes as things are now,
            and what every text of the election may name.
    """

    title: str
    paragraphs: tuple[str, ...]
