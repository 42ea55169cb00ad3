"""Checks of the database, its keys, and the files and the room of both."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from models.context import Context
from models.crypto.keys import ADMINISTRATION
from models.services.administration.checks.outcome import Outcome, bad, doubtful, good
from models.tables.mails import WaitingMail
from models.tables.own_keys import keys_fit, recognise_keys
from models.tables.rights import Machine


def check_keys(context: Context, machine: Machine | None = None) -> list[Outcome]:
    """Read the keys, and ask the database whether each is its own.

    Args:
        context: The election.
        machine: What kind of machine this is, None for the administrator's.

    Raises:
        KeysMissing: A key is absent, unreadable or not a key.
        Unavailable: The database cannot be asked.
    """
    context.require_keys()
    directory = context.store.key_directory
    found = []
    path = directory / f"{ADMINISTRATION}.key"
    if machine is not None and context.store.dialect.files() == [] and path.exists():
        found.append(bad(KEY_TOO_MUCH.format(path=path)))
    keys = context.keys.by_name()
    if machine is None:
        keys[ADMINISTRATION] = context.store.administration_key
    with context.connection(any_keys=True):
        foreign = [name for name, known in recognise_keys(keys).items() if not known]
        fit = keys_fit(context.keys)
    files = [f"{directory}/{name}.key" for name in foreign] or [f"{directory}"] * (not fit)
    found += [bad(KEY_FOREIGN.format(path=file)) for file in files]
    return found or [good(f"Les clés sont dans {directory}.")]


KEY_TOO_MUCH = (
    "La clé de l'administration est sur cette machine, qui n'en a pas besoin : effacez {path} ici, "
    "et gardez-la sur la machine de l'administrateur."
)
KEY_FOREIGN = (
    "{path} n'est pas de cette base de données : remettez les clés de la machine où elle a été "
    "préparée, ou d'une sauvegarde faite avec ses clés."
)
OTHERS = stat.S_IRWXG | stat.S_IRWXO
CLOSED = "{path} ne peut pas être lu : donnez-en les droits au compte qui lance le programme."
SMALLEST_ROOM = 1 << 30
"""Bytes, 1 GiB: a million electors with their accounts take less than that on SQLite."""
NO_ROOM = 100 << 20
"""Bytes, 100 MiB: below, a database may stop at any moment."""


def check_permissions(context: Context) -> list[Outcome]:
    """Look at the modes of the data directory, of the keys and of the database's files."""
    try:
        open_to_others = [path for path in private_places(context) if _mode(path) & OTHERS]
    except OSError as error:
        return [bad(CLOSED.format(path=error.filename))]
    if not open_to_others:
        return [good("Les données ne sont lisibles que par vous.")]
    return [
        bad(
            f"{path} est ouvert à d'autres que vous : lancez « chmod "
            f"{'700' if path.is_dir() else '600'} {path} »."
        )
        for path in open_to_others
    ]


def check_room(context: Context) -> list[Outcome]:
    """Look at the room that is left where the data or the keys are."""
    data = data_directory(context)
    try:
        place = data if data.exists() else Path.cwd()
        free = shutil.disk_usage(place).free
    except OSError as error:
        return [bad(CLOSED.format(path=error.filename or data))]
    text = f"{free / (1 << 30):.1f} Gio libres dans {place}".replace(".", ",", 1)
    if free < SMALLEST_ROOM:
        found = bad if free < NO_ROOM else doubtful
        return [found(f"{text} : libérez de la place, 1 Gio au moins.")]
    return [good(f"{text}.")]


def data_directory(context: Context) -> Path:
    """Return where the database's file is, or the keys of a database server."""
    files = context.store.dialect.files()
    return files[0].parent if files else context.store.key_directory


def private_places(context: Context) -> Iterator[Path]:
    """Yield every directory and file that must be its owner's alone."""
    keys = context.store.key_directory
    yield from (place for place in (keys, *sorted(keys.glob("*"))) if place.exists())
    for file in context.store.dialect.files()[:1]:
        if file.exists():
            yield file.parent
            yield from sorted(file.parent.glob(f"{file.name}*"))


def _mode(path: Path) -> int:
    return os.lstat(path).st_mode


QUICK_WAIT = 0.1
"""Seconds that a monitor's check waits for another writer; a person's call waits for seconds."""


def check_database(context: Context, *, quick: bool = False) -> list[Outcome]:
    """Connect, with the migrations that the program expects.

    Args:
        context: The election.
        quick: Wait for a lock no longer than `QUICK_WAIT`.

    Raises:
        Unavailable: It cannot be reached or written, or is older or newer than the
            program.
    """
    with context.connection(any_keys=True):
        if quick:
            context.store.dialect.wait_for_locks(QUICK_WAIT)
        _require_writable(context)
        facts = context.store.dialect.facts()
    found = [good(f"{facts.product}, à jour.")]
    if facts.encrypted is not None:
        found.append(_protection(facts.encrypted, facts.local))
    return found


def _require_writable(context: Context) -> None:
    """Write where every machine may, without changing anything."""
    with context.store.database.atomic() as transaction:
        WaitingMail.update(tries=WaitingMail.tries).where(WaitingMail.id < 0).execute()
        transaction.rollback()


def _protection(encrypted: bool, local: bool) -> Outcome:
    if encrypted:
        return good("La connexion à la base est chiffrée (TLS).")
    if local:
        return good("La connexion à la base ne sort pas de cette machine.")
    return bad(
        "La connexion à la base n'est pas chiffrée : ajoutez « ?sslmode=verify-full » à « url » "
        "dans [database]."
    )
