"""The result: each urn is counted by both implementations, and written down if they agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from models.context import Context
from models.errors import (
    ArchiveRefused,
    CountRefused,
    DiskFull,
    EngineUnavailable,
    OutputRefused,
    SealBroken,
)
from models.files.left_directories import scratch_directory
from models.files.whole import FULL_ERRORS
from models.rules.french_numbers import say_count, say_number
from models.services.audit.trail import record
from models.services.board.count_state import count_rows, count_state
from models.services.board.incidents import Found, note_found
from models.services.board.presence import record_act, require_quorum
from models.services.board.recorded_results import record_result
from models.services.vote.exporting import archive_fingerprint, archive_writer, write_ballots
from models.services.vote.keys import list_board, require_board
from models.services.vote.tallies import COUNTED, UrnTally, find_tally, write_tally
from models.services.vote.urns import Urn, list_kind, subject_of, urn_snapshot
from models.tables.count import MemberDecryption, ScrutinCount
from models.tables.electors import Scrutin
from models.tables.vote_seal import ScrutinKey
from models.views.bureau import BoardAct, CountState, Presence
from models.views.progress import Counted, Stage, Tell, tell_nobody
from models.voting.belenios_tool import Tool, find_tool
from models.voting.checking import FEW
from models.voting.counting import check_decryption, count
from models.voting.elections import parse_election
from models.voting.engines import OwnEngine, engine_words
from models.voting.messages import Result, encode
from models.voting.trustees import parse_board
from models.voting.verification import verify_archive

TOO_FEW = (
    "L'urne ne s'ouvre pas encore : il manque {count}. Que chacun vienne à son tour avec sa part, "
    "puis recommencez."
)
OTHER_SUM = "Le résultat a {found} au lieu de {ballots} : il n'est pas enregistré."
OTHER_BALLOTS = (
    "L'archive a {found} au lieu de {ballots} : aucun résultat n'est enregistré. Gardez la base "
    "telle quelle, et comparez-la avec une sauvegarde."
)
NO_SCRATCH = (
    "Le dépouillement ne peut pas écrire ses fichiers provisoires : vérifiez le dossier temporaire "
    "de cette machine, puis recommencez."
)
WE_REFUSE = (
    "L'archive ne passe pas la vérification que chacun en fera : aucun résultat n'est enregistré. "
    "Gardez la base telle quelle, et comparez-la avec une sauvegarde."
)
NOT_THE_SAME = (
    "Les deux programmes ne trouvent pas le même résultat : aucun n'est enregistré. Faites "
    "vérifier l'archive par un expert."
)
WRONG_DECRYPTION = (
    "Un des déchiffrements enregistrés n'est plus juste : aucun résultat n'est enregistré. "
    "Comparez la base avec une sauvegarde."
)
DISCARDED = (
    "Le déchiffrement de {codes} par {name} n'est plus juste : il est écarté, et noté pour le "
    "procès-verbal. Que ce membre ou un autre prenne le tour avec sa part, puis recommencez."
)
FOUND = (
    "Le déchiffrement enregistré de {name} n'était plus juste : il a été écarté, et la part "
    "redemandée."
)
TOOL_REFUSES = (
    "Le deuxième programme refuse l'archive : aucun résultat n'est enregistré. Faites-la vérifier "
    "par un expert."
)


def finish_count(
    context: Context, present: Sequence[Presence], *, source: str, tell: Tell = tell_nobody
) -> CountState:
    """Count the urns that enough members have opened.

    Each is counted by this program, and by belenios-tool on a copy of its archive; the result is
    recorded if both are the same and the archive is right in all, urn by urn. What does not agree
    is named, and the others go on. Interrupted, it goes on with the next urn.

    Args:
        context: The open election.
        present: The members who have shown who they are.
        source: Where, for the audit trail.
        tell: Told how many ballots are written into archives, then verified there.

    Returns:
        How far the count is.

    Raises:
        PresenceNeeded: The president or the secretary is missing.
        KeysRefused: The election has no board.
        NothingToDo: The election is not sealed.
        CountRefused: Members have still to come: too few came, or what one of them has decrypted
            was altered since, and is discarded. All other urns are counted.
        EngineUnavailable: belenios-tool is missing or fails, and the election asks for both.
        OutputRefused, DiskFull: There is no place, or no room, for an archive.
    """
    require_quorum(context, BoardAct.FINISH_COUNT, present)
    board = require_board(context)
    with context.connection():
        rows = count_rows()
    waiting = rows.waiting
    missing = board.threshold - len(rows.came)
    if missing > 0 and (waiting or rows.unchecked):
        raise CountRefused(TOO_FEW.format(count=say_count(missing, "membre")))
    tool = _tool(both=board.engines == "both")
    counted = Counted(
        tell, Stage.COUNTING, 2 * sum(rows.counts[one.scrutin].ballots for one in waiting)
    )
    written = False
    wrong: list[_WrongDecryptions] = []
    for urn in waiting:
        try:
            outcome = _count(context, urn, tool, counted)
            _keep(context, urn, outcome, () if written else present, source)
        except _WrongDecryptions as found:
            _discard(context, urn, found.members)
            wrong.append(found)
        except (_Trouble, SealBroken) as trouble:
            _keep_trouble(context, urn, str(trouble))
        else:
            written = True
    if wrong:
        raise CountRefused(_discarded_words(wrong))
    return count_state(context)


class _Trouble(Exception):
    """An urn cannot be counted; the message is the French sentence."""


class _WrongDecryptions(Exception):
    """What members have decrypted of an urn is not right any more.

    Attributes:
        code: Of its scrutin.
        members: Their names by their numbers.
    """

    def __init__(self, code: str, members: Mapping[int, str]) -> None:
        """Take whose they are."""
        super().__init__(code)
        self.code, self.members = code, members


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What an urn gave.

    Attributes:
        ballots: How many were counted.
        result: As it is archived.
        archive: The fingerprint of the whole archive.
        checked: By how many implementations, in French.
    """

    ballots: int
    result: Result
    archive: str
    checked: str


