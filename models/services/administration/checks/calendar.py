"""Checks of the calendar of an election."""

from __future__ import annotations

from models.context import Context
from models.rules.french_dates import last_day_of, say_end, say_moment
from models.services.administration.checks.outcome import Outcome, bad, doubtful, good

TOO_EARLY = (
    "Le vote ouvre le {vote}, avant que les comptes puissent être créés, le {accounts} : corrigez "
    "« vote_opens » ou « accounts_open » dans [calendar]."
)
OVER = (
    "Cette élection est finie depuis le {end} : si c'est une autre que vous préparez, écrivez ses "
    "dates dans [calendar]."
)
AS_WRITTEN = "Comptes du {opens} au {closes} ; vote du {vote} au {end} ({zone})."


def check_calendar(context: Context) -> list[Outcome]:
    """Look at the order of the windows, and at whether they are over."""
    calendar = context.election.calendar

    def said(moment: str) -> str:
        at, zone = getattr(calendar, moment), calendar.zone
        if "close" not in moment:
            return f"{say_moment(at, zone)} ({at.astimezone(zone).year})"
        return f"{say_end(at, zone)} ({last_day_of(at, zone).astimezone(zone).year})"

    if calendar.vote_opens < calendar.accounts_open:
        text = TOO_EARLY.format(vote=said("vote_opens"), accounts=said("accounts_open"))
        return [bad(text)]
    if context.now >= calendar.results_from:
        return [doubtful(OVER.format(end=said("results_from")))]
    return [
        good(
            AS_WRITTEN.format(
                opens=said("accounts_open"),
                closes=said("accounts_close"),
                vote=said("vote_opens"),
                end=said("vote_closes"),
                zone=calendar.zone.key,
            )
        )
    ]
