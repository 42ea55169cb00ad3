"""What the administrator's commands share: the election they work on, and how they answer."""

from __future__ import annotations

import os
import pwd
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import models
from tui.command_line.environment import resume_collection
from tui.command_line.french import FrenchGroup
from tui.command_line.saying import say, say_json
from tui.logs.events import use_election

if TYPE_CHECKING:
    from models import Espace

USAGE_FAULT = 2
"""Exit status of a wrong use of the command line."""

LONGEST_ACCOUNT = 32


def _account() -> str:
    """Return the account that runs the command, the one behind sudo if there is one."""
    name = os.environ.get("SUDO_USER", "")
    if not name:
        try:
            name = pwd.getpwuid(os.getuid()).pw_name
        except KeyError:  # a container's number without a name
            name = str(os.getuid())
    return name[:LONGEST_ACCOUNT]


SOURCE = f"admin:{_account()}"
"""Who is named in the audit trail for what these commands do."""

ConfigOption = Annotated[
    Path | None,
    # Whether it can be read is said by what reads it, with the reason.
    typer.Option("--config", metavar="FICHIER", readable=False, help="Fichier d'élection."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Écrit le résultat en JSON.")]


def group(help_text: str, kind: type[FrenchGroup] = FrenchGroup) -> typer.Typer:
    """Return a group of commands whose pages of help are French."""
    return typer.Typer(
        cls=kind,
        help=help_text,
        rich_markup_mode=None,
        no_args_is_help=True,
        subcommand_metavar="COMMANDE [ARGUMENTS]...",
    )


def chosen_espace(config: Path | None) -> Espace:
    """Return the election of the chosen election file; its database is opened by what is asked.

    Raises:
        ElectionFileError: The file is missing or wrong.
    """
    from tui.command_line.election_files import chosen_election_file

    resume_collection()
    election = models.load_election(chosen_election_file(config))
    use_election(election)
    return models.Espace(election, models.SystemClock())


def answer(as_json: bool, facts: dict[str, object], sentence: str) -> None:
    """Print facts for a program, or a sentence for a person."""
    if as_json:
        say_json(facts)
    else:
        say(sentence)
