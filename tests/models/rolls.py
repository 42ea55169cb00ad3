"""Rolls of these tests: written, and read without a database."""

from __future__ import annotations

from pathlib import Path

from models import Election, toulouse_election
from models.roll.faults import MOST_FAULTS, RollFaults
from models.roll.file import recognised
from models.roll.reading import RollReading, known_codes
from models.rules.roll_lines import RollLine

HEADER = "uid,mail,civility,last_name,first_name,corps,department,uai,school"


def write_roll(directory: Path, *lines: str, header: str = HEADER) -> Path:
    """Write a roll and return where it is."""
    path = directory / "liste.csv"
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return path


def person(uid: str, mail: str | None = None, corps: str = "pe", department: str = "31") -> str:
    """Return the line of a person."""
    address = mail or f"{uid}@ac-toulouse.fr"
    return f"{uid},{address},Mme,Nom,Prénom,{corps},{department},0310001A,École"


def read_roll(
    path: Path, election: Election | None = None, most: int = MOST_FAULTS
) -> dict[int, RollLine]:
    """Return the people of a file by the number of their line.

    Args:
        path: The file.
        election: Whose roll it is; None: that of the leaflet.
        most: Faults that are told.

    Raises:
        RollError: The file has faults.
    """
    faults = RollFaults(path, most)
    with recognised(path) as file:
        reading = RollReading(file, known_codes(election or toulouse_election()), faults)
        lines = {number: RollLine(*values) for number, values in reading.lines()}
    faults.require_none()
    return lines
