"""The ballots of a demonstration's other electors: encrypted, checked and taken as real ones are.

Each comes at a moment of its own between the opening of the vote and the present, so that the urns
of a demonstration that has travelled into the vote are those of a vote that goes on. Who votes for
what is always the same: a presenter finds the result of last time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from itertools import groupby

from models.context import Context
from models.data.samples.electors import PREFIX, invented_identifier
from models.rules.calendar import WindowState
from models.services.administration.migration import require_sandbox
from models.services.administration.sandbox import SOURCE, EarlierClock
from models.services.vote.depositing import deposit_ballot
from models.services.vote.identifiers import credential_of
from models.services.vote.scrutins import sealed_scrutin
from models.services.vote.seal import find_seal
from models.tables.electors import Elector, RollEntry, Scrutin
from models.tables.urn import ClosedUrn, Signature
from models.tables.vote_seal import ScrutinKey
from models.views.progress import Counted, Stage, Tell, tell_nobody
from models.voting import engines
from models.voting.ballots import BLANK
from models.voting.credentials import private_credential

BALLOTS = 11
"""In each urn, of thirteen electors of a corps: with fewer than ten, a board sees no trackers."""
BLANK_ONES = 5
"""One ballot in so many is blank."""
BEFORE_THE_END = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Voter:
    """Somebody who votes in a scrutin; what they choose and when follows from both names."""

    elector_id: int
    user_name: str
    scrutin: str

    def drawn(self, what: str) -> float:
        """Return a number from 0 to 1, always the same for a person, a scrutin and a question."""
        digest = sha256(f"{what}|{self.scrutin}|{self.user_name}".encode()).digest()
        return int.from_bytes(digest[:4], "big") / 2**32

    def choice(self, lists: int) -> int:
        """Return the place of a list from 1, the first ones being liked more, or `BLANK`."""
        return 1 + int(lists * self.drawn("liste") ** 2)


def fill_urns(context: Context, *, tell: Tell = tell_nobody) -> None:
    """Have the other electors vote, once the vote has begun, and not twice.

    Nothing happens before the vote, before the vote is prepared, and once an urn is closed. Ended
    on the way, it goes on the next time.

    Args:
        context: A sandbox.
        tell: Called with how far it is; what it raises ends it.

    Raises:
        NotASandbox: The database is a real one.
    """
    require_sandbox(context)
    vote = context.election.calendar.vote
    if vote.state(context.now) is WindowState.BEFORE:
        return
    with context.connection():
        ready = find_seal() is not None and not ClosedUrn.select().exists()
        due = [one for one in _due() if _has_begun(context, one[0])] if ready else []
    counted = Counted(tell, Stage.BALLOTS, len(due))
    prepared: dict[str, engines.Scrutin] = {}
    for voter, blank in due:
        if voter.scrutin not in prepared:
            with context.connection():
                prepared[voter.scrutin] = sealed_scrutin(
                    voter.elector_id, voter.scrutin
                ).for_engines
        _cast(context, voter, prepared[voter.scrutin], blank=blank)
        counted.add(1)


def _has_begun(context: Context, voter: _Voter) -> bool:
    vote = context.election.calendar_of(voter.scrutin).vote
    return vote.state(context.now) is not WindowState.BEFORE


def _due() -> list[tuple[_Voter, bool]]:
    """Return who has still to vote, and whether blank, in the order of their moments."""
    signed = {(row.elector_id, row.scrutin_id) for row in Signature.select()}
    due = [
        (voter, number % BLANK_ONES == 0)
        for scrutin_id, voters in _voters()
        for number, voter in enumerate(voters, 1)
        if (voter.elector_id, scrutin_id) not in signed
    ]
    return sorted(due, key=lambda one: one[0].drawn("moment"))


def _voters() -> Iterator[tuple[int, list[_Voter]]]:
    """Yield the scrutins that have lists, each with those of the others who vote in it."""
    rows = (
        RollEntry.select(RollEntry, Elector.id, Elector.uid, Scrutin.id, Scrutin.code)
        .join(Elector)
        .switch(RollEntry)
        .join(Scrutin)
        .join(ScrutinKey)
        .where(Elector.uid.startswith(PREFIX) & (ScrutinKey.election != ""))
        .order_by(RollEntry.scrutin)
    )
    for scrutin_id, some in groupby(rows, lambda row: row.scrutin_id):
        voters = [_Voter(row.elector_id, row.elector.uid, row.scrutin.code) for row in some]
        voters.sort(key=lambda voter: voter.drawn("participation"))
        yield scrutin_id, voters[:BALLOTS]


def _cast(context: Context, voter: _Voter, scrutin: engines.Scrutin, *, blank: bool) -> None:
    calendar = context.election.calendar_of(voter.scrutin)
    latest = calendar.vote_closes - BEFORE_THE_END
    gone = min(context.now, latest) - calendar.vote_opens
    clock = EarlierClock(
        context.clock, gone * (1 - voter.drawn("moment")), calendar.vote_opens, latest
    )
    identifier = invented_identifier(voter.user_name)
    credential = credential_of(context, voter.elector_id, voter.scrutin, identifier)
    choice = BLANK if blank else voter.choice(scrutin.election.lists)
    # The deposit checks it: checking one's own ballot before would find nothing else.
    text = engines.OwnEngine().make_ballot(scrutin, private_credential(identifier), choice)
    deposit_ballot(
        replace(context, clock=clock),
        voter.elector_id,
        voter.scrutin,
        credential,
        text,
        source=SOURCE,
    )
