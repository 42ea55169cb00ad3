"""`admin alert`: one mail when something begins to go wrong, one when it is over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from models import say_count
from tui.command_line.options import ConfigOption, JsonOption, chosen_espace
from tui.command_line.saying import say, say_json

if TYPE_CHECKING:
    from models import Alert

SENT = "Mail envoyé à {addresses}."
NOTHING_NEW = "Rien de nouveau : aucun mail n'est envoyé."
NOT_SENT = "Essai : aucun mail n'est envoyé."


def alert(
    config: ConfigOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Montre ce qui ne va pas, sans rien envoyer.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Look once; exit status 0 whether something is wrong or not."""
    told = chosen_espace(config).administration.send_alerts(dry_run=dry_run)
    if as_json:
        say_json(
            {
                "begun": _facts(told.begun),
                "ended": _facts(told.ended),
                "lasting": _facts(told.lasting),
                "recipients": told.recipients,
            }
        )
        return
    new = {one.subject for one in told.begun}
    for one in told.lasting:
        say(f"{'DÉBUT    ' if one.subject in new else 'EN COURS '}{one.text}", margin=9)
    for one in told.ended:
        say(f"FIN      {one.text}", margin=9)
    if told.recipients:
        say(SENT.format(addresses=say_count(told.recipients, "adresse")))
    else:
        say(NOT_SENT if dry_run else NOTHING_NEW)


def _facts(alerts: Sequence[Alert]) -> list[dict[str, object]]:
    return [{"subject": one.subject, "text": one.text} for one in alerts]
