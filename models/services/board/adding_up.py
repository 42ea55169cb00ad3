"""Adding up: urn by urn the ballots are checked, and what does not fit is named."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from models.context import Context
from models.errors import NothingToDo, SealBroken
from models.services.audit.trail import record
from models.services.board.comparing import Comparison, compare_urn
from models.services.board.count_state import CountRows, count_rows, count_state
from models.services.board.incidents import Found, note_found
from models.services.board.presence import record_act, require_quorum
from models.services.vote.destroyed import count_called
from models.services.vote.parts import Part
from models.services.vote.seal import THE_SEAL, changed_parts, find_seal, sealed_parts
from models.services.vote.tallies import ADDED_UP
from models.services.vote.urns import (
    Urn,
    closing_moment,
    count_ballots,
    list_kind,
    subject_of,
    urn_snapshot,
)
from models.services.vote.votes_taken import VotesTaken, votes_taken
from models.tables.count import ScrutinCount
from models.tables.electors import Scrutin
from models.views.bureau import BoardAct, CountState, Presence
from models.views.progress import Counted, Stage, Tell, tell_nobody
from models.voting.checking import FEW, checkers, cores

NOT_CLOSED = (
    "Les urnes ne sont pas closes : rien n'a été additionné. Fermez-les d'abord, une fois le vote "
    "fini."
)
THE_CHAIN = "la chaîne d'audit"
CHANGED = (
    "Le dépouillement ne commence pas : depuis que l'élection a été scellée, ceci a changé : "
    "{parts}. Remettez-le comme il était (« espace-electeur admin check » le compare), et "
    "écrivez-le dans le procès-verbal."
)
EDITED = (
    "Le dépouillement ne commence pas : la chaîne d'audit a été modifiée à son événement "
    "{sequence}. Gardez la base telle quelle, écrivez-le dans le procès-verbal, et restaurez une "
    "sauvegarde que « espace-electeur admin audit verify » trouve intacte."
)
OTHER_CREDENTIALS = "Depuis le scellement, les éléments publics des notices ont changé."


def add_up_ballots(
    context: Context, present: Sequence[Presence], *, source: str, tell: Tell = tell_nobody
) -> CountState:
    """Check and add up the ballots of the closed urns, unless that is done.

    Each urn is kept as soon as it is done: interrupted or killed, it goes on with the next one.
    An urn that cannot be counted is named and left; the others go on. Called again it is looked at
    again, but not between two members who open the others.

    Args:
        context: The open election.
        present: The members who have shown who they are.
        source: Where, for the audit trail.
        tell: Told how many ballots are checked.

    Returns:
        How far the count is.

    Raises:
        PresenceNeeded: The president or the secretary is missing.
        KeysRefused: The election has no board.
        NothingToDo: The election is not sealed, or its urns are not closed.
        SealBroken: Something has changed since the seal, or the audit chain was edited.
    """
    require_quorum(context, BoardAct.ADD_UP, present)
    with context.connection():
        rows = count_rows()
        if closing_moment() is None:
            raise NothingToDo(NOT_CLOSED)
        due = _due(rows)
        ballots = sum(map(count_ballots, due))
    taken = _verified_chain(context)
    with context.snapshot():
        changed = _compare_with_seal(context)
    if changed:
        with context.transaction():
            note_found(context, changed)
    counted = Counted(tell, Stage.ADDING_UP, ballots)
    with checkers(1 if ballots < FEW else cores()) as executor:
        for urn in due:
            with urn_snapshot(context):
                found = compare_urn(context, urn, taken.of(urn), executor, counted)
            # Who was there is written with the first urn: there is no act without one.
            _keep(context, urn, found, present if urn is due[0] else (), source)
    return count_state(context)


def _due(rows: CountRows) -> tuple[Urn, ...]:
    """Return the urns to go through: all are opened by the same shares, or by later ones."""
    if rows.came and rows.waiting:
        return rows.unchecked
    return (*rows.unchecked, *rows.troubled)


def _compare_with_seal(context: Context) -> tuple[Found, ...]:
    """Require that what the count rests on is what was sealed, inside a snapshot.

    All of it: before a result that nobody takes back, the seconds for the roll are well spent.

    Returns:
        That the credentials have changed, if they have: only the urns that they belong to cannot
        be counted, and are named by themselves.

    Raises:
        SealBroken: With what else has changed.
    """
    seal = find_seal()
    if seal is None or not sealed_parts(seal):
        raise SealBroken(CHANGED.format(parts=THE_SEAL), parts=[THE_SEAL])
    changed = changed_parts(context, seal, tuple(Part))
    labels = [part.label for part in changed if part is not Part.CREDENTIALS]
    if labels:
        raise SealBroken(CHANGED.format(parts=", ".join(labels)), parts=labels)
    return (Found(OTHER_CREDENTIALS),) if changed else ()


def _verified_chain(context: Context) -> VotesTaken:
    """Verify the audit chain, by which the urns are compared with what they were.

    Raises:
        SealBroken: It was edited, which is written down.
    """
    with context.snapshot():
        taken = votes_taken(context)
    if taken.fault is not None:
        text = EDITED.format(sequence=taken.fault)
        with context.transaction():
            note_found(context, [Found(text)])
        raise SealBroken(text, parts=[THE_CHAIN])
    return taken


def _keep(
    context: Context, urn: Urn, found: Comparison, present: Sequence[Presence], source: str
) -> None:
    """Keep what an urn was found to hold, in one transaction; another process may have been first.

    The event comes first: it locks the audit chain. Who comes second finds the sum, and leaves
    nothing.
    """
    with context.connection(), context.store.database.atomic() as transaction:
        if found.tally:
            digest = sha256(found.tally).hexdigest()
            kind = list_kind(ADDED_UP, urn, found.ballots, digest)
        else:
            kind = list_kind("not_added_up", urn, found.ballots, "")
        record(context, kind, subject_of(urn), source)
        added_up = (ScrutinCount.scrutin == urn.scrutin) & (ScrutinCount.tally != "")
        if ScrutinCount.select().where(added_up).exists():
            transaction.rollback()
            return
        if present:
            record_act(context, BoardAct.ADD_UP, present, source)
        kept = {
            ScrutinCount.ballots: found.ballots,
            ScrutinCount.electors: count_called(Scrutin.get_by_id(urn.scrutin)),
            ScrutinCount.tally: found.tally.decode(),
            ScrutinCount.added_up_at: context.now,
            ScrutinCount.trouble: " ".join(found.troubles),
        }
        ScrutinCount.insert({ScrutinCount.scrutin: urn.scrutin, **kept}).on_conflict(
            conflict_target=[ScrutinCount.scrutin], update=kept
        ).execute()
        sentences = (*found.troubles, *found.differences)
        note_found(context, [Found(text, urn.code) for text in sentences])
