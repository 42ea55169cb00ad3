"""`admin people`: who has not activated their account, for whoever reminds them."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from models import PEOPLE_COLUMNS, StatusAxis, people_row, say_count
from tui.administration.status import axis_named, one_of
from tui.command_line.options import ConfigOption, JsonOption, chosen_espace, source
from tui.command_line.saying import FORMAT, say

if TYPE_CHECKING:
    from models import NotActivated

SchoolOption = Annotated[
    str,
    typer.Option(
        "--school",
        metavar="UAI",
        help="Seulement les personnes de cet établissement.",
        show_default=False,
    ),
]
NOBODY = "Tout le monde a activé son compte."
HOW = "« --csv » les écrit avec leurs adresses ; « admin remind » leur écrit."


def people(
    not_activated: Annotated[
        bool, typer.Option("--not-activated", help="Qui n'a pas de compte confirmé.")
    ] = False,
    by: Annotated[
        str,
        typer.Option("--by", metavar="AXE", help="« school » : établissement par établissement."),
    ] = "",
    school: SchoolOption = "",
    config: ConfigOption = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Écrit les personnes en CSV.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Print the people one by one, or how many they are in each school."""
    one_of("--json", as_json, "--csv", as_csv)
    if not not_activated:
        raise typer.BadParameter("indiquez --not-activated", param_hint="--not-activated")
    if by and axis_named(by) is not StatusAxis.SCHOOL:
        raise typer.BadParameter("choisissez school", param_hint="--by")
    found = chosen_espace(config).administration.list_not_activated(
        uai=school.upper(), by_school=bool(by), source=source()
    )
    if as_csv:
        _print_csv(found)
    elif as_json:
        _print_json(found)
    else:
        _print_counts(found, by_school=bool(by))


def _print_csv(found: Iterator[NotActivated]) -> None:
    rows = csv.writer(sys.stdout, quoting=csv.QUOTE_NONNUMERIC)
    rows.writerow(PEOPLE_COLUMNS)
    for one in found:
        rows.writerow(people_row(one))


def _print_json(found: Iterator[NotActivated]) -> None:
    """Print one document, a person after the other: a million are not held."""
    print(f'{{"format": {FORMAT}, "people": [', end="")
    for number, one in enumerate(found):
        print(f"{', ' if number else ''}{json.dumps(asdict(one), ensure_ascii=False)}", end="")
    print("]}", flush=True)


def _print_counts(found: Iterator[NotActivated], *, by_school: bool) -> None:
    counts: dict[str, tuple[str, int]] = {}
    total = 0
    for one in found:
        total += 1
        if by_school:
            counts[one.uai] = (one.school, counts.get(one.uai, ("", 0))[1] + 1)
    for uai, (name, number) in counts.items():
        say(f"{uai or '–'} {name or 'établissement non renseigné'} : {number}")
    say(f"{say_count(total, 'personne')} sans compte confirmé. {HOW}" if total else NOBODY)
