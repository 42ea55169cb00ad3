"""The numbers of the password policies, from the election file's `[security]`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PasswordLimits:
    """Limits of both policies; the defaults are the leaflet's and NIST SP 800-63B's.

    Attributes:
        minimum: Least number of characters, after NFC.
        maximum: Greatest number of characters; longer is refused, never cut.
        score: Least zxcvbn score, 0 to 4; 2 is a million guesses.
        scored_characters: How many characters are scored from the first on: 128
            would take 7 ms at each key press.
    """

    minimum: int = 8
    maximum: int = 128
    score: int = 2
    scored_characters: int = 64
