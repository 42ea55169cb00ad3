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


def say_share(part: int, whole: int) -> str:
    """Return « 32,5 % » of a whole, rounded half up; « – » of nothing.

    Args:
        part: Zero or more.
        whole: Likewise.
    """
    if not whole:
        return "–"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{say_number(tenths // 10)},{tenths % 10} %"


def say_points(part: int, whole: int, before: int, whole_before: int) -> str:
    """Return « +1,2 »: by how many points a share is more than before, or less.

    Args:
        part: Zero or more.
        whole: What it is a share of, at least 1.
        before: Likewise, before.
        whole_before: At least 1.
    """
    # Twice the tenths of points, over one denominator: rounded half away from zero.
    numerator = 1000 * (part * whole_before - before * whole)
    denominator = whole * whole_before
    tenths = (2 * abs(numerator) + denominator) // (2 * denominator)
    sign = "" if not tenths else "+" if numerator > 0 else "\N{MINUS SIGN}"
    return f"{sign}{say_number(tenths // 10)},{tenths % 10}"
