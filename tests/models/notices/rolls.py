"""An election with a roll of a test's own, its list for the notices, and the notices."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models import Espace, ImportOptions, make_notices
from models.views.notices import NoticesReport
from tests.models.rolls import write_roll
from tests.models.steps import SOURCE

NAMES = ("Żuławska", "O'Brien d'Arc", "Muñoz", "Lœw", "Şahin", "Dupont", "Kőrösi", "Ménard")
FIRST_NAMES = ("Zoé", "Jean-Noël", "Inès", "François", "Łukasz", "Anaïs")
CORPS = ("certifie", "agrege", "pe", "plp", "aesh")


def roll_lines(people: int, schools: int = 4) -> list[str]:
    """Return the lines of a roll; every letter that a French register takes is in some name."""
    return [_line(number, number % schools) for number in range(people)]


def _line(number: int, school: int) -> str:
    uid = f"personne{number}"
    civility = ("Mme", "M.")[number % 2]
    last, first = NAMES[number % len(NAMES)], FIRST_NAMES[number % len(FIRST_NAMES)]
    corps = CORPS[number % len(CORPS)]
    place = f'{3100000 + school:07}A,"Lycée n° {school}, dit « du Pré »"'
    return f"{uid},{uid}@ac-toulouse.fr,{civility},{last},{first},{corps},31,{place}"


def load_roll(espace: Espace, directory: Path, lines: list[str]) -> None:
    """Make a roll the only one of an election."""
    directory.mkdir(exist_ok=True)
    options = ImportOptions(remove=True, remove_accounts=True, removes_many=True)
    roll = write_roll(directory, *lines)
    espace.administration.import_roll(roll, source=SOURCE, options=options)


@dataclass(frozen=True)
class Made:
    """Notices that were made: the list, the directory, what was reported."""

    export: Path
    directory: Path
    report: NoticesReport

    @property
    def public(self) -> Path:
        return self.directory / self.report.public_file


def make(espace: Espace, place: Path, *, spares: int = 3) -> Made:
    """Export the roll and make its notices, in a folder of their own."""
    place.mkdir()
    export, directory = place / "liste.jsonl", place / "notices"
    espace.vote.export_roll(export, source=SOURCE)
    return Made(export, directory, make_notices(export, directory, spares=spares))
