"""Codes and links that a mail carries: how they are made, shown and understood."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from models.rules.text import compact
from models.views.voter import LinkToken

ALPHABET = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowel and no digit: nothing to misread, nothing that reads as a word."""

CODE_LENGTH = 10
"""Ten letters of twenty are 43 bits."""

TOKEN_BYTES = 32
"""Random bytes of a link's token: 256 bits."""

_CODE = re.compile(rf"[{ALPHABET}]{{{CODE_LENGTH}}}")
_TOKEN_CHARACTERS = 43
"""Characters of `TOKEN_BYTES` in base64url without padding."""

_TOKEN = rf"[A-Za-z0-9_-]{{{_TOKEN_CHARACTERS}}}"
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_AROUND_A_LINK = re.compile(r"[\s<>\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]+")


@dataclass(frozen=True, slots=True)
class TypedCode:
    """A code as typed, in capitals without separators."""

    letters: str = field(repr=False)


def parse_code(text: str, space_url: str) -> TypedCode | LinkToken | None:
    """Return the code or the link that a text is, None if it is neither.

    Args:
        text: As typed or pasted.
        space_url: Address of the voter space; a link of another site is none.
    """
    if token := token_in(text, space_url):
        return LinkToken(token)
    letters = normalise_code(text)
    return TypedCode(letters) if letters else None


def make_code(randbelow: Callable[[int], int]) -> str:
    """Return a new code of `CODE_LENGTH` letters.

    Args:
        randbelow: Gives a number from 0 to below its argument; a
            cryptographic source such as `secrets.randbelow`.
    """
    return "".join(ALPHABET[randbelow(len(ALPHABET))] for _ in range(CODE_LENGTH))


def normalise_code(text: str) -> str | None:
    """Return a code in capitals without separators, or None if the text is not one.

    Any case, any spaces and dashes, full-width letters are understood; words
    around the code are not.
    """
    letters = compact(text)
    if not letters.isascii():
        return None
    code = letters.upper()
    return code if _CODE.fullmatch(code) else None


def show_code(code: str) -> str:
    """Return a code as it is shown: `BCDFG-HJKLM`."""
    half = CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def make_link(space_url: str, token: str) -> str:
    """Return the confirmation link of a token.

    The token stands behind « # », which a browser keeps to itself: whoever opens the link in
    another webmail leaves it in no log of the site, and in no `Referer`.

    Args:
        space_url: Address of the voter space, with or without its scheme.
        token: `TOKEN_BYTES` random bytes in base64url without padding.
    """
    return f"https://{_bare(space_url)}/confirmation#jeton={token}"


def token_in(text: str, space_url: str) -> str | None:
    """Return the token of a pasted link, or of a bare token, or None.

    A link is understood with any scheme or none, with words and <> around it
    and with the line breaks of a narrow terminal inside it, also with the « ? » of
    earlier versions. A link of another site is not.
    """
    joined = _AROUND_A_LINK.sub("", text)
    if re.fullmatch(_TOKEN, joined):
        return joined
    link = re.search(
        rf"(?i:{re.escape(_bare(space_url))}/confirmation/?[#?]jeton=)({_TOKEN})", joined
    )
    return link.group(1) if link else None


def unexpected_letters(text: str) -> str:
    """Return the letters and digits of a text that occur in no code, each once, in capitals."""
    letters = dict.fromkeys(compact(text).upper())
    return "".join(sign for sign in letters if sign not in ALPHABET)


def code_hint(text: str) -> str | None:
    """Return a French sentence on what keeps a text from being a code, or None.

    For a text that is neither a code nor a link; an empty one has no hint, nor has one
    that is meant as a link.
    """
    letters = compact(text)
    if not letters or "/" in text or normalise_code(text):
        return None
    strangers = unexpected_letters(text)
    if any(sign.isalnum() for sign in strangers):
        return "Le code ne contient ni voyelle ni chiffre."
    if strangers:
        return "Le code ne contient que des lettres."
    if len(letters) < CODE_LENGTH:
        return f"Le code a {CODE_LENGTH} lettres : il en manque {CODE_LENGTH - len(letters)}."
    return f"Le code a {CODE_LENGTH} lettres : il y en a {len(letters) - CODE_LENGTH} de trop."


def _bare(space_url: str) -> str:
    """Return an address without its scheme and its last slash."""
    return _SCHEME.sub("", space_url.strip()).rstrip("/")
