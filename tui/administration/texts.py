"""`admin texts`: every text that the election file may say in its own words."""

from __future__ import annotations

from typing import Annotated

import typer

from models import ShownText
from tui.command_line.options import ConfigOption, JsonOption, chosen_espace
from tui.command_line.saying import say, say_json

INDENT = "    "
CHANGED = " (du fichier d'élection)"
LONGEST = " ({longest} caractères au plus)"
NONE_CHANGED = (
    "Ce fichier d'élection ne change aucun texte. « espace-electeur admin texts » les nomme tous ; "
    "écrivez les vôtres dans sa table [texts]."
)
NONE = "Aucun texte n'a un nom qui commence ainsi. « espace-electeur admin texts » les nomme tous."

BeginningArgument = Annotated[
    str,
    typer.Argument(metavar="DÉBUT", help="Début des noms à afficher.", show_default=False),
]


def texts(
    beginning: BeginningArgument = "",
    changed: Annotated[
        bool, typer.Option("--changed", help="Seulement ceux que le fichier d'élection change.")
    ] = False,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the texts with their names and where they stand, as they are said in this election."""
    shown = [
        one
        for one in chosen_espace(config).administration.list_texts()
        if one.key.startswith(beginning) and (one.changed or not changed)
    ]
    if as_json:
        say_json({"texts": [_facts(one) for one in shown]})
        return
    where = None
    for one in shown:
        if one.where != where:
            if where is not None:
                say("")
            where = one.where
            say(where)
        _say_text(one)
    if not shown:
        say(NONE_CHANGED if changed and not beginning else NONE)


def _say_text(one: ShownText) -> None:
    longest = LONGEST.format(longest=one.longest) if one.longest else ""
    say(f"  {one.key}{longest}{CHANGED if one.changed else ''}")
    for paragraph in one.paragraphs:
        for line in paragraph.splitlines():
            say(f"{INDENT}{line}", margin=len(INDENT))


def _facts(one: ShownText) -> dict[str, object]:
    return {
        "key": one.key,
        "where": one.where,
        "text": list(one.paragraphs),
        "default": list(one.default),
        "changed": one.changed,
        "places": list(one.places),
        "longest": one.longest,
    }
