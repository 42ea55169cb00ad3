"""Roles on a server for the kinds of machines, each with the least that its work needs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from models import Election, Espace, Machine
from models.storage.store import keys_directory
from tests.models.clocks import HandClock

NAMES = {
    Machine.KIOSK: "borne_essai",
    Machine.SENDER: "envoi_essai",
    Machine.DESK: "assistance_essai",
}


@contextmanager
def roles_on(election: Election) -> Iterator[None]:
    """Have the roles on a database that the program writes."""
    espace = Espace(election, HandClock())
    statements = espace.administration.role_statements(NAMES)
    espace.close()
    with psycopg.connect(election.database.url or "", autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.partition("  --")[0].encode())
        yield
        for name in NAMES.values():
            connection.execute(f"DROP OWNED BY {name}; DROP ROLE {name}".encode())


def as_role(election: Election, machine: Machine, tmp_path: Path) -> Espace:
    """Open an election as a machine does: its role, and the keys without the administrator's."""
    keys = tmp_path / f"keys-{machine}"
    shutil.copytree(keys_directory(election.database), keys)
    (keys / "administration.key").unlink()
    url = (election.database.url or "").replace("//postgres@", f"//{NAMES[machine]}@")
    section = election.database.changed(url=url, keys=keys)
    return Espace(election.changed(database=section), HandClock())
