"""Messages of the protocol as they are on the wire (specification, § 4): JSON, compact, in order.

The fields are texts: what a text must be to be a point or a scalar is checked where it is used
(`group.parse_point`, `group.parse_scalar`), and `canonical` refuses what is not byte for byte as it
would be written here.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TypeVar

import msgspec

from models.voting.group import Point, parse_point, parse_scalar, point_text


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A message; its fields stand in the order of the specification."""


class Proof(Message, frozen=True):
    """A challenge and a response (§ 4.3)."""

    challenge: str
    response: str

    @classmethod
    def of(cls, challenge: int, response: int) -> Proof:
        """Return the proof of two scalars below the order of the group."""
        return cls(str(challenge), str(response))

    def scalars(self) -> tuple[int, int]:
        """Return challenge and response.

        Raises:
            ValueError: One of them is no scalar.
        """
        return parse_scalar(self.challenge), parse_scalar(self.response)


class Ciphertext(Message, frozen=True):
    """α = gʳ and β = yʳgᵐ (§ 4.3)."""

    alpha: str
    beta: str

    @classmethod
    def of(cls, alpha: Point, beta: Point) -> Ciphertext:
        """Return the ciphertext of two points."""
        return cls(point_text(alpha), point_text(beta))

    def points(self) -> tuple[Point, Point]:
        """Return α and β.

        Raises:
            ValueError: One of them is no point of the group.
        """
        return parse_point(self.alpha), parse_point(self.beta)


IntervalProof = tuple[Proof, ...]


class Answer(Message, frozen=True):
    """The encrypted answer to a homomorphic question that may be left blank (§ 4.11)."""

    choices: tuple[Ciphertext, ...]
    individual_proofs: tuple[IntervalProof, ...]
    overall_proof: IntervalProof
    blank_proof: tuple[Proof, ...]


class Signature(Message, frozen=True):
    """A signature by a credential (§ 4.16)."""

    hash: str
    proof: Proof


class UnsignedBallot(Message, frozen=True):
    """A ballot without its signature: what is signed (§ 4.17)."""

    election_uuid: str
    election_hash: str
    credential: str
    answers: tuple[Answer, ...]

    def signed(self, signature: Signature) -> Ballot:
        """Return the ballot with its signature."""
        return Ballot(
            self.election_uuid, self.election_hash, self.credential, self.answers, signature
        )


class Ballot(UnsignedBallot, frozen=True):
    """A ballot (§ 4.17)."""

    signature: Signature

    def unsigned(self) -> UnsignedBallot:
        """Return it without its signature."""
        return UnsignedBallot(self.election_uuid, self.election_hash, self.credential, self.answers)


class Question(Message, frozen=True):
    """A homomorphic question (§ 4.9.1)."""

    answers: tuple[str, ...]
    blank: bool
    min: int
    max: int
    question: str


class Parameters(Message, frozen=True):
    """The public parameters of an election (§ 4.10)."""

    version: int
    description: str
    name: str
    group: str
    public_key: str
    questions: tuple[Question, ...]
    uuid: str
    administrator: str
    credential_authority: str


class EncryptedTally(Message, frozen=True):
    """How many ballots were added up, and which encrypted tally they gave (§ 4.18)."""

    num_tallied: int
    total_weight: int
    encrypted_tally: str


class PartialDecryption(Message, frozen=True):
    """The share of one trustee in the decryption of a tally (§ 4.20)."""

    decryption_factors: tuple[tuple[str, ...], ...]
    decryption_proofs: tuple[tuple[Proof, ...], ...]


class Owned(Message, frozen=True):
    """Whose a partial decryption is: trustees count from 1 (§ 4.20)."""

    owner: int
    payload: str


class Result(Message, frozen=True):
    """How many ballots chose each answer, blank votes first (§ 4.21)."""

    result: tuple[tuple[int, ...], ...]


class SetupData(Message, frozen=True):
    """Hashes of what must be public before the vote (§ 4.10)."""

    election: str
    trustees: str
    credentials: str


class Header(Message, frozen=True):
    """The first entry of an archive (§ 4.4); belenios-tool writes the seconds as a text."""

    version: int
    timestamp: str


Read = TypeVar("Read")


def encode(message: object) -> bytes:
    """Return a message as it is hashed, signed and archived."""
    return msgspec.json.encode(message)


def canonical(text: bytes, kind: type[Read]) -> Read:
    """Return the message that a text is.

    Raises:
        ValueError: It is not a message of that kind, or not byte for byte what `encode` writes.
    """
    try:
        message = msgspec.json.decode(text, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError("not a message of this kind") from error
    if encode(message) != text:
        raise ValueError("not canonical")
    return message


def fingerprint(text: bytes) -> str:
    """Return SHA-256 in Base64 without padding: fingerprints and trackers (§ 4.10, § 4.17)."""
    return b64encode(sha256(text).digest()).decode().rstrip("=")
