"""The same path on PostgreSQL and Dovecot: the mail crosses SMTP and IMAP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.installation import InstalledProgram
from tests.journeys.cast import Cast
from tests.journeys.election import prepare_election
from tests.journeys.real_servers import new_database, on_servers
from tests.journeys.surroundings import surroundings
from tests.journeys.terminal import Terminal
from tests.journeys.visitor import Visitor
from tests.mail_servers.dovecot import Dovecot
from tests.mail_servers.front import Front
from tests.mail_servers.mails import of_size, written

MAILBOX_PASSWORD = "Camion-bleu7 é"
ROOM = 40 * 1024


@pytest.fixture
def config(postgresql: str, dovecot: Dovecot, front: Front, home: Path, cast: Cast) -> Path:
    """The election's file, its database filled."""
    database = new_database(postgresql, "election")
    change = on_servers(home, database, dovecot, front)
    return prepare_election(home, change=change, sample=cast.name)


@pytest.fixture
def visitor(
    complete_program: InstalledProgram, config: Path, home: Path, cast: Cast
) -> Iterator[Visitor]:
    """A person in front of the program."""
    command: list[str | Path] = [complete_program.command, "open", "--config", config]
    with Terminal(command, environment=surroundings(home), folder=home) as terminal:
        yield Visitor(terminal, cast=cast)


def test_a_newcomer_follows_the_leaflet_on_postgresql_and_dovecot(
    visitor: Visitor, dovecot: Dovecot, front: Front, cast: Cast
) -> None:
    person = cast.newcomer
    dovecot.new_mailbox(person.user_name, MAILBOX_PASSWORD, person.address)
    dovecot.deliver(person.address, written("Conseil de classe").as_bytes())
    visitor.arrives()
    visitor.opens_the_webmail()
    assert cast.first_password not in visitor.terminal.text
    visitor.signs_in_to_the_webmail(person.user_name, MAILBOX_PASSWORD)
    visitor.reads(f"{person.address} · 1 mail non lu", "Conseil de classe")
    visitor.goes_on(f"Continuer : {cast.says('account.onward.creation')}")
    visitor.creates_an_account(cast.voter_password)
    visitor.opens_the_mail()
    visitor.clicks_on_the_link()
    visitor.sees_scrutins(*cast.shorts(person))
    visitor.quits()
    assert len(front.handler.taken) == 1
    secrets = (MAILBOX_PASSWORD, cast.voter_password)
    assert not any(secret.encode() in visitor.terminal.output for secret in secrets)


def test_a_full_mailbox_on_dovecot_is_emptied_and_the_waiting_mail_arrives(
    visitor: Visitor, dovecot: Dovecot, front: Front, cast: Cast
) -> None:
    person = cast.crowded
    name, address = person.user_name, person.address
    dovecot.new_mailbox(name, MAILBOX_PASSWORD, address, quota=f"{ROOM // 1024}K")
    dovecot.put(name, *(of_size(ROOM // 9 - 400, f"n° {number}") for number in range(9)))
    visitor.arrives()
    visitor.opens_the_webmail()
    visitor.signs_in_to_the_webmail(name, MAILBOX_PASSWORD)
    visitor.reads(address, "boîte saturée")
    visitor.presses("escape")
    visitor.reads("COMMENT ACTIVER", "✗ boîte saturée")
    visitor.presses("2")
    visitor.creates_an_account(cast.voter_password)
    visitor.reads("Votre boîte est saturée : le mail ne peut pas arriver.")
    visitor.goes_on("Vider ma boîte")
    visitor.reads("Votre boîte est saturée : le mail de confirmation ne peut pas arriver.")
    assert front.handler.taken == []
    visitor.empties_the_mailbox()
    visitor.reads_the_mail()
    visitor.clicks_on_the_link()
    visitor.sees_scrutins(*cast.shorts(person))
    visitor.quits()
