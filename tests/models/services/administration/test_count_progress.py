"""How far the election has come: counts, on both databases."""

from __future__ import annotations

import json
import os
from dataclasses import fields

import pytest

from models import Election, Espace, StatusAxis, StatusCount
from models.services.shared import electors_in_parts
from models.views.csv_tables import status_csv
from tests.models.clocks import HandClock, paris
from tests.models.steps import activate, create, open_box, sample

FDUPONT = sample("fdupont").address


def line(lines: tuple[StatusCount, ...], key: str) -> StatusCount:
    return next(line for line in lines if line.key == key)


def numbers(line: StatusCount) -> tuple[int, int, int, int]:
    return line.electors, line.opened, line.accounts, line.confirmed


def test_each_step_of_a_person_moves_one_count(espace: Espace) -> None:
    before = espace.administration.count_progress().total
    open_box(espace, "fdupont")
    opened = espace.administration.count_progress().total
    create(espace, FDUPONT)
    created = espace.administration.count_progress().total
    assert opened.opened == before.opened + 1
    assert (created.accounts, created.confirmed) == (before.accounts + 1, before.confirmed)


def test_a_confirmed_account_is_counted_for_its_corps_its_school_and_each_of_its_scrutins(
    espace: Espace,
) -> None:
    before = {axis: espace.administration.count_progress(axis) for axis in StatusAxis}
    activate(espace, "fdupont")
    after = {axis: espace.administration.count_progress(axis) for axis in StatusAxis}
    moved = {
        axis: [
            line.key
            for line in after[axis].lines
            if line not in before[axis].lines and axis is not StatusAxis.DAY
        ]
        for axis in StatusAxis
    }
    assert moved[StatusAxis.CORPS] == ["certifie"]
    assert len(moved[StatusAxis.SCHOOL]) == 1
    assert moved[StatusAxis.SCRUTIN] == ["CTM", "CTA", "CAPN-certifie", "CAPA-certifie"]
    assert after[StatusAxis.CORPS].total.confirmed == before[StatusAxis.CORPS].total.confirmed + 1


def test_every_axis_tells_the_same_total(espace: Espace) -> None:
    activate(espace, "fdupont")
    totals = {espace.administration.count_progress(axis).total for axis in StatusAxis}
    assert len(totals) == 1
    assert totals.pop().electors == 6


def test_a_day_ends_at_midnight_in_paris(espace: Espace, clock: HandClock) -> None:
    clock.go(paris("2014-11-29 23:59"))
    create(espace, FDUPONT)
    clock.go(paris("2014-11-30 00:01"))
    create(espace, sample("jmartin1").address)
    days = espace.administration.count_progress(StatusAxis.DAY).lines
    assert line(days, "2014-11-29").accounts == 1
    assert line(days, "2014-11-30").accounts == 1
    assert line(days, "2014-11-30").label == "30/11/2014"


def test_a_corps_is_told_by_its_name_and_the_greatest_comes_first(espace: Espace) -> None:
    lines = espace.administration.count_progress().lines
    assert line(lines, "certifie").label == "certifié"
    assert [one.electors for one in lines] == sorted((one.electors for one in lines), reverse=True)


def test_mails_are_counted_by_their_state(espace: Espace) -> None:
    sent = espace.administration.count_progress().mails.sent
    espace.account.create(
        FDUPONT, "Cormoran7Vallespir", "Cormoran7Vallespir", mailbox=None, source="kiosque"
    )
    waiting = espace.administration.count_progress().mails
    assert waiting.waiting == 1
    assert waiting.oldest_waiting == espace.clock.now()
    espace.administration.send_waiting_mail()
    assert espace.administration.count_progress().mails.sent == sent + 1


def test_a_mail_that_a_newer_code_replaced_is_missed_by_nobody(
    espace: Espace, clock: HandClock
) -> None:
    address = sample("jobriendarc").address  # its mailbox is full
    create(espace, address)
    before = espace.administration.count_progress().mails
    assert before.waiting + before.full == 1
    clock.pass_by(minutes=2)
    create(espace, address)
    assert espace.administration.count_progress().mails.refused == before.refused
    assert before.oldest_waiting is None or before.oldest_waiting < clock.now()


def test_nobody_is_named(espace: Espace) -> None:
    """Small groups: it is counts only."""
    activate(espace, "fdupont")
    for axis in StatusAxis:
        said = repr(espace.administration.count_progress(axis)) + status_csv(
            espace.administration.count_progress(axis)
        )
        for personal in ("Dupont", "fdupont", FDUPONT, "Françoise"):
            assert personal not in said
    assert {field.name for field in fields(StatusCount)} == {
        "key", "label", "electors", "opened", "accounts", "confirmed",
    }  # fmt: skip


def test_the_table_for_a_spreadsheet_has_a_heading_the_lines_and_the_total(
    espace: Espace,
) -> None:
    status = espace.administration.count_progress()
    rows = status_csv(status).splitlines()
    assert rows[0] == (
        '"code","libelle","electeurs","messageries_ouvertes","comptes_crees","confirmes"'
    )
    assert rows[-1].startswith('"total","Ensemble",6,')
    assert len(rows) == len(status.lines) + 2
    assert json.dumps(rows)


def test_a_large_roll_counted_in_parts_gives_the_same_counts(
    espace: Espace, monkeypatch: pytest.MonkeyPatch
) -> None:
    activate(espace, "fdupont")
    whole = {axis: espace.administration.count_progress(axis) for axis in StatusAxis}
    monkeypatch.setattr(electors_in_parts, "SMALL", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    parts = {axis: espace.administration.count_progress(axis) for axis in StatusAxis}
    assert parts == whole


def test_nobody_on_the_roll_is_counted_as_nobody(empty_election: Election) -> None:
    espace = Espace(empty_election, HandClock())
    espace.administration.migrate()
    for axis in StatusAxis:
        assert numbers(espace.administration.count_progress(axis).total) == (0, 0, 0, 0)
    espace.close()
