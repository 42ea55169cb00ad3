"""Senders that a host starts: detached, one at a time, none needlessly."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.models.mail_servers import Post, SmtpServer
from tests.models.mails_to_send import address
from tests.private_memory import leaves_no_core
from tests.tui.sending_election import election_file, opened, write_mails
from tui.hosts.sender import FIRST_REST, SenderStarter

ONE, TWO, THREE = address(1), address(2), address(3)


@pytest.fixture
def config(tmp_path: Path, server: SmtpServer, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An election file that names it; the locks are this test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return election_file(tmp_path, server.port)


@pytest.fixture
def starter(config: Path) -> Iterator[SenderStarter]:
    """What starts senders; they have ended when the test does."""
    starter = SenderStarter(config)
    yield starter
    for sender in starter.senders:
        sender.wait()


def terminal_of(process: int) -> int:
    """Return the device of a process's terminal, 0 without one (proc_pid_stat(5))."""
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[4])


def test_a_sender_sends_in_a_session_of_its_own(
    config: Path, starter: SenderStarter, taken: Post
) -> None:
    taken.free.clear()
    write_mails(config, [ONE])
    starter()
    taken.in_hand.wait()
    (sender,) = starter.senders
    assert os.getsid(sender.pid) == sender.pid != os.getsid(0)
    assert terminal_of(sender.pid) == 0
    assert leaves_no_core(sender.pid)
    taken.free.set()
    assert taken.arrived.get() == ONE
    assert sender.wait() == 0
    starter()
    assert sender not in starter.senders


def test_one_sends_and_one_waits_behind_it_for_what_comes_meanwhile(
    config: Path, starter: SenderStarter, taken: Post
) -> None:
    taken.free.clear()
    write_mails(config, [ONE])
    starter()
    taken.in_hand.wait()
    for _ in range(3):
        starter()
    SenderStarter(config)()
    first, second = starter.senders
    write_mails(config, [TWO, THREE])
    assert second.poll() is None
    taken.free.set()
    assert first.wait() == second.wait() == 0
    assert taken.counts() == {ONE: 1, TWO: 1, THREE: 1}


def test_after_one_that_failed_none_is_started_for_a_while(
    config: Path, starter: SenderStarter, taken: Post
) -> None:
    taken.sender_reply = "550 5.7.1 not yours"
    write_mails(config, [ONE])
    starter()
    (sender,) = starter.senders
    assert sender.wait() == 1
    starter()
    assert starter.senders == []


def test_a_sender_that_failed_makes_the_other_visits_of_the_host_rest_until_one_succeeds(
    config: Path, starter: SenderStarter, taken: Post, tmp_path: Path
) -> None:
    taken.sender_reply = "550 5.7.1 not yours"
    write_mails(config, [ONE])
    starter()
    assert starter.senders[0].wait() == 1
    other = SenderStarter(config)
    other()
    assert other.senders == []
    (note,) = tmp_path.glob("state/**/*.rest")
    failures, until = note.read_text("ascii").split()
    assert (failures, float(until) <= time.time() + FIRST_REST + 1) == ("1", True)
    note.write_text("1 1", "ascii")
    other()
    assert other.senders[0].wait() == 1
    assert note.read_text("ascii").startswith("2 ")
    note.write_text("2 1", "ascii")
    taken.sender_reply = "250 OK"
    third = SenderStarter(config)
    third()
    assert third.senders[0].wait() == 0
    assert not note.exists()


def test_without_a_place_for_locks_a_sender_is_started_all_the_same(
    config: Path, taken: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    write_mails(config, [ONE])
    starter = SenderStarter(config)
    starter()
    assert taken.arrived.get() == ONE
    assert starter.senders[0].wait() == 0


def test_a_visit_on_this_terminal_has_its_mail_sent(config: Path, taken: Post) -> None:
    """What `open` gives to the election."""
    starter = SenderStarter(Path(os.path.relpath(config)))
    espace = opened(config)
    visit = type(espace)(espace.election, espace.clock, start_sender=starter)
    write_mails(config, [ONE])
    visit.mailbox.dispatch_mail()
    assert taken.arrived.get() == ONE
    assert starter.senders[0].wait() == 0
    visit.close()
