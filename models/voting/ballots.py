"""Ballots: made from a choice and a credential, and checked (specification, § 4.11, § 4.17)."""

from __future__ import annotations

from functools import reduce

from models.errors import BallotRefused
from models.voting.elections import PublicElection
from models.voting.group import ORDER, Draw, Point, generated, parse_point, point_text
from models.voting.messages import (
    Answer,
    Ballot,
    Ciphertext,
    Signature,
    UnsignedBallot,
    canonical,
    encode,
    fingerprint,
)
from models.voting.proofs import (
    Branch,
    Encrypted,
    Opened,
    encrypt,
    holds,
    knows,
    prove,
    prove_knowledge,
)

BLANK = 0
"""The place of the blank vote before the lists, whose places count from 1."""


def make_ballot(election: PublicElection, secret: int, choice: int, draw: Draw) -> bytes:
    """Return a ballot as it is sent and archived.

    Args:
        election: The scrutin.
        secret: The secret key of the credential in it (`credentials.secret_key`).
        choice: The place of a list in its order, from 1, or `BLANK`.
        draw: A cryptographic random source such as `secrets.randbelow`.

    Raises:
        ValueError: There is no such list.
    """
    if not BLANK <= choice <= election.lists:
        raise ValueError("no such list")
    credential = point_text(generated(secret))
    answer = _make_answer(election, credential, choice, draw)
    unsigned = UnsignedBallot(election.uuid, election.fingerprint, credential, (answer,))
    digest = fingerprint(encode(unsigned))
    signature = Signature(digest, prove_knowledge(_signed(digest), secret, draw))
    return encode(unsigned.signed(signature))


def tracker(ballot: bytes) -> str:
    """Return the smart ballot tracker of a ballot, 43 characters (§ 4.17)."""
    return fingerprint(ballot)


def check_ballot(election: PublicElection, text: bytes) -> Point:
    """Check a ballot whole: form, proofs and signature.

    Whether its credential may vote in this election is not looked at.

    Returns:
        Its credential, the public key that signed it.

    Raises:
        BallotRefused: As `check_to_add_up`.
    """
    credential, _ = check_to_add_up(election, text)
    return credential


def check_to_add_up(election: PublicElection, text: bytes) -> tuple[Point, tuple[Encrypted, ...]]:
    """Check a ballot whole, whose points are read once for its check and the count.

    Returns:
        Its credential, and what it adds to the count, as `ciphertexts` does.

    Raises:
        BallotRefused: It is altered, of another scrutin, signed by another credential, or does not
            hold exactly one list or a blank vote; `cause` says what was found.
    """
    try:
        ballot = canonical(text, Ballot)
        credential = parse_point(ballot.credential)
        _check_place(election, ballot)
        _check_signature(ballot, credential)
        (answer,) = ballot.answers
        encrypted = _check_answer(election, ballot.credential, answer)
    except ValueError as error:
        raise BallotRefused().because(str(error)) from error
    return credential, encrypted


def ciphertexts(text: bytes) -> tuple[Encrypted, ...]:
    """Return what a checked ballot adds to the count: the blank vote, then each list.

    Raises:
        ValueError: It is no ballot.
    """
    (answer,) = canonical(text, Ballot).answers
    return tuple(Encrypted(*choice.points()) for choice in answer.choices)


def _make_answer(election: PublicElection, credential: str, choice: int, draw: Draw) -> Answer:
    opened = [Opened(draw(ORDER), int(place == choice)) for place in range(election.lists + 1)]
    encrypted = [encrypt(election.key, each.value, each.randomness) for each in opened]
    base = _base(election, credential)
    whole = _whole(base, encrypted)
    blank = opened[BLANK]
    listed = Opened(
        sum(each.randomness for each in opened[1:]), sum(each.value for each in opened[1:])
    )
    return Answer(
        choices=tuple(Ciphertext.of(each.alpha, each.beta) for each in encrypted),
        individual_proofs=tuple(
            prove(
                election.key,
                f"prove|{base}|{cipher}|",
                [(0, each), (1, each)],
                each.value,
                draw,
            )
            for cipher, each in zip(encrypted, opened, strict=True)
        ),
        overall_proof=prove(
            election.key,
            f"bproof1|{whole}|",
            [(1, blank), (1, listed)],
            1 - blank.value,
            draw,
        ),
        blank_proof=prove(
            election.key, f"bproof0|{whole}|", [(0, blank), (0, listed)], blank.value, draw
        ),
    )


def _check_place(election: PublicElection, ballot: Ballot) -> None:
    if ballot.election_uuid != election.uuid:
        raise ValueError("of another scrutin")
    if ballot.election_hash != election.fingerprint:
        raise ValueError("of an election with other parameters")
    if len(ballot.answers) != 1:
        raise ValueError("not one answer")


def _check_signature(ballot: Ballot, credential: Point) -> None:
    digest = fingerprint(encode(ballot.unsigned()))
    if ballot.signature.hash != digest:
        raise ValueError("the signature is of another ballot")
    if not knows(_signed(digest), credential, ballot.signature.proof):
        raise ValueError("signed by another credential")


def _check_answer(
    election: PublicElection, credential: str, answer: Answer
) -> tuple[Encrypted, ...]:
    if not len(answer.choices) == len(answer.individual_proofs) == election.lists + 1:
        raise ValueError("not one ciphertext and one proof a list")
    encrypted = [Encrypted(*choice.points()) for choice in answer.choices]
    base = _base(election, credential)
    for cipher, proof in zip(encrypted, answer.individual_proofs, strict=True):
        branches = [Branch(cipher, 0), Branch(cipher, 1)]
        if not holds(election.key, f"prove|{base}|{cipher}|", branches, proof):
            raise ValueError("a ciphertext is not shown to hold 0 or 1")
    whole = _whole(base, encrypted)
    blank, *listed = encrypted
    total = reduce(Encrypted.plus, listed)
    if not holds(
        election.key,
        f"bproof0|{whole}|",
        [Branch(blank, 0), Branch(total, 0)],
        answer.blank_proof,
    ):
        raise ValueError("blank and a list at once")
    if not holds(
        election.key,
        f"bproof1|{whole}|",
        [Branch(blank, 1), Branch(total, 1)],
        answer.overall_proof,
    ):
        raise ValueError("neither blank nor one list")
    return tuple(encrypted)


def _base(election: PublicElection, credential: str) -> str:
    """Return S₀ of § 4.11: proofs are of one election and one credential."""
    return f"{election.fingerprint}|{credential}"


def _whole(base: str, encrypted: list[Encrypted]) -> str:
    """Return S of § 4.11.1: the overall proofs cover all ciphertexts."""
    return f"{base}|{','.join(map(str, encrypted))}"


def _signed(digest: str) -> str:
    return f"sig|{digest}|"
