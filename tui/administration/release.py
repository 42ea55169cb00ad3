"""`admin release`: an address gets its tries and mails back."""

from __future__ import annotations

from typing import Annotated

import typer

from tui.command_line.options import ConfigOption, JsonOption, answer, chosen_espace, source


def release(
    address: Annotated[str, typer.Argument(metavar="ADRESSE", help="Adresse professionnelle.")],
    reason: Annotated[
        str,
        typer.Option(
            "--reason", metavar="MOTIF", help="Pourquoi, sans nom : la chaîne d'audit le garde."
        ),
    ],
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Undo the waits of one address."""
    administration = chosen_espace(config).administration
    report = administration.release_address(address, reason=reason, source=source())
    done = report.waits or report.mails
    sentence = (
        f"Les attentes de {address} sont levées : cette personne peut recommencer aussitôt."
        if done
        else f"Rien n'attendait pour {address}. L'essai suivant est accepté."
    )
    facts: dict[str, object] = {"waits": report.waits, "mails": report.mails}
    answer(as_json, facts, sentence)
