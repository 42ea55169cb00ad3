"""The count: encrypted tally, partial decryptions, result (specification, § 4.18 to § 4.21)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isqrt

from models.errors import CountRefused
from models.voting.elections import PublicElection
from models.voting.group import (
    NEUTRAL,
    ORDER,
    Draw,
    Point,
    generated,
    hashed,
    over,
    parse_point,
    point_text,
    power,
    product,
    times,
)
from models.voting.messages import Ciphertext, PartialDecryption, Proof, Result, canonical, encode
from models.voting.proofs import Encrypted
from models.voting.trustees import Board, Share, lagrange

Tally = tuple[Encrypted, ...]
"""For the blank vote and each list the encryption of how many ballots chose it."""

_NOTHING = Encrypted(NEUTRAL, NEUTRAL)


def add_up(lists: int, ballots: Iterable[Tally]) -> Tally:
    """Return the encrypted tally of any number of ballots.

    Args:
        lists: How many lists the scrutin has.
        ballots: What `ballots.ciphertexts` returns of each.
    """
    totals = [_NOTHING] * (lists + 1)
    for ballot in ballots:
        totals = [total.plus(each) for total, each in zip(totals, ballot, strict=True)]
    return tuple(totals)


def tally_text(tally: Tally) -> bytes:
    """Return an encrypted tally as it is archived."""
    return encode([[Ciphertext.of(each.alpha, each.beta) for each in tally]])


def parse_tally(text: bytes) -> Tally:
    """Return an encrypted tally that was archived.

    Raises:
        ValueError: It is none.
    """
    (totals,) = canonical(text, tuple[tuple[Ciphertext, ...]])
    return tuple(Encrypted(_parse_sum(each.alpha), _parse_sum(each.beta)) for each in totals)


def decrypt_share(election: PublicElection, tally: Tally, share: Share, draw: Draw) -> bytes:
    """Return the partial decryption of a tally by one member, as it is archived.

    Raises:
        ValueError: The parts of the share do not belong together.
    """
    secret = share.secret()
    prefix = _prefix(election, generated(secret))
    factors, proofs = [], []
    for each in tally:
        nonce = draw(ORDER)
        challenge = hashed(prefix, [generated(nonce), power(each.alpha, nonce)])
        factors.append(point_text(power(each.alpha, secret)))
        proofs.append(Proof.of(challenge, (nonce - secret * challenge) % ORDER))
    return encode(PartialDecryption((tuple(factors),), (tuple(proofs),)))


def check_decryption(
    election: PublicElection, board: Board, tally: Tally, member: int, text: bytes
) -> tuple[Point, ...]:
    """Check the partial decryption of a member.

    Args:
        election: The scrutin.
        board: Its board.
        tally: What was decrypted.
        member: Whose it is said to be, from 1.
        text: As it is archived.

    Returns:
        Its factors, one for each ciphertext of the tally.

    Raises:
        CountRefused: It is of another member, of another tally, or altered.
    """
    try:
        if not 1 <= member <= board.size:
            raise ValueError("no such member")
        partial = canonical(text, PartialDecryption)
        (factors,), (proofs,) = partial.decryption_factors, partial.decryption_proofs
        key = board.verification_keys[member - 1]
        prefix = _prefix(election, key)
        points = tuple(map(_parse_sum, factors))
        for each, factor, proof in zip(tally, points, proofs, strict=True):
            challenge, response = proof.scalars()
            commitments = [
                times(generated(response), power(key, challenge)),
                times(power(each.alpha, response), power(factor, challenge)),
            ]
            if hashed(prefix, commitments) != challenge:
                raise ValueError("a factor is not shown to be right")
    except ValueError as error:
        raise CountRefused().because(str(error)) from error
    return points


def count(
    election: PublicElection,
    board: Board,
    tally: Tally,
    decryptions: Mapping[int, bytes],
    ballots: int,
) -> Result:
    """Return how many ballots chose the blank vote and each list.

    Args:
        election: The scrutin.
        board: Its board.
        tally: The encrypted tally.
        decryptions: Partial decryptions by the number of their member, `board.threshold` at least.
        ballots: How many ballots the tally adds up.

    Raises:
        CountRefused: Too few members took part, a partial decryption is not right, or the urn holds
            something else than these ballots.
    """
    members = sorted(decryptions)[: board.threshold]
    if len(members) < board.threshold:
        raise CountRefused().because("too few members")
    factors = {
        member: check_decryption(election, board, tally, member, decryptions[member])
        for member in decryptions
    }
    logarithms = _Logarithms(ballots)
    try:
        votes = tuple(
            logarithms.of(
                over(
                    each.beta,
                    product(
                        power(factors[member][place], lagrange(members, member))
                        for member in members
                    ),
                )
            )
            for place, each in enumerate(tally)
        )
    except ValueError as error:
        raise CountRefused().because(str(error)) from error
    return Result((votes,))


class _Logarithms:
    """Logarithms to the base g of small numbers: baby steps and giant steps."""

    def __init__(self, largest: int) -> None:
        """Prepare for numbers from 0 to `largest`."""
        self._step = isqrt(largest) + 1
        self._largest = largest
        self._small: dict[Point, int] = {}
        point, g = NEUTRAL, generated(1)
        for number in range(self._step):
            self._small[point] = number
            point = times(point, g)
        self._giant = point

    def of(self, point: Point) -> int:
        """Return the logarithm of a point.

        Raises:
            ValueError: It is above the largest number.
        """
        left = point
        for giant in range(self._largest // self._step + 1):
            if (number := self._small.get(left)) is not None:
                return giant * self._step + number
            left = over(left, self._giant)
        raise ValueError("more votes than ballots")


def _prefix(election: PublicElection, key: Point) -> str:
    return f"decrypt|{election.fingerprint}|{point_text(key)}|"


def _parse_sum(text: str) -> Point:
    """Return a point of a tally or a factor; those of no ballot are neutral."""
    return NEUTRAL if text == point_text(NEUTRAL) else parse_point(text)
