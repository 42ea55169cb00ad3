"""The public parameters of one election of the protocol: one scrutin (specification, § 4.10)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from models.voting.group import NAME, Draw, Point, parse_point, point_text
from models.voting.messages import Parameters, Question, canonical, encode, fingerprint

PROTOCOL_VERSION = 1
"""Of Belenios 3.0, the version of Debian 13."""

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
"""The alphabet of identifiers and credentials (§ 4.2)."""

UUID_LENGTH = 14
"""Characters of the identifier of an election: what belenios-tool draws, and the fewest (§ 4.2)."""

_UUID = re.compile(rf"[{BASE58}]{{{UUID_LENGTH},}}")


@dataclass(frozen=True)
class PublicElection:
    """One scrutin, as everybody may read it.

    Attributes:
        text: The exact bytes that are archived and hashed.
        parameters: What they say.
    """

    text: bytes
    parameters: Parameters

    @property
    def uuid(self) -> str:
        """The identifier."""
        return self.parameters.uuid

    @property
    def lists(self) -> int:
        """How many lists there are to choose from."""
        return len(self.parameters.questions[0].answers)

    @cached_property
    def fingerprint(self) -> str:
        """What every ballot bears and every proof covers: φ."""
        return fingerprint(self.text)

    @cached_property
    def key(self) -> Point:
        """The public key of the election: y."""
        return parse_point(self.parameters.public_key)


def draw_uuid(draw: Draw) -> str:
    """Return a new identifier of an election: `UUID_LENGTH` characters of Base58."""
    return "".join(BASE58[draw(len(BASE58))] for _ in range(UUID_LENGTH))


def make_election(
    *, uuid: str, name: str, title: str, lists: Sequence[str], key: Point, organiser: str
) -> PublicElection:
    """Return the election of a scrutin.

    Args:
        uuid: As `draw_uuid` gives it.
        name: Of the whole election, « Élections professionnelles 2014 ».
        title: Of the scrutin: it is the question.
        lists: Names of the lists in their order, one at least.
        key: What the board's keys multiply to (`trustees.combined_key`).
        organiser: Who holds the election and gives out the notices.

    Raises:
        ValueError: There is no list, or the identifier is none.
    """
    parameters = Parameters(
        version=PROTOCOL_VERSION,
        description=title,
        name=name,
        group=NAME,
        public_key=point_text(key),
        questions=(Question(tuple(lists), blank=True, min=1, max=1, question=title),),
        uuid=uuid,
        administrator=organiser,
        credential_authority=organiser,
    )
    return parse_election(encode(parameters))


def parse_election(text: bytes) -> PublicElection:
    """Return the election of an archive.

    Raises:
        ValueError: It is not canonical, or not of the kind that this program votes in.
    """
    parameters = canonical(text, Parameters)
    if (parameters.version, parameters.group) != (PROTOCOL_VERSION, NAME):
        raise ValueError("election: another version or group")
    if not _UUID.fullmatch(parameters.uuid):
        raise ValueError("election: no identifier")
    if len(parameters.questions) != 1:
        raise ValueError("election: not one question")
    (question,) = parameters.questions
    if not question.answers or (question.blank, question.min, question.max) != (True, 1, 1):
        raise ValueError("election: not a choice of one list or none")
    parse_point(parameters.public_key)
    return PublicElection(text, parameters)
