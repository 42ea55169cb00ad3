"""Zero-knowledge proofs of a ballot (specification, § 4.12, § 4.13, § 4.16).

A disjunction proves that a ciphertext holds one of several values, or that one of two ciphertexts
holds a value: each of its branches is a ciphertext and a value, one is true, the others are
simulated. The proofs of the specification differ by their prefixes and branches only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from models.voting.group import (
    ORDER,
    Draw,
    Point,
    generated,
    hashed,
    over,
    point_text,
    power,
    times,
)
from models.voting.messages import IntervalProof, Proof


@dataclass(frozen=True, slots=True)
class Encrypted:
    """A ciphertext as points: α = gʳ and β = yʳgᵐ."""

    alpha: Point
    beta: Point

    def __str__(self) -> str:
        """Return it as the prefix of a proof has it: both points, a comma between."""
        return f"{point_text(self.alpha)},{point_text(self.beta)}"

    def plus(self, other: Encrypted) -> Encrypted:
        """Return the encryption of the sum of both values."""
        return Encrypted(times(self.alpha, other.alpha), times(self.beta, other.beta))

    def without(self, value: int) -> Point:
        """Return β/gᵛ, which is yʳ if the ciphertext holds the value."""
        return over(self.beta, generated(value)) if value else self.beta


@dataclass(frozen=True, slots=True)
class Opened:
    """What only the maker of a ciphertext knows."""

    randomness: int = field(repr=False)
    value: int = field(repr=False)


@dataclass(frozen=True, slots=True)
class Branch:
    """That a ciphertext holds a value."""

    encrypted: Encrypted
    value: int


def encrypt(key: Point, value: int, randomness: int) -> Encrypted:
    """Return the encryption of a small value under the key of an election (§ 4.11.1)."""
    shared = power(key, randomness)
    return Encrypted(generated(randomness), times(shared, generated(value)) if value else shared)


def prove(
    key: Point, prefix: str, branches: Sequence[tuple[int, Opened]], true: int, draw: Draw
) -> IntervalProof:
    """Prove that one of several statements holds, without telling which.

    Args:
        key: Of the election, y.
        prefix: What is hashed before the commitments, with its last bar.
        branches: For each statement the value it claims, and what its ciphertext really holds.
        true: Which of them is true, from 0.
        draw: A random source.
    """
    commitments: list[Point] = []
    pairs: list[tuple[int, int]] = []
    for index, (claimed, opened) in enumerate(branches):
        challenge, response = (0, draw(ORDER)) if index == true else (draw(ORDER), draw(ORDER))
        # With r known, gᵗαᶜ is g to one power, and yᵗ(β/gᵛ)ᶜ is y to the same and g to another.
        exponent = response + opened.randomness * challenge
        commitments.append(generated(exponent))
        shared = power(key, exponent)
        beyond = (opened.value - claimed) * challenge
        commitments.append(times(shared, generated(beyond)) if beyond else shared)
        pairs.append((challenge, response))
    challenge = (hashed(prefix, commitments) - sum(each for each, _ in pairs)) % ORDER
    nonce = pairs[true][1]
    pairs[true] = (challenge, (nonce - branches[true][1].randomness * challenge) % ORDER)
    return tuple(Proof.of(*pair) for pair in pairs)


def holds(key: Point, prefix: str, branches: Sequence[Branch], proof: IntervalProof) -> bool:
    """Return whether a proof shows that one of the statements holds.

    Raises:
        ValueError: A number of the proof is no scalar.
    """
    if len(proof) != len(branches):
        return False
    commitments: list[Point] = []
    total = 0
    for branch, (challenge, response) in zip(
        branches, (each.scalars() for each in proof), strict=True
    ):
        shared = branch.encrypted.without(branch.value)
        commitments.append(times(generated(response), power(branch.encrypted.alpha, challenge)))
        commitments.append(times(power(key, response), power(shared, challenge)))
        total += challenge
    return hashed(prefix, commitments) == total % ORDER


def prove_knowledge(prefix: str, secret: int, draw: Draw) -> Proof:
    """Prove that one knows the secret of a public key: a signature of the prefix (§ 4.16)."""
    nonce = draw(ORDER)
    challenge = hashed(prefix, [generated(nonce)])
    return Proof.of(challenge, (nonce - secret * challenge) % ORDER)


def knows(prefix: str, public: Point, proof: Proof) -> bool:
    """Return whether a proof shows that its maker knows the secret of a public key.

    Raises:
        ValueError: A number of the proof is no scalar.
    """
    challenge, response = proof.scalars()
    commitment = times(generated(response), power(public, challenge))
    return hashed(prefix, [commitment]) == challenge
