"""Control groups of sessions, in a folder that stands for the kernel's tree."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.ssh import cgroups
from tui.ssh.cgroups import MARK, Cgroups, own_cgroups

MEMORY = 256 << 20


def test_a_session_has_a_group_with_its_limits(tmp_path: Path) -> None:
    groups = Cgroups(tmp_path, MEMORY)
    assert (tmp_path / "host" / "cgroup.procs").read_text() == str(os.getpid())
    assert (tmp_path / "cgroup.subtree_control").read_text() == "+memory +cpu +pids"
    groups.take(7, 4321)
    group = tmp_path / "session-7"
    assert (group / "cgroup.procs").read_text() == "4321"
    assert (group / "memory.max").read_text() == str(MEMORY)
    assert (group / "cpu.max").read_text() == "100000 100000"
    assert (group / "pids.max").read_text() == "64"


def test_the_group_of_an_ended_session_goes(tmp_path: Path) -> None:
    groups = Cgroups(tmp_path, MEMORY)
    (tmp_path / "session-7").mkdir()
    groups.release(7)
    groups.release(7)
    assert not (tmp_path / "session-7").exists()


def test_a_group_in_which_a_mail_is_still_sent_goes_later(tmp_path: Path) -> None:
    groups = Cgroups(tmp_path, MEMORY)
    (tmp_path / "session-7" / "sender").mkdir(parents=True)
    groups.release(7)
    assert (tmp_path / "session-7").exists()
    (tmp_path / "session-7" / "sender").rmdir()
    groups.release(8)
    assert not (tmp_path / "session-7").exists()


def test_a_kernel_that_refuses_ends_no_session(tmp_path: Path) -> None:
    groups = Cgroups(tmp_path, MEMORY)
    (tmp_path / "session-7").write_text("in the way")
    groups.take(7, 4321)
    groups.release(7)
    assert (tmp_path / "session-7").read_text() == "in the way"


@pytest.mark.parametrize("place", ["0::/absent\n", "4:memory:/x\n", ""])
def test_a_tree_that_was_not_handed_over_is_not_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "own").write_text(place)
    monkeypatch.setattr(cgroups, "OWN", tmp_path / "own")
    monkeypatch.setattr(cgroups, "TREE", tmp_path)
    assert own_cgroups(MEMORY) is None
    assert [one.name for one in tmp_path.iterdir()] == ["own"]


def test_a_tree_that_was_handed_over_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = tmp_path / "system.slice" / "demonstration.service"
    tree.mkdir(parents=True)
    (tmp_path / "own").write_text("0::/system.slice/demonstration.service\n")
    monkeypatch.setattr(cgroups, "OWN", tmp_path / "own")
    monkeypatch.setattr(cgroups, "TREE", tmp_path)
    monkeypatch.setattr(os, "getxattr", lambda path, name: b"1" if name == MARK else b"")
    assert own_cgroups(MEMORY) is not None
    assert (tree / "host" / "cgroup.procs").exists()
