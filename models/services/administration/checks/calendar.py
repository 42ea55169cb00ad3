"""Checks of the calendar of an election."""

from __future__ import annotations

from collections.abc import Iterator

from models.context import Context
from models.rules.french_dates import last_day_of, say_end, say_moment
from models.services.administration.checks.outcome import Outcome, bad, doubtful, good
from models.settings.election import Election

TOO_EARLY = (
    "Le vote ouvre le {vote}, avant que les comptes puissent être créés, le {accounts} : corrigez "
    "« vote_opens » ou « accounts_open » dans [calendar]."
)
OVER = (
    "Cette élection est finie depuis le {end} : si c'est une autre que vous préparez, écrivez ses "
    "dates dans [calendar]."
)
APART = "{code} : vote du {opens} au {closes}, résultat à partir du {results}.{early}"
BEFORE_ACCOUNTS_END = " Un compte créé après sa fermeture n'y votera pas."
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
    end = context.election.published_from
    if context.now >= end:
        year = end.astimezone(calendar.zone).year
        return [doubtful(OVER.format(end=f"{say_moment(end, calendar.zone)} ({year})"))]
    return [
        good(
            AS_WRITTEN.format(
                opens=said("accounts_open"),
                closes=said("accounts_close"),
                vote=said("vote_opens"),
                end=said("vote_closes"),
                zone=calendar.zone.key,
            )
        ),
        *_scrutins_apart(context.election),
    ]


def _scrutins_apart(election: Election) -> Iterator[Outcome]:
    """Yield the dates of each scrutin that are not those of the whole, to be read again."""
    whole, zone = election.calendar, election.calendar.zone
    days = (whole.results_from, election.published_from)
    for scrutin in election.scrutins:
        own = election.calendar_of(scrutin.code)
        if own.vote != whole.vote or days[0] != days[1]:
            yield good(
                APART.format(
                    code=scrutin.code,
                    opens=say_moment(own.vote_opens, zone),
                    closes=say_end(own.vote_closes, zone),
                    results=say_moment(own.results_from, zone),
                    early=BEFORE_ACCOUNTS_END if own.vote_closes < whole.accounts_close else "",
                )
            )
