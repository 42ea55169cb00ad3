"""`admin vote fingerprint`: the lists of trackers that the board takes away, for a timer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from models import say_number
from tui.command_line.options import ConfigOption, JsonOption, chosen_espace, source
from tui.command_line.saying import say, say_json
from tui.visit.fingerprints import grouped

NOTHING_DUE = (
    "Aucune liste à écrire : dans chaque scrutin, moins de dix bulletins sont venus depuis la "
    "dernière."
)
WRITTEN = "{code} : {ballots} numéros de suivi, dans {path}. Empreinte (SHA-256) :"
NEXT = (
    "Copiez ces fichiers sur les clés USB du bureau : à la fermeture, chaque liste devra encore "
    "être dans son urne. Leurs empreintes sont dans la chaîne d'audit."
)


def fingerprint(
    folder: Annotated[
        Path, typer.Argument(metavar="DOSSIER", readable=False, help="Où vont les listes.")
    ],
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the lists that are due; there is no fault in none being due."""
    lists = chosen_espace(config).vote.keep_trackers(folder, source=source())
    if as_json:
        say_json(
            {
                "lists": [
                    {
                        "code": one.code,
                        "file": str(one.path),
                        "ballots": one.ballots,
                        "fingerprint": one.fingerprint,
                    }
                    for one in lists
                ]
            }
        )
        return
    for one in lists:
        say(WRITTEN.format(code=one.code, ballots=say_number(one.ballots), path=one.path))
        say(grouped(one.fingerprint))
    say(NEXT if lists else NOTHING_DUE)
