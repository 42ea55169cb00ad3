"""Who of the board is there: a member shows it by opening their share."""

from __future__ import annotations

from collections.abc import Sequence

from models.context import Context
from models.errors import PresenceNeeded
from models.rules.board import QUORUMS, Quorum, is_quorate
from models.rules.board_numbers import write_members
from models.rules.french_numbers import say_count
from models.services.audit.trail import record
from models.services.vote.keys import check_share, require_board
from models.services.vote.urns import LONGEST_KIND
from models.views.bureau import BoardAct, Presence

MISSING = {
    Quorum.ANY: "Il faut un membre du bureau : rien n'a été fait.",
    Quorum.LEADER: "Il faut la présidence ou le secrétariat du bureau : rien n'a été fait.",
    Quorum.OPENING: (
        "Il faut {members} du bureau, dont la présidence ou le secrétariat, et deux délégués de "
        "liste : rien n'a été fait."
    ),
}
THEN = " Que chacun s'identifie avec sa part de clé, puis recommencez."


def recognise_member(context: Context, content: bytes, passphrase: str) -> Presence:
    """Return who has opened their share; nothing of it is kept.

    Args:
        context: The open election.
        content: The file that the member has taken away.
        passphrase: As typed.

    Raises:
        ShareRefused: It is no such file, or was altered; the passphrase is another one; or the keys
            of this election are others.
    """
    return Presence(check_share(context, content, passphrase), context.now)


def require_quorum(context: Context, act: BoardAct, present: Sequence[Presence]) -> None:
    """Require the members whom an act asks for.

    Raises:
        PresenceNeeded: Some are missing.
        KeysRefused: The election has no board.
    """
    board = require_board(context)
    # By number in the election file: a role that somebody brings along proves nothing.
    numbers = {one.member.number for one in present}
    roles = [role for number, (_, role) in enumerate(board.members, 1) if number in numbers]
    if not is_quorate(act, roles, board.threshold):
        words = MISSING[QUORUMS[act]].format(members=say_count(board.threshold, "membre"))
        raise PresenceNeeded(words + THEN)


def record_act(context: Context, act: BoardAct, present: Sequence[Presence], source: str) -> None:
    """Write an act of the board into the audit chain, last in a transaction.

    Args:
        context: The open election.
        act: What was done.
        present: The members who were there: their numbers are in the event.
        source: Where, for the audit trail.
    """
    name = f"board_{act}/"
    members = write_members({one.member.number for one in present}, LONGEST_KIND - len(name))
    record(context, name + members, "", source)
