"""`admin purge`: what is deleted after the election, or is past its use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tui.command_line.options import SOURCE, ConfigOption, JsonOption, answer, chosen_espace

if TYPE_CHECKING:
    from models import PurgeReport

ASK = "Rien n'est encore effacé. Pour effacer, sans retour possible, ajoutez « --yes »."
ROOM_GIVEN_BACK = "Ce qui était effacé ne tient plus de place sur le disque : la purge est finie."
NOTHING = "Rien à effacer : tout ce qui est gardé sert encore."
BACKUPS = "Les sauvegardes et les journaux restent à détruire par vous."


def purge(
    config: ConfigOption = None,
    expired: Annotated[
        bool,
        typer.Option("--expired", help="N'efface que les données périmées ; à tout moment."),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Compte sans rien effacer.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Efface sans demander.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Delete the people of an election that is over; exit status 1 if `--yes` is missing.

    What is expired is deleted without it.
    """
    espace = chosen_espace(config)
    service = (
        espace.administration.purge_expired if expired else espace.administration.purge_election
    )
    # What is expired serves nobody: deleting it needs no second thought, and a timer has none.
    asked = dry_run or not (yes or expired)
    report = service(dry_run=asked, source=SOURCE)
    facts: dict[str, object] = {"done": report.done}
    facts |= {name: number for name, _, number in report.counts}
    answer(as_json, facts, _page(report, expired, dry_run))
    if not (report.done or dry_run):
        raise typer.Exit(1)


def _page(report: PurgeReport, expired: bool, dry_run: bool) -> str:
    heading = "Effacé :" if report.done else "À effacer :"
    lines = [heading, *(f"{number:>9}  {label}" for _, label, number in report.counts if number)]
    if len(lines) == 1 and expired:
        return NOTHING
    if report.done and not expired and len(lines) == 1:
        lines = [ROOM_GIVEN_BACK]
    if not report.done and not dry_run:
        lines.append(ASK)
    elif report.done and not expired:
        lines.append(BACKUPS)
    return "\n".join(lines)
