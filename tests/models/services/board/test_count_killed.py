"""Whatever kills the count between two statements: it is taken up again, and counts the same."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.architecture.source_tree import ROOT
from tests.models.polls import Poll
from tests.models.processes.counting import KILLED, Sitting
from tests.models.services.board.count import CHOICES, EVENING, expected, results, vote


def test_a_count_killed_at_any_statement_is_taken_up_again(poll: Poll) -> None:
    vote(poll)
    poll.clock.go(EVENING)
    poll.espace.close()
    done = subprocess.run(
        [sys.executable, "-m", "tests.models.processes.counting"],
        input=Sitting.of(poll.espace.election, poll.sticks, EVENING).as_text(),
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    killed = dict(zip(KILLED, map(int, done.stdout.split()), strict=True))
    assert all(number > 10 for number in killed.values()), killed
    assert poll.espace.board.count_state().counted
    assert {code: json.loads(text) for code, text in results(poll).items()} == {
        code: {"result": [list(expected(code))]} for code in (*CHOICES, "CAPN-certifie")
    }
    assert poll.espace.board.list_incidents() == ()
    assert poll.espace.administration.verify_audit().first_fault is None
