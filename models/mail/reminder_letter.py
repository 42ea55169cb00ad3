"""The letter to whoever has not activated their account, in the words of the election file."""

from __future__ import annotations

from models.mail.letters import Letter, place_words, write_letter
from models.rules.calendar import Calendar
from models.rules.french_dates import say_end, say_moment
from models.settings.election import Election

DATES = "du {opens} au {closes}"
APART = f"{DATES}, selon le scrutin ; le premier des vôtres se ferme le {{first}}"


def reminder_letter(
    election: Election, person: tuple[str, str, str], calendar: Calendar | None = None
) -> Letter:
    """Return the letter to a person.

    Args:
        election: Its file has the words.
        person: Civility, first and last name.
        calendar: Of the person's scrutins together; None: of the election.
    """
    civility, first_name, last_name = person
    calendar = calendar or election.calendar
    zone = calendar.zone
    # An account that is made once a scrutin has closed does not vote in it.
    accounts_close = min(calendar.accounts_close, calendar.first_closing or calendar.vote_closes)
    places = {
        "civility": civility,
        "first_name": first_name,
        "last_name": last_name,
        "title": election.title,
        "organiser": election.organiser,
        "where": place_words(election),
        "account_door": election.texts.line("doors.account"),
        "accounts_close": say_end(accounts_close, zone),
        "confirmations_close": say_end(calendar.confirmations_close, zone),
        "vote_opens": say_moment(calendar.vote_opens, zone),
        "vote_closes": say_end(calendar.vote_closes, zone),
        "vote_dates": _dates(calendar),
    }
    first, *others = (" ".join(text.format_map(places).split()) for text in election.remind.body)
    subject = " ".join(election.remind.subject.format_map(places).split())
    return write_letter(election, subject, first, others)


def _dates(calendar: Calendar) -> str:
    """Return when the person votes, and the first end of several: whoever waits misses it."""
    zone, first = calendar.zone, calendar.first_closing
    return (APART if first else DATES).format(
        opens=say_moment(calendar.vote_opens, zone),
        closes=say_end(calendar.vote_closes, zone),
        first=say_end(first, zone) if first else "",
    )
