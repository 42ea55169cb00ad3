"""Creating a voter account."""

from __future__ import annotations

import pytest

from models import (
    AddressRefused,
    CodePurpose,
    Espace,
    MustWait,
    PasswordRefused,
    PendingCode,
    StaleCode,
    Verdict,
    WindowClosed,
    WindowNotOpen,
)
from models.tables.accounts import ConfirmationCode
from models.tables.mails import WaitingMail
from models.views.mail import MailState
from tests.models.clocks import MORNING, HandClock, paris
from tests.models.steps import (
    OTHER_PASSWORD,
    PASSWORD,
    SOURCE,
    STRANGER,
    account_of,
    activate,
    create,
    election_mail,
    full_width,
    newest_code,
    open_box,
    sample,
    sign_in,
)

FDUPONT = sample("fdupont").address


def ask(espace: Espace, address: str, password: str, confirmation: str | None = None) -> None:
    espace.account.create(
        address,
        password,
        password if confirmation is None else confirmation,
        mailbox=None,
        source=SOURCE,
    )


def test_an_account_waits_for_the_code_that_its_mail_carries(espace: Espace) -> None:
    pending = create(espace, FDUPONT)
    assert pending.purpose is CodePurpose.CONFIRM
    assert pending.address == FDUPONT
    assert pending.tries_left == 5
    assert pending.expires_at == paris("2014-11-29 09:30")
    assert pending.resend_at == paris("2014-11-28 09:31")
    mail = election_mail(espace, "fdupont")
    assert mail.summary.subject == "Confirmez la création de votre compte électeur"
    account = account_of(espace, FDUPONT)
    assert account
    assert account.state == "pending"


def test_nothing_is_sent_before_it_is_asked_for(espace: Espace) -> None:
    ask(espace, FDUPONT, PASSWORD)
    assert espace.mailbox.list_folder(open_box(espace, "fdupont")).waiting == 1
    assert espace.administration.send_waiting_mail().sent == 1
    assert espace.mailbox.list_folder(open_box(espace, "fdupont")).waiting == 0


@pytest.mark.parametrize(
    "typed",
    [
        "FRANCOISE.DUPONT@AC-TOULOUSE.FR",
        "  francoise.dupont@ac-toulouse.fr ",
        full_width("francoise") + ".dupont@ac-toulouse.fr",
        "\u200ffrancoise.dupont@ac-toulouse.fr",
    ],
)
def test_the_usual_slips_in_an_address_are_understood(espace: Espace, typed: str) -> None:
    assert create(espace, typed).address == FDUPONT
    assert account_of(espace, FDUPONT)


@pytest.mark.parametrize(
    "typed",
    ["", "fdupont", "a@b", "francoise.dupont@gmail.com", "\x00@ac-toulouse.fr", "[/]\ud800"],
)
def test_what_is_no_address_of_the_election_is_refused(espace: Espace, typed: str) -> None:
    with pytest.raises(AddressRefused) as refusal:
        ask(espace, typed, PASSWORD)
    assert "\x00" not in refusal.value.text
    assert refusal.value.text.endswith(".")


@pytest.mark.parametrize(
    ("password", "rule"),
    [
        ("", "length"),
        ("Abcde1x", "length"),
        ("cormoran7vallespir", "upper"),
        ("CORMORAN7VALLESPIR", "lower"),
        ("CormoranVallespir", "digit"),
        ("Francoise2014", "guessable"),
        ("16E0501234abC", "guessable"),
        ("Ab3" + "xK9" * 42, "length"),
        ("Ab3" + "xK9é" * 2500, "length"),
    ],
)
def test_a_password_that_breaks_a_rule_is_refused(espace: Espace, password: str, rule: str) -> None:
    with pytest.raises(PasswordRefused) as refusal:
        ask(espace, FDUPONT, password)
    broken = {check.rule for check in refusal.value.checks if check.verdict is not Verdict.KEPT}
    assert rule in broken
    assert account_of(espace, FDUPONT) is None


@pytest.mark.parametrize("length", [8, 128])
def test_passwords_of_the_least_and_the_greatest_length_sign_in(
    espace: Espace, length: int
) -> None:
    password = ("Vq7-xB3é&kZ9_wPm4" * 8)[:length]
    activate(espace, "fdupont", password)
    assert sign_in(espace, "fdupont", password).person.last_name == "Dupont"


