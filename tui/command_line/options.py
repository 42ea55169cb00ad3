"""What the administrator's commands share: the election they work on, and how they answer."""

from __future__ import annotations

import os
import pwd
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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
NAME = rf"[\w.-]{{1,{LONGEST_ACCOUNT}}}"
"""No space, no bracket, no « @ »: a name cannot be taken for the account beside it."""
NO_NAME = "choisissez un nom de 32 signes au plus, sans espace ni @, comme « c.durand »"


def _account() -> str:
    """Return the account that runs the command, the one behind sudo if there is one."""
    name = os.environ.get("SUDO_USER", "")
    if not name:
        try:
            name = pwd.getpwuid(os.getuid()).pw_name
        except KeyError:  # a container's number without a name
            name = str(os.getuid())
    return name[:LONGEST_ACCOUNT]


_named: ContextVar[str] = ContextVar("_named", default="")


def source() -> str:
    """Return who is named in the audit trail for what a command does.

    The account of the machine stays beside a name that was given: anybody can type a name.
    """
    name, account = _named.get(), _account()
    return f"admin:{name} ({account})" if name else f"admin:{account}"


@contextmanager
def acting_as(name: str) -> Iterator[None]:
    """Have what is done inside recorded under a name; an empty one: the account's alone."""
    before = _named.set(name)
    try:
        yield
    finally:
        _named.reset(before)


def checked_name(name: str) -> str:
    """Return the name of an administrator, as the value of an option.

    Raises:
        typer.BadParameter: It is none.
    """
    if name and not re.fullmatch(NAME, name):
        raise typer.BadParameter(NO_NAME)
    return name


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
