"""How people call scrutins: short, and each otherwise."""

from __future__ import annotations

from models import short_names, toulouse_election
from models.rules.fingerprints import fingerprint_groups, say_fingerprint


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
