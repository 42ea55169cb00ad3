"""Schools of the académie of Toulouse, several thousands, each with an identifier of its own."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

DEPARTMENTS = {
    "31": 0.44,
    "81": 0.13,
    "12": 0.09,
    "82": 0.09,
    "65": 0.08,
    "46": 0.06,
    "32": 0.06,
    "09": 0.05,
}
"""Share of the académie's teachers in each département, rounded."""

SCHOOLS = 4_200
"""Schools, collèges and lycées of the académie, public and private."""

PRIMARY, SECONDARY = "primary", "secondary"
_KINDS = {
    PRIMARY: ("École maternelle", "École élémentaire", "École primaire", "Groupe scolaire"),
    SECONDARY: ("Collège", "Collège", "Lycée", "Lycée professionnel"),
}
_PRIMARY_SHARE = 0.8
_NAMESAKES = """
Jean Jaurès|Jules Ferry|Pierre de Fermat|Toulouse-Lautrec|Claude Nougaro|Marie Curie|Victor Hugo
Bellevue|Anatole France|Georges Brassens|Saint-Exupéry|Jean Moulin|Louis Pasteur|Bourdelle|Ingres
Le Parc|Stendhal|Rosa Parks|Simone Veil|Françoise Dolto|Les Trois Fontaines|Jacques Prévert|Voltaire
Olympe de Gouges|Lakanal|Gabriel Fauré|Joséphine Baker|L'Isle-Jourdain|Jean Mermoz|Émile Zola
""".strip().replace("\n", "|")
_CHECK_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class School:
    """A school: its département, identifier and name."""

    department: str
    uai: str
    name: str


def uai_of(department: str, number: int) -> str:
    """Return an identifier: département on three digits, number, and the letter that checks."""
    digits = f"0{department}{number:04}"
    return digits + _CHECK_LETTERS[int(digits) % len(_CHECK_LETTERS)]


def schools(random: Random) -> dict[tuple[str, str], list[School]]:
    """Return the schools by département and kind."""
    namesakes = _NAMESAKES.split("|")
    found: dict[tuple[str, str], list[School]] = {}
    for department, share in DEPARTMENTS.items():
        count = round(SCHOOLS * share)
        for number in range(count):
            kind = PRIMARY if number < count * _PRIMARY_SHARE else SECONDARY
            name = f"{random.choice(_KINDS[kind])} {random.choice(namesakes)}"
            school = School(department, uai_of(department, number + 1), name)
            found.setdefault((department, kind), []).append(school)
    return found
