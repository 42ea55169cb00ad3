"""Signing in to the voter space."""

from __future__ import annotations

import unicodedata

import pytest

from models import (
    AddressRefused,
    AwaitingConfirmation,
    CodePurpose,
    Espace,
    SignInRefused,
    WindowNotOpen,
)
from tests.models.clocks import HandClock, paris
from tests.models.steps import (
    PASSWORD,
    SOURCE,
    activate,
    create,
    newest_code,
    open_box,
    sample,
    sign_in,
)


def test_the_right_password_opens_a_session(espace: Espace) -> None:
    session = sign_in(espace, "kbenali", "Pastel9Cassoulet")
    assert session.person.first_name == "Karim"


def test_the_usual_slips_in_the_address_are_understood(espace: Espace) -> None:
    session = espace.account.sign_in(
        " Karim.BENALI@ac-toulouse.fr ", "Pastel9Cassoulet", source=SOURCE
    )
    assert session.person.user_name == "kbenali"


@pytest.mark.parametrize(
    "typed", ["pastel9cassoulet", "Pastel9Cassoulet ", " Pastel9Cassoulet", "", "\0", "\ud800"]
)
def test_another_password_is_refused(espace: Espace, typed: str) -> None:
    with pytest.raises(SignInRefused):
        sign_in(espace, "kbenali", typed)


def test_spaces_at_the_ends_belong_to_the_password(espace: Espace) -> None:
    activate(espace, "fdupont", " Cormoran7 Vallespir ")
    with pytest.raises(SignInRefused):
        sign_in(espace, "fdupont", "Cormoran7 Vallespir")
    assert sign_in(espace, "fdupont", " Cormoran7 Vallespir ").account_version == 1


def test_an_accent_is_the_same_however_it_was_typed(espace: Espace) -> None:
    activate(espace, "fdupont", unicodedata.normalize("NFD", "Éternité7brûlée"))
    composed = unicodedata.normalize("NFC", "Éternité7brûlée")
    assert sign_in(espace, "fdupont", composed).account_version == 1


def test_an_account_that_waits_says_so_to_its_password_and_can_be_confirmed(
    espace: Espace,
) -> None:
    address, box = sample("fdupont").address, open_box(espace, "fdupont")
    asked = espace.account.create(address, PASSWORD, PASSWORD, mailbox=box, source=SOURCE)
    espace.administration.send_waiting_mail()
    with pytest.raises(AwaitingConfirmation) as waiting:
        sign_in(espace, "fdupont", PASSWORD)
    pending = waiting.value.pending
    assert pending.purpose is CodePurpose.CONFIRM
    assert pending.expires_at == asked.expires_at
    assert pending.proof is None, "the mailbox was opened elsewhere"
    code = newest_code(espace, "fdupont")
    session = espace.account.confirm(pending, code, password=PASSWORD, source=SOURCE)
    assert session.person.user_name == "fdupont"


def test_an_account_that_was_asked_for_elsewhere_waits_for_who_opens_the_mailbox(
    espace: Espace,
) -> None:
    """Told to anybody, it would say who is on the roll: their own password is never wrong."""
    address = sample("fdupont").address
    create(espace, address)
    with pytest.raises(SignInRefused, match="servez-vous du mail reçu"):
        sign_in(espace, "fdupont", PASSWORD)
    box = open_box(espace, "fdupont")
    with pytest.raises(AwaitingConfirmation):
        espace.account.sign_in(address, PASSWORD, mailbox=box, source=SOURCE)


def test_an_account_whose_code_has_expired_says_since_when(espace: Espace) -> None:
    with pytest.raises(AwaitingConfirmation) as waiting:
        sign_in(espace, "ifabre", "Camelia4Tarbes")
    assert waiting.value.pending.expires_at == paris("2014-11-28 03:30")


def test_after_the_accounts_close_one_still_signs_in(espace: Espace, clock: HandClock) -> None:
    for day in ("2014-12-04 16:30", "2014-12-04 17:30", "2014-12-05"):
        clock.go(paris(day))
        assert sign_in(espace, "kbenali", "Pastel9Cassoulet").person.user_name == "kbenali"


def test_before_the_opening_nobody_signs_in(espace: Espace, clock: HandClock) -> None:
    clock.go(paris("2014-09-21 23:59:59"))
    with pytest.raises(WindowNotOpen) as early:
        sign_in(espace, "kbenali", "Pastel9Cassoulet")
    assert early.value.moment == paris("2014-09-22")


@pytest.mark.parametrize("typed", ["", "karim.benali", "karim.benali@gmail.com"])
def test_what_is_no_address_of_the_election_is_refused(espace: Espace, typed: str) -> None:
    with pytest.raises(AddressRefused):
        espace.account.sign_in(typed, "Pastel9Cassoulet", source=SOURCE)


def test_a_source_with_odd_signs_is_recorded_as_text(espace: Espace) -> None:
    source = "borne\0 n° 3 \x1b[31m" + "é" * 200
    espace.account.sign_in(sample("kbenali").address, "Pastel9Cassoulet", source=source)
    assert espace.administration.verify_audit().first_fault is None


def test_the_logs_are_told_why_in_the_same_refusal(espace: Espace) -> None:
    create(espace, sample("fdupont").address)
    known = ("fdupont", "kbenali", "jobriendarc")
    addresses = {user_name: sample(user_name).address for user_name in known}
    causes = {}
    for user_name, address in {**addresses, "personne": "personne@ac-toulouse.fr"}.items():
        with pytest.raises(SignInRefused) as refusal:
            espace.account.sign_in(address, "Galopin3Roussillon", source=SOURCE)
        causes[user_name] = refusal.value.cause
        assert refusal.value.text == SignInRefused.sentence
    assert causes == {
        "personne": "unknown",
        "fdupont": "pending",
        "kbenali": "wrong",
        "jobriendarc": "absent",
    }
