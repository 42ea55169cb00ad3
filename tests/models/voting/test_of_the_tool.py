"""An election that belenios-tool holds by itself, from its keys to its result, read by ours."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from models.voting.archive import read_archive
from models.voting.ballots import ciphertexts
from models.voting.belenios_tool import Tool
from models.voting.counting import add_up, check_decryption, count, decrypt_share
from models.voting.credentials import public_credential
from models.voting.elections import parse_election
from models.voting.group import generated, point_text
from models.voting.trustees import Share, parse_board
from models.voting.verification import verify_archive
from tests.models.voting.elections import DRAW

VOTES = ([1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1], [0, 1, 0, 0])
QUESTION = {"answers": ["Une", "Deux", 'Trois « é » "\\'], "blank": True, "min": 1, "max": 1}
TEMPLATE = {
    "description": "Essai",
    "name": "Élections",
    "questions": [{**QUESTION, "question": "Laquelle ?"}],
    "administrator": "A",
    "credential_authority": "C",
}


@dataclass(frozen=True)
class Held:
    """What the tool has left in a folder."""

    folder: Path
    uuid: str
    credentials: list[str]
    shares: list[Share]

    @property
    def archive(self) -> Path:
        return self.folder / f"{self.uuid}.bel"


@pytest.fixture(scope="module")
def of_the_tool(tool: Tool, tmp_path_factory: pytest.TempPathFactory) -> Held:
    """An election of four electors; two of three members open it."""
    folder = tmp_path_factory.mktemp("tool")

    def call(*words: str, given: str = "") -> str:
        done = subprocess.run(
            [tool.path, *words],
            cwd=folder,
            input=given,
            env={"BELENIOS_USE_URANDOM": "1"},
            capture_output=True,
            check=True,
            text=True,
        )
        return done.stdout

    def keygen(*words: str, given: str = "") -> str:
        return call(
            "setup", "generate-trustee-key-threshold", "--group", "Ed25519", *words, given=given
        )

    uuid = call("setup", "generate-token").strip()
    common = ("--uuid", uuid, "--group", "Ed25519")
    call("setup", "generate-credentials", *common, "--count", str(len(VOTES)))
    (public,) = folder.glob("*.pubcreds")
    (private,) = folder.glob("*.privcreds")
    public.rename(folder / "public_creds.json")
    credentials = list(json.loads(private.read_text()).values())
    members = [keygen("--threshold-context", f"{n}/2/3", "--step", "1").strip() for n in (1, 2, 3)]
    (folder / "certs").write_text("".join((folder / f"{m}.cert").read_text() for m in members))
    certs = ("--certs", "certs")
    keygen(*certs, "--step", "2")
    polynomials = "".join(
        keygen("--threshold-context", f"{n}/2/3", *certs, "--key", f"{member}.key", "--step", "3")
        for n, member in enumerate(members, 1)
    )
    (folder / "polynomials").write_text(polynomials)
    keygen(*certs, "--step", "4", "--polynomials", "polynomials")
    outputs = "".join(
        keygen(
            *certs,
            *("--key", f"{member}.key", "--step", "5"),
            given=(folder / f"{member}.vinput").read_text(),
        )
        for member in members
    )
    threshold = keygen(*certs, "--step", "6", "--polynomials", "polynomials", given=outputs)
    (folder / "threshold.json").write_text(threshold)
    (folder / "public_keys.jsons").write_text("")
    call("setup", "make-trustees")
    (folder / "template").write_text(json.dumps(TEMPLATE))
    call("setup", "make-election", *common, "--template", "template")
    call("archive", "init")
    for credential, vote in zip(credentials, VOTES, strict=True):
        (folder / "credential").write_text(credential)
        (folder / "choice").write_text(json.dumps([vote]))
        ballot = call(
            "election", "generate-ballot", "--privcred", "credential", "--choice", "choice"
        )
        call("archive", "add-event", "--type=Ballot", given=ballot)
    call("archive", "add-event", "--type=EndBallots")
    tally = call("election", "compute-encrypted-tally")
    call("archive", "add-event", "--type=EncryptedTally", given=tally)
    for number in (1, 3):
        member = members[number - 1]
        partial = call(
            "election",
            "decrypt-threshold",
            *("--key", f"{member}.key", "--decryption-key", f"{member}.dkey"),
            *("--trustee-id", str(number)),
        )
        call("archive", "add-event", "--type=PartialDecryption", given=partial)
    result = call("election", "compute-result")
    call("archive", "add-event", "--type=Result", given=result)
    call("election", "verify")
    shares = [
        Share(
            number,
            (folder / f"{member}.key").read_text().strip(),
            (folder / f"{member}.dkey").read_text().strip(),
        )
        for number, member in enumerate(members, 1)
    ]
    return Held(folder, uuid, credentials, shares)


def test_its_archive_is_verified_and_counted(of_the_tool: Held) -> None:
    with of_the_tool.archive.open("rb") as file:
        verified = verify_archive(file, processes=1)
    assert verified.ballots == len(VOTES)
    assert verified.result is not None
    assert verified.result.result == ((1, 2, 0, 1),)


def test_its_credentials_and_shares_are_those_of_ours(of_the_tool: Held) -> None:
    with of_the_tool.archive.open("rb") as file:
        setup, *_ = read_archive(file)
    election_text, board_text, credentials_text, _ = setup.data
    board = parse_board(board_text)
    assert parse_election(election_text).key == board.key
    derived = {
        point_text(public_credential(each, of_the_tool.uuid)) for each in of_the_tool.credentials
    }
    assert set(json.loads(credentials_text)) == derived
    for share, key in zip(of_the_tool.shares, board.verification_keys, strict=True):
        assert generated(share.secret()) == key


def test_its_urn_is_opened_by_ours_with_its_own_shares(of_the_tool: Held) -> None:
    with of_the_tool.archive.open("rb") as file:
        setup, *records = read_archive(file)
    election, board = parse_election(setup.data[0]), parse_board(setup.data[1])
    ballots = [record.data[0] for record in records if record.event.type == "Ballot"]
    tally = add_up(election.lists, map(ciphertexts, ballots))
    opened = {
        share.trustee: decrypt_share(election, tally, share, DRAW)
        for share in of_the_tool.shares[1:]
    }
    assert count(election, board, tally, opened, len(ballots)).result == ((1, 2, 0, 1),)
    for record in records:
        if record.event.type == "PartialDecryption":
            owner = json.loads(record.data[1])["owner"]
            check_decryption(election, board, tally, owner, record.data[0])
