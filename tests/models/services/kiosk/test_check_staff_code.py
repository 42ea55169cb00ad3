"""The staff leave a kiosk by its code, and only they, with or without the database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from models import Election, Espace, MustWait, NoStaffCode, SignInRefused, WrongStaffCode
from models.services.kiosk.staff_code import UnsavedTries
from models.tables.audit import AuditEvent
from tests.models.clocks import HandClock
from tests.models.databases import election_on
from tests.models.kiosks import STAFF_CODE, with_staff_code
from tests.models.steps import sample

KIOSK = "kiosk:hall"
WRONG = "ZXWVT-SRQPN"
KBENALI = sample("kbenali")


@pytest.fixture(autouse=True)
def no_tries_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin without tries in the host's memory; its seconds stand still."""
    tries = UnsavedTries(lambda: 0.0)
    monkeypatch.setattr("models.services.kiosk.staff_code.HOST_TRIES", tries)


@pytest.fixture
def kiosk(espace: Espace) -> Iterator[Espace]:
    """The election with a staff code."""
    opened = Espace(with_staff_code(espace), espace.clock)
    yield opened
    opened.close()


@pytest.fixture(params=["a file that is gone", "a server that is away", "no keys"])
def cut_off(
    kiosk: Espace, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[Espace, str]]:
    """The same if no database answers, and a source of this test's own."""
    election = kiosk.election
    if request.param == "no keys":
        section = election.database.changed(keys=tmp_path / "gone")
        away = election.changed(database=section)
    else:
        url = f"sqlite:///{tmp_path / 'gone.sqlite'}"
        if "server" in request.param:
            url = f"postgresql://postgres@/election?host={tmp_path}"
        nowhere = election_on(url, tmp_path / "data" / "keys")
        away = election.changed(database=nowhere.database)
    opened = Espace(away, kiosk.clock)
    yield opened, f"kiosk:{tmp_path}"
    opened.close()


def wrong(espace: Espace, times: int, source: str = KIOSK) -> None:
    for _ in range(times):
        with pytest.raises(WrongStaffCode):
            espace.kiosk.check_staff_code(WRONG, source=source)


def kinds(espace: Espace) -> list[str]:
    with espace.context.connection():
        return [event.kind for event in AuditEvent.select().order_by(AuditEvent.sequence)]


@pytest.mark.parametrize("typed", [STAFF_CODE, "krtwbzhnqp", " krtwb  ZHNQP "])
def test_the_code_that_the_program_made_is_understood_however_it_is_typed(
    kiosk: Espace, typed: str
) -> None:
    kiosk.kiosk.check_staff_code(typed, source=KIOSK)
    assert kinds(kiosk)[-1:] == ["staff_code"]


@pytest.mark.parametrize("typed", ["", WRONG, "BCDFG-HJKL", "BCDFG-HJKLMN", "\ud800"])
def test_another_code_is_refused_and_the_trail_says_so(kiosk: Espace, typed: str) -> None:
    with pytest.raises(WrongStaffCode, match="celui du personnel"):
        kiosk.kiosk.check_staff_code(typed, source=KIOSK)
    assert kinds(kiosk)[-1:] == ["staff_code/WrongStaffCode"]
    assert kiosk.administration.verify_audit().first_fault is None


def test_a_code_that_a_person_chose_is_compared_as_it_is(espace: Espace) -> None:
    chosen = Espace(with_staff_code(espace, "Sifflet-Éclipse 9"), espace.clock)
    for typed in ("sifflet-éclipse 9", "Sifflet-Éclipse9", "Sifflet-Éclipse 9 "):
        with pytest.raises(WrongStaffCode):
            chosen.kiosk.check_staff_code(typed, source=f"kiosk:{typed}")
    chosen.kiosk.check_staff_code("Sifflet-E\u0301clipse 9", source=KIOSK)
    chosen.close()


