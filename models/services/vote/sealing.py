"""Sealing an election: what its vote rests on is written down, and closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import msgspec
from peewee import JOIN

from models.context import Context
from models.errors import SealRefused
from models.rules.french_numbers import say_number
from models.services.audit.trail import record
from models.services.shared.roll_lock import import_lock
from models.services.vote.covered import fingerprint_of
from models.services.vote.credential_keys import public_keys
from models.services.vote.parts import OF_FILES, Part
from models.services.vote.roll_export import NOTED
from models.services.vote.seal import (
    CREDENTIALS_LOADED,
    KEYS_MADE,
    SEALED,
    find_seal,
    fingerprint_of_all,
    is_recorded,
    require_not_sealed,
    sealed_parts,
)
from models.settings.presented_lists import lists_of
from models.tables.electors import RollEntry, Scrutin
from models.tables.notices import Notice, NoticeLink, NoticeState, PublicCredential, VoteElection
from models.tables.vote_seal import ONLY, ScrutinKey, VoteSeal
from models.views.candidate_lists import CandidateList
from models.views.progress import Counted, Stage, Tell, tell_nobody
from models.views.vote_ground import SealedPart, SealState
from models.voting.archive import setup_fingerprint
from models.voting.belenios_tool import find_tool
from models.voting.ceremony import keys_fingerprint
from models.voting.elections import make_election, parse_election
from models.voting.trustees import Board, parse_board

NO_KEYS = (
    "Les clés du bureau ne sont pas faites, ou pas pour tous les scrutins : rien n'est scellé. "
    "Faites-les par « espace-electeur admin vote keys »."
)
NO_CREDENTIALS = (
    "Les éléments publics des notices ne sont pas chargés : rien n'est scellé. Chargez-les par "
    "« espace-electeur admin vote load-credentials »."
)
NO_LISTS = (
    "Aucun scrutin n'a de liste de candidats : rien n'est scellé. Ajoutez-les au fichier "
    "d'élection, et vérifiez-les par « espace-electeur admin lists check »."
)
WITHOUT_NOTICE = (
    "La liste électorale a changé depuis l'impression des notices : il en manque à {count} "
    "personnes ou scrutins. Rien n'est scellé. Refaites la liste par « espace-electeur admin vote "
    "roll-export », puis les notices."
)
OTHER_KEYS = (
    "Les clés du bureau ne sont pas celles de la cérémonie, ou [board] a changé depuis : rien "
    "n'est scellé. Remettez [board] comme il était, ou refaites les clés devant le bureau, par "
    "« espace-electeur admin vote keys --replace »."
)
OTHER_SCRUTINS = (
    "Le fichier d'élection n'a plus les scrutins pour lesquels les clés du bureau ont été faites : "
    "rien n'est scellé. Remettez-les, ou refaites liste, notices et clés."
)
OTHER_CREDENTIALS = (
    "Les éléments publics des notices ne sont plus ceux qui ont été chargés : des personnes ont "
    "été retirées de la liste, ou la base a été modifiée. Rien n'est scellé. Refaites la liste par "
    "« espace-electeur admin vote roll-export », puis les notices."
)


def seal_election(
    context: Context,
    *,
    keep: bool,
    source: str,
    tell: Tell = tell_nobody,
    then: Callable[[], object] | None = None,
) -> SealState:
    """Seal an election, or tell what a seal would cover.

    Args:
        context: The open election.
        keep: Seal it; otherwise nothing is changed, and the fingerprint is the one that it would
            have.
        source: Who asked for it, for the audit trail.
        tell: Called with how far it is.
        then: Called once it is sealed, last in the transaction: what else is written with it.

    Raises:
        VoteSealed: It is sealed already.
        SealRefused: Keys, credentials or lists are missing, or do not fit the roll.
        EngineUnavailable: belenios-tool is missing, and the election asks for both engines.
        ListsFileError, ElectionFileError: A file of lists cannot be read, or is wrong.
        ImportRunning: The roll, the notices or the keys are being loaded, or it is being sealed.
    """
    _require_engines(context)
    with context.connection(unlimited=True), import_lock(context):
        require_not_sealed()
        _require_notices()
        ground = _read_ground(context, tell)
        with context.store.database.atomic() as transaction:
            if not is_recorded(
                context, CREDENTIALS_LOADED, fingerprint_of(context, Part.CREDENTIALS)
            ):
                raise SealRefused(OTHER_CREDENTIALS)
            _write_elections(context, ground)
            parts = {part: ground.files.get(part) or fingerprint_of(context, part) for part in Part}
            fingerprint = fingerprint_of_all(parts)
            seal = VoteSeal(
                number=ONLY,
                sealed_at=context.now,
                fingerprint=fingerprint,
                parts=msgspec.json.encode(parts).decode(),
            )
            lists = {code: len(presented) for code, presented in ground.lists.items()}
            state = _state(seal, lists, sealed=keep)
            if keep:
                seal.save(force_insert=True)
                record(context, SEALED.format(fingerprint=fingerprint[:NOTED]), "", source)
                if then is not None:
                    then()
            else:
                transaction.rollback()
    return state


def show_seal(context: Context) -> SealState | None:
    """Return the seal as it was made, None if there is none."""
    with context.connection():
        seal = find_seal()
        if seal is None:
            return None
        return _state(seal, {code: _lists_in(key.election) for code, key in _keys().items()})


def _require_engines(context: Context) -> None:
    """Require both implementations, unless the election does with one."""
    board = context.election.board
    if board is None or board.engines == "both":
        find_tool()


def _require_notices() -> None:
    """Require a notice for each person and scrutin of the roll, with its link.

    Raises:
        SealRefused: There is none, or the roll has changed.
    """
    if not PublicCredential.select().exists():
        raise SealRefused(NO_CREDENTIALS)
    held = (Notice.elector == RollEntry.elector) & (Notice.state == NoticeState.HELD)
    link = (NoticeLink.notice == Notice.number) & (NoticeLink.scrutin == RollEntry.scrutin)
    missing = (
        RollEntry.select()
        .join(VoteElection, on=VoteElection.scrutin == RollEntry.scrutin)
        .join(Notice, JOIN.LEFT_OUTER, on=held)
        .join(NoticeLink, JOIN.LEFT_OUTER, on=link)
        .where(NoticeLink.link.is_null())
        .count()
    )
    if missing:
        raise SealRefused(WITHOUT_NOTICE.format(count=say_number(missing)))


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is read before anything is written: it takes most of the time.

    Nothing of it changes meanwhile: the lock of the import keeps the keys as they are.

    Attributes:
        lists: Of each scrutin, by its code.
        boards: By the texts of their keys; those that are none are left out.
        files: Fingerprints of what is no part of the database.
    """

    lists: Mapping[str, tuple[CandidateList, ...]]
    boards: Mapping[str, Board]
    files: Mapping[Part, str]


