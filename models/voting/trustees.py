"""The board's key: n trustees, of whom t open what is encrypted (specification, § 3.1.1, § 4.6).

The key is made in one process before the members of the board. What the trustees of the
specification send to each other is encrypted for its way through a server; here there is none, so
that only what is public and what a member keeps is made. Both are what belenios-tool makes and
reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from models.voting.group import (
    NAME,
    NEUTRAL,
    ORDER,
    Draw,
    Point,
    generated,
    parse_point,
    point_text,
    power,
    product,
    times,
)
from models.voting.messages import Message, Proof, canonical, encode
from models.voting.pki import SignedMessage, TrusteeSecrets, draw_seed, verifies
from models.voting.proofs import knows, prove_knowledge

BOARDS = 64
"""Whose check is remembered: it takes 13 ms, and a process that votes or seals asks again."""


class CertificateContext(Message, frozen=True):
    """Whose a certificate is (§ 4.6.2)."""

    group: str
    size: int
    threshold: int
    index: int


class CertificateKeys(Message, frozen=True):
    """The public keys of a trustee (§ 4.6.2)."""

    context: CertificateContext
    verification: str
    encryption: str


class RawCommitments(Message, frozen=True):
    """A trustee's polynomial in the exponent (§ 4.6.4)."""

    coefexps: tuple[str, ...]


class SignedByAll(Message, frozen=True):
    """What each trustee signs, so that all have seen the same certificates (§ 4.6.4)."""

    certs: tuple[SignedMessage, ...]
    coefexps: tuple[str, ...]


class TrusteePublicKey(Message, frozen=True):
    """The public key of a share, with a proof that it is known (§ 4.5)."""

    pok: Proof
    public_key: str
    signature: Proof


class ThresholdParameters(Message, frozen=True):
    """All that is public of a board (§ 4.6.7)."""

    threshold: int
    certs: tuple[SignedMessage, ...]
    coefexps: tuple[SignedMessage, ...]
    signatures: tuple[Proof, ...]
    verification_keys: tuple[TrusteePublicKey, ...]


class DecryptionKey(Message, frozen=True):
    """A trustee's share of the key (§ 4.6.6)."""

    decryption_key: str

    def __repr__(self) -> str:
        """Return its kind, never the share."""
        return "DecryptionKey()"


class ThresholdKey(Message, frozen=True, array_like=True):
    """An item of the structure « trustees »: a key that t of n members share (§ 4.7)."""

    kind: Literal["Pedersen"]
    parameters: ThresholdParameters


@dataclass(frozen=True, slots=True)
class Share:
    """What one member of the board keeps of one scrutin.

    Attributes:
        trustee: The number of the member, from 1.
        seed: What `--key` of belenios-tool reads.
        decryption_key: What its `--decryption-key` reads: readable with the seed only.
    """

    trustee: int
    seed: str = field(repr=False)
    decryption_key: str = field(repr=False)

    def secret(self) -> int:
        """Return the share itself, a scalar.

        Raises:
            ValueError: The two parts do not belong together.
        """
        opened = TrusteeSecrets(self.seed).receive_own(self.decryption_key)
        return int(canonical(opened.encode(), DecryptionKey).decryption_key) % ORDER


@dataclass(frozen=True, slots=True)
class Board:
    """The public side of the board's key in one scrutin.

    Attributes:
        text: The exact bytes that are archived: the structure « trustees » (§ 4.7).
        threshold: How many members open the urn.
        verification_keys: One a member, in order.
        key: What the votes are encrypted with: y.
    """

    text: bytes
    threshold: int
    verification_keys: tuple[Point, ...]
    key: Point

    @property
    def size(self) -> int:
        """How many members have a share."""
        return len(self.verification_keys)


def make_board(size: int, threshold: int, draw: Draw) -> tuple[Board, tuple[Share, ...]]:
    """Make the key of a scrutin and its shares.

    Args:
        size: How many members there are, one at least.
        threshold: How many of them open the urn, from 1 to `size`.
        draw: A cryptographic random source such as `secrets.randbelow`.

    Raises:
        ValueError: There is no such threshold.
    """
    if not 1 <= threshold <= size:
        raise ValueError("no such threshold")
    members = [draw_seed(draw) for _ in range(size)]
    certificates = tuple(
        _certificate(member, size, threshold, index, draw)
        for index, member in enumerate(members, 1)
    )
    polynomials = [[draw(ORDER) for _ in range(threshold)] for _ in members]
    commitments = [tuple(point_text(generated(a)) for a in each) for each in polynomials]
    shares = [
        sum(_evaluated(polynomial, index) for polynomial in polynomials) % ORDER
        for index in range(1, size + 1)
    ]
    parameters = ThresholdParameters(
        threshold=threshold,
        certs=certificates,
        coefexps=tuple(
            member.sign(encode(RawCommitments(each)).decode(), draw)
            for member, each in zip(members, commitments, strict=True)
        ),
        signatures=tuple(
            member.sign(_covering(certificates, each), draw).signature
            for member, each in zip(members, commitments, strict=True)
        ),
        verification_keys=tuple(
            _public_key(member, share, draw) for member, share in zip(members, shares, strict=True)
        ),
    )
    board = parse_board(encode((ThresholdKey("Pedersen", parameters),)))
    return board, tuple(
        Share(
            index,
            member.seed,
            member.send_to_self(encode(DecryptionKey(str(share))).decode(), draw),
        )
        for index, (member, share) in enumerate(zip(members, shares, strict=True), 1)
    )


