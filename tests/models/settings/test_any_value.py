"""Whatever an election file holds, it is an election or every fault is told in French."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import fields

from models import Election, election_template
from models.settings.lists import ListSection
from models.settings.parts import Section
from models.settings.sections import ScrutinSection
from models.settings.tables import UNFIT, Flawed, read_section

TEMPLATE = tomllib.loads(election_template())
SECTIONS: list[tuple[str, type[Section]]] = [
    (section.encode_name, section.type)
    for section in fields(Election)
    if isinstance(section.type, type) and issubclass(section.type, Section)
]
SECTIONS += [("scrutin", ScrutinSection), ("list", ListSection)]
PLACES = [(*place, field.encode_name) for place in SECTIONS for field in fields(place[1])]

ZONES = st.none() | st.integers(-23, 23).map(lambda hours: timezone(timedelta(hours=hours)))
SCALARS = (
    st.text(max_size=300)
    | st.integers(-(1 << 63), (1 << 63) - 1)
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.times()
    | st.datetimes(timezones=ZONES)
)
"""All that TOML has."""
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=20), inner, max_size=3)
    ),
    max_leaves=5,
)
ENGLISH = re.compile(r"\b(expected|got|invalid|object|length|out of)\b|`", re.IGNORECASE)


def told(table: Any, kind: type[Section] = Election) -> list[str]:
    """Return what is told of a file, or of a table."""
    try:
        read = read_section(kind, table)
    except Flawed as error:
        return [flaw.reason for flaw in error.flaws]
    assert isinstance(read, kind)
    return []


@given(place=st.sampled_from(PLACES), value=VALUES)
def test_any_value_in_any_place_is_taken_or_told(
    place: tuple[str, type[Section], str], value: object
) -> None:
    section, kind, name = place
    for reason in told(TEMPLATE.get(section, {}) | {name: value}, kind):
        assert reason
        assert not ENGLISH.search(reason)


@settings(max_examples=25)  # each reads a whole file
@given(section=st.sampled_from(sorted(TEMPLATE)), value=VALUES)
def test_any_value_in_the_place_of_a_section_is_taken_or_told(section: str, value: object) -> None:
    for reason in told(TEMPLATE | {section: value}):
        assert reason
        assert not ENGLISH.search(reason)


def test_a_text_is_not_taken_for_a_day_without_its_hour() -> None:
    for moment in (date(2014, 11, 27), datetime(2014, 11, 27, 10), time(10)):
        table = TEMPLATE | {"election": TEMPLATE["election"] | {"title": moment}}
        assert told(table) == ["un texte entre guillemets est attendu"]


def test_spaces_around_a_value_are_no_part_of_it() -> None:
    table = TEMPLATE | {"election": TEMPLATE["election"] | {"title": "  Élections 2026\t"}}
    assert read_section(Election, table).title == "Élections 2026"
    assert UNFIT not in told(TEMPLATE | {"election": TEMPLATE["election"] | {"title": " \n "}})
