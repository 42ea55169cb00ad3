"""What a host has made is shared with the processes forked from it, also by who looks at it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.architecture.source_tree import ROOT
from tui.hosts.shared_pages import COUNTLESS

SHARED = """
import gc, json, os, re, sys
from tui.hosts.shared_pages import share_pages

class Loop:
    deleted = 0
    def __init__(self):
        self.itself = self
    def __del__(self):
        Loop.deleted += 1

def own():
    with open("/proc/self/smaps_rollup") as file:
        return 1024 * int(re.search(r"(?m)^Private_Dirty: +([0-9]+) kB", file.read())[1])

kept = [f"a text that a host has made {number}" for number in range(100_000)]
loop = Loop()
share_pages()
reading, writing = os.pipe()
if os.fork() == 0:
    before = own()
    references = [one for one in kept]
    del references[:]
    os.write(writing, str(own() - before).encode())
    os._exit(0)
os.wait()
for _ in range(3):
    Loop()
gc.collect()
del loop
gc.collect()
print(json.dumps({
    "copied": int(os.read(reading, 100)),
    "size": sum(map(sys.getsizeof, kept)),
    "count": sys.getrefcount(kept[7]),
    "deleted": Loop.deleted,
    "frozen": gc.get_freeze_count() > 0,
}))
"""


@pytest.fixture(scope="module")
def shared() -> dict[str, Any]:
    """What became of the memory of a process that has forked another."""
    done = subprocess.run(
        [sys.executable, "-c", SHARED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    facts: dict[str, Any] = json.loads(done.stdout)
    return facts


def test_looking_at_an_object_copies_no_page_where_it_needs_no_count(
    shared: dict[str, Any],
) -> None:
    countless = sys.version_info[:2] in COUNTLESS
    assert (shared["copied"] < shared["size"] / 4) == countless
    assert (shared["count"] > 1 << 31) == countless


def test_what_is_made_afterwards_is_deleted_as_ever(shared: dict[str, Any]) -> None:
    assert shared["deleted"] == 3
    assert shared["frozen"]