def _tool(*, both: bool) -> Tool | None:
    """Return the tool, None if it is missing and the election does without.

    Raises:
        EngineUnavailable: It is missing, and the election asks for both.
    """
    try:
        return find_tool()
    except EngineUnavailable:
        if both:
            raise
        return None


def _count(context: Context, urn: Urn, tool: Tool | None, counted: Counted) -> _Outcome:
    """Count an urn by both, on a copy of its archive.

    Raises:
        _WrongDecryptions: What a member has decrypted was changed.
        _Trouble: They do not agree, or something else was changed.
    """
    try:
        with context.connection():
            tally = find_tally(context, urn)
            if tally is None:
                raise _Trouble(WRONG_DECRYPTION)
            _require_right(context, urn, tally)
            result = _own_result(urn, tally)
        with _copy(urn) as path, path.open("w+b") as file:
            writer = archive_writer(context, file)
            with urn_snapshot(context):
                _, ballots = write_ballots(context, writer, urn, counted)
            if ballots != tally.ballots:
                found, due = say_count(ballots, "bulletin"), say_number(tally.ballots)
                raise _Trouble(OTHER_BALLOTS.format(found=found, ballots=due))
            write_tally(writer, tally)
            file.flush()
            if tool is not None and tool.compute_result(path) != result:
                raise _Trouble(NOT_THE_SAME)
            writer.result(result)
            archive = archive_fingerprint(file)
            _verify(file, ballots, counted)
    except ArchiveRefused as error:
        raise _Trouble(TOOL_REFUSES) from error
    except CountRefused as error:
        raise _Trouble(WRONG_DECRYPTION) from error
    except SealBroken as error:
        raise _Trouble(str(error)) from error
    names = {OwnEngine.name} | ({tool.name} if tool else set())
    return _Outcome(tally.ballots, result, archive, engine_words(names))


def _verify(file: BinaryIO, ballots: int, counted: Counted) -> None:
    """Verify a whole archive as anybody will: what would be refused then is not recorded.

    The sum of its ballots is made again: rows of the database can be rewritten between.

    Raises:
        _Trouble: It is not right.
    """
    verified = 0

    def tell(so_far: int) -> None:
        nonlocal verified
        counted.add(so_far - verified)
        verified = so_far

    file.seek(0)
    try:
        verify_archive(file, processes=1 if ballots < FEW else None, progress=tell)
    except ArchiveRefused as error:
        raise _Trouble(WE_REFUSE) from error


