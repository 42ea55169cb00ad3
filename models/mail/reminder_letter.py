"""The letter to whoever has not activated their account, in the words of the election file."""

from __future__ import annotations

from datetime import datetime

from models.mail.letters import Letter, place_words, write_letter
from models.rules.calendar import Calendar
from models.rules.french_dates import say_end, say_moment
from models.settings.election import Election

DATES = "du {opens} au {closes}"
APART = f"{DATES}, selon le scrutin ; le {{which}} des vôtres se ferme le {{next}}"


def reminder_letter(
    election: Election,
    person: tuple[str, str, str],
    now: datetime,
    calendar: Calendar | None = None,
) -> Letter:
    """Return the letter to a person.

    Args:
        election: Its file has the words.
        person: Civility, first and last name.
        now: Aware; no date that is past is given as a deadline.
        calendar: Of the person's scrutins together; None: of the election.
    """
    civility, first_name, last_name = person
    calendar = calendar or election.calendar
    zone = calendar.zone
    # An account that is made once a scrutin has closed does not vote in it.
    accounts_close = min(calendar.accounts_close, calendar.next_closing(now))
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
        "vote_dates": _dates(calendar, now),
    }
    first, *others = (" ".join(text.format_map(places).split()) for text in election.remind.body)
    subject = " ".join(election.remind.subject.format_map(places).split())
    return write_letter(election, subject, first, others)


def _dates(calendar: Calendar, now: datetime) -> str:
    """Return when the person votes, and the next end of several: whoever waits misses it."""
    zone, closing = calendar.zone, calendar.next_closing(now)
    return (APART if closing < calendar.vote_closes else DATES).format(
        opens=say_moment(calendar.vote_opens, zone),
        closes=say_end(calendar.vote_closes, zone),
        which="premier" if closing == calendar.first_closing else "prochain",
        next=say_end(closing, zone),
    )
