"""`[kiosk]` of the election file: what makes no sense is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Election, ElectionFileError
from models.settings.kiosk import KioskSection
from models.settings.reading import election_template, parse_election

HASH = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNo"


def parsed(settings: str) -> Election:
    text = election_template().replace("\n[kiosk]\n", f"\n[kiosk]\n{settings}\n", 1)
    return parse_election(text, Path("election.toml"))


def fault(settings: str) -> tuple[str | None, str]:
    """Return what is at fault and why, once its line is found to be among the settings."""
    with pytest.raises(ElectionFileError) as refusal:
        parsed(settings)
    (found,) = refusal.value.faults
    header = election_template().splitlines().index("[kiosk]") + 1
    assert found.line is not None
    assert header <= found.line <= header + settings.count("\n") + 1
    return found.column, found.reason


@pytest.mark.parametrize(
    "stored", ["", "secret", HASH[:-3], HASH.replace("id$", "i$"), HASH.replace("19456", "9999999")]
)
def test_what_is_no_hash_of_a_code_is_refused_without_being_repeated(stored: str) -> None:
    column, reason = fault(f'staff_code_hash = "{stored}"')
    assert column == "kiosk.staff_code_hash"
    assert "espace-electeur admin staff-code" in reason
    assert not stored or stored not in reason


def test_a_hash_is_taken() -> None:
    assert parsed(f'staff_code_hash = "{HASH}"').kiosk.staff_code_hash == HASH


def test_a_visit_must_last_until_the_end_of_its_warning() -> None:
    column, reason = fault("visit_seconds = 149")
    assert column == "kiosk"
    assert "149 s" in reason
    assert "120 + 30 s" in reason
    assert parsed("visit_seconds = 150").kiosk.visit_seconds == 150


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ("idle_seconds = 0", "1 au minimum"),
        ("warning_seconds = -1", "1 au minimum"),
        ("visit_seconds = 86401", "86400 au maximum"),
        ("idle_seconds = 1.5", "nombre entier"),
        ('layout = "énorme"', "valeurs possibles"),
        ('name = "  "', "vide"),
        (f'name = "{"h" * 81}"', "80 caractères au maximum"),
    ],
)
def test_each_setting_has_its_bounds(settings: str, reason: str) -> None:
    assert reason in fault(settings)[1]


@pytest.mark.parametrize(
    ("name", "host", "known"),
    [
        ("salle des professeurs", "poste-12", "salle des professeurs"),
        (None, "poste-12", "poste-12"),
        ("hall\x1b[2J\u202e", "poste-12", "hall"),
        ("\x1b[2J", "poste-12", "poste-12"),
        (None, "h" * 90, "h" * 79 + "…"),
        (None, "", "borne"),
    ],
)
def test_a_kiosk_is_known_by_its_name_or_its_machine_s(
    name: str | None, host: str, known: str
) -> None:
    assert KioskSection(name=name).known_as(host) == known
