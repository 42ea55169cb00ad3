"""What the count has of an urn: its encrypted tally, the shares that open it, its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from models.context import Context
from models.errors import SealBroken
from models.services.vote.closing import closed_ballots
from models.services.vote.urns import Urn, noted_lists
from models.tables.count import MemberDecryption, ScrutinCount
from models.voting.archive import ArchiveWriter
from models.voting.counting import Tally, parse_tally
from models.voting.messages import Result, canonical

ADDED_UP = "added_up"
"""What the audit chain calls a tally: this, the identifier of the election, ballots, fingerprint of
the tally."""
COUNTED = "counted"
"""Likewise a result: the fingerprint is that of the whole archive."""

OTHER_TALLY = (
    "La somme des bulletins de {code} n'est plus celle qui a été faite devant le bureau : rien "
    "n'en a été déchiffré ni écrit. Gardez la base telle quelle, comparez avec une sauvegarde, et "
    "prévenez le bureau."
)


@dataclass(frozen=True, slots=True)
class UrnTally:
    """The tally of an urn and what has become of it.

    Attributes:
        ballots: How many it adds up.
        tally: The encrypted tally.
        decryptions: Partial decryptions by the number of their member, in this order.
        result: None: it is not counted.
        archive: The fingerprint of the whole archive; empty: it is not counted.
    """

    ballots: int
    tally: Tally
    decryptions: Mapping[int, bytes]
    result: Result | None
    archive: str


def find_tally(context: Context, urn: Urn) -> UrnTally | None:
    """Return the tally of an urn, None if its ballots are not added up, inside a connection.

    Raises:
        SealBroken: It is not the one that the audit chain has, or not of as many ballots as were in
            the urn at its closing, or its result is none.
    """
    row = ScrutinCount.get_or_none(
        (ScrutinCount.scrutin == urn.scrutin) & (ScrutinCount.tally != "")
    )
    if row is None:
        return None
    changed = SealBroken(OTHER_TALLY.format(code=urn.code), parts=[urn.code])
    noted = noted_lists(context, urn, ADDED_UP)
    digest = sha256(row.tally.encode()).hexdigest()
    if not noted or noted[-1].ballots != row.ballots or not digest.startswith(noted[-1].beginning):
        raise changed
    # The tally of one ballot says what one person chose: it is opened of all, or not at all.
    if row.ballots != closed_ballots(context, urn):
        raise changed
    try:
        tally = parse_tally(row.tally.encode())
        result = canonical(row.result.encode(), Result) if row.result else None
    except ValueError as error:
        raise changed from error
    return UrnTally(row.ballots, tally, decryptions_of(urn), result, row.archive)


def decryptions_of(urn: Urn) -> dict[int, bytes]:
    """Return the partial decryptions of an urn by member, in their order, inside a connection."""
    rows = MemberDecryption.select().where(MemberDecryption.scrutin == urn.scrutin)
    return {row.member: row.text.encode() for row in rows.order_by(MemberDecryption.member)}


def write_tally(writer: ArchiveWriter, tally: UrnTally) -> None:
    """Write the tally and its partial decryptions, after the ballots."""
    writer.tally(tally.tally, tally.ballots)
    for member, text in tally.decryptions.items():
        writer.decryption(member, text)
