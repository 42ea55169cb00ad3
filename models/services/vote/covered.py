"""What a seal covers, each part with its fingerprint.

Of the election file it covers what says who votes for what, when, and who opens the urns. What a
machine needs for itself (database, mail servers, kiosk, logs), whom to call, and the limits of
security are not covered: they differ from one machine to another, or may have to change during the
vote.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec
from msgspec.structs import asdict

from models.context import Context
from models.rules.candidate_lists import canonical_lists
from models.services.vote.parts import Part
from models.services.vote.program import program_fingerprint
from models.settings.election import Election
from models.settings.presented_lists import lists_of
from models.settings.scrutin_dates import DATES
from models.settings.sections import ScrutinSection
from models.tables.electors import Elector, RollEntry, Scrutin
from models.tables.notices import NoticeLink, PublicCredential, VoteElection
from models.tables.vote_seal import ScrutinKey


def fingerprint_of(context: Context, part: Part) -> str:
    """Return the fingerprint of a part as it is now, inside a connection.

    For the roll and the credentials, inside a snapshot: they are read in one stream.

    Returns:
        Hexadecimal SHA-256.

    Raises:
        ListsFileError, ElectionFileError: A file of lists cannot be read, or is wrong.
    """
    match part:
        case Part.PROGRAM:
            return program_fingerprint()
        case Part.FILE:
            return file_fingerprint(context.election)
        case Part.LISTS:
            return _digest(_lists(context.election))
        case Part.KEYS:
            return _digest(_keys())
        case Part.ROLL:
            return _digest_of_rows(context, _scrutin_rows(), _roll_rows())
        case Part.CREDENTIALS:
            return _digest_of_rows(context, *_credential_rows())


def file_fingerprint(election: Election) -> str:
    """Return the fingerprint of what is covered of an election file: hexadecimal SHA-256."""
    return _digest(_covered(election))


def _covered(election: Election) -> dict[str, object]:
    """Return what is covered; the lists and their files are a part of their own.

    What is said of the election before is not: it is only compared with.
    """
    said = election.election
    return {
        "title": said.title,
        "organiser": said.organiser_named,
        "vote_url": said.vote_url,
        "space_url": said.space_url,
        "calendar": election.calendar_section.changed(timezone_name=None),
        "departments": election.departments,
        "corps": election.corps,
        "board": election.board,
        "domains": election.mail.domains,
        "scrutins": [_covered_scrutin(one) for one in election.scrutins],
    }


def _covered_scrutin(scrutin: ScrutinSection) -> msgspec.Raw:
    """Return what is covered of a scrutin, its dates if it has some of its own.

    Without them it is the text of earlier versions, whose seals go on fitting.
    """
    said = asdict(scrutin.changed(lists=(), lists_file=None, previous="", previous_valid=None))
    covered = {name: said[name] for name in said if name not in DATES or said[name] is not None}
    return msgspec.Raw(msgspec.json.encode(covered))


def _lists(election: Election) -> dict[str, object]:
    return {one.code: canonical_lists(lists_of(election, one.code)) for one in election.scrutins}


def _keys() -> list[tuple[Any, ...]]:
    """Return of each scrutin its code, its identifier, the board's key and the parameters."""
    columns = (ScrutinKey.trustees, ScrutinKey.election, ScrutinKey.setup)
    rows: Any = (
        Scrutin.select(Scrutin.code, VoteElection.uuid, *columns)
        .join(VoteElection)
        .switch(Scrutin)
        .join(ScrutinKey)
        .tuples()
    )
    return sorted(rows)


def _scrutin_rows() -> Any:
    """Return the scrutins as voters read them."""
    columns = (Scrutin.code, Scrutin.short, Scrutin.title, Scrutin.level, Scrutin.seats)
    return Scrutin.select(*columns, Scrutin.position).order_by(Scrutin.id)


def _roll_rows() -> Any:
    """Return who is on the roll and called to what; addresses are not covered.

    The helpdesk goes on correcting an address, by two people, during the vote.
    """
    columns = (Elector.uid, Elector.civility, Elector.last_name, Elector.first_name)
    others = (Elector.corps, Elector.department, Elector.uai, Elector.school, Scrutin.code)
    return (
        Elector.select(*columns, *others)
        .join(RollEntry)
        .join(Scrutin)
        .order_by(Elector.id, Scrutin.id)
    )


def _credential_rows() -> tuple[Any, Any]:
    """Return the public credentials, and what links them to the numbers of notices.

    Which person holds a notice may change: whoever has lost theirs is given another.
    """
    return (
        PublicCredential.select(PublicCredential.scrutin, PublicCredential.key).order_by(
            PublicCredential.scrutin, PublicCredential.key
        ),
        NoticeLink.select(NoticeLink.notice, NoticeLink.scrutin, NoticeLink.link).order_by(
            NoticeLink.notice, NoticeLink.scrutin
        ),
    )


def _digest(value: object) -> str:
    """Return SHA-256 of a value written as JSON: the same value always gives the same one."""
    text = msgspec.json.encode(value, enc_hook=str, order="deterministic")
    return sha256(text).hexdigest()


def _digest_of_rows(context: Context, *queries: Any) -> str:
    digest = sha256()
    for query in queries:
        for row in context.store.dialect.stream(*query.sql()):
            digest.update(msgspec.json.encode(row) + b"\n")
        digest.update(b"\n")
    return digest.hexdigest()
