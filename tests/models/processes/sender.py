"""Senders in processes of their own: killed at each of their steps, or many at once."""

from __future__ import annotations

import json
import os
import signal
import smtplib
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from models import DatabaseBusy, Election, Espace
from tests.architecture.source_tree import ROOT
from tests.models.clocks import MORNING, HandClock
from tests.models.databases import election_on
from tests.models.mail_servers import with_smtp
from tests.models.mails_to_send import address, post_mails

MOST_STEPS = 120
KILLED, CROWD = "killed", "crowd"
BETWEEN = timedelta(hours=1)
"""Longer than any lease."""


@dataclass(frozen=True)
class SendingOrder:
    """What senders are to do, on one database, with one mail server.

    Attributes:
        act: `KILLED` or `CROWD`.
        senders: How many at once.
    """

    act: str
    url: str
    keys: str
    port: int
    senders: int = 1

    @classmethod
    def of(cls, act: str, election: Election, port: int, senders: int = 1) -> SendingOrder:
        """Return an order for a database."""
        section = election.database
        return cls(act, section.url or "", str(section.keys), port, senders)

    def run(self) -> str:
        """Have it done in another process; return what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.models.processes.sender"],
            input=json.dumps(asdict(self)),
            capture_output=True,
            text=True,
            cwd=ROOT,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def open(self, moment: datetime) -> Espace:
        """Open the election at a moment."""
        election = with_smtp(election_on(self.url, Path(self.keys)), self.port)
        return Espace(election, HandClock(moment))


def main() -> None:
    """Do what the order on standard input says."""
    order = SendingOrder(**json.load(sys.stdin))
    if order.act == CROWD:
        _send_together(order)
    else:
        print(_kill_one_after_the_other(order))


def _send_together(order: SendingOrder) -> None:
    start, starter = os.pipe()
    senders = []
    for _ in range(order.senders):
        senders.append(_forked(lambda: _send_when_told(order, start, starter)))
    os.close(starter)
    assert all(os.waitpid(sender, 0)[1] == 0 for sender in senders)


def _send_when_told(order: SendingOrder, start: int, starter: int) -> None:
    os.close(starter)
    os.read(start, 1)  # nothing comes; it ends when the parent closes its side
    _send_all(order.open(MORNING))


def _kill_one_after_the_other(order: SendingOrder) -> int:
    """Kill each sender a step later, and have another one finish; return the steps of a whole one.

    The mail of the n-th is that of `address(n)`.
    """
    moment = MORNING
    for number in range(1, MOST_STEPS):
        sender = _forked(lambda: _send_and_be_killed(order, moment, number))  # noqa: B023
        _, status = os.waitpid(sender, 0)
        if os.WIFEXITED(status):
            assert status == 0
            return number - 1
        moment += BETWEEN
        finisher = _forked(lambda: _send_all(order.open(moment)))  # noqa: B023
        assert os.waitpid(finisher, 0)[1] == 0
    raise AssertionError("no sender came to its end")


def _send_and_be_killed(order: SendingOrder, moment: datetime, last: int) -> None:
    espace = order.open(moment)
    post_mails(espace, [address(last)])
    steps = 0

    def counted(act: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*arguments: Any, **named: Any) -> Any:
            nonlocal steps
            steps += 1
            if steps == last:
                os.kill(os.getpid(), signal.SIGKILL)
            return act(*arguments, **named)

        return counting

    database = espace.context.store.database
    with (
        patch.object(database, "cursor", counted(database.cursor)),
        patch.object(smtplib.SMTP, "send", counted(smtplib.SMTP.send)),
        patch.object(smtplib.SMTP, "getreply", counted(smtplib.SMTP.getreply)),
    ):
        espace.administration.send_waiting_mail()


def _send_all(espace: Espace) -> None:
    while True:
        try:
            if espace.administration.send_waiting_mail().total == 0:
                return
        except DatabaseBusy:
            continue


def _forked(act: Callable[[], None]) -> int:
    """Do something in another process; return its number."""
    number = os.fork()
    if number:
        return number
    try:
        act()
    except BaseException:
        sys.excepthook(*sys.exc_info())
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main()
