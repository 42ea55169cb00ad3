"""French names of places after « de »: académies, and the towns and islands of time zones."""

from __future__ import annotations

import unicodedata

_VOWELS = "AEIOUY"
_OVERSEAS = {
    "America/Cayenne": "de la Guyane",
    "America/Guadeloupe": "de la Guadeloupe",
    "America/Martinique": "de la Martinique",
    "America/Miquelon": "de Saint-Pierre-et-Miquelon",
    "Indian/Mayotte": "de Mayotte",
    "Indian/Reunion": "de La Réunion",
    "Pacific/Gambier": "des Gambier",
    "Pacific/Marquesas": "des Marquises",
    "Pacific/Noumea": "de Nouméa",
    "Pacific/Tahiti": "de Tahiti",
    "Pacific/Wallis": "de Wallis-et-Futuna",
}
"""Zones of French territories (tz database, zone1970.tab), which are named by a town or without
their accents there."""


def of_place(name: str) -> str:
    """Return « de Toulouse », « d'Aix-Marseille », « du Mans », « des Ulis ».

    « La » and « L' » stay: one is « de La Réunion ».
    """
    for article, merged in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return merged + name.removeprefix(article)
    first = unicodedata.normalize("NFD", name)[:1].upper()
    return f"d'{name}" if first in _VOWELS and first else f"de {name}"


def say_zone(zone: str) -> str:
    """Return « heure de Paris » for `Europe/Paris`, « heure de La Réunion » for `Indian/Reunion`.

    Args:
        zone: Its name in the tz database.
    """
    town = zone.rpartition("/")[2].replace("_", " ")
    return f"heure {_OVERSEAS.get(zone) or of_place(town)}"