def test_without_a_code_in_the_file_nothing_opens(espace: Espace) -> None:
    with pytest.raises(NoStaffCode, match="systemctl stop"):
        espace.kiosk.check_staff_code("", source=KIOSK)


def test_three_wrong_codes_are_free_then_the_wait_doubles_whatever_is_typed(
    kiosk: Espace, clock: HandClock
) -> None:
    wrong(kiosk, 3)
    for wait in (5, 10, 20):
        with pytest.raises(MustWait) as refusal:
            kiosk.kiosk.check_staff_code(STAFF_CODE, source=KIOSK)
        assert refusal.value.until == clock.now() + timedelta(seconds=wait)
        clock.pass_by(seconds=wait)
        wrong(kiosk, 1)
    assert "staff_code/MustWait" in kinds(kiosk)


def test_nobody_waits_longer_than_a_minute(kiosk: Espace, clock: HandClock) -> None:
    for _ in range(14):
        wrong(kiosk, 1)
        clock.pass_by(minutes=1)
    wrong(kiosk, 1)
    with pytest.raises(MustWait) as refusal:
        kiosk.kiosk.check_staff_code(STAFF_CODE, source=KIOSK)
    assert refusal.value.until == clock.now() + timedelta(minutes=1)


def test_a_restart_shortens_no_wait(kiosk: Espace) -> None:
    wrong(kiosk, 3)
    kiosk.close()
    again = Espace(kiosk.election, kiosk.clock)
    with pytest.raises(MustWait):
        again.kiosk.check_staff_code(STAFF_CODE, source=KIOSK)
    again.close()


def test_a_right_code_begins_the_count_again(kiosk: Espace) -> None:
    wrong(kiosk, 2)
    kiosk.kiosk.check_staff_code(STAFF_CODE, source=KIOSK)
    wrong(kiosk, 3)


def test_the_other_kiosks_staff_does_not_wait(kiosk: Espace) -> None:
    wrong(kiosk, 3)
    kiosk.kiosk.check_staff_code(STAFF_CODE, source="kiosk:lycée")


def test_no_visitor_waits_for_wrong_staff_codes(kiosk: Espace, clock: HandClock) -> None:
    for _ in range(25):
        wrong(kiosk, 1)
        clock.pass_by(minutes=1)
    wrong(kiosk, 1)
    session = kiosk.account.sign_in(KBENALI.address, "Pastel9Cassoulet", source=KIOSK)
    assert session.person.user_name == "kbenali"


def test_the_staff_does_not_wait_for_clumsy_visitors(kiosk: Espace) -> None:
    for number in range(20):
        with pytest.raises(SignInRefused):
            kiosk.account.sign_in(f"personne.{number}@ac-toulouse.fr", "Cormoran7", source=KIOSK)
    with pytest.raises(MustWait):
        kiosk.account.sign_in(KBENALI.address, "Pastel9Cassoulet", source=KIOSK)
    kiosk.kiosk.check_staff_code(STAFF_CODE, source=KIOSK)


def test_a_kiosk_that_is_cut_off_can_be_left(cut_off: tuple[Espace, str]) -> None:
    espace, source = cut_off
    wrong(espace, 1, source)
    espace.kiosk.check_staff_code(STAFF_CODE, source=source)


def test_the_host_counts_the_tries_that_no_database_does(
    cut_off: tuple[Espace, str], clock: HandClock
) -> None:
    espace, source = cut_off
    wrong(espace, 3, source)
    clock.pass_by(hours=1)  # setting the clock is no way around
    another = Espace(espace.election, clock)  # what an out of service kiosk opens, again and again
    with pytest.raises(MustWait) as refusal:
        another.kiosk.check_staff_code(STAFF_CODE, source=source)
    another.close()
    assert refusal.value.until > clock.now()


def test_the_hash_is_in_no_page_of_the_election(kiosk: Espace, election: Election) -> None:
    stored = kiosk.election.kiosk.staff_code_hash
    assert stored
    assert stored not in repr(kiosk.election)
    assert election.kiosk.staff_code_hash is None
