"""The scrutins that a person is called to, and only those."""

from __future__ import annotations

from models.services.sessions import require_session
from models.services.use_case import UseCase
from models.tables.electors import RollEntry, Scrutin
from models.views import ScrutinView, VoterSession


class ListScrutins(UseCase):
    """Reads the roll for the person of a session."""

    def __call__(self, session: VoterSession) -> tuple[ScrutinView, ...]:
        """Return the person's scrutins in the order of the election file, with their state now.

        Raises:
            SessionEnded: The session is not good any more.
        """
        calendar = self.context.election.calendar
        with self.context.connection():
            account = require_session(session)
            rows = list(
                Scrutin.select()
                .join(RollEntry)
                .where(RollEntry.elector == account.elector_id)
                .order_by(Scrutin.position)
            )
        return tuple(
            ScrutinView(
                code=row.code,
                short=row.short,
                title=row.title,
                level=row.level,
                seats=row.seats,
                state=calendar.scrutin_state(self.context.now),
                opens_at=calendar.vote_opens,
                closes_at=calendar.vote_closes,
                results_from=calendar.results_from,
            )
            for row in rows
        )
