"""The mails that the election writes, in French, and the link that is found in them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from textwrap import fill

from models.rules.codes import make_link, show_code, token_in
from models.rules.french_dates import say_end, say_moment
from models.rules.text import typeset
from models.settings.election import Election
from models.views.mail import LetterKind
from models.views.voter import LinkToken

LINE = 70
"""Characters of a line: it fits into the reading pane of 80 columns."""
LETTERS = (
    "mail.confirmation",
    "mail.renewal",
    "mail.account_exists",
    "mail.no_account",
    "mail.address",
    "mail.receipt",
)
"""Tables of the catalogue with a `subject`, a `first_line` and a `text`."""
SUBJECTS: Mapping[LetterKind, str] = {
    LetterKind.NO_ACCOUNT: "mail.no_account.subject",
    LetterKind.ACCOUNT_EXISTS: "mail.account_exists.subject",
    LetterKind.ADDRESS_CHANGES: "mail.address.subject",
}
"""Keys of the subjects by which the screens know a letter again."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to write: subject and text, typeset."""

    subject: str = field(repr=False)
    body: str = field(repr=False)


def confirmation_letter(
    election: Election, code: str, token: str, asked: datetime, expires: datetime
) -> Letter:
    """Return the mail that confirms the creation of an account, the code first."""
    places = _code_places(election, code, token, asked, expires)
    return say_letter(election, "mail.confirmation", **places)


def renewal_letter(
    election: Election, code: str, token: str, asked: datetime, expires: datetime
) -> Letter:
    """Return the mail that lets a person choose another voter password, the code first."""
    places = _code_places(election, code, token, asked, expires)
    return say_letter(election, "mail.renewal", **places)


def account_exists_letter(election: Election) -> Letter:
    """Return the mail sent if an account was asked for that exists already."""
    door = election.texts.line("doors.space")
    return say_letter(election, "mail.account_exists", space_door=door)


def no_account_letter(election: Election, now: datetime) -> Letter:
    """Return the mail sent if a password was to be renewed and there is no account.

    Args:
        election: Its calendar says whether one can still be created.
        now: Aware.
    """
    calendar, texts = election.calendar, election.texts
    subject = texts.line("mail.no_account.subject")
    if calendar.accounts.is_over(now):
        first_line = texts.line("mail.no_account_closed.first_line")
        closed = say_end(calendar.accounts_close, calendar.zone)
        paragraphs = texts.lines("mail.no_account_closed.text", closed=closed)
        return write_letter(election, subject, first_line, paragraphs)
    return say_letter(election, "mail.no_account", account_door=texts.line("doors.account"))


def address_letter(election: Election, address: str, due: datetime) -> Letter:
    """Return the mail to the old address of a person whose address is corrected.

    Args:
        election: The election.
        address: The new one.
        due: When it takes the old one's place at the earliest, aware.
    """
    when = say_moment(due, election.calendar.zone)
    return say_letter(election, "mail.address", address=address, due=when)


def _code_places(
    election: Election, code: str, token: str, asked: datetime, expires: datetime
) -> dict[str, str]:
    zone = election.calendar.zone
    return {
        "code": show_code(code),
        "link": make_link(election.election.space_url, token),
        "asked": say_moment(asked, zone),
        "until": say_end(expires, zone),
        "where": place_words(election),
        "space_door": election.texts.line("doors.space"),
    }


def place_words(election: Election) -> str:
    """Return where a code is typed: the link is no web page, only the application knows it."""
    place, say = election.election.application_place, election.texts.line
    if place:
        return say("mail.letter.place_named", application_place=place)
    return say("mail.letter.place")


def kind_of(election: Election, subject: str) -> LetterKind | None:
    """Return which of the election's letters a subject is that of, None if it is none of these."""
    read = subject.split()
    said = (kind for kind, key in SUBJECTS.items() if election.texts.line(key).split() == read)
    return next(said, None)


def say_letter(election: Election, table: str, **places: str) -> Letter:
    """Return a letter in the words of an election.

    Args:
        election: Whose texts are asked for.
        table: One of `LETTERS`.
        places: What its texts may name in braces.
    """
    texts = election.texts
    subject = texts.line(f"{table}.subject", **places)
    first_line = texts.line(f"{table}.first_line", **places)
    return write_letter(election, subject, first_line, texts.lines(f"{table}.text", **places))


def write_letter(
    election: Election, subject: str, first_line: str, paragraphs: Sequence[str]
) -> Letter:
    """Return a mail of the election, typeset: a greeting, what counts, the rest, a warning."""
    say = election.texts.line
    ends = (say("mail.letter.warning"), say("mail.letter.closing"))
    parts = (say("mail.letter.greeting"), first_line, *paragraphs, *ends)
    body = "\n\n".join(filled(typeset(part)) for part in parts)
    return Letter(typeset(" ".join(subject.split())), f"{body}\n")


def filled(paragraph: str) -> str:
    """Return a paragraph in lines of at most `LINE` characters; a link is never broken."""
    return fill(paragraph, LINE, break_long_words=False, break_on_hyphens=False)


def link_in(election: Election, body: str) -> LinkToken | None:
    """Return the first confirmation link of a text, alone on its line, or None."""
    space_url = election.election.space_url
    links = (token_in(line, space_url) for line in body.splitlines() if "://" in line)
    return next((LinkToken(token) for token in links if token), None)
