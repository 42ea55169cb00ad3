"""Trackers (numéros de suivi): by what a voter finds their ballot in the urn again.

A tracker is the SHA-256 of a ballot in Base64 without padding (specification of Belenios, § 4.17).
"""

from __future__ import annotations

import re

from models.errors import TrackerRefused
from models.rules.fingerprints import say_fingerprint
from models.rules.text import compact, visible

LENGTH = 43
SHORTEST = 12
"""Characters by which a ballot is looked up at least: 72 bits, more than any two ballots share."""

_TRACKER = re.compile(r"[A-Za-z0-9+/]*")


def show_tracker(tracker: str) -> str:
    """Return a tracker in groups, so that it can be compared and copied."""
    return say_fingerprint(tracker)


def parse_tracker(text: str) -> str:
    """Return a tracker, or its beginning, of a text as typed: spaces are no matter, case is.

    Nor are dashes, full-width letters and what a mail puts invisibly into a line.

    Raises:
        TrackerRefused: It is too short or too long, or has other characters.
    """
    characters = compact(text).rstrip("=")
    if not _TRACKER.fullmatch(characters):
        stranger = next(sign for sign in characters if not _TRACKER.fullmatch(sign))
        raise TrackerRefused(_STRANGER.format(sign=visible(stranger)))
    if not SHORTEST <= len(characters) <= LENGTH:
        raise TrackerRefused(_LENGTH.format(shortest=SHORTEST, typed=len(characters)))
    return characters


_STRANGER = (
    "Un numéro de suivi ne contient pas « {sign} ». Recopiez celui de votre reçu, en respectant "
    "les majuscules et les minuscules."
)
_LENGTH = (
    "Saisissez au moins les {shortest} premiers caractères du numéro de suivi, et au plus 43 ; "
    "vous en avez saisi {typed}."
)
