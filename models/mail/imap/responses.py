"""What an IMAP server answers (RFC 3501), taken apart; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Answer = Sequence[object]
"""The data of a response as `imaplib` gives it: lines, and pairs of a line and a literal."""

Value = bytes | list["Value"] | None
"""A string or an atom, a list in parentheses, or NIL."""

_TOKEN = re.compile(
    rb'[()]|"(?:\\.|[^"\\])*+(?:"|\\?\Z)|\{\d+\}'
    rb'|[^\s()"\[{]+(?:\[[^\]]{0,1000}\](?:<\d+>)?)?[^\s()"\[{]*|[\[{]'
)
"""A string that is never closed is one to the end: looked for again, it would cost a square."""
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_COPYUID = re.compile(rb"(\d+) (\S+) (\S+)")
_STORAGE = re.compile(rb"(?i)STORAGE (\d{1,15}) (\d{1,15})(?!\d)")
_MOST_UIDS = 100_000
_MOST_DIGITS = 15
"""Of a number that is a size or a message."""


@dataclass(frozen=True, slots=True)
class Storage:
    """Room of a quota root, in bytes (RFC 2087 counts in KiB)."""

    used: int
    limit: int


def fetched(answer: Answer) -> Iterator[dict[str, Value]]:
    """Return the items of each message of a FETCH response by their names, upper case.

    What cannot be understood is left out.
    """
    for pieces in _messages(answer):
        values = _parsed(pieces)
        items = next((value for value in values if isinstance(value, list)), None)
        if items is not None:
            names = items[0::2]
            yield {
                name.decode("ascii", "replace").upper(): value
                for name, value in zip(names, items[1::2], strict=False)
                if isinstance(name, bytes)
            }


def number_in(value: Value) -> int:
    """Return the number that an item is, 0 if it is none."""
    is_number = isinstance(value, bytes) and value.isdigit() and len(value) <= _MOST_DIGITS
    return int(value) if is_number and isinstance(value, bytes) else 0


def uid_set(uids: Iterable[int]) -> str:
    """Return numbers as a set: « 1:3,7 »."""
    spans: list[list[int]] = []
    for uid in sorted(uids):
        if spans and uid == spans[-1][1] + 1:
            spans[-1][1] = uid
        else:
            spans.append([uid, uid])
    return ",".join(f"{first}:{last}" if last > first else str(first) for first, last in spans)


def uids_in(text: bytes) -> list[int]:
    """Return the numbers of a set in its order, which is that of the messages."""
    found: list[int] = []
    for span in text.split(b","):
        first, _, last = span.partition(b":")
        start, end = number_in(first), number_in(last or first)
        if not (start and end) or abs(end - start) + len(found) > _MOST_UIDS:
            return []
        found += range(start, end + 1) if end >= start else range(start, end - 1, -1)
    return found


def copied_uids(data: Iterable[object]) -> dict[int, int]:
    """Return where messages went, of a COPYUID code (RFC 4315): numbers before and after."""
    moved: dict[int, int] = {}
    for line in data:
        found = _COPYUID.fullmatch(line.strip()) if isinstance(line, bytes) else None
        if found:
            moved.update(zip(uids_in(found[2]), uids_in(found[3]), strict=False))
    return moved


def fullest(data: Iterable[object]) -> Storage | None:
    """Return the room of the fullest root of QUOTA responses, None if none limits it."""
    lines = [line for line in data if isinstance(line, bytes)]
    roots = [
        Storage(int(found[1]) * 1024, int(found[2]) * 1024)
        for line in lines
        for found in _STORAGE.finditer(line)
    ]
    return min(roots, key=lambda root: root.limit - root.used, default=None)


def _messages(answer: Answer) -> Iterator[list[bytes | tuple[bytes, bytes]]]:
    """Return the pieces of each message: any number of literals, and the line that ends it."""
    pieces: list[bytes | tuple[bytes, bytes]] = []
    for piece in answer:
        if isinstance(piece, tuple) and len(piece) == 2:
            pieces.append((bytes(piece[0]), bytes(piece[1])))
        elif isinstance(piece, bytes):
            yield [*pieces, piece]
            pieces = []


def _tokens(pieces: Iterable[bytes | tuple[bytes, bytes]]) -> Iterator[tuple[bytes, bool]]:
    """Return each token, and whether it is a literal: whatever it holds, it is a string."""
    for piece in pieces:
        line, literal = piece if isinstance(piece, tuple) else (piece, None)
        for token in _TOKEN.findall(line):
            if literal is None or not token.startswith(b"{"):
                yield token, False
        if literal is not None:
            yield literal, True


def _parsed(pieces: Iterable[bytes | tuple[bytes, bytes]]) -> list[Value]:
    top: list[Value] = []
    around: list[list[Value]] = []
    here = top
    for token, is_literal in _tokens(pieces):
        if is_literal:
            here.append(token)
        elif token == b"(":
            around.append(here)
            here = []
            around[-1].append(here)
        elif token == b")":
            here = around.pop() if around else here
        else:
            here.append(_plain(token))
    return top


def _plain(token: bytes) -> bytes | None:
    """Return what a token that is no parenthesis means."""
    if token.startswith(b'"'):
        return _ESCAPED.sub(rb"\1", token[1:-1])
    return None if token.upper() == b"NIL" else token
