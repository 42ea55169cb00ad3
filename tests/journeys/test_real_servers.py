"""The same path on PostgreSQL and Dovecot: the mail crosses SMTP and IMAP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest

from tests.architecture.installation import InstalledProgram, install_program
from tests.journeys.election import prepare_election
from tests.journeys.real_servers import on_servers
from tests.journeys.surroundings import surroundings
from tests.journeys.terminal import Terminal
from tests.journeys.visitor import Visitor
from tests.mail_servers.dovecot import Dovecot
from tests.mail_servers.front import Front, running_front
from tests.mail_servers.mails import of_size, written
from tests.models.databases import postgresql_socket

MAILBOX_PASSWORD = "Camion-bleu7 é"
VOTER_PASSWORD = "Bruyere6Aubrac"
ROOM = 40 * 1024


@pytest.fixture(scope="module")
def complete_program(tmp_path_factory: pytest.TempPathFactory) -> InstalledProgram:
    """The program with its driver for PostgreSQL."""
    return install_program(tmp_path_factory.mktemp("complete"), "postgresql.txt")


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    """The address of an empty database, up to its name."""
    with postgresql_socket() as socket:
        yield socket


@pytest.fixture
def front(dovecot: Dovecot) -> Iterator[Front]:
    """What takes the mails and hands them over to the mailboxes."""
    directory = dovecot.directory
    with running_front(dovecot.lmtp, directory / "server.pem", directory / "server.key") as running:
        yield running


@pytest.fixture
def config(
    complete_program: InstalledProgram, postgresql: str, dovecot: Dovecot, front: Front, home: Path
) -> Path:
    """The election's file, its database filled."""
    with psycopg.connect(
        host=postgresql, user="postgres", dbname="postgres", autocommit=True
    ) as connection:
        connection.execute("DROP DATABASE IF EXISTS election WITH (FORCE)")
        connection.execute("CREATE DATABASE election")
    where = urlencode({"host": postgresql}, safe="/")
    database = f"postgresql://postgres@/election?{where}"
    change = on_servers(home, database, dovecot, front)
    return prepare_election(complete_program, home, change=change)


@pytest.fixture
def visitor(complete_program: InstalledProgram, config: Path, home: Path) -> Iterator[Visitor]:
    """Somebody in front of the program."""
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
    visitor.goes_on("Ouvrir ma messagerie")
    visitor.follows_the_mail()
    visitor.confirms()
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
    visitor.reads("COMMENT ACTIVER", "✓ ouverte")
    visitor.presses("2")
    visitor.creates_an_account(VOTER_PASSWORD)
    visitor.reads("Votre boîte est saturée : le mail attend.")
    visitor.goes_on("Ouvrir ma messagerie")
    visitor.reads("un mail de l'élection attend")
    assert front.handler.taken == []
    visitor.empties_the_mailbox()
    visitor.follows_the_mail()
    visitor.confirms()
    visitor.sees_scrutins("CTM", "CTA", "CAPN", "CAPA")
    visitor.quits()
