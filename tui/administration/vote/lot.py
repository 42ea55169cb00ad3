"""`admin vote lot`: the board enters the lot that it has drawn for a seat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

import models
from tui.administration.count_pages import console
from tui.administration.vote.members import ComingMembers, FilesArgument, talk
from tui.administration.vote.results import facts_of_result, print_result
from tui.command_line.completing import scrutins
from tui.command_line.interruption import ended_as_interrupted
from tui.command_line.options import ConfigOption, JsonOption, chosen_espace, source
from tui.command_line.saying import say, say_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models import Presence, ScrutinResult

WELCOME = (
    "Le tirage au sort se fait devant le bureau. Pour l'enregistrer, il faut les membres qui "
    "ouvrent les urnes, chacun avec sa clé USB et sa phrase secrète."
)
DONE = "Le tirage est enregistré : il ne se change plus."


def lot(
    scrutin: Annotated[
        str,
        typer.Argument(metavar="SCRUTIN", help="Le code du scrutin.", autocompletion=scrutins),
    ],
    order: Annotated[
        int, typer.Argument(metavar="NUMÉRO", min=1, help="Le numéro de la liste tirée au sort.")
    ],
    files: FilesArgument = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Enter a lot before the members whom it takes."""
    espace = chosen_espace(config)
    _require_due(espace.board.list_results(), scrutin)
    talk(WELCOME)

    def enter(present: Sequence[Presence]) -> ScrutinResult:
        return espace.board.enter_lot(present, scrutin, order, source=source())

    with ended_as_interrupted():
        result = ComingMembers(espace, files or []).until_enough(enter)
    if as_json:
        say_json(facts_of_result(result))
        return
    say(DONE)
    print_result(console(), result, espace.election.calendar.zone)


def _require_due(results: Sequence[ScrutinResult], scrutin: str) -> None:
    """Refuse before any member has come what would be refused afterwards.

    Raises:
        LotRefused: No lot is to be drawn in this scrutin.
    """
    for one in results:
        if one.code == scrutin and one.allocation is not None and one.allocation.lot_due:
            return
    raise models.LotRefused
