"""`admin vote verify`: anybody replays a scrutin from its archive alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import models
from models import say_count, say_number
from tui.administration.count_pages import bar, console, plain_text, share, table
from tui.administration.progress_bars import shown_progress
from tui.administration.vote.results import facts_of_seats
from tui.command_line.election_files import chosen_election_file
from tui.command_line.options import ConfigOption, JsonOption
from tui.command_line.saying import say, say_json
from tui.visit.fingerprints import grouped

if TYPE_CHECKING:
    from rich.table import Table

    from models import Election, VerifiedArchive

BAR = 16
"""Columns of a bar."""
NARROWEST = 64
"""Columns for the bars too."""
BLANK = "Bulletins blancs"

RIGHT = "{title} : {ballots}. Tout est conforme, {checked}."
WRONG = "Attention, {path} : {reason}"
NOT_COUNTED = "Cette archive n'est pas encore dépouillée."
LOT_DUE = (
    "Un siège se tire au sort entre les listes {lists} : l'archive ne dit pas ce que le bureau a "
    "tiré."
)
TO_COMPARE = (
    "À comparer avec le procès-verbal du scellement, puis avec celui du dépouillement :\n"
    "  empreinte du scrutin"
)
OF_THE_FILE = "  empreinte de l'archive"


def verify(
    archives: Annotated[
        list[Path],
        typer.Argument(metavar="ARCHIVE", readable=False, help="Des fichiers « .bel »."),
    ],
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Verify archives; exit status 1 if something in one of them is wrong.

    It needs no election; if there is an election file, it says how many seats there are.
    """
    election = _election(config)
    found: list[VerifiedArchive | models.ArchiveRefused] = []
    for path in archives:
        try:
            with shown_progress() as tell:
                one = models.verify_scrutin_archive(path, election, tell=tell)
        except models.ArchiveRefused as refused:
            found.append(refused)
        else:
            found.append(one)
        if not as_json:
            _print_archive(path, found[-1])
    if as_json:
        pairs = zip(archives, found, strict=True)
        say_json({"archives": [_facts(path, one) for path, one in pairs]})
    if any(isinstance(one, models.ArchiveRefused) for one in found):
        raise typer.Exit(1)


def _election(config: Path | None) -> Election | None:
    """Return the election of the file that was named, or of the usual one if it is there."""
    path = chosen_election_file(config)
    return models.load_election(path) if config is not None or path.exists() else None


def _print_archive(path: Path, one: VerifiedArchive | models.ArchiveRefused) -> None:
    if isinstance(one, models.ArchiveRefused):
        say(WRONG.format(path=path, reason=one.text))
        return
    ballots = say_count(one.ballots, "bulletin")
    say(RIGHT.format(title=one.title, ballots=ballots, checked=one.checked))
    if one.blank is None:
        say(NOT_COUNTED)
    else:
        page = console()
        page.print(_lists(one, one.blank, page.width))
    due = one.allocation.lot_due if one.allocation else None
    if due is not None:
        say(LOT_DUE.format(lists=", ".join(map(str, due.tied))))
    say(TO_COMPARE)
    say(grouped(one.setup))
    say(OF_THE_FILE)
    say(grouped(one.fingerprint))


def _lists(one: VerifiedArchive, blank: int, width: int) -> Table:
    lines = table(heading=True)
    lines.add_column("Liste", overflow="ellipsis", no_wrap=True, ratio=1)
    for name in ("Voix", "%", "Sièges"):
        lines.add_column(name, justify="right", no_wrap=True)
    if width >= NARROWEST:
        lines.add_column("", width=BAR)
    seats = [say_number(each.won) for each in one.allocation.lists] if one.allocation else []
    seats = seats or [""] * len(one.lists)
    valid = sum(one.votes)
    for name, votes, won in zip(one.lists, one.votes, seats, strict=True):
        drawn = [bar(votes, valid, BAR)] if width >= NARROWEST else []
        lines.add_row(plain_text(name), say_number(votes), share(votes, valid), won, *drawn)
    lines.add_row(BLANK, say_number(blank), "", "")
    return lines


def _facts(path: Path, one: VerifiedArchive | models.ArchiveRefused) -> dict[str, object]:
    if isinstance(one, models.ArchiveRefused):
        return {"file": str(path), "right": False, "reason": one.text, "cause": one.cause}
    return {
        "file": str(path),
        "right": True,
        "election": one.name,
        "title": one.title,
        "code": one.code,
        "ballots": one.ballots,
        "blank": one.blank,
        "votes": dict(zip(one.lists, one.votes, strict=True)) if one.votes else None,
        "seats": facts_of_seats(one.allocation) if one.allocation else None,
        "checked": one.checked,
        "setup": one.setup,
        "fingerprint": one.fingerprint,
    }
