"""The same path on PostgreSQL and Dovecot: the mail crosses SMTP and IMAP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.installation import InstalledProgram
from tests.journeys.election import prepare_election
from tests.journeys.real_servers import new_database, on_servers
from tests.journeys.surroundings import surroundings
from tests.journeys.terminal import Terminal
from tests.journeys.visitor import VOTER_PASSWORD, Visitor
from tests.mail_servers.dovecot import Dovecot
from tests.mail_servers.front import Front
from tests.mail_servers.mails import of_size, written

MAILBOX_PASSWORD = "Camion-bleu7 é"
ROOM = 40 * 1024


@pytest.fixture
def config(postgresql: str, dovecot: Dovecot, front: Front, home: Path) -> Path:
    """The election's file, its database filled."""
    database = new_database(postgresql, "election")
    change = on_servers(home, database, dovecot, front)
    return prepare_election(home, change=change)


@pytest.fixture
def visitor(complete_program: InstalledProgram, config: Path, home: Path) -> Iterator[Visitor]:
    """A person in front of the program."""
    command: list[str | Path] = [complete_program.command, "open", "--config", config]
    with Terminal(command, environment=surroundings(home), folder=home) as terminal:
        yield Visitor(terminal)


def test_fdupont_follows_the_leaflet_on_postgresql_and_dovecot(
    visitor: Visitor, dovecot: Dovecot, front: Front
) -> None:
    dovecot.new_mailbox("fdupont", MAILBOX_PASSWORD, "francoise.dupont@ac-toulouse.fr")
    dovecot.deliver("francoise.dupont@ac-toulouse.fr", written("Conseil de classe").as_bytes())
    visitor.arrives()
    visitor.opens_the_webmail()
    assert "NUMEN" not in visitor.terminal.text
    visitor.signs_in_to_the_webmail("fdupont", MAILBOX_PASSWORD)
    visitor.reads("francoise.dupont@ac-toulouse.fr · 1 mail non lu", "Conseil de classe")
    visitor.goes_on("Continuer : créez votre compte électeur")
    visitor.creates_an_account(VOTER_PASSWORD)
    visitor.opens_the_mail()
    visitor.clicks_on_the_link()
    visitor.sees_scrutins("CTM", "CTA", "CAPN", "CAPA")
    visitor.quits()
    assert len(front.handler.taken) == 1
    secrets = (MAILBOX_PASSWORD, VOTER_PASSWORD)
    assert not any(secret.encode() in visitor.terminal.output for secret in secrets)


def test_a_full_mailbox_on_dovecot_is_emptied_and_the_waiting_mail_arrives(
    visitor: Visitor, dovecot: Dovecot, front: Front
) -> None:
    address = "jean-noel.obriendarc@ac-toulouse.fr"
    dovecot.new_mailbox("jobriendarc", MAILBOX_PASSWORD, address, quota=f"{ROOM // 1024}K")
    dovecot.put("jobriendarc", *(of_size(ROOM // 9 - 400, f"n° {number}") for number in range(9)))
    visitor.arrives()
    visitor.opens_the_webmail()
    visitor.signs_in_to_the_webmail("jobriendarc", MAILBOX_PASSWORD)
    visitor.reads(address, "boîte saturée")
    visitor.presses("escape")
    visitor.reads("COMMENT ACTIVER", "✗ boîte saturée")
    visitor.presses("2")
    visitor.creates_an_account(VOTER_PASSWORD)
    visitor.reads("Votre boîte est saturée : le mail ne peut pas arriver.")
    visitor.goes_on("Vider ma boîte")
    visitor.reads("Votre boîte est saturée : le mail de confirmation ne peut pas arriver.")
    assert front.handler.taken == []
    visitor.empties_the_mailbox()
    visitor.reads_the_mail()
    visitor.clicks_on_the_link()
    visitor.sees_scrutins("CTM", "CTA", "CAPN", "CAPA")
    visitor.quits()
