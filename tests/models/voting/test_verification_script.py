"""docs/vote/verifier.sh: what anybody runs, with Debian's tool and without this program."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pytest

from models.voting.archive import ArchiveWriter
from models.voting.belenios_tool import Tool
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
    assert f"Tout est conforme : {ballots} bulletins." in said
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


def test_the_guide_names_it_and_the_script_is_as_short_as_it_says() -> None:
    guide = (ROOT / "docs/vote.md").read_text(encoding="utf-8")
    assert "[verifier.sh](vote/verifier.sh)" in guide
    assert "sh verifier.sh IDENTIFIANT.bel" in guide
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()
    assert sum(bool(line.strip()) and not line.startswith("#") for line in lines) < 60
