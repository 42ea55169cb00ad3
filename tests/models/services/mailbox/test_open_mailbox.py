"""Opening a professional mailbox."""

from __future__ import annotations

import pytest

from models import Espace, MailboxSignInRefused, MustWait
from models.services.shared.counts import Tried
from tests.models.clocks import HandClock
from tests.models.steps import SOURCE, full_width, open_box, put_wrong_tries

NUMEN = "16E0501234ABC"


def test_the_first_time_the_password_is_the_numen(espace: Espace) -> None:
    box = open_box(espace, "fdupont")
    assert box.address == "francoise.dupont@ac-toulouse.fr"
    assert box.numen_in_use
    assert box.person.school == "Collège Jean Jaurès"


@pytest.mark.parametrize(
    "typed",
    [
        "FDupont",
        " fdupont ",
        "f dupont",
        "fdupont\n",
        full_width("fdupont"),
        "francoise.dupont@ac-toulouse.fr",
        "Francoise.Dupont@AC-Toulouse.fr",
    ],
)
def test_the_usual_slips_in_the_user_name_are_understood(espace: Espace, typed: str) -> None:
    assert espace.mailbox.open(typed, NUMEN, source=SOURCE).person.user_name == "fdupont"


@pytest.mark.parametrize(
    "typed", [NUMEN.lower(), " 16e0501234abc ", "16E 05 01234 ABC", "16E-0501234-ABC"]
)
def test_a_numen_is_understood_in_any_shape(espace: Espace, typed: str) -> None:
    assert espace.mailbox.open("fdupont", typed, source=SOURCE).numen_in_use


@pytest.mark.parametrize(
    ("user_name", "password"),
    [
        ("fdupont", "16E0501234ABD"),
        ("fdupont", ""),
        ("jmartin", "16G0154321GHI"),
        ("personne", NUMEN),
        ("", ""),
        ("personne@ac-toulouse.fr", NUMEN),
        ("fdupont\0", NUMEN),
        ("\ud800", "\ud800"),
        ("[/]", "[/]"),
        ("' OR 1=1 --", "' OR 1=1 --"),
        ("é" * 10_000, "é" * 10_000),
    ],
)
def test_everything_else_is_refused_in_the_same_words(
    espace: Espace, user_name: str, password: str
) -> None:
    with pytest.raises(MailboxSignInRefused) as refusal:
        espace.mailbox.open(user_name, password, source=SOURCE)
    assert refusal.value.text == MailboxSignInRefused.sentence


def test_after_a_change_the_numen_is_of_no_use_and_case_matters(espace: Espace) -> None:
    box = open_box(espace, "fdupont")
    password = "Marmotte-42-pic"
    changed = espace.mailbox.change_password(box, password, password, source=SOURCE)
    assert not changed.numen_in_use
    assert not espace.mailbox.open("fdupont", password, source=SOURCE).numen_in_use
    for wrong in (NUMEN, password.lower(), f"{password} "):
        with pytest.raises(MailboxSignInRefused):
            espace.mailbox.open("fdupont", wrong, source=SOURCE)


def test_three_wrong_tries_of_a_name_are_free_however_it_is_typed(
    espace: Espace, clock: HandClock
) -> None:
    for name in ("fdupont", "FDUPONT", " fdupont "):
        with pytest.raises(MailboxSignInRefused):
            espace.mailbox.open(name, "faux", source=SOURCE)
    with pytest.raises(MustWait):
        open_box(espace, "fdupont")
    clock.pass_by(seconds=5)
    assert open_box(espace, "fdupont").person.user_name == "fdupont"


def test_a_mailbox_is_never_sent_to_the_code_by_mail(espace: Espace, clock: HandClock) -> None:
    put_wrong_tries(espace, Tried.MAILBOX, "fdupont", 100)
    for _ in range(2):
        with pytest.raises(MailboxSignInRefused):
            espace.mailbox.open("fdupont", "faux", source=SOURCE)
        clock.pass_by(minutes=15)
    assert open_box(espace, "fdupont").person.user_name == "fdupont"


def test_the_logs_are_told_why_in_the_same_refusal(espace: Espace) -> None:
    causes = []
    for user_name in ("personne", "fdupont"):
        with pytest.raises(MailboxSignInRefused) as refusal:
            espace.mailbox.open(user_name, "Marmotte-42-pic", source=SOURCE)
        causes.append(refusal.value.cause)
        assert refusal.value.text == MailboxSignInRefused.sentence
    assert causes == ["unknown", "wrong"]


def test_the_logs_are_told_whose_tries_a_wait_comes_from(espace: Espace) -> None:
    for _ in range(3):
        with pytest.raises(MailboxSignInRefused):
            espace.mailbox.open("fdupont", "faux", source=SOURCE)
    with pytest.raises(MustWait) as refusal:
        open_box(espace, "fdupont")
    assert refusal.value.cause == "name"
