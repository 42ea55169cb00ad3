"""`admin roles`: the SQL that gives each machine no more of the database than its work needs."""

from __future__ import annotations

from typing import Annotated

import typer

from models import Machine
from tui.command_line.options import ConfigOption, JsonOption, chosen_espace
from tui.command_line.saying import say_json


def roles(
    config: ConfigOption = None,
    kiosk: Annotated[
        str, typer.Option("--kiosk", metavar="NOM", help="Nom du rôle des bornes.")
    ] = "espace_borne",
    sender: Annotated[
        str, typer.Option("--sender", metavar="NOM", help="Nom du rôle de l'envoi des mails.")
    ] = "espace_envoi",
    desk: Annotated[
        str, typer.Option("--desk", metavar="NOM", help="Nom du rôle de l'assistance.")
    ] = "espace_assistance",
    as_json: JsonOption = False,
) -> None:
    """Print the statements; they change nothing by themselves."""
    names = {Machine.KIOSK: kiosk, Machine.SENDER: sender, Machine.DESK: desk}
    statements = chosen_espace(config).administration.role_statements(names)
    if as_json:
        say_json({"statements": statements})
    else:
        print("\n".join(statements))
