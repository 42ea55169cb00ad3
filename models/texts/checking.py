"""What is wrong with the texts that an election file says in its own words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from string import Formatter

from models.texts.catalogue import PLACE, Text, find_text, list_texts

LONGEST = 2_000
"""Characters of a paragraph."""
MOST = 12
"""Paragraphs of a text."""

UNKNOWN = "ce texte n'est pas connu : « espace-electeur admin texts » les nomme tous"
PERHAPS = "ce texte n'est pas connu ; peut-être « {key} » ?"
NO_TEXT = "un texte entre guillemets est attendu"
NO_PARAGRAPHS = "une liste de textes entre crochets est attendue, un paragraphe chacun"
EMPTY = "le texte est vide"
TOO_LONG = f"le texte est trop long ({LONGEST} caractères au maximum)"
ONE_LINE = "ce texte tient sur une ligne : {longest} caractères au maximum, il en a {length}"
TOO_MANY = f"il y a trop de paragraphes ({MOST} au maximum)"
BRACES = "une accolade n'est pas fermée, ou ne contient pas un nom comme {title}"
LEFT_OUT = "« {{{name}}} » doit rester dans ce texte"
NOT_ALONE = "« {{{name}}} » doit être seul dans son paragraphe"
NEEDED = ("code", "link", "tracker")
"""Places without which a text is of no use to whoever gets it."""
ALONE = ("link",)
"""Places that are found again on a line of their own."""
OTHER_PLACE = "« {{{name}}} » n'est pas connu ici ; sont possibles : {names}"


def flaws_of(
    given: Mapping[str, object], common: Collection[str], *, elsewhere: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield each key whose text cannot be said, with the reason in French.

    Args:
        given: The texts by their keys, of any type.
        common: What every text may name in braces.
        elsewhere: The mails of the election are read in another program.
    """
    for key, value in given.items():
        known = find_text(key, elsewhere=elsewhere)
        reason = _unknown(key) if known is None else _flaw(known, value, common)
        if reason is not None:
            yield key, reason


def long_flaws(given: Mapping[str, object], places: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each key whose text is longer than the line on which it stands, with the reason.

    Args:
        given: The texts by their keys; what else is wrong with one is told by `flaws_of`.
        places: What every text may name in braces.
    """
    for key, value in given.items():
        known = find_text(key)
        if known is None or known.longest is None or not isinstance(value, str):
            continue
        length = len(PLACE.sub(lambda name: places.get(name[1], ""), value.strip()))
        if length > known.longest:
            yield key, ONE_LINE.format(longest=known.longest, length=length)


def _unknown(key: str) -> str:
    near = get_close_matches(key, [text.key for text in list_texts()], n=1, cutoff=0.8)
    return PERHAPS.format(key=near[0]) if near else UNKNOWN


def _flaw(known: Text, value: object, common: Collection[str]) -> str | None:
    if isinstance(known.default, str):
        paragraphs = [value]
        wrong = NO_TEXT
    elif isinstance(value, list | tuple) and value:
        paragraphs, wrong = list(value), NO_PARAGRAPHS
    else:
        return NO_PARAGRAPHS
    if len(paragraphs) > MOST:
        return TOO_MANY
    for one in paragraphs:
        if not isinstance(one, str):
            return wrong
        if not one.strip():
            return EMPTY
        if len(one) > LONGEST:
            return TOO_LONG
        if (reason := _places_flaw(one, known.places | set(common))) is not None:
            return reason
    return _needed_flaw(known.places, [str(one).strip() for one in paragraphs])


def _needed_flaw(places: Collection[str], paragraphs: Sequence[str]) -> str | None:
    text = "\n".join(paragraphs)
    for name in NEEDED:
        place = f"{{{name}}}"
        if name in places and place not in text:
            return LEFT_OUT.format(name=name)
        if name in places and name in ALONE and place not in paragraphs:
            return NOT_ALONE.format(name=name)
    return None


def _places_flaw(text: str, places: Collection[str]) -> str | None:
    try:
        named = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return BRACES
    for _, name, form, conversion in named:
        if name not in places or form or conversion:
            names = ", ".join(f"{{{one}}}" for one in sorted(places))
            return OTHER_PLACE.format(name=name, names=names)
    return None
