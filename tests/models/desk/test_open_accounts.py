"""An election has a helpdesk as long as one of its accounts is open."""

from __future__ import annotations

from models import Espace
from tests.models.desk.staff_members import comes


def test_an_election_is_helped_from_its_first_account_to_its_last(espace: Espace) -> None:
    assert not espace.verify().helped
    comes(espace, "amartin")
    comes(espace, "durand")
    assert espace.verify().helped
    espace.desk.disable_staff("amartin", source="admin")
    assert espace.verify().helped
    espace.desk.disable_staff("durand", source="admin")
    assert not espace.verify().helped
    espace.desk.reset_staff("durand", source="admin")
    assert espace.verify().helped
