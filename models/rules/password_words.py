"""A password policy in the leaflet's words."""

from __future__ import annotations

from models.rules.passwords import KINDS, PasswordPolicy
from models.rules.text import say_all

BARE = {"letters": "lettres", "digits": "chiffres", "punctuation": "caractères de ponctuation"}
"""What a password « is made of »."""


def say_policy(policy: PasswordPolicy) -> str:
    """Return how long a password is at least and what it holds, to follow « au moins ».

    « 8 caractères dont au moins une majuscule, une minuscule et un chiffre », or « 8 caractères,
    composés de lettres, chiffres et caractères de ponctuation », as the leaflet says it of either.
    """
    length = f"{policy.limits.minimum} caractères"
    if not policy.kinds:
        return length
    if all(kind in BARE for kind in policy.kinds):
        return f"{length}, composés de {say_all([BARE[kind] for kind in policy.kinds])}"
    return f"{length} dont au moins {say_all([KINDS[kind].label for kind in policy.kinds])}"
