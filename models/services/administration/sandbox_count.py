"""The count of a demonstration: its urns follow the clock, which can be moved back, too."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from models.context import Context
from models.data.samples.passphrases import SAMPLE_PASSPHRASES
from models.errors import CountRefused
from models.services.administration.migration import require_sandbox
from models.services.administration.sandbox import SOURCE, EarlierClock
from models.services.administration.sandbox_vote import share_files
from models.services.board.adding_up import add_up_ballots
from models.services.board.closing import close
from models.services.board.count_state import count_state
from models.services.board.finishing import finish_count
from models.services.board.incidents import forget_incidents
from models.services.board.presence import recognise_member
from models.services.board.shares import take_share
from models.services.vote.seal import find_seal
from models.services.vote.urns import closing_moment
from models.tables.count import DrawnLot, MemberDecryption, ScrutinCount
from models.tables.urn import ClosedUrn
from models.views.progress import Tell, tell_nobody

AFTER = timedelta(minutes=1)
"""When the urns are closed, and how long the count lasts, if the board has not done it by hand."""
OF_THE_COUNT = (ScrutinCount, MemberDecryption, DrawnLot, ClosedUrn)


def reopen_urns(context: Context) -> None:
    """Forget closing and count if the clock was moved back before the closing.

    Args:
        context: A sandbox.

    Raises:
        NotASandbox: The database is a real one.
    """
    require_sandbox(context)
    with context.transaction():
        closed_at = closing_moment()
        if closed_at is None or closed_at <= context.now:
            return
        for table in OF_THE_COUNT:
            table.delete().execute()
        forget_incidents(context)


def count_urns(context: Context, *, tell: Tell = tell_nobody) -> None:
    """Have the sample board close and count the urns, once it is the day of the results.

    Nothing happens earlier, before the vote is prepared, and once all is counted. What the board
    has done by hand is gone on with. Ended on the way, it goes on the next time.

    Args:
        context: A sandbox.
        tell: Called with how far it is; what it raises ends it.

    Raises:
        NotASandbox: The database is a real one.
    """
    require_sandbox(context)
    calendar = context.election.calendar
    if context.now < calendar.results_from:
        return
    with context.connection():
        if find_seal() is None:
            return
        closed_at = closing_moment()
    if closed_at is not None and count_state(context).counted:
        return
    closing = _at(context, closed_at or calendar.last_ballots + AFTER)
    counting = _at(context, (closed_at or calendar.last_ballots) + 2 * AFTER)
    files = zip(share_files(context), SAMPLE_PASSPHRASES, strict=True)
    shares = [(path.read_bytes(), passphrase) for path, passphrase in files]
    board = [recognise_member(counting, content, passphrase) for content, passphrase in shares]
    if closed_at is None:
        close(closing, board, source=SOURCE)
    add_up_ballots(counting, board, source=SOURCE, tell=tell)
    for content, passphrase in shares:
        with suppress(CountRefused):  # who was there by hand, or one whom the board does not need
            take_share(counting, content, passphrase, source=SOURCE, tell=tell)
    finish_count(counting, board, source=SOURCE, tell=tell)


def _at(context: Context, moment: datetime) -> Context:
    """Return the context at a moment of the past."""
    return replace(context, clock=EarlierClock(context.clock, timedelta(), moment, moment))
