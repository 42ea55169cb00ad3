"""A sealed election in which people vote: whose identifiant de vote is which."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from peewee import Table

from models import Election, Espace, VoterSession
from models.clock import Clock
from models.crypto.bound_hashes import Owner
from models.services.vote.depositing import deposit_ballot
from models.services.vote.identifiers import credential_of
from models.services.vote.scrutins import SealedScrutin, sealed_scrutin
from models.tables.accounts import AccountState, VoterAccount
from models.tables.audit import AuditEvent
from models.tables.base import ROLL
from models.tables.electors import Elector
from models.tables.mails import WaitingMail
from models.tables.urn import Signature, UrnBallot
from models.views.vote import OpenBallot, Receipt, VoteAccess
from models.voting.ballots import make_ballot
from models.voting.credentials import private_credential, secret_key
from models.voting.identifiers import VoteIdentifier
from tests.models.clocks import HandClock
from tests.models.databases import Databases
from tests.models.notices.printed import read_notices
from tests.models.notices.rolls import make
from tests.models.processes.orders import VOTE, Visit
from tests.models.rolls import person, write_roll
from tests.models.services.vote.board import hold_ceremony, polled
from tests.models.steps import PASSWORD, SOURCE, person_on_roll

CROWD = 60
"""People of the roll besides the sample people: « personne0 » and so on, called to the CTM."""
SPARES = 3
SEALED = "sealed"
STICKS = "sticks"
"""The folder of the members' shares, beside where an election is sealed."""


@dataclass
class Poll:
    """A sealed election, what is on its notices, and where the members' shares are.

    Notices of the reserve are named by their number.
    """

    espace: Espace
    identifiers: dict[str, VoteIdentifier]
    sticks: Path = Path()

    @property
    def clock(self) -> HandClock:
        """The clock that the test moves."""
        assert isinstance(self.espace.clock, HandClock)
        return self.espace.clock

    def sign_in(self, name: str = "fdupont") -> VoterSession:
        """Sign in to the voter space."""
        with self.espace.context.connection():
            address = Elector.get(Elector.uid == name).mail
        return self.espace.account.sign_in(address, PASSWORD, source=SOURCE)

    def enter(
        self,
        name: str = "fdupont",
        scrutin: str = "CTM",
        *,
        session: VoterSession | None = None,
        identifier: str | None = None,
        password: str = PASSWORD,
    ) -> VoteAccess:
        """Give both means of access, those of the person unless the test says other ones."""
        typed = self.identifiers[name].shown if identifier is None else identifier
        session = session or self.sign_in(name)
        return self.espace.voting.enter(session, scrutin, typed, password, source=SOURCE)

    def open(self, access: VoteAccess, scrutin: str = "CTM") -> OpenBallot:
        """Open a ballot."""
        return self.espace.voting.open_ballot(access, scrutin)

    def vote(self, access: VoteAccess, choice: int = 1, scrutin: str = "CTM") -> Receipt:
        """Open a ballot and vote."""
        return self.espace.voting.cast(access, self.open(access, scrutin), choice, source=SOURCE)

    def credential(self, name: str = "fdupont", scrutin: str = "CTM") -> str:
        """Return the public credential of a person."""
        elector = person_on_roll(self.espace, name)
        return credential_of(self.espace.context, elector, scrutin, self.identifiers[name])

    def sealed(self, name: str = "fdupont", scrutin: str = "CTM") -> SealedScrutin:
        """Return a scrutin that a person is called to."""
        elector = person_on_roll(self.espace, name)
        with self.espace.context.connection():
            return sealed_scrutin(elector, scrutin)

    def made(self, name: str = "fdupont", choice: int = 1, scrutin: str = "CTM") -> bytes:
        """Return a ballot of a person, which is not deposited."""
        election = self.sealed(name, scrutin).election
        secret = secret_key(private_credential(self.identifiers[name]), election.uuid)
        return make_ballot(election, secret, choice, secrets.randbelow)

    def deposit(
        self,
        text: bytes,
        name: str = "fdupont",
        *,
        scrutin: str = "CTM",
        credential: str | None = None,
        checked: str | None = None,
    ) -> str:
        """Offer a ballot as this person's, signed by their credential or by one of the test's."""
        return deposit_ballot(
            self.espace.context,
            person_on_roll(self.espace, name),
            scrutin,
            credential or self.credential(name, scrutin),
            text,
            checked=checked,
            source=SOURCE,
        )

    def visit(self, name: str = "fdupont", choice: int = 1) -> Visit:
        """Return what another process does for a person who has given both means of access."""
        with self.espace.context.connection():
            account = VoterAccount.select().join(Elector).where(Elector.uid == name).get()
            address = account.elector.mail
        identifier = self.identifiers[name].characters
        return Visit(VOTE, address, identifier, reference=str(account.id), choice=choice)

    def counts(self) -> tuple[int, int]:
        """Return how many ballots and how many signatures there are in all urns."""
        with self.espace.context.connection():
            return UrnBallot.select().count(), Signature.select().count()

    def signed(self, name: str) -> bool:
        """Tell whether a person has voted, and find all that belongs to it or nothing of it."""
        credential, elector = self.credential(name), person_on_roll(self.espace, name)
        with self.espace.context.connection():
            address = Elector.get_by_id(elector).mail
            signed = Signature.select().where(Signature.elector == elector).exists()
            ballot = UrnBallot.select().where(UrnBallot.credential == credential).exists()
            mail = WaitingMail.select().where(WaitingMail.recipient == address).exists()
            event = AuditEvent.select().where(
                (AuditEvent.kind == "ballot_taken/CTM")
                & (AuditEvent.subject == self.espace.context.pseudonym("person", address))
            )
            assert {signed} == {ballot, mail, event.exists()}
        return bool(signed)

    def rows(self) -> dict[str, int]:
        """Return how many rows each table has."""
        database = self.espace.context.store.database
        with self.espace.context.connection():
            return {name: Table(name).bind(database).select().count() for name in ROLL.get_tables()}


