"""Playing the scenes of an election in a sandbox, and reading each screen off as a text."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import models
from tui.application.app import EspaceApp
from tui.scenes.stage import SOURCE, Stage, StillClock, settled
from tui.visit.profiles import Profile

if TYPE_CHECKING:
    from models import Election, Sample
    from tui.scenes.program import Scene

SIZE = (80, 24)
PATIENCE = 120.0
"""Seconds for one screen: a busy machine takes one or two."""
DATABASE = "demonstration.sqlite"
TERMINAL = {"TERM": "xterm-256color"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A screen that was played.

    Attributes:
        name: Of the scene.
        text: Its lines, or why it could not be played.
    """

    name: str
    text: str | Exception


def draw_scenes(sample: Sample, scenes: Sequence[Scene], directory: Path) -> Iterator[Drawn]:
    """Yield the screens of an election, each played in a sandbox of its own.

    A scene that an election does not bear (it waits for what never comes) costs no other one.

    Args:
        sample: The election, and invented people.
        scenes: What is played.
        directory: An empty one, of which nothing is needed afterwards.

    Raises:
        OSError: There is no room for the sandboxes.
        EspaceError: The election cannot be filled.
    """
    template, place = directory / "template", directory / "scene"
    template.mkdir()
    fill_template(sample, template)
    for scene in scenes:
        shutil.copytree(template, place)
        try:
            yield Drawn(scene.name, asyncio.run(play_scene(scene, sample, place)))
        except (OSError, models.Unavailable) as error:  # of the machine: no scene is to blame
            if not isinstance(error, TimeoutError):
                raise
            yield Drawn(scene.name, error)
        except Exception as error:
            yield Drawn(scene.name, error)
        finally:
            shutil.rmtree(place, ignore_errors=True)


def _in(directory: Path, sample: Sample) -> Election:
    """Return an election whose database is in a directory, and whose hashes are cheap.

    They are those of invented passwords, and gone in a moment; real ones wait in the same queue.
    """
    election = sample.election
    security = election.security.changed(argon2_memory=64, argon2_time=1, argon2_parallelism=1)
    url = f"sqlite:///{directory / DATABASE}"
    database = election.database.changed(url=url)
    return election.changed(security=security, database=database)


def fill_template(sample: Sample, directory: Path) -> None:
    """Fill a sandbox for others to be copied from; if its vote is open, it is sealed."""
    election = _in(directory, sample)
    espace = models.Espace(election, StillClock(sample.start))
    try:
        espace.administration.migrate(sandbox=True)
        espace.administration.fill_sandbox(sample)
        if election.board is not None and sample.start >= election.calendar.vote_opens:
            espace.administration.prepare_vote(sample)
    finally:
        espace.close()


async def play_scene(scene: Scene, sample: Sample, directory: Path) -> str:
    """Play a scene, and return the text of its screen.

    Args:
        scene: What is played.
        sample: The election, and invented people.
        directory: A copy of the template.

    Raises:
        TimeoutError: It waits for what never comes.
    """
    clock = StillClock(scene.at(sample))
    election = _in(directory, sample)
    espace = models.Espace(election, clock)
    app = EspaceApp(
        election,
        clock,
        Profile(name="scene", source=SOURCE),
        lambda: espace,
        environment=TERMINAL,
    )
    try:
        async with asyncio.timeout(PATIENCE), app.run_test(size=SIZE) as pilot:
            stage = Stage(app, espace, cast=sample)
            await app.opened_espace()
            await scene.play(stage, pilot)
            await settled(stage, pilot)
            return "\n".join(stage.lines) + "\n"
    finally:
        espace.close()
