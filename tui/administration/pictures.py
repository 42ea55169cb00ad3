"""`admin pictures`: draws the screens that the helpdesk shows, of this election."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

import models
from models import OutputRefused, file_lock, whole_directory
from tui.command_line.election_files import chosen_election_file
from tui.command_line.environment import resume_collection
from tui.command_line.options import ConfigOption, JsonOption
from tui.command_line.saying import say, say_json
from tui.desk.picture_place import PicturePlace, place_of_demonstration, place_of_election
from tui.logs.events import use_election
from tui.logs.journal import record_error

if TYPE_CHECKING:
    from models import Election, Sample

DRAWN = "{count} dessinés en {seconds} s : l'assistance les montre dès maintenant."
NOT_DRAWN = (
    "L'écran « {name} » n'a pas pu être dessiné : l'assistance s'en passe. Donnez la référence "
    "{reference} à la personne qui maintient le programme."
)
NO_PLACE = (
    "Le dossier {path} ne peut pas être écrit : rien n'est dessiné, et l'assistance se passe de "
    "ces écrans. Donnez au compte le droit d'écrire dans son dossier personnel, puis recommencez."
)
WORK = "work"
"""In the folder that is being filled: the sandboxes."""
NICE = 10
"""What is added to the niceness of a drawing that nobody waits for."""
PLACE = "pictures"
"""Of a fault, in the logs."""


def pictures(
    config: ConfigOption = None,
    as_json: JsonOption = False,
    background: Annotated[bool, typer.Option("--background", hidden=True)] = False,
    demo: Annotated[str | None, typer.Option("--demo", hidden=True)] = None,
) -> None:
    """Draw them anew, with invented people; the election's own data is not read."""
    began = monotonic()
    resume_collection()
    sample, place, election = _chosen(config, demo)
    if background:
        os.nice(NICE)
    try:
        with file_lock(place.lock):
            if background and place.folder.is_dir():
                return
            drawn, faults = _draw(sample, place)
    except OSError as error:
        raise OutputRefused(NO_PLACE.format(path=place.folder.parent)) from error
    finally:
        use_election(election)  # not before: what the scenes are refused is nobody's
    place.forget_others()
    missing = {name: record_error(fault, PLACE) for name, fault in faults.items()}
    seconds = round(monotonic() - began)
    if as_json:
        facts = {"drawn": drawn, "missing": sorted(missing), "folder": str(place.folder)}
        say_json({**facts, "seconds": seconds})
    else:
        say(DRAWN.format(count=models.say_count(drawn, "écran"), seconds=seconds))
        for name, reference in missing.items():
            say(NOT_DRAWN.format(name=name, reference=reference))
    if missing:
        raise typer.Exit(1)


def _chosen(config: Path | None, demo: str | None) -> tuple[Sample, PicturePlace, Election]:
    """Return what is drawn, where to, and the election.

    Raises:
        ElectionFileError: The file is missing or wrong.
    """
    if demo in models.SAMPLE_NAMES:
        sample = models.sample_named(demo)
        place = place_of_demonstration(demo)
        return _voting(sample, in_program=True), place, sample.election
    file = chosen_election_file(Path(demo) if demo else config)
    election = models.load_election(file)
    sample = models.invented_sample(election)
    place = place_of_demonstration(demo) if demo else place_of_election(election)
    return _voting(sample, in_program=bool(demo) or election.board is not None), place, election


def _voting(sample: Sample, *, in_program: bool) -> Sample:
    """Return a sample whose people vote in this program, or elsewhere."""
    board = sample.board if in_program else None
    return replace(sample, election=sample.election.changed(board=board))


def _draw(sample: Sample, place: PicturePlace) -> tuple[int, dict[str, Exception]]:
    """Draw all the scenes, and return how many could be, and the faults of the others by name.

    Raises:
        OSError: There is no room, or no right to write.
        Exception: What kept each of them from being drawn.
    """
    from tui.scenes.drawing import draw_scenes
    from tui.scenes.program import scenes_of

    scenes = scenes_of(sample.election.path)
    faults: dict[str, Exception] = {}
    with whole_directory(place.folder, replaces=lambda _: True) as folder:
        work = folder / WORK
        work.mkdir()
        for one in draw_scenes(sample, scenes, work):
            if isinstance(one.text, Exception):
                faults[one.name] = one.text
            else:
                (folder / f"{one.name}.txt").write_text(one.text, encoding="utf-8")
        if len(faults) == len(scenes):
            raise next(iter(faults.values()))
        shutil.rmtree(work)
    return len(scenes) - len(faults), faults
