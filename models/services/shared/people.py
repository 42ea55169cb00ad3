"""Electors as the screens name them, and the accounts that belong to addresses."""

from __future__ import annotations

from dataclasses import dataclass

from models.context import Context
from models.errors import ElectorUnknown
from models.rules.guessability import PersonalFacts
from models.rules.identifiers import check_address
from models.rules.user_names import normalise_user_name
from models.services.shared.counts import Tried, serialise
from models.tables.accounts import VoterAccount
from models.tables.electors import Elector
from models.views.mail import MailboxSession
from models.views.voter import Person

NOT_AN_ADDRESS_HERE = (
    "Personne n'a cette adresse dans la liste électorale : rien n'a été fait. Vérifiez « mail » "
    "dans la liste."
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who an address belongs to, as far as the database knows."""

    elector: Elector | None
    account: VoterAccount | None


def holder_of(address: str) -> Holder:
    """Return the elector of an address and their account; the same queries for every address."""
    elector = Elector.get_or_none(Elector.mail == address)
    account = VoterAccount.get_or_none(VoterAccount.elector == (elector.id if elector else 0))
    if account is not None and elector is not None:
        account.elector = elector  # not to be asked for again
    return Holder(elector, account)


def held_holder(context: Context, address: str) -> Holder:
    """Return the same, held until the caller's transaction ends: what follows sees no other.

    The row of the elector is not locked: a roll that is being written holds it for long.
    """
    serialise(context, Tried.HOLDER, context.pseudonym(Tried.HOLDER, address))
    return holder_of(address)


def elector_named(name: str, domains: tuple[str, ...]) -> Elector:
    """Return the elector of a user name or an address, inside a connection.

    Args:
        name: As typed.
        domains: Of the addresses of the election.

    Raises:
        AddressRefused: Not an address of the election.
        ElectorUnknown: Nobody on the roll has this name.
    """
    if "@" in name:
        address = check_address(name, domains)
        found: Elector | None = Elector.get_or_none(Elector.mail == address)
        if found is None:
            raise ElectorUnknown(NOT_AN_ADDRESS_HERE)
        return found
    found = Elector.get_or_none(Elector.uid == normalise_user_name(name))
    if found is None:
        raise ElectorUnknown
    return found


def person_of(context: Context, elector: Elector) -> Person:
    """Return an elector as the screens name them."""
    return Person(
        elector_id=elector.id,
        user_name=elector.uid,
        address=elector.mail,
        civility=elector.civility,
        first_name=elector.first_name,
        last_name=elector.last_name,
        corps=corps_named(context, elector.corps, elector.civility),
        school=elector.school,
    )


def corps_named(context: Context, corps: str, civility: str) -> str:
    """Return what is shown of a corps for a person of some civility, « certifiée »."""
    masculine, feminine = context.election.corps.get(corps, (corps, corps))
    return feminine if civility in {"Mme", "Mlle"} else masculine


def election_address(context: Context, typed: str) -> str:
    """Return the normalised address of a text.

    Raises:
        AddressRefused: It is not an address of this election.
    """
    mail = context.election.mail
    return check_address(typed, mail.domains, form=mail.address_form)


def facts_of(context: Context, address: str, mailbox: MailboxSession | None) -> PersonalFacts:
    """Return what a guesser would try first, as far as this visit may know it.

    Names and school are used only in a visit that has opened the mailbox of
    this very address: otherwise the live rules would answer, password after
    password, who and where an unknown person is.
    """
    places = " ".join(context.election.departments.values())
    election = f"{context.election.title} {context.election.election.academie} {places}"
    first = context.election.mail.spoken_first_password
    if mailbox is None or mailbox.address != address:
        return PersonalFacts(address=address, election=election, first_password=first)
    person = mailbox.person
    return PersonalFacts(
        first_name=person.first_name,
        last_name=person.last_name,
        user_name=person.user_name,
        address=address,
        school=person.school,
        election=election,
        first_password=first,
    )