def _require_right(context: Context, urn: Urn, tally: UrnTally) -> None:
    """Require that each partial decryption is right, inside a connection.

    Raises:
        _WrongDecryptions: Some are not.
    """
    key = ScrutinKey.get(ScrutinKey.scrutin == urn.scrutin)
    election, board = parse_election(key.election.encode()), parse_board(key.trustees.encode())
    names = {one.number: one.name for one in list_board(context)}
    wrong = {}
    for member, text in tally.decryptions.items():
        try:
            check_decryption(election, board, tally.tally, member, text)
        except CountRefused:
            wrong[member] = names.get(member, f"le membre n° {member}")
    if wrong:
        raise _WrongDecryptions(urn.code, wrong)


def _own_result(urn: Urn, tally: UrnTally) -> Result:
    """Return the result by this program's implementation, inside a connection.

    Raises:
        CountRefused: A partial decryption is not right.
        _Trouble: There are not as many votes as ballots.
    """
    key = ScrutinKey.get(ScrutinKey.scrutin == urn.scrutin)
    election, board = parse_election(key.election.encode()), parse_board(key.trustees.encode())
    result = count(election, board, tally.tally, tally.decryptions, tally.ballots)
    found = sum(result.result[0])
    if found != tally.ballots:
        votes, ballots = say_count(found, "vote"), say_number(tally.ballots)
        raise _Trouble(OTHER_SUM.format(found=votes, ballots=ballots))
    return result


@contextmanager
def _copy(urn: Urn) -> Iterator[Path]:
    """Give a place for an archive, under the name by which the tool knows it; it is removed.

    Raises:
        OutputRefused, DiskFull: The temporary folder cannot be written, or there is no room.
    """
    try:
        with scratch_directory() as folder:
            yield folder / f"{urn.uuid}.bel"
    except OSError as error:
        if error.errno in FULL_ERRORS:
            raise DiskFull from error
        raise OutputRefused(NO_SCRATCH) from error


def _keep(
    context: Context, urn: Urn, outcome: _Outcome, present: Sequence[Presence], source: str
) -> None:
    """Record a result, unless another process was first: the event locks the audit chain."""
    with context.connection(), context.store.database.atomic() as transaction:
        kind = list_kind(COUNTED, urn, outcome.ballots, outcome.archive)
        record(context, kind, subject_of(urn), source)
        first = (
            ScrutinCount.update(
                result=encode(outcome.result).decode(),
                counted_at=context.now,
                checked=outcome.checked,
                archive=outcome.archive,
                trouble="",
            )
            .where((ScrutinCount.scrutin == urn.scrutin) & ScrutinCount.counted_at.is_null())
            .execute()
        )
        if not first:
            transaction.rollback()
            return
        if present:
            record_act(context, BoardAct.FINISH_COUNT, present, source)
        record_result(context, Scrutin.get_by_id(urn.scrutin), source)


def _discard(context: Context, urn: Urn, members: Mapping[int, str]) -> None:
    """Take away what was altered, so that a share may be taken again, and write it down."""
    with context.transaction():
        note_found(context, [Found(FOUND.format(name=name), urn.code) for name in members.values()])
        MemberDecryption.delete().where(
            (MemberDecryption.scrutin == urn.scrutin) & MemberDecryption.member.in_(list(members))
        ).execute()


def _discarded_words(wrong: Sequence[_WrongDecryptions]) -> str:
    """Return a sentence for each member, with the scrutins that it is about."""
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for one in wrong:
        for name in one.members.values():
            codes[name].append(one.code)
    return " ".join(
        DISCARDED.format(codes=", ".join(found), name=name) for name, found in codes.items()
    )


def _keep_trouble(context: Context, urn: Urn, trouble: str) -> None:
    with context.transaction():
        ScrutinCount.update(trouble=trouble).where(ScrutinCount.scrutin == urn.scrutin).execute()
        note_found(context, [Found(trouble, urn.code)])
