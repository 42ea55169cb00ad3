"""`admin vote export`: the archive of each scrutin, which anybody verifies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from models import say_count
from tui.administration.backup import ForceOption
from tui.administration.progress_bars import shown_progress
from tui.administration.vote.results import require_day
from tui.command_line.options import ConfigOption, JsonOption, chosen_espace
from tui.command_line.saying import say, say_json

ARCHIVE = "{code} : {ballots}, dans {path}"
NEXT = (
    "Ces archives sont publiques : chacun les vérifie par « sh verifier.sh », puis compare "
    "l'empreinte du scrutin à celle du procès-verbal du scellement."
)
TOO_EARLY = (
    "Jusqu'au {moment}, ces archives diraient les résultats, qui sont au bureau seul : rien n'est "
    "écrit. Lisez-les devant lui, sur son écran (« espace-electeur bureau »), ou recommencez alors."
)
NOT_COUNTED = "Le résultat n'y est pas encore : {codes}."


def export(
    folder: Annotated[
        Path, typer.Argument(metavar="DOSSIER", readable=False, help="Où vont les archives.")
    ],
    force: ForceOption = False,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the archives of the closed urns."""
    espace = chosen_espace(config)
    if any(urn.counted_at for urn in espace.board.count_state().urns):
        require_day(espace, espace.election.published_from, TOO_EARLY)
    with shown_progress() as tell:
        archives = espace.vote.export_archives(folder, force=force, tell=tell)
    if as_json:
        say_json(
            {
                "archives": [
                    {
                        "code": one.code,
                        "title": one.title,
                        "file": str(one.path),
                        "ballots": one.ballots,
                        "setup": one.setup,
                        "fingerprint": one.fingerprint,
                        "counted": one.counted,
                    }
                    for one in archives
                ]
            }
        )
        return
    for one in archives:
        ballots = say_count(one.ballots, "bulletin")
        say(ARCHIVE.format(code=one.code, ballots=ballots, path=one.path))
    say(NEXT)
    if waiting := [one.code for one in archives if not one.counted]:
        say(NOT_COUNTED.format(codes=", ".join(waiting)))
