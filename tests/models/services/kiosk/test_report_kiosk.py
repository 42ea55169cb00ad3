"""What kiosks report, and what is counted of it."""

from __future__ import annotations

import csv
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from models import Election, EndedVisit, Espace, Unavailable, VisitEnd, VisitStep, kiosk_csv
from models.archive.rows import table_shapes
from models.tables.kiosks import KioskVisits
from tests.models.clocks import HandClock, paris
from tests.models.kiosks import visits
from tests.models.steps import SOURCE

HALL, STAFF_ROOM = "hall", "salle des professeurs"


def test_a_kiosk_without_visits_is_seen(espace: Espace) -> None:
    espace.kiosk.report(HALL, [])
    (kiosk,) = espace.administration.count_kiosks()
    assert (kiosk.name, kiosk.seen_at, kiosk.visits) == (HALL, espace.clock.now(), 0)
    assert (kiosk.reasons, kiosk.steps) == ({}, {})


def test_nobody_has_reported_at_first(espace: Espace) -> None:
    assert espace.administration.count_kiosks() == ()


def test_visits_add_up_by_why_and_where_they_ended(espace: Espace, clock: HandClock) -> None:

    def idle(number: int) -> list[EndedVisit]:
        return visits(clock.now(), number, reason=VisitEnd.IDLE, step=VisitStep.MAILBOX)

    espace.kiosk.report(HALL, visits(clock.now(), 3) + idle(2))
    clock.pass_by(seconds=30)
    espace.kiosk.report(HALL, idle(4))
    espace.kiosk.report(STAFF_ROOM, visits(clock.now(), 1, reason=VisitEnd.CRASH))
    hall, staff_room = espace.administration.count_kiosks()
    assert hall.seen_at == clock.now()
    assert hall.visits == 9
    assert hall.reasons == {VisitEnd.LEFT: 3, VisitEnd.IDLE: 6}
    assert hall.steps == {VisitStep.MAILBOX: 6, VisitStep.SCRUTINS: 3}
    assert staff_room.reasons == {VisitEnd.CRASH: 1}


def test_only_a_person_on_their_way_gives_up(espace: Espace, clock: HandClock) -> None:
    for reason in VisitEnd:
        for step in VisitStep:
            espace.kiosk.report(HALL, visits(clock.now(), reason=reason, step=step))
    (hall,) = espace.administration.count_kiosks()
    assert hall.given_up == {
        VisitStep.MAILBOX: 3,
        VisitStep.ACCOUNT: 3,
        VisitStep.CONFIRMATION: 3,
        VisitStep.ACCESS: 3,
    }
    assert hall.steps == dict.fromkeys(VisitStep, len(VisitEnd))


def test_a_kiosk_that_is_not_seen_for_thirty_days_is_listed_with_its_own_days_only(
    espace: Espace, clock: HandClock
) -> None:
    day = date(2014, 11, 28)
    espace.kiosk.report(HALL, visits(clock.now(), 7))
    clock.pass_by(days=30)
    espace.kiosk.report(STAFF_ROOM, [])
    assert [kiosk.name for kiosk in espace.administration.count_kiosks()] == [HALL, STAFF_ROOM]
    clock.pass_by(seconds=1)
    assert [kiosk.name for kiosk in espace.administration.count_kiosks()] == [STAFF_ROOM]
    assert espace.administration.count_kiosks(day)[0].visits == 7
    assert len(espace.administration.count_kiosks(day - timedelta(days=1))) == 1
    espace.kiosk.report(HALL, [])
    assert len(espace.administration.count_kiosks()) == 2


def test_a_visit_counts_for_the_day_on_which_it_ended_in_france(
    espace: Espace, clock: HandClock
) -> None:
    clock.go(paris("2014-11-29 00:10"))
    espace.kiosk.report(HALL, visits(paris("2014-11-28 23:59"), 2))
    espace.kiosk.report(HALL, visits(paris("2014-11-29 00:01"), 5))
    assert espace.administration.count_kiosks()[0].visits == 5
    assert espace.administration.count_kiosks(date(2014, 11, 28))[0].visits == 2
    assert espace.administration.count_kiosks(date(2014, 11, 27))[0].visits == 0


