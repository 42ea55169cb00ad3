"""A sealed election in which people have real notices, and ballots that are put into its urns."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from models import Espace
from models.services.audit.trail import BALLOT_TAKEN, record
from models.tables.electors import Elector, Scrutin
from models.tables.notices import Notice, VoteElection
from models.tables.urn import Signature, UrnBallot
from models.tables.vote_seal import ScrutinKey
from models.voting.ballots import make_ballot, tracker
from models.voting.credentials import private_credential, secret_key
from models.voting.elections import PublicElection, parse_election
from models.voting.group import generated, point_text
from models.voting.identifiers import VoteIdentifier
from tests.models.clocks import HandClock, paris
from tests.models.notices.printed import read_notices
from tests.models.notices.rolls import load_roll, make, roll_lines
from tests.models.services.vote.board import BOARD, hold_ceremony
from tests.models.steps import SOURCE

PEOPLE = 24
SCRUTINS = ("CTM", "CTA", "CAPN-certifie")
FIRST_DAY, AFTER = paris("2014-11-27 11:00"), paris("2014-12-04 17:00")


@dataclass(frozen=True)
class VotingDay:
    """An election whose vote is open.

    Attributes:
        espace: Its services.
        clock: Their clock.
        identifiers: Of its people, by the number of the elector.
    """

    espace: Espace
    clock: HandClock
    identifiers: dict[int, VoteIdentifier]

    def ballot(self, place: int, code: str = "CTM") -> tuple[bytes, int, str]:
        """Return a ballot of a voter, by place, the voter's number and their public credential."""
        with self.espace.context.connection():
            election = election_of(Scrutin.get(Scrutin.code == code))
        elector, identifier = sorted(self.identifiers.items())[place]
        secret = secret_key(private_credential(identifier), election.uuid)
        text = make_ballot(election, secret, place % (election.lists + 1), secrets.randbelow)
        return text, elector, point_text(generated(secret))

    def cast(self, voters: Iterable[int], code: str = "CTM") -> list[str]:
        """Put a ballot of each voter, by place, into an urn; return their trackers."""
        ballots = [self.ballot(place, code) for place in voters]
        with self.espace.context.transaction():
            scrutin = Scrutin.get(Scrutin.code == code)
            now = self.espace.context.now
            for text, elector, credential in ballots:
                mail = Elector.get_by_id(elector).mail
                UrnBallot.insert(
                    scrutin=scrutin,
                    tracker=tracker(text),
                    credential=credential,
                    ballot=text.decode(),
                ).execute()
                Signature.insert(
                    elector=elector, scrutin=scrutin, signed_at=now, source=SOURCE
                ).execute()
                record(self.espace.context, f"{BALLOT_TAKEN}/{code}", mail, SOURCE)
        return [tracker(text) for text, _, _ in ballots]

    def uuid(self, code: str) -> str:
        """Return the identifier of a scrutin's election."""
        with self.espace.context.connection():
            row = VoteElection.select().join(Scrutin).where(Scrutin.code == code).get()
            return str(row.uuid)

    def end(self) -> None:
        """Go to the end of the vote."""
        self.clock.go(AFTER)


def election_of(scrutin: Scrutin) -> PublicElection:
    """Return the parameters of a scrutin, inside a connection."""
    key = ScrutinKey.get(ScrutinKey.scrutin == scrutin.id)
    return parse_election(key.election.encode())


def prepared(espace: Espace, folder: Path, people: int = PEOPLE) -> VotingDay:
    """Return the same election with a board, few scrutins and a roll; ready to be sealed."""
    scrutins = tuple(
        one.changed(lists=(), lists_file=None) if one.code not in SCRUTINS[:2] else one
        for one in espace.election.scrutins
        if one.code in SCRUTINS
    )
    clock = HandClock(FIRST_DAY)
    held = Espace(espace.election.changed(board=BOARD, scrutins=scrutins), clock)
    load_roll(held, folder / "roll", roll_lines(people))
    made = make(held, folder / "notices")
    held.vote.load_credentials(made.public, source=SOURCE)
    hold_ceremony(held, folder / "sticks")
    printed = {one.number: one.identifier for one in read_notices(made.directory)}
    with held.context.connection():
        owners = {row.number: row.elector_id for row in Notice.select() if row.elector_id}
    return VotingDay(held, clock, {owners[number]: printed[number] for number in owners})


def opened(espace: Espace, folder: Path) -> VotingDay:
    """Return the same, sealed."""
    day = prepared(espace, folder)
    day.espace.vote.seal_election(keep=True, source=SOURCE)
    return day
