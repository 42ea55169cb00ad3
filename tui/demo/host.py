"""`espace-electeur demo`: a demonstration on this terminal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import models
from models import EspaceError, SamplePerson, load_election, sample_named
from tui.demo.app import DemoApp
from tui.demo.journeys import parse_moment
from tui.demo.sandbox import Sandbox, sandbox_election
from tui.hosts.terminal import hold_visit

if TYPE_CHECKING:
    from models import Sample


@dataclass(frozen=True, slots=True)
class Beginning:
    """What was typed of how a demonstration begins.

    Attributes:
        at: The moment; None for the sample's own.
        persona: User name of the person who is played first, or None.
        election: Name of a sample; None for the default one.
        config: An election file to be rehearsed in place of a sample, or None.
    """

    at: str | None = None
    persona: str | None = None
    election: str | None = None
    config: Path | None = None


def hold_demo(beginning: Beginning) -> int:
    """Hold a demonstration and return its exit status; the sandbox is deleted at its end.

    Raises:
        EspaceError: It cannot begin in this way.
    """
    app, sandbox = demonstration_of(beginning)
    try:
        return hold_visit(app, sandbox.delete)
    finally:
        sandbox.delete()


def demonstration_of(beginning: Beginning) -> tuple[DemoApp, Sandbox]:
    """Return the application of a demonstration, and its sandbox, of which nothing is made yet.

    Raises:
        ElectionFileError: The election file is missing or wrong.
        EspaceError: There is no such moment, person or sample.
    """
    sample = _sample(beginning)
    person = sample_person(beginning.persona, sample) if beginning.persona is not None else None
    zone = sample.election.calendar.zone
    start = parse_moment(beginning.at, zone) if beginning.at else sample.start
    sandbox = Sandbox(start, sample=sample, helped=True)
    return DemoApp(sandbox_election(Path(), sample), sandbox, person), sandbox


def _sample(beginning: Beginning) -> Sample:
    if beginning.config is not None:
        return models.invented_sample(load_election(beginning.config))
    return sample_named(beginning.election) if beginning.election else sample_named()


def sample_person(user_name: str, sample: Sample) -> SamplePerson:
    """Return the sample person of a user name.

    Raises:
        EspaceError: No one has it; the sentence names those who are there.
    """
    wanted = user_name.strip().lower()
    for person in sample.people:
        if person.user_name == wanted:
            return person
    names = ", ".join(person.user_name for person in sample.people)
    raise EspaceError(f"Cette personne d'essai n'existe pas. Choisissez parmi : {names}.")
