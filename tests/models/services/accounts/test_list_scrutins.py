"""The scrutins that a person is called to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models import Espace, SessionExpired
from models.tables.accounts import AccountState
from tests.models.clocks import paris
from tests.models.steps import activate, set_state, sign_in


@pytest.mark.parametrize(
    ("user_name", "shorts"),
    [
        ("fdupont", ["CTM", "CTA", "CAPN", "CAPA"]),
        ("jobriendarc", ["CTM", "CTA", "CAPN", "CAPA"]),
        ("jmartin1", ["CTM", "CTA", "CAPN", "CAPD"]),
    ],
)
def test_a_person_sees_their_own_scrutins_and_no_other(
    espace: Espace, user_name: str, shorts: list[str]
) -> None:
    if user_name == "jobriendarc":
        box = espace.mailbox.open(user_name, "16E9812345DEF", source="kiosque")
        inbox = espace.mailbox.list_folder(box).messages
        espace.mailbox.delete(box, [line.message_id for line in inbox])
        espace.mailbox.empty_trash(box)
    scrutins = espace.account.list_scrutins(activate(espace, user_name))
    assert [scrutin.short for scrutin in scrutins] == shorts


def test_a_scrutin_tells_its_title_level_seats_and_window(espace: Espace) -> None:
    session = sign_in(espace, "kbenali", "Pastel9Cassoulet")
    ministerial, academic, national, _ = espace.account.list_scrutins(session)
    assert ministerial.title == "Comité technique ministériel"
    assert (ministerial.level, ministerial.seats) == ("national", 15)
    assert (academic.level, academic.seats) == ("académique", 10)
    assert national.code == "CAPN-plp"
    assert national.seats is None
    assert ministerial.opens_at == paris("2014-11-27 10:00")
    assert ministerial.closes_at == paris("2014-12-04 17:00")
    assert ministerial.results_from == paris("2014-12-05")


def test_a_session_that_is_no_good_any_more_ends(espace: Espace) -> None:
    session = sign_in(espace, "kbenali", "Pastel9Cassoulet")
    for false in (replace(session, account_id=999_999), replace(session, account_version=7)):
        with pytest.raises(SessionExpired):
            espace.account.list_scrutins(false)
    set_state(espace, "kbenali", AccountState.DISABLED)
    with pytest.raises(SessionExpired, match="Connectez-vous de nouveau"):
        espace.account.list_scrutins(session)
