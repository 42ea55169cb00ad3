"""Whether an identifiant de vote is a person's in a scrutin."""

from __future__ import annotations

from models.context import Context
from models.crypto.digests import digests_equal
from models.errors import NoticeReplaced, WrongIdentifier
from models.tables.electors import Scrutin
from models.tables.notices import (
    Notice,
    NoticeLink,
    NoticeState,
    PublicCredential,
    VoteElection,
)
from models.voting.credentials import private_credential, public_credential
from models.voting.group import point_text
from models.voting.identifiers import VoteIdentifier

WRONG = "vote.identifier.wrong"
"""Key of what is said to whoever types another person's."""


def credential_of(
    context: Context, elector_id: int, scrutin: str, identifier: VoteIdentifier
) -> str:
    """Return the public credential of a person in a scrutin, as it is on the wire.

    Nothing is written, and no try is counted: the caller does so.

    Args:
        context: The open election.
        elector_id: Number of the person.
        scrutin: Its code.
        identifier: As typed, its check character being right.

    Raises:
        NoticeReplaced: It is that of a notice of theirs that was replaced.
        WrongIdentifier: It is not theirs, or they are not called to this scrutin.
    """
    say = context.election.texts.line
    with context.connection():
        election = VoteElection.select().join(Scrutin).where(Scrutin.code == scrutin).get_or_none()
        if election is None:
            raise WrongIdentifier(say(WRONG))
        key = public_credential(private_credential(identifier), election.uuid)
        matching = [
            notice.state
            for notice, link in _links(elector_id, election.scrutin_id)
            if digests_equal(link, identifier.link(notice.number, election.uuid, key))
        ]
        if not matching:
            raise WrongIdentifier(say(WRONG))
        if NoticeState.HELD not in matching:
            raise NoticeReplaced(say("vote.identifier.replaced"))
        if not _is_listed(election.scrutin_id, point_text(key)):
            raise WrongIdentifier(say(WRONG))
        return point_text(key)


def _links(elector_id: int, scrutin_id: int) -> list[tuple[Notice, str]]:
    """Return the notices that a person has and had, with their links in a scrutin."""
    rows = (
        NoticeLink.select(NoticeLink.link, Notice.number, Notice.state)
        .join(Notice)
        .where((Notice.elector == elector_id) & (NoticeLink.scrutin == scrutin_id))
    )
    return [(row.notice, row.link) for row in rows]


def _is_listed(scrutin_id: int, key: str) -> bool:
    found = (PublicCredential.scrutin == scrutin_id) & (PublicCredential.key == key)
    return bool(PublicCredential.select().where(found).exists())
