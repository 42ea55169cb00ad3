"""What a test asks of visitors in other processes, handed over on standard input.

Nothing of it is on a command line, where any user of the machine could read it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from models import CodePurpose, Election, Espace, EspaceError, PendingCode, VoterSession
from models.views.vote import VoteAccess
from models.views.voter import Person
from tests.architecture.source_tree import ROOT
from tests.cheap_hashes import cheap_hashes
from tests.models.clocks import MORNING, HandClock
from tests.models.databases import election_on
from tests.models.postgresql.watching import limited
from tests.models.services.vote.board import polled
from tests.models.steps import PASSWORD, SOURCE

CREATE, CONFIRM, RENEW, MIGRATE = "create", "confirm", "renew", "migrate"
SIGN_IN, VOTE = "sign_in", "vote"


@dataclass(frozen=True)
class Visit:
    """One person's act: an account to create, a code to confirm or to renew by, a vote.

    Attributes:
        code: The identifiant de vote to vote.
        proof: Of the password, as the confirmation has it; the password itself to sign in.
        reference: Of the request to confirm; the number of the account to vote.
        choice: The place of a list in the CTM.
    """

    act: str
    address: str = ""
    code: str = ""
    proof: str | None = None
    reference: str = ""
    choice: int = 0


@dataclass(frozen=True)
class Order:
    """The visits of a test, on one database."""

    url: str
    keys: str
    visits: tuple[Visit, ...]
    moment: str = MORNING.isoformat()

    @classmethod
    def of(cls, election: Election, visits: list[Visit]) -> Order:
        """Return an order for a database."""
        section = election.database
        return cls(section.url or "", str(section.keys), tuple(visits))

    @classmethod
    def read(cls) -> Order:
        """Return the order read from standard input."""
        told = json.load(sys.stdin)
        visits = tuple(Visit(**visit) for visit in told.pop("visits"))
        return cls(visits=visits, **told)

    def run(self, program: str, **environment: str) -> list[str]:
        """Start a program of this package with this order; return the lines it prints."""
        done = subprocess.run(
            [sys.executable, "-m", f"tests.models.processes.{program}"],
            input=json.dumps(asdict(self)),
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=os.environ | environment,
            timeout=100,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    @property
    def election(self) -> Election:
        """The election on that database.

        Fifty processes that connect together take turns with the processors, so each has long
        patience; and a connection is not closed for being idle while another process starts.
        """
        election = election_on(self.url, Path(self.keys))
        if any(visit.act == VOTE for visit in self.visits):
            election = polled(election)
        return limited(election, connect_seconds=60, idle_seconds=60)

    def open(self) -> Espace:
        """Open the election, in the process that makes the visit, its hashes cheap."""
        cheap_hashes().__enter__()
        clock = HandClock(datetime.fromisoformat(self.moment))
        return Espace(self.election, clock)


def perform(espace: Espace, visit: Visit) -> str:
    """Do what a visit is for; return the name of its outcome."""
    moment = espace.clock.now()
    pending = PendingCode(
        CodePurpose.CONFIRM, visit.address, moment, moment, 5, visit.reference, visit.proof
    )
    try:
        if visit.act == MIGRATE:
            return f"{len(espace.administration.migrate())} applied"
        if visit.act == SIGN_IN:
            espace.account.sign_in(visit.address, visit.proof or "", source=SOURCE)
        elif visit.act == VOTE:
            _vote(espace, visit)
        elif visit.act == CREATE:
            here = f"{SOURCE} {visit.address}"
            espace.account.create(visit.address, PASSWORD, PASSWORD, mailbox=None, source=here)
        elif visit.act == RENEW:
            espace.account.renew_password(
                pending, visit.code, PASSWORD, PASSWORD, mailbox=None, source=SOURCE
            )
        else:
            espace.account.confirm(pending, visit.code, source=SOURCE)
    except EspaceError as error:
        return type(error).__name__
    return "done"


def _vote(espace: Espace, visit: Visit) -> None:
    """Open a ballot and vote, in a visit that has given both means of access."""
    person = Person(0, "", visit.address, "", "", "", "", "")
    access = VoteAccess(VoterSession(int(visit.reference), 1, person), visit.code)
    ballot = espace.voting.open_ballot(access, "CTM")
    espace.voting.cast(access, ballot, visit.choice, source=SOURCE)
