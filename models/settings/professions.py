"""Reading a profession de foi: a text file that whoever votes is shown on a terminal."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from models.files.opening import without_waiting
from models.files.unreadable import unreadable
from models.rules.candidate_lists import LONGEST_PROFESSION, commanding_line, profession_of
from models.rules.french_numbers import say_number

MOST_BYTES = 4 * LONGEST_PROFESSION + 3
"""UTF-8 takes four bytes a character at most, the mark before them three."""

NO_FILE = "ce n'est pas un fichier"
NOT_UTF_8 = "le fichier n'est pas en UTF-8 : enregistrez-le de nouveau dans ce codage"
TOO_LONG = f"le texte dépasse {say_number(LONGEST_PROFESSION)} caractères : raccourcissez-le"
EMPTY = "le fichier est vide : écrivez-y le texte, ou retirez cette ligne"
COMMANDS = (
    "la ligne {line} du texte contient un caractère de commande : enregistrez-le comme texte brut"
)


class ProfessionUnusable(ValueError):
    """A profession de foi cannot be shown; the message says in French why."""


def read_profession(path: Path) -> str:
    """Return a profession de foi as it is shown, its lines ended by a line feed.

    Raises:
        ProfessionUnusable: It is missing, unreadable, not in UTF-8, empty, too long or no text.
    """
    try:
        with open(path, "rb", opener=without_waiting) as file:
            is_file = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            content = file.read(MOST_BYTES + 1) if is_file else None
    except IsADirectoryError:
        content = None
    except OSError as error:
        raise ProfessionUnusable(unreadable(error).reason) from error
    if content is None:
        raise ProfessionUnusable(NO_FILE)
    if len(content) > MOST_BYTES:
        raise ProfessionUnusable(TOO_LONG)
    try:
        return _fit(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ProfessionUnusable(NOT_UTF_8) from error


def _fit(text: str) -> str:
    if (line := commanding_line(text)) is not None:
        raise ProfessionUnusable(COMMANDS.format(line=line))
    shown = profession_of(text)
    if not shown:
        raise ProfessionUnusable(EMPTY)
    if len(shown) > LONGEST_PROFESSION:
        raise ProfessionUnusable(TOO_LONG)
    return shown
