"""The minutes (procès-verbal) of each scrutin: put together, and written for the board to sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from models.context import Context
from models.errors import ResultsNotReady, ScrutinUnknown, SealBroken
from models.files.whole import require_place, whole_file
from models.published.minutes_json import minutes_json
from models.published.minutes_words import FILE
from models.rules.scrutin_names import say_scrutins, short_names
from models.services.audit.trail import record
from models.services.board.acts import BoardEvent, acts_until, board_events, last_of_count
from models.services.board.closing import lists_compared
from models.services.board.incidents import incidents_so_far, require_all_incidents
from models.services.board.presence import record_act, require_quorum
from models.services.board.results import result_of
from models.services.board.sticks import require_folder
from models.services.shared.own_files import own_files
from models.services.vote.fingerprinting import TRACKERS
from models.services.vote.keys import list_board, require_board
from models.services.vote.parts import Part
from models.services.vote.seal import changed_parts, find_seal, sealed_parts
from models.services.vote.urns import (
    Urn,
    closing_moment,
    list_kind,
    noted_lists,
    sealed_urns,
    subject_of,
)
from models.tables.count import DrawnLot, MemberDecryption, ScrutinCount
from models.tables.electors import Scrutin
from models.tables.notices import VoteElection
from models.tables.urn import ClosedUrn, Signature
from models.tables.vote_seal import ScrutinKey
from models.views.bureau import BoardAct, Presence
from models.views.minutes import (
    Minutes,
    MinutesFiles,
    MinutesFingerprints,
    MinutesLot,
    MinutesMember,
)
from models.views.results import ScrutinResult
from models.views.vote_days import NotedFingerprint
from models.views.vote_ground import SealedPart
from models.voting.ceremony import keys_fingerprint

MINUTES = "minutes"
"""What the audit chain calls minutes: this, the identifier of the election, how many ballots, and
how the fingerprint of their JSON begins."""

TOLD_PARTS = (Part.FILE, Part.LISTS)
"""Parts of what is sealed that the minutes tell of."""
COMPARED_PARTS = (*TOLD_PARTS, Part.ROLL)
"""Parts that are compared before they are signed or published: it takes seconds in a ministry."""

CHANGED = (
    "Depuis que l'élection a été scellée, ceci a changé : {parts}. Il n'y a donc ni procès-verbal "
    "ni publication. Remettez-le comme il était (« espace-electeur admin check » le compare), puis "
    "recommencez."
)
NOT_COUNTED = (
    "Les urnes ne sont pas encore dépouillées : il n'y a pas encore de procès-verbal. Finissez le "
    "dépouillement, puis recommencez."
)
LOT_DUE = (
    "Un siège est encore à tirer au sort : {scrutins}. Rien n'a été écrit ; le bureau procède au "
    "tirage et le saisit, puis recommencez."
)


def minutes_of(context: Context, code: str) -> Minutes:
    """Return the minutes of a scrutin that is counted, or that cannot be.

    Args:
        context: The open election.
        code: Of the scrutin.

    Raises:
        ScrutinUnknown: Nobody votes in it.
        ResultsNotReady: It is not counted yet.
        NothingToDo: The election is not sealed, or its urns are destroyed.
        KeysRefused: The election has no board.
        SealBroken, ListsFileError, ElectionFileError: As for its result.
    """
    with context.connection():
        found = [urn for urn in sealed_urns() if urn.code == code]
        if not found:
            raise ScrutinUnknown
        _require_sealed(context, TOLD_PARTS)
        return _minutes(context, found[0], board_events(context))


def list_minutes(context: Context) -> tuple[Minutes, ...]:
    """Return the minutes of all scrutins in which people vote, in the election file's order.

    Raises:
        ResultsNotReady: Some are not counted yet, or a lot has to be drawn.
        NothingToDo, KeysRefused, SealBroken, ListsFileError, ElectionFileError: As `minutes_of`.
    """
    with context.snapshot():
        urns = sealed_urns()
        _require_sealed(context, COMPARED_PARTS)
        events = board_events(context)
        every = tuple(_minutes(context, urn, events) for urn in urns)
    due = [one.code for one in every if one.result and is_lot_due(one.result)]
    if due:
        raise ResultsNotReady(
            LOT_DUE.format(scrutins=say_scrutins(due, short_names(context.election.scrutins)))
        )
    return every


def _require_sealed(context: Context, parts: tuple[Part, ...]) -> None:
    """Require that parts of what is sealed, and the incidents, are what they were.

    Raises:
        SealBroken: They are not.
    """
    seal = find_seal()
    if seal is not None and (changed := changed_parts(context, seal, parts)):
        labels = [part.label for part in changed]
        raise SealBroken(CHANGED.format(parts=", ".join(labels)), parts=labels)
    require_all_incidents(context)


def is_lot_due(result: ScrutinResult) -> bool:
    """Return whether the board has still to draw a lot for a seat."""
    return result.allocation is not None and result.allocation.lot_due is not None


def write_minutes(
    context: Context,
    present: Sequence[Presence],
    folder: Path,
    *,
    force: bool = False,
    source: str,
) -> tuple[MinutesFiles, ...]:
    """Write the minutes of all scrutins: a PDF to be signed and a JSON each, 0600.

    Their fingerprints go into the audit chain: what is published later has to be what was signed.

    Args:
        context: The open election.
        present: The members who have shown who they are.
        folder: For the files, which are named after their scrutin.
        force: Replace files.
        source: Where, for the audit trail.

    Raises:
        PresenceNeeded: The president or the secretary is missing.
        ResultsNotReady: A scrutin is not counted yet, or a lot has to be drawn.
        OutputRefused: There is no such folder, or a file exists already: nothing was written. Or
            a file cannot be written, and those before it are there.
        NothingToDo, KeysRefused, SealBroken, ListsFileError, ElectionFileError: As `minutes_of`.
    """
    require_quorum(context, BoardAct.MINUTES, present)
    require_folder(folder)
    every = list_minutes(context)
    kept = own_files(context)
    for path in (path for one in every for path in _files(one, folder)):
        require_place(path, force=force, kept=kept)
    written = tuple(_write(context, one, folder, force) for one in every)
    with context.transaction():
        urns = {urn.code: urn for urn in sealed_urns()}
        for one, files in zip(every, written, strict=True):
            kind = list_kind(MINUTES, urns[one.code], one.ballots, files.fingerprint)
            record(context, kind, subject_of(urns[one.code]), source)
        record_act(context, BoardAct.MINUTES, present, source)
    return written


def signed_beginning(context: Context, code: str) -> str | None:
    """Return how the fingerprint of the newest minutes of a scrutin begins, inside a connection.

    Returns:
        Hexadecimal digits that the audit chain has; None: none were written.
    """
    (urn,) = [urn for urn in sealed_urns() if urn.code == code]
    noted = noted_lists(context, urn, MINUTES)
    return noted[-1].beginning if noted else None


def _files(minutes: Minutes, folder: Path) -> tuple[Path, Path]:
    """Return where the PDF and the JSON of minutes go."""
    name = FILE.format(code=minutes.code)
    return folder / f"{name}.pdf", folder / f"{name}.json"


def _write(context: Context, minutes: Minutes, folder: Path, force: bool) -> MinutesFiles:
    # The library is imported when something is printed: it takes 0.1 s.
    from models.published.minutes_pdf import draw_minutes

    pdf, file = _files(minutes, folder)
    text = minutes_json(minutes, context.election.calendar.zone)
    fingerprint = sha256(text).hexdigest()
    kept = own_files(context)
    with whole_file(file, force=force, kept=kept) as output:
        output.write(text)
    with whole_file(pdf, force=force, kept=kept) as output:
        draw_minutes(output, minutes, context.election.calendar.zone, fingerprint)
    return MinutesFiles(minutes.code, minutes.title, pdf, file, fingerprint)


def _minutes(context: Context, urn: Urn, events: Sequence[BoardEvent]) -> Minutes:
    """Put the minutes of an urn together, inside a connection."""
    election, board = context.election, require_board(context)
    row, said = Scrutin.get(Scrutin.id == urn.scrutin), election.scrutin(urn.code)
    count = ScrutinCount.get_or_none(ScrutinCount.scrutin == urn.scrutin)
    if count is None or (count.counted_at is None and not count.trouble):
        raise ResultsNotReady(NOT_COUNTED)
    counted = count.counted_at is not None
    closed = _closed(urn, count)
    lots = _lots(urn)
    drawn = {(lot.seat, lot.winner) for lot in lots}
    last = last_of_count(context, urn, drawn, events) if counted else None
    return Minutes(
        election=election.title,
        organiser=election.organiser,
        zone=election.zone_words,
        code=row.code,
        short=said.short,
        title=said.title,
        level=said.level,
        uuid=urn.uuid,
        opens_at=election.calendar_of(row.code).vote_opens,
        ends_at=election.calendar_of(row.code).vote_closes,
        closed_at=closed.closed_at,
        ballots=closed.ballots,
        signatures=closed.signatures,
        members=_members(context, urn),
        threshold=board.threshold,
        acts=acts_until(events, last),
        fingerprints=_fingerprints(context, urn, closed, count.archive if counted else ""),
        result=result_of(context, row) if counted else None,
        trouble="" if counted else count.trouble,
        lots=lots,
        incidents=tuple(one for one in incidents_so_far() if one.scrutin in {"", row.code}),
    )


def _closed(urn: Urn, count: ScrutinCount) -> ClosedUrn:
    """Return the line of an urn's closing; if somebody has taken it away, what there is now."""
    signatures = Signature.select().where(Signature.scrutin == urn.scrutin).count()
    return ClosedUrn.get_or_none(ClosedUrn.scrutin == urn.scrutin) or ClosedUrn(
        closed_at=closing_moment() or count.added_up_at,
        ballots=count.ballots,
        signatures=signatures,
        fingerprint="",
    )


