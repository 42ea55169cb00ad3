"""What a mail says on the screen, the names of its files after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import say_count
from tui.visit.sizes import say_size

if TYPE_CHECKING:
    from models import Attachment, Message

MOST_FILES = 50
"""Files that are named; the others are counted."""
NO_TEXT = "(ce mail n'a pas de texte)"
FILES = "Pièces jointes, à ouvrir dans votre messagerie habituelle :"


def letter_words(message: Message) -> str:
    """Return the text of a mail, then the files that it carries, each with its size."""
    if message.summary.from_election:
        return unwrapped(message.body)
    if not message.attachments:
        return NO_TEXT if message.no_text else message.body
    files = "\n".join(_file_words(file) for file in message.attachments[:MOST_FILES])
    if (more := len(message.attachments) - MOST_FILES) > 0:
        files += f"\n- et {say_count(more, 'autre')}"
    return f"{message.body.rstrip() or NO_TEXT}\n\n{FILES}\n{files}"


def unwrapped(body: str) -> str:
    """Return a text of the election's own with each paragraph on one line, as long as it is.

    Its lines end at 70 characters, for mail programs: on a narrow screen each would end twice.
    """
    return "\n\n".join(" ".join(paragraph.split("\n")).strip() for paragraph in body.split("\n\n"))


def _file_words(file: Attachment) -> str:
    """Return « - compte-rendu.pdf (84 Ko) »."""
    size = f" ({say_size(file.size)})" if file.size is not None else ""
    return f"- {file.name or '(sans nom)'}{size}"
