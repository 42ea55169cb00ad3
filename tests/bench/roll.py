"""A roll of a hundred thousand people, loaded once and kept in `build/`."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable
from hashlib import sha256
from itertools import product
from pathlib import Path

from models import Espace, TravelClock, toulouse_election
from models.services.administration import roll_import
from models.settings.reading import election_template
from tests.architecture.source_tree import ROOT, source_files
from tests.bench.moment import VOTE_OPEN

ELECTORS = 100_000
COLUMNS = (
    *("uid", "mail", "civility", "last_name", "first_name"),
    *("corps", "department", "uai", "school"),
)
CORPS = ("certifie", "agrege", "plp", "pe", "aesh", "cpe", "eps")
DEPARTMENTS = ("09", "12", "31", "32", "46", "65", "81", "82")
FIRST_NAMES = ("Anne", "Jean", "Nadia", "Paul", "Claire", "Karim", "Julie", "Marc")
LAST_NAMES = ("Durand", "Martin", "Petit", "Moreau", "Garcia", "Roux", "Fabre", "Vidal")


def address_of(number: int) -> str:
    """Return the professional address of a person of the roll, by number from 0."""
    return f"personne{number}@ac-toulouse.fr"


def first_half(count: int) -> list[str]:
    """Return so many addresses, spread over the first half of the roll; others use the second."""
    return [address_of(number * (ELECTORS // 2 // count)) for number in range(count)]


def opened_roll(folder: Path) -> Espace:
    """Return an election of a hundred thousand electors, in a folder of its own."""
    kept = ROOT / "build" / f"roll-{version()}"
    if not kept.exists():
        _make(kept)
    shutil.copytree(kept, folder)
    return _espace(folder)


def _espace(folder: Path) -> Espace:
    election = toulouse_election(f"sqlite:///{folder / 'election.sqlite'}")
    return Espace(election, TravelClock(VOTE_OPEN))


def _make(kept: Path) -> None:
    """Load the roll through the import, and keep the database once it is whole."""
    draft = kept.with_suffix(".draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True, mode=0o700)
    roll = draft / "roll.csv"
    with roll.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(_people())
    espace = _espace(draft)
    espace.administration.migrate()
    espace.administration.import_roll(roll, source="bench")
    espace.close()
    roll.unlink()
    draft.rename(kept)


def _people() -> Iterable[tuple[str, ...]]:
    names = list(product(FIRST_NAMES, LAST_NAMES))
    for number in range(ELECTORS):
        first_name, last_name = names[number % len(names)]
        department = DEPARTMENTS[number % len(DEPARTMENTS)]
        yield (
            f"personne{number}",
            address_of(number),
            "Mme",
            last_name,
            first_name,
            CORPS[number % len(CORPS)],
            department,
            f"0{department}{number % 10000:04}A",
            "Collège Jean Jaurès",
        )


def version() -> str:
    """Return what changes when a kept roll would not be what a fresh one is, 12 hex digits."""
    sources = [Path(__file__), Path(roll_import.__file__)]
    sources += source_files("models/migrations", "models/roll")
    read = [source.read_bytes() for source in sources]
    return sha256(b"".join([*read, election_template().encode()])).hexdigest()[:12]
