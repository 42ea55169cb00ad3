"""A sealed election in which people vote: whose identifiant de vote is which."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models import Espace, VoterSession
from models.settings.board import BoardSection
from models.tables.urn import Signature, UrnBallot
from models.views.vote import OpenBallot, Receipt, VoteAccess
from tests.models.clocks import HandClock
from tests.models.notices.printed import Printed
from tests.models.services.vote.board import BOARD, SCRUTINS, hold_ceremony
from tests.models.steps import PASSWORD, SOURCE, activate


@dataclass
class Poll:
    """A sealed election, and what is on the notices."""

    espace: Espace
    notices: dict[str, Printed]

    def identifier(self, name: str) -> str:
        """Return what a person types."""
        return self.notices[name].identifier.shown

    def enter(
        self, session: VoterSession, name: str = "fdupont", scrutin: str = "CTM"
    ) -> VoteAccess:
        """Give both means of access."""
        return self.espace.voting.enter(
            session, scrutin, self.identifier(name), PASSWORD, source=SOURCE
        )

    def open(self, access: VoteAccess, scrutin: str = "CTM") -> OpenBallot:
        """Open a ballot."""
        return self.espace.voting.open_ballot(access, scrutin)

    def vote(self, access: VoteAccess, choice: int, scrutin: str = "CTM") -> Receipt:
        """Open a ballot and vote."""
        return self.espace.voting.cast(access, self.open(access, scrutin), choice, source=SOURCE)

    def counts(self, scrutin: str = "CTM") -> tuple[int, int]:
        """Return how many ballots and how many signatures there are in all urns."""
        with self.espace.context.connection():
            return UrnBallot.select().count(), Signature.select().count()


def with_engines(espace: Espace, engines: str) -> Espace:
    """Return an election of few scrutins whose ballots are checked by one program or by both."""
    scrutins = tuple(one for one in espace.election.scrutins if one.code in SCRUTINS)
    board = BoardSection.changed(BOARD, engines=engines)
    return Espace(espace.election.changed(board=board, scrutins=scrutins), HandClock())


def seal(espace: Espace, folder: Path) -> None:
    """Hold the ceremony and seal; the notices are loaded."""
    hold_ceremony(espace, folder)
    espace.vote.seal_election(keep=True, source=SOURCE)


__all__ = ["Poll", "activate", "seal", "with_engines"]
