"""`admin lists`: the lists of candidates of the election file, checked and shown."""

from __future__ import annotations

from typing import Annotated

import typer

from models import CandidateList, ListsCheck, ScrutinLists, canonical_lists, say_count
from tui.command_line.completing import scrutins
from tui.command_line.findings import MARKS
from tui.command_line.options import ConfigOption, JsonOption, chosen_espace
from tui.command_line.saying import say, say_json

NOTHING = (
    "Le fichier d'élection n'a aucune liste de candidats. Ses commentaires disent comment les "
    "écrire ; « espace-electeur admin init » en écrit un commenté."
)
NO_LISTS = "Ce scrutin n'a aucune liste dans le fichier d'élection."
NO_PROFESSION = "Pas de profession de foi."
CODE = 20
"""Columns of the code of a scrutin, that of the longest of the sample file and two more."""
INDENT = " " * 4

CodeArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="SCRUTIN",
        help="Code d'un scrutin, pour tout en lire.",
        show_default=False,
        autocompletion=scrutins,
    ),
]


def check(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Print what is to be said of each scrutin; exit status as `admin check`."""
    checked = chosen_espace(config).administration.check_lists()
    level = max(one.level for one in checked)
    if as_json:
        say_json({"state": level.name.lower(), "scrutins": [_facts(one) for one in checked]})
    elif any(one.lists or one.level for one in checked):
        for one in checked:
            _say_checked(one)
    else:
        say(NOTHING)
    if level:
        raise typer.Exit(int(level))


def show(
    code: CodeArgument = None, config: ConfigOption = None, as_json: JsonOption = False
) -> None:
    """Print the lists of all scrutins, or those of one with its candidates and their texts."""
    scrutins = chosen_espace(config).administration.show_lists(code)
    if as_json:
        say_json({"scrutins": [_facts_of_lists(one) for one in scrutins]})
        return
    for number, scrutin in enumerate(scrutins):
        if number:
            say("")
        _say_scrutin(scrutin, whole=code is not None)
    if not scrutins:
        say(NOTHING)


def _say_checked(checked: ListsCheck) -> None:
    mark = MARKS[checked.level]
    counts = f"{say_count(checked.lists, 'liste')}, {say_count(checked.candidates, 'candidat')}"
    margin = len(mark) + CODE
    first, *others = (*checked.faults, *checked.doubts, *checked.remarks) or ("",)
    if checked.lists:
        first, others = counts, [first, *others] if first else []
    say(f"{mark}{checked.code:{CODE}}{first}", margin=margin)
    for other in others:
        say(f"{' ' * margin}{other}", margin=margin)


def _say_scrutin(scrutin: ScrutinLists, *, whole: bool) -> None:
    say(f"{scrutin.code} : {scrutin.title}")
    counts = [say_count(len(scrutin.lists), "liste"), "dans l'ordre du tirage au sort"]
    if scrutin.seats is not None:
        counts.insert(0, say_count(scrutin.seats, "siège"))
    say(", ".join(counts) if scrutin.lists else NO_LISTS)
    for one in scrutin.lists:
        _say_list(one, whole=whole)


def _say_list(one: CandidateList, *, whole: bool) -> None:
    if whole:
        say("")
    say(f"{one.order:>2}. {one.short} : {one.name}", margin=len(INDENT))
    candidates = say_count(len(one.candidates), "candidat")
    if not whole:
        texts = "profession de foi" if one.profession else "sans profession de foi"
        say(f"{INDENT}{candidates}, {texts}", margin=len(INDENT))
        return
    say(f"{INDENT}{candidates}, par rang :")
    for rank, candidate in enumerate(one.candidates, start=1):
        say(f"{INDENT}{rank:>3}. {candidate}", margin=len(INDENT) + 5)
    say(f"{INDENT}Profession de foi :" if one.profession else f"{INDENT}{NO_PROFESSION}")
    for line in (one.profession or "").splitlines():
        say(f"{INDENT}{INDENT}{line}".rstrip())


def _facts(checked: ListsCheck) -> dict[str, object]:
    return {
        "code": checked.code,
        "title": checked.title,
        "seats": checked.seats,
        "level": checked.level.name.lower(),
        "lists": checked.lists,
        "candidates": checked.candidates,
        "faults": checked.faults,
        "doubts": checked.doubts,
        "remarks": checked.remarks,
    }


def _facts_of_lists(scrutin: ScrutinLists) -> dict[str, object]:
    return {
        "code": scrutin.code,
        "short": scrutin.short,
        "title": scrutin.title,
        "seats": scrutin.seats,
        "lists": canonical_lists(scrutin.lists),
    }
