"""Archives of an election, `.bel`: everything that is public, chained (specification, § 4.4).

An archive is a tar of the oldest kind: a header, then entries that are named after the SHA-256 of
their content, data before the events that refer to them. It is written and read in one pass, so
that memory does not grow with the number of ballots.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import SEEK_END
from typing import BinaryIO, Literal, get_args

import msgspec

from models.errors import ArchiveRefused
from models.voting.counting import Tally, tally_text
from models.voting.elections import PublicElection
from models.voting.group import Point, point_text
from models.voting.messages import (
    EncryptedTally,
    Header,
    Message,
    Owned,
    Result,
    SetupData,
    canonical,
    encode,
)
from models.voting.trustees import Board

BLOCK = 512
"""Bytes of a block of a tar."""

LARGEST_ENTRY = 512 * 1024 * 1024
"""Bytes: ten million public credentials; a larger entry is refused before it is read."""

_HEADER_NAME = "BELENIOS"
_ENTRY_NAME = re.compile(r"([0-9a-f]{64})\.(data|event)\.json")
_ARCHIVE_VERSION = 1

EventType = Literal[
    "Setup", "Ballot", "EndBallots", "EncryptedTally", "PartialDecryption", "Result"
]
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
"""In the order in which they come."""


Reference = str | msgspec.UnsetType
"""The hash of another entry, if there is one."""


class Event(Message, frozen=True, kw_only=True):
    """An event of an archive: it refers to the one before it and to its data."""

    parent: Reference = msgspec.UNSET
    height: int
    type: EventType
    payload: Reference = msgspec.UNSET


def setup_fingerprint(election: PublicElection, board: Board, credentials: Iterable[str]) -> str:
    """Return what names the setup of an archive: SHA-256 of its hashes, in hexadecimal.

    Whoever has it, from the minutes of the seal, knows that an archive is of this election, this
    board and these electors.

    Args:
        election: The scrutin.
        board: Its board.
        credentials: All public credentials as they are on the wire, sorted; they are read once.
    """
    listed = sha256()
    for part in _list_of_texts(credentials):
        listed.update(part)
    data = SetupData(
        sha256(election.text).hexdigest(), sha256(board.text).hexdigest(), listed.hexdigest()
    )
    return sha256(encode(data)).hexdigest()


def _list_of_texts(texts: Iterable[str]) -> Iterator[bytes]:
    """Yield a JSON list of texts that need no escape, part by part."""
    yield b"["
    for number, each in enumerate(texts):
        yield f'{"," if number else ""}"{each}"'.encode()
    yield b"]"


class ArchiveWriter:
    """Writes an archive in the order of its events."""

    def __init__(self, file: BinaryIO, timestamp: int) -> None:
        """Begin an archive.

        Args:
            file: Where it is written, from its beginning to its end; the size of the credentials
                is put in afterwards.
            timestamp: Seconds since 1970 of the opening of the vote: every entry bears it, so that
                the order of the ballots says nothing of their hours.
        """
        self._file = file
        self._timestamp = timestamp
        self._parent: Reference = msgspec.UNSET
        self._height = 0
        self._entry(_HEADER_NAME, encode(Header(_ARCHIVE_VERSION, str(timestamp))))

    def setup(self, election: PublicElection, board: Board, credentials: Sequence[Point]) -> None:
        """Write what must be public before the vote.

        Args:
            election: The scrutin.
            board: Its board.
            credentials: All public credentials, sorted here so that their order tells nothing.
        """
        self.setup_in_order(election, board, sorted(map(point_text, credentials)))

    def setup_in_order(
        self, election: PublicElection, board: Board, credentials: Iterable[str]
    ) -> str:
        """Write the same of any number of credentials, which are read once and not held.

        Args:
            election: The scrutin.
            board: Its board.
            credentials: As they are on the wire, sorted.

        Returns:
            What names the setup, as `setup_fingerprint` does.
        """
        texts = self._data(election.text), self._data(board.text)
        data = encode(SetupData(*texts, self._parts(_list_of_texts(credentials))))
        named = self._data(data)
        self._event("Setup", named)
        return named

    def ballot(self, text: bytes) -> None:
        """Write a ballot that has been checked."""
        self._event("Ballot", self._data(text))

    def end_ballots(self) -> None:
        """Write that no ballot comes any more."""
        self._event("EndBallots")

    def tally(self, tally: Tally, ballots: int) -> None:
        """Write the encrypted tally of so many ballots."""
        sized = EncryptedTally(ballots, ballots, self._data(tally_text(tally)))
        self._event("EncryptedTally", self._data(encode(sized)))

    def decryption(self, member: int, text: bytes) -> None:
        """Write the partial decryption of a member, which has been checked."""
        self._event("PartialDecryption", self._data(encode(Owned(member, self._data(text)))))

    def result(self, result: Result) -> None:
        """Write the result."""
        self._event("Result", self._data(encode(result)))

    def _event(self, kind: EventType, payload: Reference = msgspec.UNSET) -> None:
        event = Event(parent=self._parent, height=self._height, type=kind, payload=payload)
        self._parent = self._named(encode(event), "event")
        self._height += 1

    def _data(self, text: bytes) -> str:
        return self._named(text, "data")

    def _named(self, text: bytes, kind: str) -> str:
        digest = sha256(text).hexdigest()
        self._entry(f"{digest}.{kind}.json", text)
        return digest

    def _parts(self, parts: Iterable[bytes]) -> str:
        """Write an entry whose size and name are known at its end only."""
        start = self._file.tell()
        self._file.write(bytes(BLOCK))
        digest, size = sha256(), 0
        for part in parts:
            digest.update(part)
            size += self._file.write(part)
        self._file.write(bytes(-size % BLOCK))
        self._file.seek(start)
        name = digest.hexdigest()
        self._file.write(_tar_header(f"{name}.data.json", size, self._timestamp))
        self._file.seek(0, SEEK_END)
        return name

    def _entry(self, name: str, text: bytes) -> None:
        self._file.write(_tar_header(name, len(text), self._timestamp))
        self._file.write(text)
        self._file.write(bytes(-len(text) % BLOCK))


@dataclass(frozen=True, slots=True)
class Record:
    """An event and all that it refers to.

    Attributes:
        event: What happened.
        data: Its entries in the order of the archive; the last one is its payload.
    """

    event: Event
    data: tuple[bytes, ...]


def read_archive(file: BinaryIO) -> Iterator[Record]:
    """Yield the events of an archive, each with its data, their hashes and their chain checked.

    Args:
        file: An archive, from its beginning.

    Raises:
        ArchiveRefused: It is cut or altered, or it is no archive.
    """
    try:
        yield from _records(file)
    except ValueError as error:
        raise ArchiveRefused().because(str(error)) from error


def _records(file: BinaryIO) -> Iterator[Record]:
    entries = _entries(file)
    name, text, timestamp = next(entries, ("", b"", 0))
    if name != _HEADER_NAME or canonical(text, Header) != Header(_ARCHIVE_VERSION, str(timestamp)):
        raise ValueError("archive: no header")
    parent: Reference = msgspec.UNSET
    height = 0
    data: list[bytes] = []
    for name, text, written in entries:
        if written != timestamp:
            raise ValueError("archive: an entry of another moment")
        found = _ENTRY_NAME.fullmatch(name)
        digest = sha256(text).hexdigest()
        if not found or found[1] != digest:
            raise ValueError("archive: an entry is not what its name says")
        if found[2] == "data":
            data.append(text)
            continue
        event = canonical(text, Event)
        if (event.parent, event.height) != (parent, height):
            raise ValueError("archive: an event is missing")
        payload: Reference = sha256(data[-1]).hexdigest() if data else msgspec.UNSET
        if event.payload != payload:
            raise ValueError("archive: an event with other data")
        yield Record(event, tuple(data))
        parent, height, data = digest, height + 1, []
    if data:
        raise ValueError("archive: data after the last event")


def _entries(file: BinaryIO) -> Iterator[tuple[str, bytes, int]]:
    """Yield names, contents and moments of a tar as the protocol writes them, and no other."""
    while block := file.read(BLOCK):
        try:
            name = block[: block.index(0)].decode("ascii")
            size, timestamp = (int(block[start : start + 11], 8) for start in (124, 136))
        except ValueError as error:
            raise ValueError("archive: no entry") from error
        if block != _tar_header(name, size, timestamp) or size > LARGEST_ENTRY:
            raise ValueError("archive: no entry of the protocol")
        padded = file.read(size + -size % BLOCK)
        if len(padded) != size + -size % BLOCK or any(padded[size:]):
            raise ValueError("archive: cut in the middle of an entry")
        yield name, padded[:size], timestamp


def _tar_header(name: str, size: int, timestamp: int) -> bytes:
    """Return the header of an entry: every reader of archives demands exactly these bytes.

    The module tarfile writes newer kinds of headers only.
    """
    fields = {
        0: name.encode("ascii"),
        100: b"0000644",
        108: b"0000000",
        116: b"0000000",
        124: b"%011o" % size,
        136: b"%011o" % timestamp,
        148: b" " * 8,
        156: b"0",
    }
    block = bytearray(BLOCK)
    for start, value in fields.items():
        block[start : start + len(value)] = value
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)
