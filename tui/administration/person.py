"""`admin person`: one person, where they stand and why; or what a reference of the logs means."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

import models
from models import ReferenceUnknown
from tui.administration.person_page import facts_of, print_person
from tui.administration.reference_words import meaning_of
from tui.command_line.election_files import chosen_election_file
from tui.command_line.options import ConfigOption, JsonOption, chosen_espace, source
from tui.command_line.saying import say, say_json
from tui.logs.events import use_election
from tui.logs.found_lines import LogLine, lines_about, lines_of

REFERENCE = r"[0-9A-Fa-f]{4,8}"
IN_JOURNAL = (
    "Les journaux de cette élection vont au journal du système ou à la sortie d'erreur : cherchez "
    "cette référence par « journalctl --grep {reference} »."
)
UNREADABLE = (
    "Les journaux du dossier {place} ne peuvent pas être lus : lancez la commande sous le compte "
    "qui y écrit."
)


def person(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="UID|ADRESSE",
            help="Nom d'utilisateur, ou adresse professionnelle.",
            show_default=False,
        ),
    ] = None,
    reference: Annotated[
        str | None,
        typer.Option(
            "--reference",
            metavar="RÉFÉRENCE",
            help="Dit ce que signifie la référence qu'une personne lit à l'écran.",
        ),
    ] = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print a person, which the audit chain keeps; or the lines of a reference."""
    if (name is None) == (reference is None):
        raise typer.BadParameter(
            "choisissez une personne, ou --reference", param_hint="UID|ADRESSE"
        )
    if reference is not None:
        _print_reference(config, reference, as_json=as_json)
        return
    espace = chosen_espace(config)
    report = espace.desk.show_person(name or "", source=source())
    lines = _lines_of(espace.election, report)
    if as_json:
        say_json(facts_of(report, lines))
    else:
        print_person(report, lines, espace.election.calendar)


def _lines_of(election: models.Election, report: models.PersonReport) -> list[LogLine | None]:
    """Return the line of each refusal that the logs of this machine have for sure."""
    refusals = [
        (line.at, line.kind.partition("/")[2], _host_of(line.source)) for line in report.refusals
    ]
    try:
        return lines_about(election.logs, refusals)
    except OSError:
        return [None] * len(refusals)


def _host_of(source: str) -> str:
    """Return the machine that a source names, nothing if it names a peer as SSH does."""
    kind, _, name = source.partition(":")
    return name if kind in {"kiosk", "terminal"} else ""


def _print_reference(config: Path | None, reference: str, *, as_json: bool) -> None:
    """Print what the logs have under a reference.

    Raises:
        BadParameter: It is none.
        ReferenceUnknown: They have nothing, or cannot be read.
    """
    if not re.fullmatch(REFERENCE, reference):
        raise typer.BadParameter(
            "choisissez les 4 à 8 premiers signes d'une référence, comme 7F3A8C68",
            param_hint="--reference",
        )
    election = models.load_election(chosen_election_file(config))
    use_election(election)
    try:
        lines = lines_of(election.logs, reference)
    except OSError as error:
        raise ReferenceUnknown(UNREADABLE.format(place=election.logs.place)) from error
    if not lines and election.logs.target != "file":
        raise ReferenceUnknown(IN_JOURNAL.format(reference=reference.upper()))
    if not lines:
        raise ReferenceUnknown
    if as_json:
        say_json({"lines": [_facts(line) for line in lines]})
        return
    zone = election.calendar.zone
    for line in lines:
        what, then = meaning_of(line)
        where = f", écran {line.place}" if line.place else ""
        when = f"{line.at.astimezone(zone):%d/%m/%Y %H:%M:%S}"
        say(f"{line.reference} : {when}, poste {line.host}{where} : {what} ({line.kind}).")
        say(f"  {then}")


def _facts(line: LogLine) -> dict[str, object]:
    what, then = meaning_of(line)
    return {
        "reference": line.reference,
        "at": line.at.isoformat(),
        "event": line.event,
        "kind": line.kind,
        "reason": line.reason,
        "place": line.place,
        "host": line.host,
        "election": line.election,
        "meaning": what,
        "next_step": then,
    }
