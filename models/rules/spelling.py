"""Spelling on the telephone: « F comme François, D comme Désiré »."""

from __future__ import annotations

from collections.abc import Mapping

from models.rules.text import fold_accents

_FIRST_NAMES = """
Anatole Berthe Célestin Désiré Eugène François Gaston Henri Irma Joseph Kléber Louis Marcel Nicolas
Oscar Pierre Quintal Raoul Suzanne Thérèse Ursule Victor William Xavier Yvonne Zoé
"""
NAMES: Mapping[str, str] = {name[0].lower(): name for name in _FIRST_NAMES.split()}
"""The names by which French operators have spelled since the PTT."""
FIGURES = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")
SIGNS: Mapping[str, str] = {
    "@": "arobase",
    ".": "point",
    "-": "trait d'union",
    "_": "tiret bas",
    "'": "apostrophe",
    "+": "plus",
}


def spell(text: str) -> tuple[str, ...]:
    """Return each sign of a text as it is read out, in its order.

    « fd1 » gives « F comme François », « D comme Désiré », « le chiffre un ».
    """
    return tuple(_spelled(sign) for sign in text if not sign.isspace())


def _spelled(sign: str) -> str:
    letter = fold_accents(sign).lower()
    if letter in NAMES:
        return f"{letter.upper()} comme {NAMES[letter]}"
    if letter.isascii() and letter.isdigit():
        return f"le chiffre {FIGURES[int(letter)]}"
    return SIGNS.get(letter, sign)
