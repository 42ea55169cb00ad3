"""What a page of help holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """A page of help.

    Attributes:
        title: A few words in capitals or not.
        paragraphs: French, ordinary spaces; may name `{domain}`,
            `{webmail_url}`, `{space_url}`, `{minimum}` and, as things are now, `{voting}`.
    """

    title: str
    paragraphs: tuple[str, ...]
