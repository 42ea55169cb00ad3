"""Identifiants de vote: what a notice bears and a person types, once a visit.

19 characters are drawn and one checks them, in four groups of five. The check character makes the
sum of all of them zero, each weighted by a power of `_STEP`, in the ring GF(4) × GF(7) of 28
elements: `_STEP` and `_STEP` - 1 have an inverse there, so that any wrong character and any two
neighbours exchanged are found. Sums modulo 28 could not: two weights that are odd differ by an even
number.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field

from models.errors import IdentifierRefused
from models.rules.codes import ALPHABET as LETTERS
from models.rules.text import compact, visible
from models.voting.group import Draw, Point, point_text

ALPHABET = LETTERS + "23456789"
"""That of the confirmation codes, with digits."""

DRAWN = 19
"""28¹⁹ is 91 bits; the design asks for 90."""
LENGTH = DRAWN + 1
GROUP = 5

_FIELD = 7
_STEP = 3
"""In GF(7): 3 and 2 have an inverse. In GF(4) the step is ω: ω and ω + 1 have one too."""
_BY_OMEGA = (0, 2, 3, 1)
"""0, 1, ω and ω² of GF(4), each multiplied by ω; the sum of two of them is their exclusive or."""

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class VoteIdentifier:
    """An identifiant de vote whose check character is right.

    Attributes:
        characters: 20 capitals and digits without separators.
    """

    characters: str = field(repr=False)

    @property
    def shown(self) -> str:
        """As a notice shows it: four groups of five."""
        return " ".join(self.characters[start : start + GROUP] for start in range(0, LENGTH, GROUP))

    def key(self, purpose: str, size: int = _KEY_BYTES) -> bytes:
        """Return a key derived from it by HKDF-SHA-256, of `size` bytes, another a purpose."""
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        derivation = HKDF(SHA256(), size, salt=None, info=f"espace-electeur|{purpose}".encode())
        return derivation.derive(self.characters.encode())

    def link(self, notice: int, uuid: str, credential: Point) -> str:
        """Return what tells that this identifier, a notice and a public credential are together.

        Whoever has not the identifier can neither make it nor find out whose a credential is.

        Args:
            notice: The number of the notice, which is not secret.
            uuid: Of the election of a scrutin.
            credential: The public credential of this identifier there.
        """
        text = f"{notice}|{uuid}|{point_text(credential)}"
        return hmac.digest(self.key("link"), text.encode(), "sha256").hex()


def draw_identifier(draw: Draw) -> VoteIdentifier:
    """Return a new identifier.

    Args:
        draw: A cryptographic random source such as `secrets.randbelow`.
    """
    drawn = [draw(len(ALPHABET)) for _ in range(DRAWN)]
    places = [*drawn, _check(drawn)]
    return VoteIdentifier("".join(ALPHABET[place] for place in places))


def parse_identifier(text: str, remedy: str = "Recopiez-le signe par signe.") -> VoteIdentifier:
    """Return the identifier of a text as typed: any case, with or without spaces and dashes.

    Args:
        text: As typed.
        remedy: What is said to do if it was mistyped: the election knows where it is found.

    Raises:
        IdentifierRefused: It has other characters, is too short or too long, or its check
            character is wrong: it was mistyped, and nothing is counted.
    """
    characters = compact(text).upper()
    strangers = dict.fromkeys(sign for sign in characters if sign not in ALPHABET)
    if strangers:
        raise IdentifierRefused(
            _STRANGER.format(sign=visible(next(iter(strangers))), remedy=remedy)
        )
    if len(characters) != LENGTH:
        raise IdentifierRefused(_LENGTH.format(length=LENGTH, typed=len(characters), remedy=remedy))
    places = [ALPHABET.index(sign) for sign in characters]
    if _check(places[:DRAWN]) != places[DRAWN]:
        raise IdentifierRefused(_CHECK.format(remedy=remedy))
    return VoteIdentifier(characters)


_STRANGER = (
    "L'identifiant de vote ne contient pas « {sign} » : il n'a ni voyelle, ni 0, ni 1. {remedy}"
)
_LENGTH = "L'identifiant de vote a {length} caractères, vous en avez saisi {typed}. {remedy}"
_CHECK = "Un caractère de l'identifiant de vote n'est pas le bon, ou deux sont inversés. {remedy}"


def _check(drawn: list[int]) -> int:
    """Return the place of the check character in the alphabet."""
    binary = modular = 0
    for place in drawn:
        binary = _BY_OMEGA[binary] ^ (place // _FIELD)
        modular = (modular * _STEP + place) % _FIELD
    return _BY_OMEGA[binary] * _FIELD + -modular * _STEP % _FIELD