def _lots(urn: Urn) -> tuple[MinutesLot, ...]:
    rows = DrawnLot.select().where(DrawnLot.scrutin == urn.scrutin).order_by(DrawnLot.seat)
    return tuple(MinutesLot(row.seat, row.winner, row.drawn_at) for row in rows)


def _members(context: Context, urn: Urn) -> tuple[MinutesMember, ...]:
    """Return the board, with the moments at which its members' shares opened an urn."""
    rows = MemberDecryption.select().where(MemberDecryption.scrutin == urn.scrutin)
    opened: Mapping[int, datetime] = {row.member: row.recorded_at for row in rows}
    return tuple(
        MinutesMember(one.number, one.name, one.role, opened.get(one.number))
        for one in list_board(context)
    )


def _fingerprints(
    context: Context, urn: Urn, closed: ClosedUrn, archive: str
) -> MinutesFingerprints:
    seal = find_seal()
    if seal is None:  # `sealed_urns` has found one
        raise ResultsNotReady(NOT_COUNTED)
    return MinutesFingerprints(
        keys=_keys_fingerprint(context),
        seal=seal.fingerprint,
        sealed_at=seal.sealed_at,
        parts=tuple(
            SealedPart(part.value, part.label, fingerprint)
            for part, fingerprint in sealed_parts(seal).items()
        ),
        setup=ScrutinKey.get(ScrutinKey.scrutin == urn.scrutin).setup,
        trackers=tuple(
            NotedFingerprint(urn.code, one.at, one.ballots, one.beginning)
            for one in noted_lists(context, urn, TRACKERS)
        ),
        compared=lists_compared(context, urn),
        urn=closed.fingerprint,
        archive=archive,
    )


def _keys_fingerprint(context: Context) -> str:
    board = require_board(context)
    rows: Any = VoteElection.select(VoteElection.uuid, ScrutinKey.trustees).join(
        ScrutinKey, on=ScrutinKey.scrutin == VoteElection.scrutin
    )
    texts = {uuid: trustees.encode() for uuid, trustees in rows.tuples()}
    return keys_fingerprint(texts, board.members, board.threshold)
