"""`admin roles`: the SQL that gives each machine no more of the database than its work needs."""

from __future__ import annotations

from typing import Annotated

import typer

from models import Machine
from tui.command_line.options import ConfigOption, chosen_espace


def roles(
    config: ConfigOption = None,
    kiosk: Annotated[
        str, typer.Option("--kiosk", metavar="NOM", help="Nom du rôle des bornes.")
    ] = "espace_borne",
    sender: Annotated[
        str, typer.Option("--sender", metavar="NOM", help="Nom du rôle de l'envoi des mails.")
    ] = "espace_envoi",
) -> None:
    """Print the statements; they change nothing by themselves."""
    names = {Machine.KIOSK: kiosk, Machine.SENDER: sender}
    for statement in chosen_espace(config).administration.role_statements(names):
        print(statement)
