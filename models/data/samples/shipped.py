"""The samples that the program ships: each a folder beside this file.

A folder has the election file that `admin init` writes (`election.toml`), the lists of candidates
of its scrutins (`lists/`), the rolls of its people (`people.csv`) and of the further electors
(`electors.csv`), their mails (`mails.toml`), and what belongs to a demonstration (`sample.toml`).
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from importlib.resources import as_file
from io import StringIO
from pathlib import Path
from typing import Any

from msgspec import convert

from models.data.samples.sample import (
    Box,
    Guided,
    Sample,
    SampleAccount,
    SampleMail,
    SamplePerson,
)
from models.mail.letters import Letter
from models.rules.text import typeset
from models.settings.board import BoardSection
from models.settings.reading import DEFAULT_SAMPLE, sample_election, sample_folder


@dataclass(frozen=True, slots=True)
class _Person:
    """`[people.uid]` of `sample.toml`; the rest of them is in the roll."""

    situation: str
    identifier: str
    box: Box = "ordinary"
    account: SampleAccount = "none"
    voter_password: str | None = None


@dataclass(frozen=True, slots=True)
class _File:
    """`sample.toml`."""

    start: datetime
    guided: Guided
    people: Mapping[str, _Person]
    board: BoardSection


@cache
def sample_named(name: str = DEFAULT_SAMPLE) -> Sample:
    """Return a sample that the program ships.

    Raises:
        SampleUnknown: It ships none of this name.
    """
    folder = sample_folder(name)
    election = sample_election(name)
    told = convert(tomllib.loads(folder.joinpath("sample.toml").read_text("utf-8")), _File)
    rows = csv.DictReader(StringIO(folder.joinpath("people.csv").read_text("utf-8")))
    return Sample(
        name=name,
        election=election,
        start=told.start.replace(tzinfo=election.calendar.zone),
        people=tuple(_person(row, told.people[row["uid"]]) for row in rows),
        board=told.board,
        guided=told.guided,
        mails=partial(_mails, name),
        roll=partial(_file, name, "people.csv"),
        others=partial(_file, name, "electors.csv"),
    )


def _person(row: Mapping[str, Any], told: _Person) -> SamplePerson:
    return SamplePerson(
        row["uid"],
        row["mail"],
        f"{row['first_name']} {row['last_name']}",
        row.get("numen") or row["first_password"],
        told.situation,
        told.voter_password,
        identifier=told.identifier,
        box=told.box,
        account=told.account,
    )


def _mails(name: str) -> tuple[SampleMail, ...]:
    source = sample_folder(name).joinpath("mails.toml").read_text("utf-8")
    return tuple(
        SampleMail(mail["sender"], Letter(typeset(mail["subject"]), typeset(mail["body"])))
        for mail in tomllib.loads(source)["mails"]
    )


def _file(name: str, file: str) -> AbstractContextManager[Path]:
    """Return a context that holds the path of a file, also from a zipped wheel."""
    return as_file(sample_folder(name).joinpath(file))