def test_two_different_passwords_are_refused(espace: Espace) -> None:
    with pytest.raises(PasswordRefused):
        ask(espace, FDUPONT, PASSWORD, OTHER_PASSWORD)


@pytest.mark.parametrize(
    ("day", "refusal", "moment"),
    [
        ("2014-09-21 23:59:59", WindowNotOpen, "2014-09-22"),
        ("2014-12-04 16:00:00", WindowClosed, "2014-12-04 16:00"),
        ("2014-12-04 17:30:00", WindowClosed, "2014-12-04 16:00"),
    ],
)
def test_outside_the_account_window_the_calendar_answers(
    espace: Espace,
    clock: HandClock,
    day: str,
    refusal: type[WindowNotOpen | WindowClosed],
    moment: str,
) -> None:
    clock.go(paris(day))
    with pytest.raises(refusal) as caught:
        ask(espace, FDUPONT, PASSWORD)
    assert caught.value.moment == paris(moment)


@pytest.mark.parametrize("day", ["2014-09-22 00:00:00", "2014-12-04 15:59:59"])
def test_the_first_and_the_last_second_of_the_window_are_good(
    espace: Espace, clock: HandClock, day: str
) -> None:
    clock.go(paris(day))
    create(espace, "jean.martin1@ac-toulouse.fr")


def test_the_window_closes_to_the_minute(espace: Espace, clock: HandClock) -> None:
    clock.go(paris("2014-12-04 16:00"))
    with pytest.raises(WindowClosed) as closed:
        ask(espace, FDUPONT, PASSWORD)
    assert closed.value.moment == paris("2014-12-04 16:00")
    clock.go(paris("2014-12-04 16:50"))
    with pytest.raises(WindowClosed, match="accédez à votre espace électeur"):
        ask(espace, FDUPONT, PASSWORD)


def test_a_second_creation_in_the_same_minute_waits(espace: Espace, clock: HandClock) -> None:
    create(espace, FDUPONT)
    clock.pass_by(seconds=59)
    with pytest.raises(MustWait, match="Un mail vient d'être adressé") as wait:
        ask(espace, FDUPONT, OTHER_PASSWORD)
    assert wait.value.until == paris("2014-11-28 09:31")
    clock.pass_by(seconds=1)
    ask(espace, FDUPONT, OTHER_PASSWORD)


def test_a_second_creation_replaces_the_password_and_the_code(
    espace: Espace, clock: HandClock
) -> None:
    create(espace, FDUPONT)
    first = newest_code(espace, "fdupont")
    clock.pass_by(minutes=1)
    pending = create(espace, FDUPONT, OTHER_PASSWORD)
    second = newest_code(espace, "fdupont")
    assert second != first
    espace.account.confirm(pending, second, source=SOURCE)
    assert sign_in(espace, "fdupont", OTHER_PASSWORD).account_version == 1
    with pytest.raises(StaleCode):
        espace.account.confirm(pending, first, source=SOURCE)


def look(pending: PendingCode) -> tuple[object, ...]:
    return (
        pending.purpose,
        pending.expires_at - MORNING,
        pending.resend_at - MORNING,
        pending.tries_left,
        len(pending.proof or ""),
    )


def test_an_address_that_has_an_account_or_nobody_gets_the_same_answer(espace: Espace) -> None:
    fresh = create(espace, FDUPONT)
    existing = create(espace, sample("kbenali").address)
    nobody = create(espace, STRANGER)
    assert look(fresh) == look(existing) == look(nobody)


def test_an_existing_account_is_left_alone_and_its_mailbox_told(espace: Espace) -> None:
    create(espace, sample("kbenali").address)
    assert election_mail(espace, "kbenali").summary.subject == "Un compte électeur existe déjà"
    assert sign_in(espace, "kbenali", "Pastel9Cassoulet").account_version == 1


def test_an_address_of_nobody_gets_no_mail_and_no_row(espace: Espace) -> None:
    ask(espace, STRANGER, PASSWORD)
    with espace.context.connection():
        assert not WaitingMail.select().where(WaitingMail.state == MailState.WAITING).count()
        assert not ConfirmationCode.select().where(ConfirmationCode.created_at >= MORNING).count()
