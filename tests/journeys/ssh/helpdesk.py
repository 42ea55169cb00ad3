"""A real election beside the demonstrations of a host, its agents, and their key."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

import asyncssh

from models import Espace, SystemClock, load_election
from tests.journeys.election import prepare_election
from tests.journeys.kiosk.settings import set_in
from tests.journeys.ssh.hosting import Host
from tests.journeys.ssh.seat import Seat, seat
from tests.models.clocks import HandClock
from tests.models.desk.staff_members import OWN, comes

TITLE = "Élections des Pyrénées orientées"
NUMEN, VOTER_PASSWORD = "16A1300998QRS", "Glycine8Garonne"
ADDRESS = "zoe.lannes@ac-toulouse.fr"
PERSON = f"zlannes,{ADDRESS},Mme,Lannes,Zoé,aesh,65,0650004D,Collège Pyrène,{NUMEN}"
FROM_HERE = "desk:ssh:127.0.0.1"
"""How the audit trail names an agent's place in these tests."""
NOWHERE = "/dev/null/pictures"
"""Where no picture can be kept, so none is drawn: it would take ten seconds of a core."""
AGENTS = ("durand", "petit")


@dataclass(frozen=True)
class Helpdesk:
    """An election, and how its agents come in.

    Attributes:
        config: The election file.
        key: The private key of the agents, its public one beside it.
    """

    config: Path
    key: Path

    @property
    def settings(self) -> str:
        """The line of `ssh.toml` that lets the agents in."""
        return f'assistance_keys = "{self.key.with_suffix(".pub")}"\n'

    @property
    def words(self) -> list[str]:
        """What `serve` is told besides."""
        return ["--config", str(self.config)]

    @property
    def espace(self) -> Espace:
        """The election as another machine opens it."""
        return Espace(load_election(self.config), SystemClock())

    def asked(self, statement: str) -> list[tuple[object, ...]]:
        """Return the rows of a statement on its database."""
        (path,) = self.config.parent.glob("donnees/*.sqlite")
        with sqlite3.connect(path) as database:
            rows = database.execute(statement).fetchall()
            database.commit()
        database.close()
        return rows


def prepare_helpdesk(home: Path) -> Helpdesk:
    """Make an election, its agents, and a person who has let the code of an account expire."""
    config = prepare_election(home, PERSON)
    set_in(config, "logs", directory=str(home / "journaux"))
    set_in(config, "desk", pictures=NOWHERE)
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('title = "', f'title = "{TITLE}, ', 1), encoding="utf-8")
    key = home / "id"
    private = asyncssh.generate_private_key("ssh-ed25519")
    private.write_private_key(key)
    key.chmod(0o600)
    private.write_public_key(key.with_suffix(".pub"))
    helpdesk = Helpdesk(config, key)
    now = HandClock(SystemClock().now())
    espace = Espace(load_election(config), now)
    for name in AGENTS:
        comes(espace, name)
    espace.desk.refresh_search()
    now.pass_by(hours=-48)
    box = espace.mailbox.open("zlannes", NUMEN, source="salle 3")
    espace.account.create(ADDRESS, VOTER_PASSWORD, VOTER_PASSWORD, mailbox=box, source="salle 3")
    espace.administration.send_waiting_mail()
    espace.mailbox.close(box)
    espace.close()
    return helpdesk


async def agent(host: Host, helpdesk: Helpdesk, first: str = "Votre mot de passe") -> Seat:
    """Return a session of the helpdesk in which nobody has signed in yet."""
    return await seat(host, user="assistance", key=str(helpdesk.key), first=first)


async def signed_in(host: Host, helpdesk: Helpdesk, name: str = "durand") -> Seat:
    """Return a session of an agent who has signed in."""
    one = await agent(host, helpdesk)
    one.presses(name, "tab", OWN, "enter")
    await one.reads("QUI APPELLE ?")
    return one


async def finds(one: Seat, typed: str = "zoe lannès") -> None:
    """Open the one person that is found."""
    one.presses(typed)
    await one.reads("Une personne : Entrée l'ouvre.")
    one.presses("enter")
    await one.reads("POUR VOUS SEUL", "LE CHEMIN")
