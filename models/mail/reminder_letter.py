"""The letter to whoever has not activated their account, in the words of the election file."""

from __future__ import annotations

from models.mail.letters import Letter, place_words, write_letter
from models.rules.french_dates import say_end, say_moment
from models.settings.election import Election


def reminder_letter(election: Election, person: tuple[str, str, str]) -> Letter:
    """Return the letter to a person.

    Args:
        election: Its file has the words.
        person: Civility, first and last name.
    """
    civility, first_name, last_name = person
    calendar, zone = election.calendar, election.calendar.zone
    places = {
        "civility": civility,
        "first_name": first_name,
        "last_name": last_name,
        "title": election.title,
        "organiser": election.organiser,
        "where": place_words(election),
        "account_door": election.texts.line("doors.account"),
        "accounts_close": say_end(calendar.accounts_close, zone),
        "confirmations_close": say_end(calendar.confirmations_close, zone),
        "vote_opens": say_moment(calendar.vote_opens, zone),
        "vote_closes": say_end(calendar.vote_closes, zone),
    }
    first, *others = (" ".join(text.format_map(places).split()) for text in election.remind.body)
    subject = " ".join(election.remind.subject.format_map(places).split())
    return write_letter(election, subject, first, others)
