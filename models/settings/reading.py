"""Reading an election file: TOML in, an `Election` or every fault with its line out."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from models.errors import ElectionFileError, Fault, FileError, SampleUnknown, SshFileError
from models.files.unreadable import unreadable
from models.settings.election import Election
from models.settings.parts import Flaw, Place, Section
from models.settings.ssh import SshSettings
from models.settings.tables import Flawed, read_section

S = TypeVar("S", bound=Section)

LONGEST_FILE = 1 << 20
"""Bytes; an election file has a few kilobytes."""


def load_election(path: Path) -> Election:
    """Return the election that a file describes.

    Raises:
        ElectionFileError: The file cannot be read or is wrong; it lists every
            fault with its line.
    """
    try:
        source = text_of(path, ElectionFileError)
    except FileNotFoundError as error:
        command = f"admin init --config {path}"
        advice = f"il n'existe pas ; « espace-electeur {command} » en écrit un"
        raise ElectionFileError(path=path, faults=[Fault(advice, command=command)]) from error
    election = parse_election(source, path)
    return election.read_from(path.absolute())


def load_ssh_settings(path: Path) -> SshSettings:
    """Return the settings of the demonstrations over SSH, all by default if there is no file.

    Raises:
        SshFileError: The file cannot be read or is wrong; it lists every fault with its line.
    """
    try:
        source = text_of(path, SshFileError)
    except FileNotFoundError:
        return SshSettings()
    return parse_section(source, path, SshSettings, SshFileError).beside(path.absolute().parent)


def text_of(path: Path, wrong: type[FileError]) -> str:
    """Return the text of a file.

    Raises:
        FileError: Of the class that was given: it is too long, not in UTF-8 or unreadable.
        FileNotFoundError: There is none.
    """
    try:
        if path.stat().st_size > LONGEST_FILE:
            raise wrong(path=path, faults=[Fault("le fichier dépasse un mégaoctet")])
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise wrong(path=path, faults=[Fault("le fichier n'est pas en UTF-8")]) from error
    except FileNotFoundError:
        raise
    except OSError as error:
        raise wrong(path=path, faults=[unreadable(error)]) from error


DEFAULT_SAMPLE = "toulouse-2014"
SAMPLE_NAMES = (DEFAULT_SAMPLE, "lyon-2026")
"""The elections that the program ships, each a folder of `models/data/samples`."""
NO_SAMPLE = "Aucune élection d'essai n'a ce nom. Choisissez parmi : {names}."


def sample_folder(name: str) -> Traversable:
    """Return the folder of a sample.

    Raises:
        SampleUnknown: The program ships none of this name.
    """
    if name not in SAMPLE_NAMES:
        raise SampleUnknown(NO_SAMPLE.format(names=", ".join(SAMPLE_NAMES)))
    return files("models.data").joinpath("samples", name)


def election_template(name: str = DEFAULT_SAMPLE) -> str:
    """Return the commented election file of a sample, to start from.

    Raises:
        SampleUnknown: The program ships none of this name.
    """
    return sample_folder(name).joinpath("election.toml").read_text("utf-8")


def election_text(name: str = DEFAULT_SAMPLE, database_url: str | None = None) -> str:
    """Return the commented election file of a sample, on another database if one is named.

    Raises:
        SampleUnknown: The program ships none of this name.
    """
    text = election_template(name)
    if database_url is None:
        return text
    # A JSON string is a TOML one as well, its quotes and control characters escaped.
    own = f"url = {json.dumps(database_url, ensure_ascii=False)}"
    return re.sub(r'^url = "sqlite:.*$', lambda _: own, text, count=1, flags=re.MULTILINE)


@cache
def sample_election(name: str) -> Election:
    """Return the election of a sample; frozen, so that a process reads its file once (5 ms).

    Its lists are invented, and read by whoever asks for them: a real election begins without.

    Raises:
        SampleUnknown: The program ships none of this name.
    """
    election = parse_election(election_template(name), Path(f"{name}.toml"))
    lists = Path(str(sample_folder(name))) / "lists"
    return election.changed(
        scrutins=tuple(
            scrutin.changed(lists_file=lists / f"{scrutin.code}.toml")
            for scrutin in election.scrutins
        )
    )


def toulouse_election(database_url: str | None = None) -> Election:
    """Return the leaflet's election, Toulouse 2014, with invented lists, on the given database."""
    election = sample_election(DEFAULT_SAMPLE)
    if database_url is None:
        return election
    return election.changed(database=election.database.changed(url=database_url))


def parse_election(source: str, path: Path) -> Election:
    """Return the election of a TOML text; `path` only names it in the faults.

    Raises:
        ElectionFileError: With every fault and its line.
    """
    return parse_section(source, path, Election, ElectionFileError)


def parse_section(source: str, path: Path, kind: type[S], wrong: type[FileError]) -> S:
    """Return the section that a TOML text describes.

    Raises:
        FileError: Of the class that was given, with every fault and its line.
    """
    try:
        table = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise wrong(path=path, faults=[_syntax_fault(error, source)]) from error
    try:
        return read_section(kind, table)
    except Flawed as error:
        raise wrong(path=path, faults=faults_in(source, error.flaws)) from None


TWICE = "« {name} » est déjà écrit ligne {first} : gardez-en un, ou réunissez les deux"
_REPEATS = re.compile(r"Cannot (overwrite|declare|mutate|redefine)|Duplicate")
"""How `tomllib` begins what it says of a key or a table that is there already."""


def _syntax_fault(error: Exception, source: str) -> Fault:
    from models.settings.lines import first_repeated

    if _REPEATS.match(str(error)) and (again := first_repeated(source)):
        name = ".".join(str(part) for part in again.place if isinstance(part, str))
        return Fault(TWICE.format(name=name, first=again.first), again.line)
    place = re.search(r"at line (\d+), column (\d+)", str(error))
    line = int(place[1]) if place else None
    column = f"caractère {place[2]}" if place else None
    return Fault("l'écriture TOML n'est pas correcte à cet endroit", line, column)


def faults_in(source: str, flaws: Iterable[Flaw]) -> list[Fault]:
    """Return what is wrong with a TOML text, each with its line."""
    from models.settings.lines import line_of, lines_of  # few files are wrong

    lines = lines_of(source)
    return [
        Fault(flaw.reason, line_of(flaw.place, lines), _name_of(flaw.place), command=flaw.command)
        for flaw in flaws
    ]


def _name_of(place: Place) -> str | None:
    """Return « scrutins.1.seats », its numbers from 1; None for the whole file."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in place) or None