def _read_ground(context: Context, tell: Tell) -> _Ground:
    election, keys, boards = context.election, _keys(), {}
    counted = Counted(tell, Stage.CHECKING, len(keys))
    for key in keys.values():
        with suppress(ValueError):  # refused where it is missed
            boards[key.trustees] = parse_board(key.trustees.encode())
        counted.add(1)
    return _Ground(
        lists={one.code: lists_of(election, one.code) for one in election.scrutins},
        boards=boards,
        files={part: fingerprint_of(context, part) for part in OF_FILES},
    )


def _write_elections(context: Context, ground: _Ground) -> None:
    """Write the parameters of each scrutin's election.

    Raises:
        SealRefused: A key is missing or is none, or there is no list at all.
    """
    keys, election = _keys(), context.election
    uuids = {row.scrutin.code: row.uuid for row in VoteElection.select().join(Scrutin)}
    if not set(ground.lists) <= set(keys):
        raise SealRefused(NO_KEYS)
    if set(ground.lists) != set(keys):
        raise SealRefused(OTHER_SCRUTINS)
    _require_keys_of_the_ceremony(context, {uuids[code]: key for code, key in keys.items()})
    if not any(ground.lists.values()):
        raise SealRefused(NO_LISTS)
    for scrutin in election.scrutins:
        board = ground.boards.get(keys[scrutin.code].trustees)
        if board is None:
            raise SealRefused(OTHER_KEYS)
        if names := [one.name for one in ground.lists[scrutin.code]]:
            made = make_election(
                uuid=uuids[scrutin.code],
                name=election.title,
                title=scrutin.title,
                lists=names,
                key=board.key,
                organiser=election.organiser,
            )
            key = keys[scrutin.code]
            key.election = made.text.decode()
            key.setup = setup_fingerprint(made, board, public_keys(context, key.scrutin_id))
            key.save()


def _require_keys_of_the_ceremony(context: Context, keys: Mapping[str, ScrutinKey]) -> None:
    """Require that keys and board are those that the audit chain has, by identifier of election.

    Raises:
        SealRefused: They are others.
    """
    board = context.election.board
    texts = {uuid: key.trustees.encode() for uuid, key in keys.items()}
    if board is None:
        raise SealRefused(OTHER_KEYS)
    if not is_recorded(context, KEYS_MADE, keys_fingerprint(texts, board.members, board.threshold)):
        raise SealRefused(OTHER_KEYS)


def _keys() -> dict[str, ScrutinKey]:
    """Return the board's public keys by the code of their scrutin."""
    rows = ScrutinKey.select(ScrutinKey, Scrutin).join(Scrutin)
    return {row.scrutin.code: row for row in rows}


def _lists_in(election: str) -> int:
    """Return how many lists the parameters of an election have; none if they are not written."""
    return parse_election(election.encode()).lists if election else 0


def _state(seal: VoteSeal, lists: Mapping[str, int], *, sealed: bool = True) -> SealState:
    return SealState(
        parts=tuple(
            SealedPart(part.value, part.label, fingerprint)
            for part, fingerprint in sealed_parts(seal).items()
        ),
        fingerprint=seal.fingerprint,
        sealed_at=seal.sealed_at if sealed else None,
        empty=tuple(code for code, count in lists.items() if not count),
        electors=Notice.select().where(Notice.state == NoticeState.HELD).count(),
        credentials=PublicCredential.select().count(),
        lists={code: count for code, count in lists.items() if count},
        setups={code: key.setup for code, key in _keys().items() if key.setup},
    )