def test_kiosks_are_listed_by_name_as_a_person_sorts_them(espace: Espace) -> None:
    for name in ("lycée", "CDI", "hall"):
        espace.kiosk.report(name, [])
    assert [kiosk.name for kiosk in espace.administration.count_kiosks()] == [
        "CDI",
        "hall",
        "lycée",
    ]


@pytest.mark.parametrize(
    ("name", "kept"), [("hall\x1b[2J\nnord", "hall nord"), ("h" * 90, "h" * 79 + "…")]
)
def test_a_name_is_one_short_line(espace: Espace, name: str, kept: str) -> None:
    espace.kiosk.report(name, visits(espace.clock.now()))
    (kiosk,) = espace.administration.count_kiosks()
    assert (kiosk.name, kiosk.visits) == (kept, 1)


def test_kiosks_of_one_name_that_report_at_once_lose_no_visit(espace: Espace) -> None:
    now = espace.clock.now()
    orders = [list(VisitStep), list(reversed(VisitStep))] * 10
    with ThreadPoolExecutor(4) as pool:
        reports = [
            pool.submit(espace.kiosk.report, HALL, [visits(now, step=step)[0] for step in order])
            for order in orders
        ]
    assert [report.exception() for report in reports] == [None] * 20
    (kiosk,) = espace.administration.count_kiosks()
    assert kiosk.steps == dict.fromkeys(VisitStep, 20)


def test_nothing_is_counted_while_the_database_is_away(file_espace: Espace, tmp_path: Path) -> None:
    file = tmp_path / "data" / "election.sqlite"
    file.rename(tmp_path / "elsewhere")
    with pytest.raises(Unavailable):
        file_espace.kiosk.report(HALL, visits(file_espace.clock.now()))
    (tmp_path / "elsewhere").rename(file)
    assert file_espace.administration.count_kiosks() == ()


def test_no_row_tells_when_a_visit_was(espace: Espace) -> None:
    """Counts, never a row a visit: with the audit chain's times it could be tied to a person."""
    espace.kiosk.report(HALL, visits(espace.clock.now(), 50))
    with espace.context.connection():
        (shape,) = [one for one in table_shapes(espace.context.store) if one.name == "kiosk_visits"]
        assert set(shape.columns) == {"kiosk", "day", "reason", "step", "visits"}
        rows = [row.visits for row in KioskVisits.select()]
    assert rows == [50]


def test_the_counts_stay_after_the_purge_and_in_a_backup(
    espace: Espace, clock: HandClock, elsewhere: Election, tmp_path: Path
) -> None:
    espace.kiosk.report(HALL, visits(clock.now(), 7))
    day = date(2014, 11, 28)
    clock.go(paris("2015-03-06 00:00"))
    espace.administration.purge_election(dry_run=False, source=SOURCE)
    assert espace.administration.count_kiosks(day)[0].visits == 7
    saved = tmp_path / "election.sauvegarde"
    espace.administration.back_up(saved, with_keys=True, source=SOURCE)
    espace.close()
    other = Espace(elsewhere, clock)
    other.administration.restore(saved, source=SOURCE)
    assert other.administration.count_kiosks(day)[0].steps == {VisitStep.SCRUTINS: 7}
    other.close()


def test_the_same_table_goes_into_a_spreadsheet(espace: Espace, clock: HandClock) -> None:
    espace.kiosk.report("=cmd", visits(clock.now(), 3, reason=VisitEnd.IDLE))
    count_kiosks = espace.administration.count_kiosks
    (told,) = csv.DictReader(kiosk_csv(count_kiosks()).splitlines())
    assert told["borne"] == "'=cmd"
    assert (told["visites"], told["arret_scrutins"], told["fin_sans_touche"]) == ("3", "3", "3")
    assert told["fin_erreur"] == "0"
