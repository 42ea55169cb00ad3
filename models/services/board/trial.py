"""The trial election: the board's real keys open an urn that is thrown away afterwards.

It proves before the seal that the members' files and passphrases open what they have to. The
ballots are for an election of its own identifier, under the real public key of a scrutin; nothing
of it is kept but the event in the audit chain.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from models.context import Context
from models.errors import (
    CountRefused,
    DiskFull,
    KeysRefused,
    NothingToDo,
    OutputRefused,
    PresenceNeeded,
    ShareFileRefused,
    ShareRefused,
    VoteSealed,
)
from models.files.whole import FULL_ERRORS
from models.rules.board import can_still_open
from models.services.board.presence import record_act, require_quorum
from models.services.vote.keys import OTHER_KEYS, list_board, open_member_shares, require_board
from models.services.vote.seal import find_seal, require_not_sealed
from models.settings.presented_lists import lists_of
from models.tables.electors import Scrutin
from models.tables.notices import VoteElection
from models.tables.vote_seal import ScrutinKey
from models.views.bureau import BoardAct, Presence, TrialResult, TrialScrutin
from models.views.candidate_lists import ScrutinLists
from models.views.progress import Counted, Stage, Tell, tell_nobody
from models.views.vote_board import BoardMember
from models.voting.belenios_tool import Tool, find_tool
from models.voting.counting import Tally, check_decryption, decrypt_share
from models.voting.credentials import private_credential
from models.voting.elections import draw_uuid
from models.voting.engines import Engine, OwnEngine, engine_words
from models.voting.identifiers import draw_identifier
from models.voting.practice_urn import PracticeUrn, count_urn, make_urn
from models.voting.trustees import parse_board

NO_KEYS = (
    "Les clés du bureau ne sont pas faites, ou pas pour ce scrutin : l'essai n'a pas commencé. "
    "Faites-les d'abord (2)."
)
NO_LISTS = (
    "Ce scrutin n'a pas de liste de candidats : choisissez-en un autre, ou ajoutez ses listes au "
    "fichier d'élection."
)
NONE_HAS_LISTS = (
    "Aucun scrutin n'a de liste de candidats : il n'y a rien à essayer. Faites ajouter les listes "
    "au fichier d'élection par l'administration, puis revenez à cet essai."
)
SEALED = "L'essai n'est plus possible : l'élection est scellée."
EMPTY = "L'urne d'essai est vide : déposez au moins un bulletin, puis ouvrez-la."
OPENED = "L'urne d'essai est déjà fermée : recommencez l'essai pour y déposer d'autres bulletins."
CAME = "{name} a déjà ouvert sa part : au membre suivant."
OTHERS_FIRST = (
    "Avec {name}, il manquerait la présidence ou le secrétariat, ou des délégués de liste : sa "
    "part n'est pas prise. Qu'un autre membre vienne à sa place."
)
WRONG_SHARE = (
    "La part de {name} s'ouvre, mais ce qu'elle contient n'est pas juste : elle n'ouvrira pas les "
    "urnes. Refaites les clés devant le bureau."
)
NO_SCRATCH = (
    "L'essai ne peut pas écrire ses fichiers provisoires : vérifiez le dossier temporaire de cette "
    "machine, puis recommencez."
)


@dataclass(slots=True, repr=False)
class Trial:
    """A trial election, in memory only.

    Attributes:
        scrutin: Whose key and lists it has.
        threshold: How many members open its urn.
        uuid: Of the scrutin's real election: by it the members' shares are named.
        engines: That make and check its ballots.
        tool: The one that also counts and verifies its archive, if it is there.
        filled: Its urn; None: it was destroyed.
        came: The members who have opened their shares, in the order in which they came.
        tally: Of its ballots, once a share was opened.
        decryptions: By the number of their member.
    """

    scrutin: TrialScrutin
    threshold: int
    uuid: str
    engines: tuple[Engine, ...]
    tool: Tool | None
    filled: PracticeUrn | None
    came: list[Presence] = field(default_factory=list)
    tally: Tally = ()
    decryptions: dict[int, bytes] = field(default_factory=dict)

    @property
    def urn(self) -> PracticeUrn:
        """Its urn.

        Raises:
            NothingToDo: It was destroyed.
        """
        if self.filled is None:
            raise NothingToDo(EMPTY)
        return self.filled

    @property
    def ballots(self) -> int:
        """How many ballots are in the urn."""
        return len(self.filled.cast) if self.filled else 0

    @property
    def opening(self) -> bool:
        """Whether a member has opened a share: no ballot comes any more."""
        return bool(self.came)

    @property
    def complete(self) -> bool:
        """Whether as many members have come as it takes."""
        return len(self.came) == self.threshold

    def destroy(self) -> None:
        """Leave nothing of ballots and decryptions."""
        self.filled, self.tally = None, ()
        self.decryptions, self.came = {}, []


def list_trial_scrutins(context: Context) -> tuple[TrialScrutin, ...]:
    """Return the scrutins that have keys, in the order of the election file.

    Those without lists, in which nobody can vote, are among them: whoever shows them says so.

    Raises:
        VoteSealed: The election is sealed.
        KeysRefused: The keys are not made.
        NothingToDo: No scrutin has a list.
        ListsFileError, ElectionFileError: A file of lists cannot be read, or is wrong.
    """
    with context.connection():
        _require_not_sealed()
        keyed = {row.scrutin.code for row in ScrutinKey.select(ScrutinKey, Scrutin).join(Scrutin)}
    if not keyed:
        raise KeysRefused(NO_KEYS)
    found = [_presented(context, one.code) for one in context.election.scrutins]
    scrutins = tuple(_named(lists) for lists in found if lists.code in keyed)
    if not any(one.lists for one in scrutins):
        raise NothingToDo(NONE_HAS_LISTS)
    return scrutins


def _require_not_sealed() -> None:
    """Require that keys can still be tried, inside a connection.

    Raises:
        VoteSealed: The election is sealed, or the audit chain says that it was.
    """
    if find_seal() is not None:
        raise VoteSealed(SEALED)
    require_not_sealed()


def begin_trial(context: Context, code: str) -> Trial:
    """Return a trial election with an empty urn, under the real public key of a scrutin.

    Args:
        context: The open election.
        code: Of the scrutin.

    Raises:
        VoteSealed: The election is sealed.
        ScrutinUnknown: The election has no such scrutin.
        KeysRefused: There is no board, or the scrutin has no key.
        NothingToDo: The scrutin has no list.
        EngineUnavailable: belenios-tool is missing, and the election asks for both engines.
        ListsFileError, ElectionFileError: A file of lists cannot be read, or is wrong.
    """
    lists, board = _presented(context, code), require_board(context)
    if not lists.lists:
        raise NothingToDo(NO_LISTS)
    with context.connection():
        _require_not_sealed()
        key = (
            ScrutinKey.select(ScrutinKey.trustees, VoteElection.uuid.alias("uuid"))
            .join(VoteElection, on=VoteElection.scrutin == ScrutinKey.scrutin)
            .join(Scrutin, on=Scrutin.id == ScrutinKey.scrutin)
            .where(Scrutin.code == code)
            .tuples()
            .first()
        )
    if key is None:
        raise KeysRefused(NO_KEYS)
    trustees, uuid = key
    urn = make_urn(
        lists,
        parse_board(trustees.encode()),
        uuid=draw_uuid(secrets.randbelow),
        name=context.election.title,
        organiser=context.election.organiser,
    )
    tool = find_tool() if board.engines == "both" else None
    engines: tuple[Engine, ...] = (OwnEngine(), tool) if tool else (OwnEngine(),)
    return Trial(_named(lists), board.threshold, uuid=uuid, filled=urn, engines=engines, tool=tool)


def cast_trial_ballot(context: Context, trial: Trial, choice: int) -> int:
    """Put a ballot into the urn, and return how many are in it.

    Args:
        context: The open election.
        trial: The trial.
        choice: The place of a list, from 1; 0: the blank vote.

    Raises:
        NothingToDo: The urn is being opened.
        BallotRefused, EngineUnavailable: The engines do not agree, or one fails.
    """
    return _cast(trial, [choice], tell_nobody)


def draw_trial_ballots(
    context: Context, trial: Trial, number: int, *, tell: Tell = tell_nobody
) -> int:
    """Put so many ballots into the urn whose choices are drawn by lot; return how many are in it.

    Raises:
        NothingToDo: The urn is being opened.
        BallotRefused, EngineUnavailable: The engines do not agree, or one fails.
    """
    places = len(trial.scrutin.lists) + 1
    return _cast(trial, [secrets.randbelow(places) for _ in range(number)], tell)


def take_trial_share(context: Context, trial: Trial, content: bytes, passphrase: str) -> Presence:
    """Have a member open their share: what it decrypts of the urn is checked at once.

    Args:
        context: The open election.
        trial: The trial.
        content: The file that the member has taken away.
        passphrase: As typed.

    Raises:
        NothingToDo: The urn is empty.
        ShareRefused: The share does not open, or is not right.
        ShareFileRefused: It is no such file, or of other keys.
        PresenceNeeded: The member has come already, or would leave no place for the president, the
            secretary or the delegates.
    """
    urn = trial.urn
    if not urn.cast:
        raise NothingToDo(EMPTY)
    opened = open_member_shares(context, content, passphrase)
    member = list_board(context)[opened.holder.member - 1]
    if trial.uuid not in opened.shares:
        raise ShareFileRefused(OTHER_KEYS.format(name=member.name))
    _require_turn(trial, member)
    trial.tally = trial.tally or urn.tally()
    election = urn.scrutin.election
    try:
        share = opened.shares[trial.uuid]
        text = decrypt_share(election, trial.tally, share, secrets.randbelow)
        check_decryption(election, urn.scrutin.board, trial.tally, member.number, text)
    except (ValueError, CountRefused) as error:
        raise ShareRefused(WRONG_SHARE.format(name=member.name)) from error
    presence = Presence(member, context.now)
    trial.decryptions[member.number] = text
    trial.came.append(presence)
    return presence


def finish_trial(
    context: Context, trial: Trial, *, source: str, tell: Tell = tell_nobody
) -> TrialResult:
    """Count the urn by all engines, have its archive verified, and destroy it.

    Args:
        context: The open election.
        trial: The trial, its urn opened.
        source: Where, for the audit trail.
        tell: Told how far it is.

    Raises:
        PresenceNeeded: Members are missing.
        VoteSealed: The election was sealed meanwhile.
        RehearsalFailed: Something else was counted than had been voted.
        CountRefused, ArchiveRefused, EngineUnavailable: The engines do not agree, or one fails.
        OutputRefused, DiskFull: There is no room for the archive.
    """
    require_quorum(context, BoardAct.TRIAL, trial.came)
    counted = Counted(tell, Stage.COUNTING, 1)
    opening = int(context.election.calendar.vote_opens.timestamp())
    try:
        with TemporaryDirectory(prefix="essai-") as folder:
            right = count_urn(
                trial.urn,
                trial.tally,
                trial.decryptions,
                folder=Path(folder),
                opening=opening,
                tool=trial.tool,
            )
    except OSError as error:
        if error.errno in FULL_ERRORS:
            raise DiskFull from error
        raise OutputRefused(NO_SCRATCH) from error
    counted.add(1)
    engines = tuple(engine.name for engine in trial.engines)
    result = TrialResult(
        scrutin=trial.scrutin,
        votes=(right.blank, *right.votes),
        members=tuple(one.member for one in trial.came),
        engines=engines,
        verified=engine_words(set(engines)),
    )
    with context.transaction():
        _require_not_sealed()
        record_act(context, BoardAct.TRIAL, trial.came, source)
    trial.destroy()
    return result


def _presented(context: Context, code: str) -> ScrutinLists:
    one = context.election.scrutin(code)
    lists = lists_of(context.election, one.code)
    return ScrutinLists(one.code, one.short, one.title, one.seats, lists)


def _named(lists: ScrutinLists) -> TrialScrutin:
    names = tuple(each.name for each in lists.lists)
    return TrialScrutin(lists.code, lists.short, lists.title, names)


def _cast(trial: Trial, choices: Sequence[int], tell: Tell) -> int:
    if trial.opening:
        raise NothingToDo(OPENED)
    counted = Counted(tell, Stage.BALLOTS, len(choices))
    for choice in choices:
        credential = private_credential(draw_identifier(secrets.randbelow))
        trial.urn.vote(trial.engines, credential, choice)
        counted.add(1)
    return trial.ballots


def _require_turn(trial: Trial, member: BoardMember) -> None:
    came = [one.member for one in trial.came]
    if member.number in {one.number for one in came}:
        raise PresenceNeeded(CAME.format(name=member.name))
    roles = [*(one.role for one in came), member.role]
    if not can_still_open(roles, trial.threshold):
        raise PresenceNeeded(OTHERS_FIRST.format(name=member.name))
