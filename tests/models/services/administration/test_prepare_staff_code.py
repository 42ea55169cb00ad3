"""Making the staff code of a kiosk."""

from __future__ import annotations

import re

import pytest

from models import Espace
from models.errors import WeakStaffCode
from models.rules.codes import ALPHABET
from models.rules.stored_hashes import is_safe_hash
from models.settings.kiosk import KioskSection


def test_a_code_made_here_is_of_the_codes_alphabet_and_good_enough(file_espace: Espace) -> None:
    administration = file_espace.administration
    made = {administration.make_staff_code() for _ in range(50)}
    assert len(made) == 50
    for code in made:
        assert re.fullmatch(rf"[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}", code)
    assert is_safe_hash(administration.hash_staff_code(made.pop()))


def test_the_hash_is_what_the_election_file_takes(file_espace: Espace) -> None:
    stored = file_espace.administration.hash_staff_code("Sifflet-Éclipse 9")
    assert KioskSection(staff_code_hash=stored).staff_code_hash == stored
    assert "Sifflet" not in stored
    assert file_espace.context.hashes.verify(stored, "Sifflet-Éclipse 9")


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", "huit caractères"),
        ("Xk9!pq7", "huit caractères"),
        ("x7" * 65, "128 caractères"),
        ("azertyuiop", "suites de touches"),
        ("aaaaaaaaaa", "répétitions"),
        ("12345678", "deuxième mot"),
        ("Vacances2014", "deuxième mot"),
        ("Toulouse2014", "mots de l'élection"),
        ("16E0501234ABC", "NUMEN"),
    ],
)
def test_an_easy_code_is_refused_with_its_reason(
    file_espace: Espace, code: str, reason: str
) -> None:
    with pytest.raises(WeakStaffCode, match=reason) as refusal:
        file_espace.administration.hash_staff_code(code)
    assert not code or code not in refusal.value.text
