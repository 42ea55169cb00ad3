"""belenios-tool missing, of another version, killed, hanging, or cut: one sentence each."""

from __future__ import annotations

import os
import threading
from io import BytesIO
from pathlib import Path

import pytest

from models.errors import ArchiveRefused, BallotRefused, EngineUnavailable
from models.voting.belenios_tool import Tool, find_tool
from models.voting.verification import verify_archive
from tests.models.voting.elections import SmallElection, forged_ballot


def program(folder: Path, body: str) -> Path:
    """Write a program that stands in for the tool and misbehaves."""
    path = folder / "belenios-tool"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def test_a_tool_that_is_not_there_is_asked_for() -> None:
    with pytest.raises(EngineUnavailable, match=r"n'est pas installé.*make services"):
        find_tool("belenios-tool-that-is-not-there")


@pytest.mark.parametrize("version", ["2.5.1 (x)", "3.3 (3.3+20260101)", "", "3.0.1"])
def test_a_tool_of_another_version_is_refused(tmp_path: Path, version: str) -> None:
    path = program(tmp_path, f"echo '{version}'")
    with pytest.raises(EngineUnavailable, match=r"ce programme connaît la version 3\.0"):
        find_tool(str(path))


def test_a_version_is_asked_for_again_once_the_program_is_another(tmp_path: Path) -> None:
    path, log = tmp_path / "belenios-tool", tmp_path / "log"
    program(tmp_path, f"echo >> '{log}'; echo '3.0'")
    assert {find_tool(str(path)) for _ in range(3)} == {Tool(path)}
    assert log.read_text() == "\n"
    path.unlink()
    with pytest.raises(EngineUnavailable, match="n'est pas installé"):
        find_tool(str(path))
    for _ in range(2):
        program(tmp_path, f"echo >> '{log}'; echo '3.1'")
        with pytest.raises(EngineUnavailable, match=r"en version 3\.1"):
            find_tool(str(path))
    assert log.read_text() == "\n\n\n"


def test_the_tool_of_debian_is_found(tool: Tool) -> None:
    assert tool.name == "belenios-tool 3.0"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("kill -9 $$", "signal 9"),
        ("kill -SEGV $$", "signal 11"),
        ("exit 3", "code de sortie 3"),
        ("exec sleep 60", "rien après 1 s"),
        ("exit 0", "réponse coupée"),
        ('echo \'{"election_uuid":"rm5J\'', "réponse coupée"),
    ],
)
def test_a_tool_that_fails_is_named_with_its_reason(
    tmp_path: Path, held: SmallElection, body: str, words: str
) -> None:
    broken = Tool(program(tmp_path, body), seconds=1)
    with pytest.raises(EngineUnavailable, match=words) as made:
        broken.make_ballot(held.scrutin, held.credentials[0], 1)
    assert "Rien n'a été enregistré" in made.value.text
    assert held.credentials[0] not in str(made.getrepr())
    if words != "réponse coupée":
        with pytest.raises(EngineUnavailable, match=words):
            broken.check_ballot(held.scrutin, held.ballot(0, 1))


def test_a_ballot_for_another_credential_is_no_answer(tmp_path: Path, held: SmallElection) -> None:
    (tmp_path / "ballot").write_bytes(held.ballot(1, 1))
    other = Tool(program(tmp_path, f"cat '{tmp_path}/ballot'"))
    with pytest.raises(EngineUnavailable, match="réponse pour un autre identifiant"):
        other.make_ballot(held.scrutin, held.credentials[0], 1)


def test_secrets_are_in_no_file_argument_or_environment(
    tmp_path: Path, held: SmallElection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the process sees besides its pipes, while it runs."""
    seen = tmp_path / "seen"
    body = f"""
cat "/proc/$$/cmdline" "/proc/$$/environ" *.bel > '{seen}'
echo "$@" >> '{seen}'
cat "$4" "$6" > '{tmp_path}/pipes'
ls -la >> '{seen}'
"""
    monkeypatch.setenv("PYTHONHASHSEED", "1")
    with pytest.raises(EngineUnavailable):
        Tool(program(tmp_path, body)).make_ballot(held.scrutin, held.credentials[0], 2)
    assert (tmp_path / "pipes").read_text() == f"{held.credentials[0]}\n[[0,0,1,0]]\n"
    found = seen.read_bytes()
    assert held.credentials[0].encode() not in found
    assert b"[[0" not in found
    assert b"PYTHONHASHSEED" not in found
    assert b".bel" in found


def test_nothing_is_left_of_a_ballot(
    tmp_path: Path, held: SmallElection, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    descriptors = len(os.listdir("/proc/self/fd"))
    tool.check_ballot(held.scrutin, tool.make_ballot(held.scrutin, held.credentials[0], 0))
    assert list(tmp_path.iterdir()) == []
    assert len(os.listdir("/proc/self/fd")) == descriptors


def test_what_the_tool_finds_wrong_in_an_archive_is_kept(
    tmp_path: Path, held: SmallElection, tool: Tool
) -> None:
    archive = bytearray(held.archive([held.ballot(0, 1)]))
    archive[9000] ^= 1
    with pytest.raises(ArchiveRefused) as refused:
        tool.verify_archive(held.archived(tmp_path, bytes(archive)))
    assert refused.value.cause
    with pytest.raises(ArchiveRefused):
        tool.compute_result(held.archived(tmp_path, held.archive([held.ballot(0, 1)])))


def test_a_ballot_that_election_verify_may_pass_is_refused_by_itself(
    held: SmallElection, tool: Tool
) -> None:
    """What `election verify` says of it depends on which of its readings ends first."""
    forged = forged_ballot(held, [0, 1, 1, 0])
    with pytest.raises(BallotRefused):
        tool.check_ballot(held.scrutin, forged)
    with pytest.raises(ArchiveRefused) as refused:
        verify_archive(BytesIO(held.archive([forged], (1, 2, 3))), processes=1)
    assert refused.value.cause == "neither blank nor one list"


def test_several_threads_make_ballots_at_once(held: SmallElection, tool: Tool) -> None:
    """No process inherits the pipe of another one and waits for it."""
    made: list[bytes] = []
    threads = [
        threading.Thread(
            target=lambda voter=voter: made.append(
                tool.make_ballot(held.scrutin, held.credentials[voter], voter)
            )
        )
        for voter in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 4
    for text in made:
        tool.check_ballot(held.scrutin, text)
