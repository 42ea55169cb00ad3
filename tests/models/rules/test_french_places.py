"""How places and time zones are named after « de »."""

from __future__ import annotations

import pytest

from models.rules.french_places import of_place, say_zone


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("Toulouse", "de Toulouse"),
        ("Aix-Marseille", "d'Aix-Marseille"),
        ("Amiens", "d'Amiens"),
        ("Orléans-Tours", "d'Orléans-Tours"),
        ("Évreux", "d'Évreux"),
        ("La Réunion", "de La Réunion"),
        ("Le Mans", "du Mans"),
        ("Les Ulis", "des Ulis"),
        ("", "de "),
    ],
)
def test_a_place_takes_the_form_of_de_that_it_has_in_french(name: str, named: str) -> None:
    assert of_place(name) == named


@pytest.mark.parametrize(
    ("zone", "named"),
    [
        ("Europe/Paris", "heure de Paris"),
        ("Indian/Reunion", "heure de La Réunion"),
        ("Pacific/Noumea", "heure de Nouméa"),
        ("America/Argentina/Ushuaia", "heure d'Ushuaia"),
        ("America/New_York", "heure de New York"),
    ],
)
def test_a_zone_is_named_by_its_town_or_its_island(zone: str, named: str) -> None:
    assert say_zone(zone) == named
