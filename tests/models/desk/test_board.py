"""The supervisor's board counts who stands still, what people call for, and how it goes."""

from __future__ import annotations

import csv
import io

import pytest

from models import Espace, StatusAxis
from models.errors import RoleRefused
from models.services.desk.board import count_desk, read_board
from models.views.csv_tables import desk_csv
from models.views.desk import StaffRole
from models.views.desk_calls import CallState, Cause
from tests.models.clocks import HandClock
from tests.models.desk.staff_members import SOURCE, comes
from tests.models.steps import activate, create, open_box, person_on_roll, sample, set_state


def test_an_agent_does_not_lead(espace: Espace) -> None:
    with pytest.raises(RoleRefused):
        read_board(espace.context, comes(espace))


def test_who_stands_still_is_counted(espace: Espace, clock: HandClock) -> None:
    chef = comes(espace, "chef", StaffRole.SUPERVISOR)
    before = read_board(espace.context, chef).stuck
    create(espace, sample("fdupont").address)
    assert read_board(espace.context, chef).stuck.expired == before.expired
    clock.pass_by(hours=25)
    open_box(espace, "jmartin1")
    set_state(espace, "kbenali", "disabled")
    create(espace, sample("jobriendarc").address)  # whose mailbox is full
    board = read_board(espace.context, chef)
    assert board.stuck.expired == before.expired + 2  # and Mrs Cazenave's, of the samples
    assert board.stuck.disabled == before.disabled + 1
    assert board.stuck.full == before.full + 1
    assert board.stuck.unopened < before.unopened
    assert board.total.electors == 6


def test_calls_of_today_are_counted_by_cause(espace: Espace, clock: HandClock) -> None:
    chef = comes(espace, "chef", StaffRole.SUPERVISOR)
    ended = [Cause.CODE_EXPIRED, Cause.CODE_EXPIRED, Cause.SCRUTINS]
    for name, cause in zip(("fdupont", "ifabre", "kbenali"), ended, strict=True):
        call = espace.desk.open_call(chef, person_on_roll(espace, name), source=SOURCE)
        espace.desk.leave_call(chef, call.call_id, CallState.CLOSED, cause=cause)
    espace.desk.open_call(chef, person_on_roll(espace, "jmartin1"), source=SOURCE)
    board = read_board(espace.context, chef)
    assert board.calls == ((Cause.CODE_EXPIRED, 2), (Cause.SCRUTINS, 1))
    assert board.open_calls == 1
    clock.pass_by(hours=24)
    assert read_board(espace.context, chef).calls == ()
    again = espace.desk.open_call(chef, person_on_roll(espace, "jmartin1"), source=SOURCE)
    espace.desk.leave_call(chef, again.call_id, CallState.CLOSED, cause=Cause.QUESTION)
    assert read_board(espace.context, chef).calls == ((Cause.QUESTION, 1),)


def test_confirmations_are_in_their_hours(espace: Espace, clock: HandClock) -> None:
    activate(espace, "fdupont")
    clock.pass_by(hours=2, minutes=30)
    activate(espace, "jmartin1")
    hours = count_desk(espace.context).hours
    assert len(hours) == 24
    assert sum(hours) == 2
    assert hours[-1] == 1
    assert hours[-3] == 1
    clock.pass_by(hours=25)
    assert sum(count_desk(espace.context).hours) == 0


def test_it_is_counted_by_school_too_and_written_for_a_spreadsheet(espace: Espace) -> None:
    activate(espace, "fdupont")
    corps = count_desk(espace.context)
    schools = count_desk(espace.context, StatusAxis.SCHOOL)
    assert sum(line.electors for line in schools.lines) == 6
    rows = list(csv.reader(io.StringIO(desk_csv(corps, schools))))
    assert rows[0] == ["sujet", "code", "libelle", "nombre", "sur"]
    assert ["appels", "ouverts", "", "0", ""] in rows
    assert ["activation", "", "total", str(corps.total.confirmed), "6"] in rows
    assert ["confirmes", "il y a 0 h", "", "1", ""] in rows
    assert len([row for row in rows if row[0] == "confirmes"]) == 24
    for board, name in ((corps, "corps"), (schools, "etablissement")):
        written = [row for row in rows if row[0] == name]
        assert [row[1] for row in written] == [line.key for line in board.lines]
        assert sum(int(row[3]) for row in written) == board.total.confirmed
        assert sum(int(row[4]) for row in written) == 6
