"""Small elections of the protocol, and ballots that no honest program makes."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path

from models.voting import ballots
from models.voting.archive import ArchiveWriter
from models.voting.counting import Tally, add_up, count, decrypt_share
from models.voting.credentials import private_credential, public_credential, secret_key
from models.voting.elections import draw_uuid, make_election
from models.voting.engines import Scrutin
from models.voting.group import ORDER, Draw, Point, generated, point_text
from models.voting.identifiers import draw_identifier
from models.voting.messages import (
    Answer,
    Ciphertext,
    Result,
    Signature,
    UnsignedBallot,
    encode,
    fingerprint,
)
from models.voting.proofs import Opened, encrypt, prove, prove_knowledge
from models.voting.trustees import Share, make_board

DRAW: Draw = secrets.randbelow
OPENING = 1_417_078_800
"""27 November 2014, 10 o'clock in Paris."""


@dataclass(frozen=True)
class SmallElection:
    """A scrutin with its board and its electors, all secrets in hand."""

    scrutin: Scrutin
    shares: tuple[Share, ...]
    credentials: tuple[str, ...]

    @property
    def public_credentials(self) -> list[Point]:
        """The public keys of the electors."""
        uuid = self.scrutin.election.uuid
        return [public_credential(each, uuid) for each in self.credentials]

    def ballot(self, voter: int, choice: int) -> bytes:
        """Return a ballot by this program's engine."""
        secret = secret_key(self.credentials[voter], self.scrutin.election.uuid)
        return ballots.make_ballot(self.scrutin.election, secret, choice, DRAW)

    def tally(self, cast: Sequence[bytes]) -> Tally:
        """Return what ballots add up to."""
        return add_up(self.scrutin.election.lists, map(ballots.ciphertexts, cast))

    def counted(self, cast: Sequence[bytes], members: Sequence[int]) -> Result:
        """Return the result of ballots, opened by these members."""
        election, board = self.scrutin.election, self.scrutin.board
        tally = self.tally(cast)
        return count(election, board, tally, self.decryptions(tally, members), len(cast))

    def decryptions(self, tally: Tally, members: Sequence[int]) -> dict[int, bytes]:
        """Return the partial decryptions of these members."""
        return {
            member: decrypt_share(self.scrutin.election, tally, self.shares[member - 1], DRAW)
            for member in members
        }

    def archive(self, cast: Sequence[bytes], members: Sequence[int] = ()) -> bytes:
        """Return the archive of ballots, counted if members open it."""
        file = BytesIO()
        writer = ArchiveWriter(file, OPENING)
        writer.setup(self.scrutin.election, self.scrutin.board, self.public_credentials)
        for each in cast:
            writer.ballot(each)
        if members:
            tally = self.tally(cast)
            writer.end_ballots()
            writer.tally(tally, len(cast))
            for member, text in self.decryptions(tally, members).items():
                writer.decryption(member, text)
            writer.result(self.counted(cast, members))
        return file.getvalue()

    def archived(self, folder: Path, archive: bytes) -> Path:
        """Write an archive where belenios-tool looks for it."""
        path = folder / f"{self.scrutin.election.uuid}.bel"
        path.write_bytes(archive)
        return path


def hold_election(
    lists: int = 3, electors: int = 4, *, size: int = 5, threshold: int = 3
) -> SmallElection:
    """Prepare an election."""
    board, shares = make_board(size, threshold, DRAW)
    election = make_election(
        uuid=draw_uuid(DRAW),
        name="Élections d'essai",
        title="Comité « d'essai » [A/B] \\",
        lists=[f"Liste n° {number} : « d'essai » [x] \"" for number in range(1, lists + 1)],
        key=board.key,
        organiser="académie d'essai",
    )
    drawn = tuple(private_credential(draw_identifier(DRAW)) for _ in range(electors))
    return SmallElection(Scrutin(election, board), shares, drawn)


def forged_ballot(
    held: SmallElection, values: Sequence[int], *, randomness: Sequence[int] = ()
) -> bytes:
    """Return a ballot that holds any values, with the best proofs that a liar can make.

    Args:
        held: The election; its first elector lies.
        values: For the blank vote and each list a number of votes.
        randomness: Of each ciphertext, instead of a random one.
    """
    election = held.scrutin.election
    secret = secret_key(held.credentials[0], election.uuid)
    drawn = list(randomness) or [DRAW(ORDER) for _ in values]
    opened = [Opened(*each) for each in zip(drawn, values, strict=True)]
    encrypted = [encrypt(election.key, each.value, each.randomness) for each in opened]
    credential = point_text(generated(secret))
    base = f"{election.fingerprint}|{credential}"
    whole = f"{base}|{','.join(map(str, encrypted))}"
    blank = opened[0]
    listed = Opened(sum(drawn[1:]), sum(values[1:]))
    answer = Answer(
        tuple(Ciphertext.of(each.alpha, each.beta) for each in encrypted),
        tuple(
            prove(
                election.key,
                f"prove|{base}|{cipher}|",
                [(0, each), (1, each)],
                int(each.value != 0),
                DRAW,
            )
            for cipher, each in zip(encrypted, opened, strict=True)
        ),
        prove(
            election.key,
            f"bproof1|{whole}|",
            [(1, blank), (1, listed)],
            int(blank.value != 1),
            DRAW,
        ),
        prove(
            election.key,
            f"bproof0|{whole}|",
            [(0, blank), (0, listed)],
            int(blank.value != 0),
            DRAW,
        ),
    )
    return signed(
        UnsignedBallot(election.uuid, election.fingerprint, credential, (answer,)), secret
    )


def signed(unsigned: UnsignedBallot, secret: int) -> bytes:
    """Return a ballot that a credential signs, whatever it says."""
    digest = fingerprint(encode(unsigned))
    proof = prove_knowledge(f"sig|{digest}|", secret, DRAW)
    return encode(unsigned.signed(Signature(digest, proof)))


def choices(held: SmallElection, ballots_cast: int) -> list[int]:
    """Return choices that meet every list and the blank vote."""
    return list(islice(cycle(range(held.scrutin.election.lists + 1)), ballots_cast))
