"""From a row of the roll to the person that the screens name."""

from __future__ import annotations

from models.context import Context
from models.mail_views import MailboxSession
from models.rules.personal_facts import PersonalFacts
from models.tables.electors import Elector
from models.views import Person


def person_of(context: Context, elector: Elector) -> Person:
    """Return an elector as the screens name them."""
    masculine, feminine = context.election.corps.get(elector.corps, (elector.corps, elector.corps))
    return Person(
        elector_id=elector.id,
        user_name=elector.uid,
        address=elector.mail,
        civility=elector.civility,
        first_name=elector.first_name,
        last_name=elector.last_name,
        corps=feminine if elector.civility in {"Mme", "Mlle"} else masculine,
        school=elector.school,
    )


def facts_of(context: Context, address: str, mailbox: MailboxSession | None) -> PersonalFacts:
    """Return what a guesser would try first, as far as this visit may know it.

    Names and school are told only to a visit that has opened the mailbox of
    this very address: otherwise the live rules would answer, password after
    password, who and where an unknown person is.
    """
    election = f"{context.election.title} {context.election.academie}"
    if mailbox is None or mailbox.address != address:
        return PersonalFacts(address=address, election=election)
    person = mailbox.person
    return PersonalFacts(
        first_name=person.first_name,
        last_name=person.last_name,
        user_name=person.user_name,
        address=address,
        school=person.school,
        election=election,
    )