class Polls:
    """The sealed elections of a worker: one is made for each kind of database, then copied."""

    def __init__(self, directory: Path) -> None:
        """Take where they are made."""
        self._directory = directory
        self._identifiers: dict[Databases, dict[str, VoteIdentifier]] = {}
        self._places: dict[Databases, Path] = {}

    def on(self, databases: Databases, directory: Path) -> Election:
        """Return a sealed election whose people have their accounts, in a database of its own."""
        if databases not in self._identifiers:
            place = self._directory / str(len(self._identifiers))
            place.mkdir()
            self._places[databases] = place
            self._identifiers[databases] = _sealed(databases, place)
        return polled(databases.copied(SEALED, directory))

    def opened(self, databases: Databases, election: Election, clock: Clock) -> Poll:
        """Open an election that was copied."""
        sticks = self._places[databases] / STICKS
        return Poll(Espace(election, clock), self._identifiers[databases], sticks)


def _sealed(databases: Databases, place: Path) -> dict[str, VoteIdentifier]:
    """Keep a sealed election to be copied; return what is on its notices."""
    election = polled(databases.filled(place))
    identifiers = seal(election, place, CROWD)
    databases.keep(election, SEALED)
    databases.drop(election)
    return identifiers


def seal(election: Election, place: Path, people: int) -> dict[str, VoteIdentifier]:
    """Seal an election with so many people besides those on its roll; return what is on notices."""
    espace = Espace(election, HandClock())
    crowd = (person(f"personne{number}") for number in range(people))
    espace.administration.import_roll(write_roll(place, *crowd), source=SOURCE)
    made = make(espace, place / "made", spares=SPARES)
    espace.vote.load_credentials(made.public, source=SOURCE)
    hold_ceremony(espace, place / STICKS)
    espace.vote.seal_election(keep=True, source=SOURCE)
    _give_accounts(espace)
    espace.close()
    lines = made.export.read_text("utf-8").splitlines()
    order = [line.split('"')[1] for line in lines if line.startswith("[")]
    names = dict(enumerate(order, 1))
    return {
        names.get(one.number, f"réserve {one.number}"): one.identifier
        for one in read_notices(made.directory)
    }


def _give_accounts(espace: Espace) -> None:
    """Give everybody an account with `PASSWORD`: creations, codes and hashes would take long."""
    context = espace.context
    encoded = context.hashes.make(PASSWORD)
    with context.transaction():
        VoterAccount.delete().execute()
        for elector in Elector.select():
            VoterAccount.create(
                elector=elector,
                password_hash=context.passwords.bind(encoded, Owner.voter(elector.uid)),
                state=AccountState.ACTIVE,
                created_at=context.now,
                confirmed_at=context.now,
            )
