"""`admin remind`: a mail to whoever has not activated their account."""

from __future__ import annotations

from typing import Annotated

import typer

from models import RemindReport, say_count, say_number
from tui.administration.people import SchoolOption
from tui.command_line.options import ConfigOption, JsonOption, answer, chosen_espace, source

TRIAL = "Essai : rien n'est écrit. « --yes » écrit à {written}, sur {people} sans compte confirmé."
WRITTEN = "{written} : ces mails partent après tous les autres, par « admin send » ou son service."
TODAY = " {reminded} ont déjà eu un rappel aujourd'hui."
LEFT = (
    " {left} attendent : la moitié des mails d'une heure (mails_per_hour dans [security]) est "
    "prise. Relancez la commande dans une heure."
)


def remind(
    yes: Annotated[
        bool, typer.Option("--yes", help="Écrit les mails, au lieu d'un essai.")
    ] = False,
    school: SchoolOption = "",
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the reminders that are due, or show how many and what they say."""
    report = chosen_espace(config).administration.remind(
        uai=school.upper(), dry_run=not yes, source=source()
    )
    facts: dict[str, object] = {
        "done": report.done,
        "not_activated": report.not_activated,
        "reminded_today": report.reminded_today,
        "written": report.written,
        "left": report.left,
        "subject": report.subject,
        "body": report.body,
    }
    answer(as_json, facts, _sentence(report))


def _sentence(report: RemindReport) -> str:
    if report.done:
        words = WRITTEN.format(
            written=say_count(report.written, "rappel écrit", plural="rappels écrits")
        )
    else:
        words = TRIAL.format(
            written=say_count(report.written, "personne"), people=say_number(report.not_activated)
        )
    if report.reminded_today:
        words += TODAY.format(reminded=say_count(report.reminded_today, "personne"))
    if report.left:
        words += LEFT.format(left=say_count(report.left, "personne"))
    return words if report.done else f"{words}\n\nObjet : {report.subject}\n\n{report.body}"
