"""`admin vote rehearse`: a whole small election of the file's lists, before the real one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models import RehearsalOptions, say_count
from tui.administration.count_pages import console, parts_of, plain_text
from tui.administration.progress_bars import shown_progress
from tui.command_line.completing import scrutins
from tui.command_line.interruption import ended_as_interrupted
from tui.command_line.options import ConfigOption, JsonOption, chosen_espace
from tui.command_line.saying import say, say_json

if TYPE_CHECKING:
    from models import Rehearsal, RehearsedScrutin

BALLOTS = 10
"""In each scrutin: enough that both engines make and check several."""
MOST_BALLOTS = 10_000
BAR = 24
BLANK = "Bulletins blancs"
RIGHT = (
    "L'essai est bon : dans {scrutins}, ce qui a été compté est ce qui avait été voté ; les "
    "archives sont complètes ({verified} : {engines})."
)
OPENED = (
    "Les urnes ont été ouvertes par {number} des {size} membres, chacun avec sa phrase secrète."
)
KEPT = (
    "Parts, archives et résultats restent dans {folder}. Ils ne valent rien pour la vraie élection."
)
REMOVED = "Le dossier de l'essai est effacé ; rien n'a été écrit dans la base."
TOOK = "Durée : {seconds} s."


def rehearse(
    scrutin: Annotated[
        list[str] | None,
        typer.Option(
            "--scrutin",
            metavar="CODE",
            help="Un scrutin ; peut être répété.",
            autocompletion=scrutins,
        ),
    ] = None,
    ballots: Annotated[
        int,
        typer.Option(
            "--ballots", metavar="N", min=1, max=MOST_BALLOTS, help="Bulletins par scrutin."
        ),
    ] = BALLOTS,
    keep: Annotated[
        Path | None,
        typer.Option(
            "--keep", metavar="DOSSIER", readable=False, help="Garde l'essai dans ce dossier."
        ),
    ] = None,
    alone: Annotated[
        bool, typer.Option("--alone", help="Se passe de belenios-tool, s'il n'est pas installé.")
    ] = False,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Hold the rehearsal, and print what it gave."""
    options = RehearsalOptions(codes=tuple(scrutin or ()), ballots=ballots, kept=keep, alone=alone)
    with ended_as_interrupted(), shown_progress() as tell:
        held = chosen_espace(config).vote.rehearse_vote(options, tell=tell)
    if as_json:
        say_json(_facts(held))
    else:
        _print_page(held, keep)


def _print_page(held: Rehearsal, keep: Path | None) -> None:
    for one in held.scrutins:
        _print_scrutin(one)
    say(
        RIGHT.format(
            scrutins=say_count(len(held.scrutins), "scrutin"),
            verified=held.verified,
            engines=", ".join(held.engines),
        )
    )
    say(OPENED.format(number=len(held.opened_by), size=held.size))
    say(KEPT.format(folder=keep) if keep else REMOVED)
    say(TOOK.format(seconds=f"{held.seconds:.1f}".replace(".", ",")))


def _print_scrutin(one: RehearsedScrutin) -> None:
    page = console()
    page.print(plain_text(f"{one.code} : {one.title}", "bold"))
    counts = {**dict(zip(one.lists, one.votes, strict=True)), BLANK: one.blank}
    page.print(parts_of(one.ballots, counts, BAR))
    page.print()


def _facts(held: Rehearsal) -> dict[str, object]:
    return {
        "scrutins": [
            {
                "code": one.code,
                "ballots": one.ballots,
                "blank": one.blank,
                "votes": dict(zip(one.lists, one.votes, strict=True)),
                "archive": one.archive.name,
            }
            for one in held.scrutins
        ],
        "opened_by": list(held.opened_by),
        "engines": list(held.engines),
        "seconds": round(held.seconds, 3),
    }
