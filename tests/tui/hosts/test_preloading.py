"""A host has everything imported before it forks, and has started and opened nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.architecture.source_tree import ROOT

PRELOADED = """
import json, os, sys, threading
from tui.command_line.environment import ignore_framework_settings
ignore_framework_settings(os.environ)
import models
from tui.hosts.preloading import preload
election = models.toulouse_election()
preload(election, ("tui.kiosk",))
print(json.dumps({
    "modules": sorted(sys.modules),
    "samples": models.sample_named.cache_info().currsize,
    "threads": len(os.listdir("/proc/self/task")),
    "files": sorted(os.readlink(f"/proc/self/fd/{n}") for n in os.listdir("/proc/self/fd")
                    if os.path.exists(f"/proc/self/fd/{n}")),
    "apps": [type(o).__name__ for o in __import__("gc").get_objects()
             if isinstance(o, __import__("textual.app").app.App)],
}))
"""


@pytest.fixture(scope="module")
def preloaded() -> dict[str, Any]:
    """What a host is once it has imported everything."""
    done = subprocess.run(
        [sys.executable, "-c", PRELOADED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    facts: dict[str, Any] = json.loads(done.stdout)
    return facts


def test_no_thread_is_started(preloaded: dict[str, Any]) -> None:
    assert preloaded["threads"] == 1


def test_no_database_and_no_application_is_open(preloaded: dict[str, Any]) -> None:
    assert not [name for name in preloaded["files"] if ".sqlite" in name or "socket" in name]
    assert preloaded["apps"] == []


@pytest.mark.parametrize(
    "module",
    [
        "argon2",
        "models.espace",
        "models.mail.embedded_mailboxes",
        "models.services.vote.casting",
        "models.services.vote.covered",
        "textual.drivers.linux_driver",
        "textual.widgets._input",
        "tui.screens.voter.scrutins",
        "tui.screens.webmail.inbox",
        "zxcvbn_rs_py",
    ],
)
def test_what_a_visit_needs_is_there(preloaded: dict[str, Any], module: str) -> None:
    assert module in preloaded["modules"]


def test_no_sample_is_read_with_its_passwords(preloaded: dict[str, Any]) -> None:
    assert preloaded["samples"] == 0