@lru_cache(maxsize=BOARDS)
def parse_board(text: bytes) -> Board:
    """Return the board of an archive, everything in it checked (§ 4.6.6).

    Raises:
        ValueError: It is not canonical, or a certificate, a signature, a commitment or a key does
            not fit the others.
    """
    (item,) = canonical(text, tuple[ThresholdKey])
    parameters = item.parameters
    certificates = _checked_certificates(parameters)
    commitments = _checked_commitments(parameters, certificates)
    keys = tuple(_committed_key(commitments, index) for index in range(1, len(certificates) + 1))
    if len(parameters.verification_keys) != len(keys):
        raise ValueError("trustees: not one key a member")
    for public, key, certificate in zip(
        parameters.verification_keys, keys, certificates, strict=True
    ):
        _check_public_key(public, key, certificate)
    return Board(text, parameters.threshold, keys, product(each[0] for each in commitments))


def lagrange(members: Sequence[int], member: int) -> int:
    """Return the weight of a member's share beside those of other members (§ 4.21).

    Args:
        members: The numbers of all who take part, each once.
        member: One of them.
    """
    weight = 1
    for other in members:
        if other != member:
            weight = weight * other * pow(other - member, -1, ORDER) % ORDER
    return weight


def _certificate(
    member: TrusteeSecrets, size: int, threshold: int, index: int, draw: Draw
) -> SignedMessage:
    keys = CertificateKeys(
        CertificateContext(NAME, size, threshold, index),
        point_text(member.verification),
        point_text(member.encryption),
    )
    return member.sign(encode(keys).decode(), draw)


def _evaluated(polynomial: Sequence[int], argument: int) -> int:
    value = 0
    for coefficient in reversed(polynomial):
        value = (value * argument + coefficient) % ORDER
    return value


def _covering(certificates: tuple[SignedMessage, ...], commitments: tuple[str, ...]) -> str:
    return "certs_sig|" + encode(SignedByAll(certificates, commitments)).decode()


def _public_key(member: TrusteeSecrets, share: int, draw: Draw) -> TrusteePublicKey:
    public = point_text(generated(share))
    return TrusteePublicKey(
        prove_knowledge(_known(public), share, draw), public, member.sign(public, draw).signature
    )


def _known(public: str) -> str:
    return f"pok|{NAME}|{public}|"


def _checked_certificates(parameters: ThresholdParameters) -> list[CertificateKeys]:
    size = len(parameters.certs)
    if not 1 <= parameters.threshold <= size:
        raise ValueError("trustees: no such threshold")
    checked = []
    for index, signed in enumerate(parameters.certs, 1):
        keys = canonical(signed.message.encode(), CertificateKeys)
        if keys.context != CertificateContext(NAME, size, parameters.threshold, index):
            raise ValueError("trustees: a certificate of another board")
        parse_point(keys.encryption)
        if not verifies(signed, parse_point(keys.verification)):
            raise ValueError("trustees: a certificate without its signature")
        checked.append(keys)
    return checked


def _checked_commitments(
    parameters: ThresholdParameters, certificates: list[CertificateKeys]
) -> list[list[Point]]:
    if not len(parameters.coefexps) == len(parameters.signatures) == len(certificates):
        raise ValueError("trustees: not one commitment a member")
    checked = []
    for keys, signed, signature in zip(
        certificates, parameters.coefexps, parameters.signatures, strict=True
    ):
        raw = canonical(signed.message.encode(), RawCommitments).coefexps
        verification = parse_point(keys.verification)
        covering = SignedMessage(_covering(parameters.certs, raw), signature)
        if not (verifies(signed, verification) and verifies(covering, verification)):
            raise ValueError("trustees: a commitment without its signature")
        if len(raw) != parameters.threshold:
            raise ValueError("trustees: a commitment of another threshold")
        checked.append([parse_point(each) for each in raw])
    return checked


def _committed_key(commitments: list[list[Point]], index: int) -> Point:
    """Return the public key of a share, from all commitments (§ 4.6.5)."""
    key = NEUTRAL
    for commitment in commitments:
        for exponent, point in enumerate(commitment):
            key = times(key, power(point, pow(index, exponent, ORDER)))
    return key


def _check_public_key(public: TrusteePublicKey, key: Point, certificate: CertificateKeys) -> None:
    if parse_point(public.public_key) != key:
        raise ValueError("trustees: a key that the commitments do not give")
    if not knows(_known(public.public_key), key, public.pok):
        raise ValueError("trustees: a key whose share nobody has shown to know")
    signed = SignedMessage(public.public_key, public.signature)
    if not verifies(signed, parse_point(certificate.verification)):
        raise ValueError("trustees: a key without its signature")
