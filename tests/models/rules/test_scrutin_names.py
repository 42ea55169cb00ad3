"""How people call scrutins: short, and each otherwise."""

from __future__ import annotations

from models import short_names, toulouse_election
from models.rules.fingerprints import fingerprint_groups, say_fingerprint
from models.rules.scrutin_names import say_scrutins


def test_each_scrutin_of_the_leaflet_has_a_name_of_its_own() -> None:
    scrutins = toulouse_election().scrutins
    names = short_names(scrutins)
    assert names["CTM"] == "CTM"
    assert names["CAPN-certifie"] == "CAPN professeurs certifiés"
    assert names["CAPA-plp"] == "CAPA professeurs de lycée professionnel"
    assert len(set(names.values())) == len(scrutins)


def test_a_fingerprint_is_in_groups_of_four() -> None:
    assert say_fingerprint("0123456789abcdef01") == "0123 4567 89ab cdef 01"
    assert fingerprint_groups("") == ()


def test_many_scrutins_are_a_few_names_and_a_number() -> None:
    names = short_names(toulouse_election().scrutins)
    codes = list(names)
    assert say_scrutins(codes[:1], names) == "CTM"
    assert say_scrutins(codes[:4], names).count(",") == 3
    assert say_scrutins(codes, names).startswith("CTM, CTA, ")
    assert say_scrutins(codes, names).endswith(f" et {len(codes) - 3} autres scrutins")
