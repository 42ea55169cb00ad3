"""What people do in these tests, each step a sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from models import (
    SAMPLE_PEOPLE,
    Espace,
    MailboxSession,
    Message,
    PendingCode,
    Quota,
    SamplePerson,
    VoterSession,
)
from models.rules.codes import ALPHABET
from models.services.accounts.requests import proof_of
from models.services.shared.counts import Tried, everybody_of
from models.tables.accounts import VoterAccount
from models.tables.electors import Elector
from models.tables.throttles import Throttle
from models.views.voter import LinkToken

SOURCE = "kiosque"
PASSWORD = "Cormoran7Vallespir"
OTHER_PASSWORD = "Galopin3Roussillon"
WRONG_CODE = "BCDFG-HJKLM"
STRANGER = "personne.inconnue@ac-toulouse.fr"


def sample(user_name: str) -> SamplePerson:
    """Return a sample person."""
    return next(person for person in SAMPLE_PEOPLE if person.user_name == user_name)


def open_box(espace: Espace, user_name: str) -> MailboxSession:
    """Open a mailbox with its NUMEN."""
    return espace.mailbox.open(user_name, sample(user_name).numen, source=SOURCE)


def room(espace: Espace, box: MailboxSession) -> Quota:
    """Return the room in a mailbox that reports it."""
    quota = espace.mailbox.list_folder(box).quota
    assert quota, "no limit"
    return quota


def create(
    espace: Espace, address: str, password: str = PASSWORD, *, source: str = SOURCE
) -> PendingCode:
    """Create an account and send its mail.

    What is returned holds the proof of the password, as a visit has it that had opened the mailbox.
    """
    pending = espace.account.create(address, password, password, mailbox=None, source=source)
    espace.administration.send_waiting_mail()
    return proved(espace, pending)


def proved(espace: Espace, pending: PendingCode) -> PendingCode:
    """Return what is pending with the proof that its password was typed."""
    proof = proof_of(espace.context, pending.reference, pending.address)
    return replace(pending, proof=proof)


def election_mail(espace: Espace, user_name: str) -> Message:
    """Read the newest mail that the election sent to a person."""
    return newest_from_election(espace, open_box(espace, user_name))


def newest_from_election(espace: Espace, box: MailboxSession) -> Message:
    """Read the newest mail of the election in an open mailbox."""
    folder = espace.mailbox.list_folder(box)
    newest = next(summary for summary in folder.messages if summary.from_election)
    return espace.mailbox.read(box, newest.message_id)


def code_in(message: Message) -> str:
    """Return the code of a mail, as it is shown."""
    found = re.search(rf"[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}", message.body)
    assert found, "no code in this mail"
    return found[0]


def newest_code(espace: Espace, user_name: str) -> str:
    """Return the code of the newest mail of a person."""
    return code_in(election_mail(espace, user_name))


def newest_link(espace: Espace, user_name: str) -> LinkToken:
    """Return the link of the newest mail of a person."""
    link = election_mail(espace, user_name).link
    assert link, "no link in this mail"
    return link


def activate(espace: Espace, user_name: str, password: str = PASSWORD) -> VoterSession:
    """Create and confirm an account."""
    pending = create(espace, sample(user_name).address, password)
    return espace.account.confirm(pending, newest_code(espace, user_name), source=SOURCE)


def sign_in(espace: Espace, user_name: str, password: str) -> VoterSession:
    """Sign in to the voter space."""
    return espace.account.sign_in(sample(user_name).address, password, source=SOURCE)


def account_of(espace: Espace, address: str) -> VoterAccount | None:
    """Return the row of an account."""
    with espace.context.connection():
        return VoterAccount.select().join(Elector).where(Elector.mail == address).get_or_none()


def set_state(espace: Espace, user_name: str, state: str) -> None:
    """Write the state of an account, as the helpdesk will."""
    account = account_of(espace, sample(user_name).address)
    assert account, "no account"
    with espace.context.transaction():
        VoterAccount.update(state=state).where(VoterAccount.id == account.id).execute()


def put_wrong_tries(espace: Espace, kind: Tried, name: str, number: int) -> None:
    """Write down wrong tries of strangers, the last of them an hour ago: a hundred take long."""
    with espace.context.transaction():
        Throttle.insert(
            kind=kind,
            subject=everybody_of(espace.context, kind, name),
            count=number,
            last_at=espace.clock.now() - timedelta(hours=1),
        ).on_conflict(
            conflict_target=[Throttle.kind, Throttle.subject],
            preserve=[Throttle.count, Throttle.last_at],
        ).execute()


def reopened(espace: Espace) -> Espace:
    """Return the election as another process would open it."""
    espace.close()
    return Espace(espace.election, espace.clock)


def full_width(text: str) -> str:
    """Return ASCII letters as an East Asian keyboard types them."""
    return "".join(chr(ord(sign) + 0xFEE0) for sign in text)


def person_on_roll(espace: Espace, user_name: str) -> int:
    """Return the number of a person of the roll."""
    with espace.context.connection():
        return int(Elector.get(Elector.uid == user_name).id)
