"""`admin audit …`: the audit chain."""

from __future__ import annotations

import typer

from tui.administration.calling import ConfigOption, JsonOption, answer, opened_espace


def verify(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Walk the audit chain; exit status 1 where an event does not fit."""
    report = opened_espace(config).verify_audit()
    whole = report.first_fault is None
    sentence = (
        f"La chaîne d'audit est entière : {report.events} événement(s)."
        if whole
        else f"L'événement {report.first_fault} ne convient pas : la chaîne a été altérée. "
        "Comparez avec une sauvegarde."
    )
    facts: dict[str, object] = {"events": report.events, "first_fault": report.first_fault}
    answer(as_json, facts, sentence)
    if not whole:
        raise typer.Exit(1)
