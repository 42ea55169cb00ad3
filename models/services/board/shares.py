"""Opening the urns: the members come in turn, each with their share."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from models.context import Context
from models.errors import CountRefused
from models.rules.board import can_still_open, still_needed
from models.rules.french_numbers import say_count
from models.services.audit.trail import record
from models.services.board.count_state import CountRows, count_rows, count_state
from models.services.vote.keys import list_board, open_member_shares, require_board
from models.services.vote.tallies import find_tally
from models.services.vote.urns import Urn
from models.tables.count import MemberDecryption
from models.tables.vote_seal import ScrutinKey
from models.views.bureau import CountState
from models.views.progress import Counted, Stage, Tell, tell_nobody
from models.views.vote_board import BoardMember
from models.voting.counting import check_decryption, decrypt_share
from models.voting.elections import parse_election
from models.voting.share_files import MemberShares
from models.voting.trustees import parse_board

SHARE_TAKEN = "board_share/{number}"
"""What the audit chain calls a member's opening of the urns."""

NOT_ADDED_UP = (
    "Les bulletins ne sont pas encore vérifiés et additionnés : la part de {name} n'a pas été "
    "prise. Faites-le d'abord."
)
NOTHING_TO_OPEN = (
    "Il n'y a plus d'urne à ouvrir : la part de {name} n'a pas été prise. Regardez les résultats, "
    "et ce qui est dit des urnes qui ne peuvent pas être dépouillées."
)
ALREADY = (
    "La part de {name} est déjà prise : rien n'a changé. Un autre membre du bureau peut prendre "
    "le tour."
)
ENOUGH = (
    "Il y a assez de parts : celle de {name} n'a pas été prise, et n'est pas nécessaire. Passez au "
    "résultat."
)
KEPT_FREE = (
    "La part de {name} n'a pas été prise : l'urne s'ouvre par {threshold}, et il manque encore "
    "{needed}. Que {they} vienne prendre le tour."
)
NO_SHARE = (
    "La part de {name} ne convient pas au scrutin {code} : rien n'a été enregistré. Prenez le "
    "fichier de la dernière cérémonie des clés, ou laissez le tour à un autre membre."
)


def take_share(
    context: Context, content: bytes, passphrase: str, *, source: str, tell: Tell = tell_nobody
) -> CountState:
    """Open all urns that wait by the share of a member; it is in memory only meanwhile.

    Each partial decryption is checked before any is recorded: all of them are, or none.

    Args:
        context: The open election.
        content: The file that the member has taken away.
        passphrase: As typed.
        source: Where, for the audit trail.
        tell: Told how many urns are done.

    Returns:
        How far the count is.

    Raises:
        ShareRefused: The file does not open, or is of other keys.
        CountRefused: It is not this member's turn: the ballots are not added up, their share is
            taken, there are enough, or the urn would stay shut for want of others; or their share
            does not fit an urn.
        SealBroken: A tally is no more the one that was added up.
        NothingToDo: The election is not sealed.
        KeysRefused: The election has no board.
    """
    shares = open_member_shares(context, content, passphrase)
    member = list_board(context)[shares.holder.member - 1]
    with context.connection():
        rows = count_rows()
        _require_turn(context, rows, member)
        counted = Counted(tell, Stage.COUNTING, len(rows.waiting))
        decrypted = {}
        for urn in rows.waiting:
            decrypted[urn.scrutin] = _decrypt(context, urn, shares, member)
            counted.add(1)
    with context.transaction():
        # First, for it locks the chain: of two members at once one waits and is asked again.
        record(context, SHARE_TAKEN.format(number=member.number), "", source)
        _require_turn(context, count_rows(), member)
        _keep(context, member, decrypted)
    return count_state(context)


def _require_turn(context: Context, rows: CountRows, member: BoardMember) -> None:
    """Require that the share of a member may be taken now, inside a connection.

    Raises:
        CountRefused: With who has to come instead.
    """
    board = require_board(context)
    if rows.unchecked:
        raise CountRefused(NOT_ADDED_UP.format(name=member.name))
    if not rows.waiting:
        raise CountRefused(NOTHING_TO_OPEN.format(name=member.name))
    if member.number in rows.came:
        raise CountRefused(ALREADY.format(name=member.name))
    if len(rows.came) >= board.threshold:
        raise CountRefused(ENOUGH.format(name=member.name))
    roles = [role for number, (_, role) in enumerate(board.members, 1) if number in rows.came]
    if not can_still_open([*roles, member.role], board.threshold):
        needed = still_needed(roles, board.threshold)
        leader = "la présidence ou le secrétariat"
        delegates = say_count(needed.delegates, "délégué") + " de liste"
        raise CountRefused(
            KEPT_FREE.format(
                name=member.name,
                threshold=say_count(board.threshold, "membre"),
                needed=" et ".join([leader] * needed.leader + [delegates] * bool(needed.delegates)),
                they="l'un d'eux" if needed.leader else "l'un des délégués",
            )
        )


def _decrypt(context: Context, urn: Urn, shares: MemberShares, member: BoardMember) -> str:
    """Return the partial decryption of an urn by a member, checked, inside a connection.

    Raises:
        CountRefused: The share does not fit the urn.
        SealBroken: The tally is no more the one that was added up.
    """
    key = ScrutinKey.get(ScrutinKey.scrutin == urn.scrutin)
    tally = find_tally(context, urn)
    refused = NO_SHARE.format(name=member.name, code=urn.code)
    if tally is None:
        raise CountRefused(refused)
    try:
        election, board = parse_election(key.election.encode()), parse_board(key.trustees.encode())
        share = shares.shares[urn.uuid]
        text = decrypt_share(election, tally.tally, share, secrets.randbelow)
        check_decryption(election, board, tally.tally, member.number, text)
    except (KeyError, ValueError, CountRefused) as error:
        raise CountRefused(refused) from error
    return text.decode()


def _keep(context: Context, member: BoardMember, decrypted: Mapping[int, str]) -> None:
    MemberDecryption.insert_many(
        [
            {
                "scrutin": scrutin,
                "member": member.number,
                "text": text,
                "recorded_at": context.now,
            }
            for scrutin, text in decrypted.items()
        ]
    ).on_conflict_ignore().execute()
