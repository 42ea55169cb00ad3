"""The ceremony of the keys: each member of the board takes a share away, nothing else stays."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.context import Context
from models.data.words import french_words
from models.errors import KeysRefused, PasswordTooWeak, ShareFileRefused
from models.files.whole import whole_file
from models.rules.guessability import PersonalFacts
from models.rules.passphrases import check_passphrase, passphrase_fault
from models.services.audit.trail import record
from models.services.shared.own_files import own_files
from models.services.shared.roll_lock import import_lock
from models.services.vote.roll_export import NOTED, draw_uuids, require_scrutins
from models.services.vote.seal import KEYS_MADE, is_recorded, require_not_sealed
from models.settings.board import BoardSection
from models.tables.electors import Scrutin
from models.tables.notices import VoteElection
from models.tables.vote_seal import ScrutinKey
from models.views.passwords import RuleCheck
from models.views.progress import Counted, Progress, Stage, Tell, tell_nobody
from models.views.vote_board import BoardMember
from models.views.vote_ground import KeysMade
from models.voting.ceremony import BoardKeys, make_keys
from models.voting.group import generated
from models.voting.share_files import MemberShares, open_shares, seal_shares
from models.voting.trustees import parse_board

NO_BOARD = (
    "Le fichier d'élection n'a pas de bureau de vote : ajoutez [board], avec sa présidence, ses "
    "délégués et combien de membres ouvrent l'urne. Rien n'a été fait."
)
ALREADY = (
    "Les clés du bureau sont déjà faites : rien n'a changé. Pour en faire d'autres avant le "
    "scellement, ajoutez « --replace » ; les parts déjà remises ne vaudront plus rien."
)
SAME_FILE = (
    "Deux membres auraient leur part dans le même fichier, {path} : rien n'a été fait. Donnez à "
    "chacun sa clé USB."
)


OTHER_KEYS = (
    "La part de {name} s'ouvre, mais c'est celle d'autres clés que celles de cette élection : elle "
    "n'ouvrira pas ses urnes. Prenez le fichier de la dernière cérémonie."
)


@dataclass(frozen=True, slots=True)
class MemberFile:
    """Where a member keeps their shares, and what only they know.

    Attributes:
        path: The file to write.
        passphrase: As typed.
    """

    path: Path
    passphrase: str = field(repr=False)


def list_board(context: Context) -> tuple[BoardMember, ...]:
    """Return the members of the board, in the order of their numbers.

    Raises:
        KeysRefused: The election file has no board.
    """
    return tuple(
        BoardMember(number, name, role)
        for number, (name, role) in enumerate(require_board(context).members, 1)
    )


def require_keys_to_make(context: Context, *, replace: bool = False) -> None:
    """Refuse before anybody has typed anything what would be refused afterwards.

    Args:
        context: The open election.
        replace: Whether keys that are there may be replaced.

    Raises:
        KeysRefused: There is no board, or its keys are made.
        VoteSealed: The election is sealed.
        NothingToDo: The roll is not loaded.
    """
    require_board(context)
    with context.connection():
        _require_room(context, replace=replace)
        require_scrutins(context)


def require_passphrase(context: Context, member: BoardMember, typed: str) -> None:
    """Require a passphrase that nobody guesses.

    Raises:
        PasswordTooWeak: With the reason.
    """
    if fault := passphrase_fault(typed, facts=_facts(context, member), words=french_words()):
        raise PasswordTooWeak(reason=fault)


def judge_passphrase(
    context: Context, member: BoardMember, typed: str, repeated: str
) -> tuple[RuleCheck, ...]:
    """Return every rule of a passphrase with its verdict, in the order of the screen.

    It reaches no database and is fast enough for each key.

    Args:
        context: The open election.
        member: Whose it is.
        typed: As typed.
        repeated: The second time, possibly not to its end.
    """
    return check_passphrase(typed, repeated, facts=_facts(context, member), words=french_words())


def make_board_keys(
    context: Context,
    files: Sequence[MemberFile],
    *,
    replace: bool = False,
    source: str,
    tell: Tell = tell_nobody,
) -> KeysMade:
    """Make the keys of all scrutins; each member's shares go to a file of their own.

    The files are written first: keys without them would open nothing. If anything fails, none of
    them is left.

    Args:
        context: The open election.
        files: One a member, in their order.
        replace: Replace keys that are there.
        source: Who asked for it, for the audit trail.
        tell: Told how far it is.

    Raises:
        KeysRefused: There is no board, its keys are made, or two members have the same file.
        VoteSealed: The election is sealed.
        PasswordTooWeak: A passphrase is too easy to guess.
        OutputRefused: A file cannot be written, or is there already.
        NothingToDo: The roll is not loaded.
        ImportRunning: The roll is being loaded, or the election sealed.
    """
    board, members = require_board(context), list_board(context)
    for member, file in zip(members, files, strict=True):
        require_passphrase(context, member, file.passphrase)
    _require_own_files(files)
    with context.transaction():
        _require_room(context, replace=replace)
        uuids = draw_uuids(context)
    keys = make_keys(
        election=context.election.title,
        uuids=list(uuids.values()),
        members=board.members,
        threshold=board.threshold,
        draw=secrets.randbelow,
    )
    contents: dict[Path, bytes] = {}
    counted = Counted(tell, Stage.KEYS, len(files))
    try:
        for member_shares, file in zip(keys.members, files, strict=True):
            contents[file.path] = seal_shares(member_shares, file.passphrase)
            _write(context, file.path, contents[file.path])
            counted.add(1)
        # From here on nothing interrupts: keys that are kept have their files.
        tell(Progress(Stage.KEEPING, 0, 1))
        keep_keys(context, keys, uuids, replace=replace, source=source)
    except BaseException:
        _remove(contents)
        raise
    return KeysMade(members, tuple(contents), board.threshold, len(keys.boards), keys.fingerprint)


def keep_keys(
    context: Context,
    keys: BoardKeys,
    uuids: Mapping[str, str],
    *,
    replace: bool = False,
    source: str,
) -> None:
    """Keep the public keys, in place of others; not while they are being sealed.

    Args:
        context: The open election.
        keys: Of the board of its file.
        uuids: The identifiers of the scrutins' elections, by code.
        replace: Replace keys that are there.
        source: Who asked for it, for the audit trail.

    Raises:
        KeysRefused: There are keys already.
        VoteSealed: The election is sealed.
        ImportRunning: The roll is being loaded, or the election sealed.
    """
    with context.connection(), import_lock(context), context.store.database.atomic():
        _require_room(context, replace=replace)
        ids = {row.code: row.id for row in Scrutin.select(Scrutin.code, Scrutin.id)}
        ScrutinKey.delete().execute()
        ScrutinKey.insert_many(
            [
                {
                    "scrutin_id": ids[code],
                    "trustees": keys.boards[uuid].text.decode(),
                    "election": "",
                    "setup": "",
                }
                for code, uuid in uuids.items()
            ]
        ).execute()
        record(context, KEYS_MADE.format(fingerprint=keys.fingerprint[:NOTED]), "", source)


def check_share(context: Context, content: bytes, passphrase: str) -> BoardMember:
    """Return whose share a file holds, once it was opened: nothing of it is kept.

    Args:
        context: The open election.
        content: The file that the member has taken away.
        passphrase: As typed.

    Raises:
        ShareRefused: It was altered, or the passphrase is another one.
        ShareFileRefused: It is no such file, or the keys of this election are others.
    """
    holder = open_member_shares(context, content, passphrase).holder
    return BoardMember(holder.member, holder.name, holder.role)


def _facts(context: Context, member: BoardMember) -> PersonalFacts:
    election = f"{context.election.title} {context.election.organiser}"
    first = context.election.mail.spoken_first_password
    return PersonalFacts(last_name=member.name, election=election, first_password=first)


def open_member_shares(context: Context, content: bytes, passphrase: str) -> MemberShares:
    """Return the shares of a member, of the keys of this election.

    What the file says of itself anybody can write who has a passphrase for it: whose it is, its
    shares show, which have to fit the keys that everybody knows.

    Args:
        context: The open election.
        content: The file that the member has taken away.
        passphrase: As typed.

    Raises:
        ShareRefused: It was altered, or the passphrase is another one.
        ShareFileRefused: It is no such file, or the keys of this election are others.
    """
    opened = open_shares(content, passphrase)
    with context.connection():
        known = is_recorded(context, KEYS_MADE, opened.holder.keys) and _fits(context, opened)
    if not known:
        raise ShareFileRefused(OTHER_KEYS.format(name=opened.holder.name))
    return opened


def _fits(context: Context, opened: MemberShares) -> bool:
    """Return whether a member's shares are theirs; one is looked at, inside a connection."""
    holder = opened.holder
    members = dict(enumerate(require_board(context).members, 1))
    if members.get(holder.member) != (holder.name, holder.role):
        return False
    rows: Any = VoteElection.select(VoteElection.uuid, ScrutinKey.trustees).join(
        ScrutinKey, on=ScrutinKey.scrutin == VoteElection.scrutin
    )
    first = rows.order_by(VoteElection.uuid).tuples().first()
    if first is None:
        return False
    uuid, trustees = first
    try:
        secret = opened.shares[uuid].secret()
        key = parse_board(trustees.encode()).verification_keys[holder.member - 1]
    except (KeyError, ValueError, IndexError):
        return False
    return generated(secret) == key


def require_board(context: Context) -> BoardSection:
    """Return the board of the election file.

    Raises:
        KeysRefused: The election has no board.
    """
    if context.election.board is None:
        raise KeysRefused(NO_BOARD)
    return context.election.board


def _require_room(context: Context, *, replace: bool) -> None:
    require_not_sealed()
    if ScrutinKey.select().exists() and not replace:
        raise KeysRefused(ALREADY)


def _require_own_files(files: Sequence[MemberFile]) -> None:
    seen: set[Path] = set()
    for file in files:
        place = file.path.parent.resolve() / file.path.name
        if place in seen:
            raise KeysRefused(SAME_FILE.format(path=file.path))
        seen.add(place)


def _write(context: Context, path: Path, content: bytes) -> None:
    with whole_file(path, kept=own_files(context)) as file:
        file.write(content)


def _remove(contents: Mapping[Path, bytes]) -> None:
    """Remove the files that were written, wherever the writing was interrupted, and no other's."""
    for path, content in contents.items():
        with suppress(OSError):
            if path.read_bytes() == content:
                path.unlink()
