"""First passwords that are no NUMEN: their column, their shape, what opens the mailbox."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models import (
    Espace,
    ImportOptions,
    Level,
    MailboxSignInRefused,
    PasswordRefused,
    RollError,
)
from models.services.administration.checks.roll import check_roll
from models.services.administration.roll_import import import_roll
from models.settings.election import Election
from models.settings.first_password import FirstPasswordSection
from tests.models.clocks import HandClock, paris
from tests.models.rolls import HEADER, person, write_roll
from tests.models.steps import SOURCE

GIVEN = FirstPasswordSection(
    name="code de la carte", pattern="^CA-[0-9]{8}$", shape="« CA », un tiret, huit chiffres"
)


@pytest.fixture
def of_cards(empty_election: Election, clock: HandClock) -> Iterator[Espace]:
    """An election with an empty roll whose people have a card."""
    mail = empty_election.mail.changed(first_password=GIVEN)
    opened = Espace(empty_election.changed(mail=mail), clock)
    opened.administration.migrate()
    yield opened
    opened.close()


def roll(directory: Path, first: str, column: str = "first_password") -> Path:
    return write_roll(directory, f"{person('a1')},{first}", header=f"{HEADER},{column}")


@pytest.mark.parametrize("column", ["first_password", "numen"])
def test_it_opens_the_mailbox_however_it_is_typed(
    of_cards: Espace, tmp_path: Path, column: str
) -> None:
    path = roll(tmp_path, "ca-12345678", column)
    report = of_cards.administration.import_roll(path, source=SOURCE)
    assert report.mailboxes == 1
    mailbox = of_cards.mailbox.open("a1", " Ca-1234 5678", source=SOURCE)
    assert mailbox.numen_in_use
    with pytest.raises(MailboxSignInRefused):
        of_cards.mailbox.open("a1", "16E0501234ABC", source=SOURCE)
    with pytest.raises(PasswordRefused) as refused:
        of_cards.mailbox.change_password(
            mailbox, "x-CA-12345678-x", "x-CA-12345678-x", source=SOURCE
        )
    assert "retirez votre code de la carte" in [check.advice for check in refused.value.checks]


@pytest.mark.parametrize("column", ["first_password", "numen"])
def test_another_shape_is_a_fault_by_its_name(
    of_cards: Espace, tmp_path: Path, column: str
) -> None:
    with pytest.raises(RollError) as refused:
        of_cards.administration.import_roll(roll(tmp_path, "16E0501234ABC", column), source=SOURCE)
    (fault,) = refused.value.faults
    assert fault.column == column, "the column is named as the file has it"
    assert "code de la carte : « CA », un tiret, huit chiffres" in fault.reason
    assert "NUMEN" not in fault.reason


def test_two_names_of_one_column_are_told(of_cards: Espace, tmp_path: Path) -> None:
    path = write_roll(
        tmp_path, f"{person('a1')},CA-12345678,", header=f"{HEADER},numen,first_password"
    )
    with pytest.raises(RollError) as refused:
        of_cards.administration.import_roll(path, source=SOURCE)
    assert "deux fois" in refused.value.faults[0].reason


@pytest.mark.parametrize("column", ["first_password", "numen", ""])
def test_whoever_gets_no_mailbox_is_counted_by_the_import_and_by_the_check(
    of_cards: Espace, clock: HandClock, tmp_path: Path, column: str
) -> None:
    header = f"{HEADER},{column}" if column else HEADER
    lines = [f"{person(name)}{',' if column else ''}" for name in ("a1", "b2")]
    path = write_roll(tmp_path, *lines, header=header)
    for dry_run in (True, False):
        report = of_cards.administration.import_roll(
            path, source=SOURCE, options=ImportOptions(dry_run=dry_run)
        )
        assert (report.mailboxes, report.without_mailbox) == (0, 2)
    (found,) = check_roll(of_cards.context)
    assert (found.level, found.command) == (Level.FAULT, "admin import")
    assert "Sans messagerie : 2 personnes sur 2" in found.text
    assert "code de la carte" in found.text
    clock.go(paris("2014-09-01 09:00"))
    assert check_roll(of_cards.context)[0].level is Level.ATTENTION
    clock.go(paris("2014-10-01 09:00"))
    of_cards.administration.import_roll(roll(tmp_path, "CA-12345678"), source=SOURCE)
    (found,) = check_roll(of_cards.context)
    assert found.level is Level.ATTENTION, "some may be meant to have none"
    assert "1 personne sur 2" in found.text
    path = write_roll(tmp_path, *lines, header=header)
    again = of_cards.administration.import_roll(path, source=SOURCE)
    assert again.without_mailbox == 1, "whoever has a mailbox needs nothing of the file"


def test_a_server_s_people_lack_no_mailbox(of_cards: Espace, tmp_path: Path) -> None:
    mail = of_cards.election.mail.changed(backend="smtp-imap")
    context = replace(of_cards.context, election=of_cards.election.changed(mail=mail))
    report = import_roll(context, write_roll(tmp_path, person("a1")), source=SOURCE)
    assert (report.without_mailbox, report.numens_column) == (0, "")
    (found,) = check_roll(context)
    assert found.good
