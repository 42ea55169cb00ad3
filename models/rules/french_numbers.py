"""Numbers as a person reads them in French."""

from __future__ import annotations


def say_number(number: int, *, console: bool = False) -> str:
    """Return « 1 234 567 », its thousands apart by spaces at which no line breaks.

    Args:
        number: Zero or more.
        console: Use the wide space: the narrow one of good typography is in no console font.
    """
    space = "\N{NO-BREAK SPACE}" if console else "\N{NARROW NO-BREAK SPACE}"
    return f"{number:,}".replace(",", space)


def say_count(number: int, word: str, *, plural: str = "") -> str:
    """Return « 0 envoyé », « 1 envoyé », « 2 envoyés ».

    Args:
        number: Zero or more.
        word: In the singular.
        plural: For two or more; empty: the word with an s.
    """
    return f"{say_number(number)} {(plural or f'{word}s') if number > 1 else word}"
