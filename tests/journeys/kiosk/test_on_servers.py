"""The same on servers: a whole visit on PostgreSQL, and with the mailboxes of the académie."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from tests.architecture.installation import InstalledProgram
from tests.journeys.election import prepare_election
from tests.journeys.kiosk.borne import Borne
from tests.journeys.kiosk.conftest import StartKiosk
from tests.journeys.kiosk.path import ADDRESS, MAILBOX_PASSWORD, ROLL, VOTER_PASSWORD, whole_path
from tests.journeys.kiosk.settings import set_in
from tests.journeys.kiosk.test_nothing_left import nothing_is_left
from tests.journeys.kiosk.traces import in_memories, in_memory
from tests.journeys.real_servers import new_database, on_servers
from tests.mail_servers.dovecot import Dovecot
from tests.mail_servers.front import Front
from tests.mail_servers.mails import written

MAIL = "Le conseil de classe de 4e B est avancé à mardi."


@pytest.fixture
def database(postgresql: str) -> str:
    """The address of an empty database."""
    return new_database(postgresql, "kiosk")


@pytest.fixture
def embedded(database: str, home: Path) -> Path:
    """An election whose database is on the server, its mailboxes embedded."""

    def change(text: str) -> str:
        lines = text.splitlines(keepends=True)
        served = f'url = "{database}"\nkeys = "donnees/keys"\n'
        return "".join(served if line.startswith("url = ") else line for line in lines)

    return for_a_kiosk(prepare_election(home, *ROLL, change=change), home)


@pytest.fixture
def served(database: str, dovecot: Dovecot, front: Front, home: Path) -> Path:
    """An election whose mails and mailboxes are on servers too."""
    change = on_servers(home, database, dovecot, front)

    def change_keys(text: str) -> str:
        return change(text).replace("[database]\n", '[database]\nkeys = "donnees/keys"\n')

    return for_a_kiosk(prepare_election(home, *ROLL, change=change_keys), home)


def for_a_kiosk(config: Path, home: Path) -> Path:
    """Throw the roll away, keep the logs in the folder, and return the election file."""
    (home / "roll.csv").unlink()
    set_in(config, "logs", directory=str(home / "journaux"))
    return config


def leaves_no_connection(borne: Borne, socket: str) -> None:
    """Wait until the kiosk's database has no connection that idles."""

    def open_now() -> int:
        with psycopg.connect(host=socket, user="postgres", dbname="postgres") as connection:
            (count,) = connection.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = 'kiosk'"
            ).fetchone() or (0,)
        return int(count)

    borne.terminal.wait_until(lambda: open_now() == 0, "no connection that idles")


def test_after_a_visit_on_a_server_nothing_of_it_is_found(
    complete_program: InstalledProgram,
    embedded: Path,
    postgresql: str,
    start_kiosk: StartKiosk,
    home: Path,
) -> None:
    borne = start_kiosk(embedded, program=complete_program)
    _, traces = whole_path(borne)
    borne.quits()
    nothing_is_left(borne, home, traces)
    leaves_no_connection(borne, postgresql)


def test_the_mailbox_of_the_academie_is_read_and_let_go_of(
    complete_program: InstalledProgram,
    served: Path,
    postgresql: str,
    dovecot: Dovecot,
    front: Front,
    start_kiosk: StartKiosk,
) -> None:
    dovecot.new_mailbox("cdelmas", MAILBOX_PASSWORD, ADDRESS)
    dovecot.deliver(ADDRESS, written("Conseil de classe", MAIL).as_bytes())
    borne = start_kiosk(served, program=complete_program)
    visitor = borne.opens()
    visitor.opens_the_webmail()
    visitor.signs_in_to_the_webmail("cdelmas", MAILBOX_PASSWORD)
    visitor.reads("1 mail non lu", "Conseil de classe")
    visitor.presses("up", "enter")
    visitor.reads(MAIL)
    (visit,) = borne.visits
    assert in_memory(visit, [MAIL, MAILBOX_PASSWORD]) == {MAIL, MAILBOX_PASSWORD}
    visitor.terminal.settle()
    visitor.presses("escape")
    visitor.reads("Entrée Lire")
    visitor.chooses("Continuer : créez votre compte électeur")
    visitor.creates_an_account(VOTER_PASSWORD)
    visitor.opens_the_mail()
    visitor.clicks_on_the_link()
    visitor.sees_scrutins("CTM", "CTA", "CAPN", "CAPA")
    borne.quits()
    assert len(front.handler.taken) == 1
    assert in_memories(borne.processes, [MAIL, MAILBOX_PASSWORD, VOTER_PASSWORD]) == {}
    leaves_no_connection(borne, postgresql)
