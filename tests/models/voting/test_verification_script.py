"""docs/vote/verifier.sh: what anybody runs, with Debian's tool and without this program."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pytest

from models.errors import ArchiveRefused
from models.voting.archive import ArchiveWriter
from models.voting.belenios_tool import Tool
from models.voting.counting import Tally, count, tally_text
from models.voting.group import point_text
from models.voting.messages import EncryptedTally, Result, SetupData, encode
from models.voting.verification import verify_archive
from tests.architecture.source_tree import ROOT
from tests.models.voting.elections import OPENING, SmallElection, forged_ballot, hold_election

SCRIPT = ROOT / "docs/vote/verifier.sh"


def verified(folder: Path, held: SmallElection, archive: bytes) -> tuple[int, str]:
    """Run the script on an archive; return its status and all it says."""
    done = subprocess.run(
        ["sh", SCRIPT, held.archived(folder, archive)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize("members", [(), (1, 2, 3)])
@pytest.mark.parametrize("ballots", [0, 3])
def test_an_honest_archive_passes(
    tool: Tool, held: SmallElection, tmp_path: Path, members: tuple[int, ...], ballots: int
) -> None:
    cast = [held.ballot(voter, voter) for voter in range(ballots)]
    status, said = verified(tmp_path, held, held.archive(cast, members))
    assert status == 0, said
    assert f"Tout est conforme : {ballots} bulletin{'s' if ballots > 1 else ''}." in said
    votes = ",".join(str(int(place < ballots)) for place in range(4))
    assert (f'{{"result":[[{votes}]]}}' in said) == bool(members)
    assert ("pas encore dépouillée" in said) != bool(members)


@pytest.mark.parametrize("values", [[0, 1, 1, 0], [0, 2, 0, 0], [0, 0, 0, 0]])
def test_what_election_verify_may_forget_is_refused(
    tool: Tool, held: SmallElection, tmp_path: Path, values: list[int]
) -> None:
    cast = [forged_ballot(held, values), held.ballot(1, 1)]
    status, said = verified(tmp_path, held, held.archive(cast, (1, 2, 3)))
    assert status == 1
    assert re.search("REFUSÉ : (le bulletin|l'archive n'est pas intacte)", said)


def test_two_ballots_and_strangers_are_refused(
    tool: Tool, held: SmallElection, tmp_path: Path
) -> None:
    twice = held.archive([held.ballot(0, 1), held.ballot(0, 2)])
    assert "deux bulletins" in verified(tmp_path, held, twice)[1]
    file = BytesIO()
    writer = ArchiveWriter(file, OPENING)
    scrutin = held.scrutin
    writer.setup(scrutin.election, scrutin.board, hold_election().public_credentials)
    writer.ballot(held.ballot(0, 1))
    status, said = verified(tmp_path, held, file.getvalue())
    assert status == 1
    assert "REFUSÉ" in said


def test_an_altered_archive_is_refused(tool: Tool, held: SmallElection, tmp_path: Path) -> None:
    archive = bytearray(held.archive([held.ballot(0, 1)], (1, 2, 3)))
    archive[7000] ^= 1
    status, said = verified(tmp_path, held, bytes(archive))
    assert status == 1
    assert "l'archive n'est pas intacte" in said


NOBODY = "nobody is called"


def crafted(name: str, held: SmallElection) -> bytes:
    """Return an archive that belenios-tool itself finds good, or often does."""
    file = BytesIO()
    writer = Crafting(file, OPENING)
    election, board = held.scrutin.election, held.scrutin.board
    keys = held.public_credentials if name != NOBODY else ()
    ballots = [held.ballot(voter, 1) for voter in range(3 if keys else 0)]
    counted, total = ballots, None
    if name == "two setups":
        writer.setup(election, board, hold_election().public_credentials)
    if name == "weights":
        writer.weighted_setup(held, 1000)
        counted, total = [ballots[0]] * 1000 + ballots[1:], 3
    else:
        writer.setup(election, board, keys)
    for each in ballots:
        writer.ballot(each)
    if name == "a hidden ballot":
        hidden = b" " + hold_election().ballot(0, 2)
        writer.ballot(hidden)
    writer.end_ballots()
    if name == "two groups":
        counted = [held.ballot(3, 2)]
        writer.ballot(counted[0])
        writer.end_ballots()
    tally = held.tally(counted)
    if name == "another sum":
        tally = held.tally([held.ballot(voter, 3) for voter in range(3)])
    writer.sized_tally(tally, total or len(counted), len(counted))
    decryptions = held.decryptions(tally, (1, 2, 3))
    for member, text in decryptions.items():
        writer.decryption(member, text)
    if name == "two results":
        writer.result(Result(((0, 0, 0, 3),)))
    writer.result(count(election, board, tally, decryptions, len(counted)))
    return file.getvalue()


class Crafting(ArchiveWriter):
    """Writes what no honest server writes."""

    def sized_tally(self, tally: Tally, ballots: int, weight: int) -> None:
        """Write a tally of so many ballots and such a weight."""
        sized = EncryptedTally(ballots, weight, self._data(tally_text(tally)))
        self._event("EncryptedTally", self._data(encode(sized)))

    def weighted_setup(self, held: SmallElection, weight: int) -> None:
        """Write a setup in which the first credential counts more than once."""
        first, *others = (point_text(each) for each in held.public_credentials)
        listed = encode([f"{first},{weight}", *others])
        scrutin = held.scrutin
        data = SetupData(
            self._data(scrutin.election.text), self._data(scrutin.board.text), self._data(listed)
        )
        self._event("Setup", self._data(encode(data)))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("another sum", "la somme n'est pas celle des bulletins"),
        ("two groups", "les événements sont en désordre"),
        ("two setups", "REFUSÉ"),
        ("two results", "les événements sont en désordre"),
        ("weights", "REFUSÉ"),
        ("a hidden ballot", "REFUSÉ"),
    ],
)
def test_a_forger_s_archive_is_refused_by_the_script_and_by_ours(
    tool: Tool, held: SmallElection, tmp_path: Path, name: str, words: str
) -> None:
    archive = crafted(name, held)
    status, said = verified(tmp_path, held, archive)
    assert status == 1
    assert words in said
    assert "Tout est conforme" not in said
    with pytest.raises(ArchiveRefused):
        verify_archive(BytesIO(archive), processes=1)


def test_the_forger_s_tools_also_make_an_honest_archive(
    tool: Tool, held: SmallElection, tmp_path: Path
) -> None:
    archive = crafted("nothing", held)
    status, said = verified(tmp_path, held, archive)
    assert status == 0, said
    assert verify_archive(BytesIO(archive), processes=1).ballots == 3


def test_a_scrutin_without_electors_is_verified_too(
    tool: Tool, held: SmallElection, tmp_path: Path
) -> None:
    archive = crafted(NOBODY, held)
    status, said = verified(tmp_path, held, archive)
    assert status == 0, said
    assert "Tout est conforme : 0 bulletin." in said
    assert verify_archive(BytesIO(archive), processes=1).ballots == 0


def test_the_guide_names_it() -> None:
    guide = (ROOT / "docs/vote.md").read_text(encoding="utf-8")
    assert "[verifier.sh](vote/verifier.sh)" in guide
    assert "sh verifier.sh IDENTIFIANT.bel" in guide


def counted(held: SmallElection, summed: list[bytes], archived: list[bytes]) -> bytes:
    """Return a counted archive whose ballots are not those that were added up."""
    file = BytesIO()
    writer = ArchiveWriter(file, OPENING)
    tally, opened = held.tally(summed), held.decryptions(held.tally(summed), (1, 2, 3))
    writer.setup(held.scrutin.election, held.scrutin.board, held.public_credentials)
    for each in archived:
        writer.ballot(each)
    writer.end_ballots()
    writer.tally(tally, len(archived))
    for member, text in opened.items():
        writer.decryption(member, text)
    writer.result(count(held.scrutin.election, held.scrutin.board, tally, opened, len(summed)))
    return file.getvalue()


@pytest.mark.parametrize("change", ["taken out", "put in", "exchanged"])
def test_a_counted_archive_with_other_ballots_is_refused_by_both(
    tool: Tool, held: SmallElection, tmp_path: Path, change: str
) -> None:
    cast = [held.ballot(voter, 1) for voter in range(2)]
    others = {
        "taken out": cast[:1],
        "put in": [*cast, held.ballot(2, 2)],
        "exchanged": [cast[0], held.ballot(1, 2)],
    }
    archive = counted(held, cast, others[change])
    assert verified(tmp_path, held, counted(held, cast, cast))[0] == 0
    status, said = verified(tmp_path, held, archive)
    assert status == 1
    assert "REFUSÉ" in said
    with pytest.raises(ArchiveRefused) as refused:
        verify_archive(BytesIO(archive), processes=1)
    assert "a tally" in refused.value.cause
