"""The mail to the administrators: what has begun, and what has ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.mail.letters import Letter, filled
from models.rules.french_dates import say_moment
from models.rules.french_numbers import say_count
from models.rules.text import typeset
from models.settings.election import Election
from models.views.alerts import Alert

CLOSING = (
    "Ce mail part une fois au début, une fois à la fin. Qui le reçoit, et pour quoi, est dans "
    "[alerts] du fichier d'élection."
)


def alert_letter(
    election: Election, begun: Sequence[Alert], ended: Sequence[Alert], at: datetime
) -> Letter:
    """Return the mail: no address, no name of a person and no secret is in it.

    Args:
        election: The election.
        begun: What has begun; may be empty if something has ended.
        ended: What has ended.
        at: Aware; the present.
    """
    counts = [
        say_count(len(alerts), word)
        for alerts, word in ((begun, "alerte"), (ended, "alerte finie"))
        if alerts
    ]
    if len(ended) > 1:
        counts[-1] = say_count(len(ended), "alerte finie", plural="alertes finies")
    parts = [f"{election.title}, le {say_moment(at, election.calendar.zone)}."]
    parts += [f"DÉBUT. {alert.text}" for alert in begun]
    parts += [f"FIN. {alert.text}" for alert in ended]
    body = "\n\n".join(filled(typeset(part)) for part in (*parts, CLOSING))
    return Letter(typeset(f"{election.title} : {', '.join(counts)}"), f"{body}\n")
