"""Completion in the shell: its installation in French, and the values that options take."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import typer

import models
from tui.command_line.saying import say

INSTALLED = (
    "La complétion est installée pour {name} dans {path}, que votre fichier de démarrage charge "
    "désormais. Ouvrez un nouveau terminal pour vous en servir."
)
UNKNOWN_SHELL = (
    "Votre interpréteur de commandes n'est pas reconnu : la complétion s'installe depuis bash, zsh "
    "ou fish. Ouvrez l'un d'eux, puis recommencez."
)


class ShellUnknown(models.EspaceError):
    """There is no completion for this shell."""

    sentence = UNKNOWN_SHELL


def said_in_french(install: Callable[..., Any]) -> Callable[..., Any]:
    """Return what installs the completion, with its two English lines as one in French.

    Args:
        install: Typer's own, which ends the program.
    """

    def installed(ctx: Any, param: Any, value: Any) -> Any:
        told = io.StringIO()
        try:
            with redirect_stdout(told):
                return install(ctx, param, value)
        except (SystemExit, typer.Exit):
            found = re.match(r"(\S+) completion installed in (.+)", told.getvalue())
            if found is None:
                raise ShellUnknown from None
            say(INSTALLED.format(name=found[1], path=found[2]))
            raise typer.Exit from None

    return installed


def axes() -> list[tuple[str, str]]:
    """Return the values of `--by`, each with what it counts by."""
    counted = {
        models.StatusAxis.CORPS: "par corps",
        models.StatusAxis.SCHOOL: "par établissement",
        models.StatusAxis.DAY: "par jour",
        models.StatusAxis.SCRUTIN: "par scrutin",
    }
    return [(axis.value, words) for axis, words in counted.items()]


def samples() -> list[tuple[str, str]]:
    """Return the names of the elections that the program ships, each with its title."""
    titles = ((name, models.sample_named(name).election.election) for name in models.SAMPLE_NAMES)
    return [(name, f"{one.title}, {one.organiser_named}") for name, one in titles]


def personas(ctx: typer.Context) -> list[tuple[str, str]]:
    """Return the user names of the sample people, each with who it is.

    None if the election that is named cannot be read: a shell shows no faults.
    """
    try:
        sample = _sample(ctx.params.get("config"), ctx.params.get("election"))
    except models.EspaceError:
        return []
    return [(one.user_name, one.name) for one in sample.people]


def _sample(config: str | Path | None, name: str | None) -> models.Sample:
    if config:
        return models.invented_sample(models.load_election(Path(config)))
    return models.sample_named(name) if name else models.sample_named()


def scrutins(ctx: typer.Context) -> list[tuple[str, str]]:
    """Return the codes of the scrutins of the election file, each with its title.

    None if the file cannot be read: a shell shows no faults.
    """
    from tui.command_line.election_files import chosen_election_file

    named = ctx.params.get("config")
    try:
        election = models.load_election(chosen_election_file(Path(named) if named else None))
    except models.EspaceError:
        return []
    return [(scrutin.code, scrutin.title) for scrutin in election.scrutins]
