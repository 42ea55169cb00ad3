"""Looking for what a person typed or read: in memory, in files, in a terminal's scroll-back."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pyte

from tests.private_memory import read_memory

CHUNK = 1 << 22
"""Bytes that are read at once."""


def in_memory(process: int, needles: Iterable[str]) -> set[str]:
    """Return which texts are in the memory of a process, in any form Python keeps them in.

    Raises:
        OSError: The memory cannot be read: who runs the tests may not.
    """
    wanted = {needle: _forms(needle) for needle in needles}
    found: set[str] = set()
    for begin, end in _own_parts(process):
        before = b""
        for place in range(begin, end, CHUNK):
            try:
                data = before + read_memory(process, place, min(CHUNK, end - place))
            except PermissionError:
                raise
            except OSError:  # a part that has gone meanwhile, or is the kernel's
                break
            found |= _standing_in(data, wanted)
            before = data[-512:]
    return found


def in_memories(processes: Iterable[int], needles: Iterable[str]) -> dict[int, set[str]]:
    """Return the processes that have any of the texts in memory, and which ones.

    Raises:
        OSError: As `in_memory`; a process that has ended meanwhile has no memory.
    """
    texts, found = list(needles), {}
    for process in processes:
        with suppress(FileNotFoundError, ProcessLookupError):
            found[process] = in_memory(process, texts)
    return {process: held for process, held in found.items() if held}


def in_files(places: Iterable[Path], needles: Iterable[str]) -> set[tuple[str, str]]:
    """Return which texts are in which files of folders: name of the file and text."""
    files = [file for place in places for file in place.rglob("*") if file.is_file()]
    wanted = {needle: _forms(needle) for needle in needles}
    found = set()
    for file in files:
        data = file.read_bytes()
        found |= {(file.name, needle) for needle in _standing_in(data, wanted)}
    return found


def in_scroll_back(output: bytes, needles: Iterable[str]) -> set[str]:
    """Return which texts can still be seen on a terminal, scrolled back as far as it goes.

    The emulator has no second screen, as the Linux console has none: what was on the
    one is on the other.
    """
    screen = pyte.HistoryScreen(80, 24, history=10_000)
    pyte.ByteStream(screen).feed(output)
    history = [*screen.history.top, *screen.history.bottom]
    lines = ["".join(line[column].data for column in range(80)) for line in history]
    text = "\n".join([*lines, *screen.display])
    return {needle for needle in needles if needle in text}


def _standing_in(data: bytes, wanted: dict[str, set[bytes]]) -> set[str]:
    """Return the texts in some data; its zeros are dropped, as most of a memory is zeros.

    Without them a text of two or four bytes a character is one of Latin-1.
    """
    dense = data.translate(None, b"\0")
    return {needle for needle, forms in wanted.items() if any(form in dense for form in forms)}


def _forms(text: str) -> set[bytes]:
    return {text.encode(form) for form in ("utf-8", "latin-1")}


def _own_parts(process: int) -> Iterable[tuple[int, int]]:
    """Return the parts of memory that a process can have written to."""
    for line in Path(f"/proc/{process}/maps").read_text().splitlines():
        place, rights = line.split()[:2]
        if rights.startswith("rw") and "[v" not in line:
            begin, _, end = place.partition("-")
            yield int(begin, 16), int(end, 16)
