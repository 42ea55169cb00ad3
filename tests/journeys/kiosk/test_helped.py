"""A teacher on the telephone, an agent, two machines and a PostgreSQL server between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from models import Espace, SystemClock, load_election
from tests.architecture.installation import InstalledProgram
from tests.journeys.agent import Agent
from tests.journeys.election import prepare_election
from tests.journeys.kiosk.conftest import StartKiosk
from tests.journeys.kiosk.settings import set_in
from tests.journeys.kiosk.traces import in_memory
from tests.journeys.real_servers import new_database
from tests.journeys.surroundings import surroundings
from tests.journeys.terminal import LOOKED_AT, Terminal
from tests.models.clocks import HandClock
from tests.models.desk.staff_members import comes
from tests.private_memory import watched

NUMEN = "16A1300998QRS"
VOTER_PASSWORD = "Glycine8Garonne"
ADDRESS = "ines.fabre@ac-toulouse.fr"
PERSON = (f"ifabre,{ADDRESS},Mme,Fabre,Inès,aesh,65,0650004D,Collège Pyrène,{NUMEN}",)
CODE = re.compile(r"Code d'aide ([A-Z]{3} [A-Z]{3})")
TYPED = (NUMEN, VOTER_PASSWORD)


@pytest.fixture
def config(postgresql: str, home: Path) -> Path:
    """An election on the server whose one person has let a code expire, with an agent."""
    served = f'url = "{new_database(postgresql, "desk")}"\nkeys = "donnees/keys"\n'

    def change(text: str) -> str:
        lines = text.splitlines(keepends=True)
        return "".join(served if line.startswith("url = ") else line for line in lines)

    file = prepare_election(home, *PERSON, change=change)
    (home / "roll.csv").unlink()
    set_in(file, "logs", directory=str(home / "journaux"))
    set_in(file, "kiosk", name="salle-12")
    let_a_code_expire(file)
    return file


def let_a_code_expire(file: Path) -> None:
    """Make the agent's account, and two days ago the person's."""
    election = load_election(file)
    now = HandClock(SystemClock().now())
    espace = Espace(election, now)
    comes(espace, "durand")
    espace.desk.refresh_search()
    now.pass_by(hours=-48)
    box = espace.mailbox.open("ifabre", NUMEN, source="salle 3")
    espace.account.create(ADDRESS, VOTER_PASSWORD, VOTER_PASSWORD, mailbox=box, source="salle 3")
    espace.administration.send_waiting_mail()
    espace.mailbox.close(box)
    espace.close()


@pytest.fixture
def desk(complete_program: InstalledProgram, config: Path, home: Path) -> Iterator[Terminal]:
    """The agent's terminal."""
    command = watched(complete_program.command, "helpdesk", "--config", config)
    with Terminal(command, environment=surroundings(home), folder=home) as terminal:
        yield terminal


def test_an_agent_brings_a_teacher_from_an_expired_code_to_the_scrutins(
    complete_program: InstalledProgram,
    config: Path,
    desk: Terminal,
    start_kiosk: StartKiosk,
) -> None:
    borne = start_kiosk(config, program=complete_program)
    agent = Agent(desk)
    agent.comes_in()
    agent.finds("fabré ines")
    agent.reads(
        "Votre compte attend sa confirmation, et le code a expiré", "Demandez un autre mail"
    )
    agent.recognises()
    agent.resends()
    visitor = borne.opens()
    visitor.presses("f1")
    visitor.reads("A Être aidé")
    visitor.presses("a")
    found = CODE.search(visitor.reads("Code d'aide", "Continuer"))
    assert found
    agent.follows(found[1])
    visitor.reads("Suivi par l'assistance.")
    visitor.presses("enter")
    visitor.reads("Suivi par l'assistance.", "COMMENT ACTIVER")
    visitor.terminal.settle(LOOKED_AT)  # a page in small pieces: only the last one counts
    visitor.opens_the_webmail()
    agent.reads("Entrée webmail", "● Nom d'utilisateur")
    agent.presses("enter")
    visitor.reads("Regardez le champ Nom d'utilisateur")
    visitor.signs_in_to_the_webmail("ifabre", NUMEN)
    visitor.keeps_the_first_password()
    agent.reads("Messagerie")
    visitor.chooses("Ouvrir le mail")
    visitor.reads_the_mail()
    agent.reads("Un mail")
    agent.presses("2")
    visitor.reads("L'assistance : « Appuyez sur Entrée. »")
    visitor.clicks_on_the_link(VOTER_PASSWORD)
    visitor.sees_scrutins("CTM", "CTA", "CCP")
    agent.reads("Scrutins")
    for needle in TYPED:
        assert needle not in desk.output.decode(errors="replace")
    assert in_memory(desk.process.pid, TYPED) == set()
    assert not held_in_database(config, TYPED)
    borne.quits()
    agent.reads("Le suivi est terminé")


def held_in_database(config: Path, needles: tuple[str, ...]) -> set[str]:
    """Return which texts are in any column of any table."""
    url = load_election(config).database.url or ""
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        ).fetchall()
        rows = "\n".join(
            str(row)
            for (table,) in tables
            for row in connection.execute(SQL("SELECT * FROM {}").format(Identifier(table)))
        )
    return {needle for needle in needles if needle in rows}
