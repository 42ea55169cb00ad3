"""F1 and the right-hand column: what the leaflet says of each field and screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tui.help.bureau import BUREAU_TOPICS
from tui.help.bureau_days import BUREAU_DAYS_TOPICS
from tui.help.demo import DEMO_TOPICS
from tui.help.desk import DESK_TOPICS
from tui.help.first_password import first_password_places
from tui.help.page import HelpTopic
from tui.help.vote import VOTE_TOPICS
from tui.help.voter import (
    CLOSED_ELSEWHERE_TOPICS,
    CLOSED_TOPICS,
    ELSEWHERE_TOPICS,
    ENDED_TOPICS,
    VOTER_TOPICS,
)
from tui.help.webmail import SERVER_TOPICS, WEBMAIL_TOPICS
from tui.visit.vote_words import vote_words

if TYPE_CHECKING:
    from models import Election
    from tui.visit.moments import Moments

_TOPICS = {
    **WEBMAIL_TOPICS,
    **DESK_TOPICS,
    **BUREAU_DAYS_TOPICS,
    **VOTE_TOPICS,
    **BUREAU_TOPICS,
    **VOTER_TOPICS,
    **DEMO_TOPICS,
}


def topic_named(keys: Iterable[str], election: Election, moments: Moments) -> HelpTopic:
    """Return the page of the first key that has one, or else the home page's.

    Args:
        keys: Routes of screens and `help_topic` of fields.
        election: Its words, and where its mailboxes are.
        moments: The present, which decides what can still be done.
    """
    topics = dict(_TOPICS)
    if not election.mail.embedded:
        topics |= SERVER_TOPICS
    if not election.path.has_mailbox:
        topics |= ELSEWHERE_TOPICS
    calendar, now = election.calendar, moments.now()
    if calendar.accounts.is_over(now):
        topics |= CLOSED_TOPICS
        if not election.path.has_mailbox:
            topics |= CLOSED_ELSEWHERE_TOPICS
    if calendar.confirmations.is_over(now):
        topics |= ENDED_TOPICS
    page = next((topics[key] for key in keys if key in topics), topics["home"])
    say, vote = election.texts.line, vote_words(election, moments)
    places = {
        **election.texts.places,
        **first_password_places(election),
        "voting": "\n".join(filter(None, [*vote.lines, vote.results])),
        "opening": moments.date(calendar.accounts_open),
        "assistance_closed": "\n".join(election.election.assistance_closed),
        "mailbox_door": say("doors.mailbox"),
        "account_door": say("doors.account"),
        "space_door": say("doors.space"),
    }
    return page.page(election, places)
