"""`admin staff`: the accounts of the helpdesk."""

from __future__ import annotations

from typing import Annotated

import typer

import models
from models import StaffRole
from tui.administration.progress_bars import shown_progress
from tui.command_line.options import ConfigOption, JsonOption, answer, chosen_espace, source
from tui.command_line.saying import say, say_json

ROLES = {StaffRole.AGENT: "agent", StaffRole.SUPERVISOR: "responsable"}
HANDED_OVER = (
    "Donnez-le de vive voix à cette personne : il n'est gardé nulle part. Elle choisit le sien "
    "à la première ouverture de « espace-electeur helpdesk »."
)
NOBODY = "L'assistance n'a encore aucun compte. « espace-electeur admin staff add NOM » en fait un."

NameArgument = Annotated[str, typer.Argument(metavar="NOM", help="Nom du compte : « c.durand ».")]


def add(
    name: NameArgument,
    role: Annotated[
        StaffRole,
        typer.Option("--role", metavar="RÔLE", help="« agent », ou « supervisor » (responsable)."),
    ] = StaffRole.AGENT,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make an account, and bring the search up to the roll."""
    desk = chosen_espace(config).desk
    password = desk.add_staff(name, role, source=source())
    # Said first: what follows may be interrupted, and goes on the next time.
    _hand_over(name, password, as_json, f"Le compte de {name} est prêt ({ROLES[role]}).")
    with shown_progress() as tell:
        desk.refresh_search(tell)


def reset(name: NameArgument, config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Give an account another first password."""
    password = chosen_espace(config).desk.reset_staff(name, source=source())
    _hand_over(name, password, as_json, f"Le compte de {name} a un nouveau premier mot de passe.")


def disable(name: NameArgument, config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Close an account."""
    chosen_espace(config).desk.disable_staff(name, source=source())
    sentence = (
        f"Le compte de {name} est fermé : ses sessions finissent à leur prochain geste. « admin "
        "staff reset » le rouvre."
    )
    answer(as_json, {"name": name, "disabled": True}, sentence)


def list_accounts(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Print all accounts."""
    accounts = chosen_espace(config).desk.list_staff()
    if as_json:
        say_json({"accounts": [_facts(one) for one in accounts]})
        return
    for one in accounts:
        say(_line(one))
    if not accounts:
        say(NOBODY)


def _hand_over(name: str, password: str, as_json: bool, sentence: str) -> None:
    facts: dict[str, object] = {"name": name, "password": password}
    answer(as_json, facts, f"{sentence} Premier mot de passe : {password}\n{HANDED_OVER}")


def _facts(account: models.StaffAccount) -> dict[str, object]:
    return {
        "name": account.name,
        "role": account.role.value,
        "first_password": account.must_change,
        "authenticator": account.has_totp,
        "disabled": account.disabled_at is not None,
    }


def _line(account: models.StaffAccount) -> str:
    words = [account.name, ROLES[account.role]]
    if account.disabled_at is not None:
        words.append("fermé")
    elif account.must_change:
        words.append("attend son premier mot de passe")
    if account.has_totp:
        words.append("application d'authentification")
    return " · ".join(words)
