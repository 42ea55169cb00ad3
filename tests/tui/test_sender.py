"""Senders that a host starts: detached, one at a time, none needlessly."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT
from tests.models.mail_servers import BrokenServer, Post, SmtpServer
from tests.models.mails_to_send import address, row_of
from tests.private_memory import leaves_no_core
from tests.tui.sending_election import admin_send, election_file, opened, write_mails
from tui.hosts.sender import FIRST_REST, LONGEST_REST, SenderStarter

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
    (note,) = tmp_path.glob("state/**/*.rest")
    failures, until = note.read_text("ascii").split()
    assert (failures, float(until) <= time.time() + FIRST_REST + 1) == ("1", True)
    note.write_text(f"1 {time.time() + LONGEST_REST / 2:.0f}", "ascii")
    other = SenderStarter(config)
    other()
    assert other.senders == []
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
    visit.mailbox.dispatch_mail(ONE)
    assert taken.arrived.get() == ONE
    assert starter.senders[0].wait() == 0
    visit.close()


VISIT = """
import sys
from pathlib import Path
import tui.hosts.sender
from tui.hosts.sender import SenderStarter
tui.hosts.sender.MODULE = "tests.tui.kiosk_sender"
starter = SenderStarter(Path(sys.argv[1]), ends_with_visit=True)
starter()
print(*(sender.pid for sender in starter.senders), flush=True)
sys.stdin.read()
"""
"""A visit of a kiosk, as far as its senders know it."""
SOON, LATE = "0.1", "300"
"""Seconds until a sender is asked again, or killed."""


def leave_while_in_hand(config: Path, in_hand: Callable[[], object], *last_moments: str) -> int:
    """Hold a visit that starts a sender, leave it when a mail is in hand; return the sender."""
    with subprocess.Popen(
        [sys.executable, "-c", VISIT, str(config)],
        cwd=ROOT,
        env=os.environ | {"LAST_MOMENTS": " ".join(last_moments)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as visit:
        assert visit.stdout
        sender = int(visit.stdout.readline())
        in_hand()
        visit.kill()
    return sender


def wait_for_end(process: int) -> None:
    """Wait for the end of a process that is nobody's child here."""
    descriptor = os.pidfd_open(process)
    try:
        assert select.select([descriptor], [], [], 30)[0]
    finally:
        os.close(descriptor)


def test_a_sender_of_a_kiosk_ends_with_its_visit_although_the_server_stalls(
    config: Path, taken: Post
) -> None:
    """The server has the whole mail and gives no reply: nothing may hold it any longer."""
    taken.free.clear()
    write_mails(config, [ONE, TWO])
    wait_for_end(leave_while_in_hand(config, taken.in_hand.wait, SOON, LATE))
    espace = opened(config)
    one, two = row_of(espace, ONE), row_of(espace, TWO)
    assert (one.state, one.handing_over) == ("waiting", True)
    assert (two.state, two.tries, two.sender) == ("waiting", 0, None)
    espace.close()
    taken.free.set()


def test_a_mail_whose_last_byte_is_not_out_goes_with_the_next_sender_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    post = Post()
    with BrokenServer(post, "RCPT", hang=True) as server:
        config = election_file(tmp_path, server.port)
        write_mails(config, [ONE])
        wait_for_end(leave_while_in_hand(config, server.reached.wait, SOON, LATE))
        server.stop_hanging()
        espace = opened(config)
        mail = row_of(espace, ONE)
        assert (mail.tries, mail.sender) == (0, None)
        espace.close()
        assert admin_send(config).returncode == 0
    assert post.counts() == {ONE: 1}


def test_a_mail_in_hand_is_finished_when_the_visit_ends(config: Path, taken: Post) -> None:
    taken.free.clear()
    write_mails(config, [ONE, TWO])

    sender = leave_while_in_hand(config, taken.in_hand.wait, LATE, LATE)
    taken.free.set()
    wait_for_end(sender)
    espace = opened(config)
    assert row_of(espace, ONE).state == "sent"
    assert not row_of(espace, ONE).perhaps_twice
    espace.close()
