"""`admin purge`: what is deleted after the election, or is past its use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from models import PurgeStage, say_date
from tui.command_line.options import ConfigOption, JsonOption, answer, chosen_espace, source

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from models import PurgeReport

ASK = "Rien n'est encore effacé. Pour effacer, sans retour possible, ajoutez « --yes »."
ROOM_GIVEN_BACK = "Ce qui était effacé ne tient plus de place sur le disque : la purge est finie."
NOTHING = "Rien à effacer : tout ce qui est gardé sert encore."
ACCOUNTS = (
    "Ce vote a été scellé : sa liste électorale, ses émargements, ses urnes et les clés du bureau "
    "restent. « espace-electeur admin purge » les détruit à partir du {day}."
)
VOTE = (
    "Liste électorale, émargements, urnes et clés du bureau compris. Les résultats, les empreintes "
    "et la chaîne d'audit restent, comme le dossier qui a été publié."
)
UNCOUNTED = "Sans avoir été dépouillés, leurs bulletins partent avec : {codes}."
BACKUPS = "Les sauvegardes et les journaux restent à détruire par vous."


def purge(
    config: ConfigOption = None,
    expired: Annotated[
        bool,
        typer.Option("--expired", help="N'efface que les données périmées ; à tout moment."),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Compte sans rien effacer.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Efface sans demander.")] = False,
    uncounted: Annotated[
        bool,
        typer.Option("--uncounted", help="Détruit aussi les urnes qui n'ont pas été dépouillées."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Delete the people of an election that is over; exit status 1 if `--yes` is missing.

    What is expired is deleted without it.
    """
    espace = chosen_espace(config)
    # What is expired serves nobody: deleting it needs no second thought, and a timer has none.
    asked = dry_run or not (yes or expired)
    if expired:
        report = espace.administration.purge_expired(dry_run=asked, source=source())
    else:
        report = espace.administration.purge_election(
            dry_run=asked, uncounted=uncounted, source=source()
        )
    zone = espace.election.calendar.zone
    facts: dict[str, object] = {"done": report.done}
    if report.stage is not None:
        rest = report.rest_due
        facts |= {"stage": report.stage.value, "rest_due": rest and rest.isoformat()}
        facts["uncounted"] = list(report.uncounted)
    facts |= {name: number for name, _, number in report.counts}
    answer(as_json, facts, _page(report, expired, dry_run, zone))
    if not (report.done or dry_run):
        raise typer.Exit(1)


def _page(report: PurgeReport, expired: bool, dry_run: bool, zone: ZoneInfo) -> str:
    heading = "Effacé :" if report.done else "À effacer :"
    lines = [heading, *(f"{number:>9}  {label}" for _, label, number in report.counts if number)]
    if len(lines) == 1 and expired:
        return NOTHING
    if report.done and not expired and len(lines) == 1:
        lines = [ROOM_GIVEN_BACK]
    if report.rest_due is not None:
        day = f"{say_date(report.rest_due, zone)} {report.rest_due.astimezone(zone).year}"
        lines.append(ACCOUNTS.format(day=day))
    elif report.stage is PurgeStage.VOTE:
        lines.append(VOTE)
    if report.uncounted:
        lines.append(UNCOUNTED.format(codes=", ".join(report.uncounted)))
    if not report.done and not dry_run:
        lines.append(ASK)
    elif report.done and not expired:
        lines.append(BACKUPS)
    return "\n".join(lines)
