"""The mail with the receipt of a vote: the tracker, and never the choice."""

from __future__ import annotations

from datetime import datetime

from models.mail.letters import Letter, say_letter
from models.rules.french_dates import say_moment
from models.rules.trackers import show_tracker
from models.settings.election import Election


def receipt_letter(
    election: Election, scrutin: tuple[str, str], tracker: str, checked: str, now: datetime
) -> Letter:
    """Return the mail that tells a person that their ballot is in the urn.

    Args:
        election: The election.
        scrutin: Its short name and its title.
        tracker: As the protocol gives it.
        checked: How many implementations have checked the ballot, in French.
        now: When they have voted, aware.
    """
    return say_letter(
        election,
        "mail.receipt",
        short=scrutin[0],
        scrutin=" · ".join(scrutin),
        voted=say_moment(now, election.calendar.zone),
        checked=checked,
        tracker=show_tracker(tracker),
    )
