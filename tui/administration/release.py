"""`admin release`: a person gets their tries and mails back."""

from __future__ import annotations

from typing import Annotated

import typer

from tui.command_line.options import ConfigOption, JsonOption, answer, chosen_espace, source

NOBODY = "Mais personne n'a cette adresse dans la liste électorale : vérifiez-la."


def release(
    name: Annotated[
        str,
        typer.Argument(
            metavar="UID|ADRESSE", help="Nom d'utilisateur, ou adresse professionnelle."
        ),
    ],
    reason: Annotated[
        str,
        typer.Option(
            "--reason", metavar="MOTIF", help="Pourquoi, sans nom : la chaîne d'audit le garde."
        ),
    ],
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Undo the waits of one person."""
    administration = chosen_espace(config).administration
    report = administration.release(name, reason=reason, source=source())
    done = report.waits or report.mails or report.budgets
    sentence = (
        f"Les attentes de {report.address} sont levées : cette personne peut recommencer aussitôt."
        if done
        else f"Rien n'attendait pour {report.address}. L'essai suivant est accepté."
    )
    if not report.on_roll:
        sentence += f" {NOBODY}"
    facts: dict[str, object] = {
        "waits": report.waits,
        "mails": report.mails,
        "budgets": report.budgets,
    }
    answer(as_json, facts, sentence)
