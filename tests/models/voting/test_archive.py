"""Archives: what we write belenios-tool verifies, and what was altered nobody does."""

from __future__ import annotations

from io import BytesIO
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import ArchiveRefused
from models.voting.archive import ArchiveWriter, read_archive
from models.voting.belenios_tool import Tool
from models.voting.verification import verify_archive
from tests.models.voting.elections import (
    OPENING,
    SmallElection,
    choices,
    hold_election,
)


def cast_ballots(held: SmallElection, number: int) -> list[bytes]:
    """Return ballots for every list and the blank vote."""
    return [held.ballot(voter, choice) for voter, choice in enumerate(choices(held, number))]


def refused(archive: bytes) -> str:
    """Return why an archive is refused."""
    with pytest.raises(ArchiveRefused) as error:
        verify_archive(BytesIO(archive), processes=1)
    return error.value.cause


@pytest.mark.parametrize("lists", [2, 17])
def test_the_result_of_any_three_of_five_members_is_what_was_voted(
    tool: Tool, tmp_path: Path, lists: int
) -> None:
    held = hold_election(lists, 25)
    ballots = cast_ballots(held, 20)
    expected = tuple(choices(held, 20).count(place) for place in range(lists + 1))
    tally = held.tally(ballots)
    for members in combinations(range(1, 6), 3):
        assert held.counted(ballots, members).result == (expected,)
        file = BytesIO()
        writer = ArchiveWriter(file, OPENING)
        writer.setup(held.scrutin.election, held.scrutin.board, held.public_credentials)
        for each in ballots:
            writer.ballot(each)
        writer.end_ballots()
        writer.tally(tally, len(ballots))
        for member, text in held.decryptions(tally, members).items():
            writer.decryption(member, text)
        path = held.archived(tmp_path, file.getvalue())
        counted = tool.compute_result(path)
        assert counted == held.counted(ballots, members)
        writer.result(counted)
        path.write_bytes(file.getvalue())
        if members in {(1, 2, 3), (3, 4, 5)}:
            tool.verify_archive(path)
            verified = verify_archive(BytesIO(file.getvalue()), processes=1)
            assert verified.result == counted
            assert verified.ballots == 20


@pytest.mark.parametrize("ballots", [0, 1, 130])
def test_an_archive_is_verified_before_and_after_the_count(
    tool: Tool, tmp_path: Path, ballots: int
) -> None:
    held = hold_election(2, ballots + 1)
    cast = cast_ballots(held, ballots)
    for members in ((), (2, 4, 5)):
        archive = held.archive(cast, members)
        tool.verify_archive(held.archived(tmp_path, archive))
        told: list[int] = []
        verified = verify_archive(BytesIO(archive), processes=2, progress=told.append)
        assert verified.ballots == ballots
        assert (verified.result is None) == (not members)
        assert told == sorted(told)
        assert not ballots or told[-1] == ballots


@pytest.fixture(scope="module")
def counted() -> tuple[SmallElection, bytes]:
    """A small archive with its result."""
    held = hold_election(2, 4)
    return held, held.archive(cast_ballots(held, 3), (1, 2, 3))


@settings(max_examples=100)
@given(st.integers(0, 2**32), st.integers(0, 7))
def test_an_archive_that_is_cut_or_altered_anywhere_is_refused(
    counted: tuple[SmallElection, bytes], place: int, bit: int
) -> None:
    altered = bytearray(counted[1])
    altered[place % len(altered)] ^= 1 << bit
    assert refused(bytes(altered))


def test_an_archive_that_ends_between_two_events_is_whole(
    counted: tuple[SmallElection, bytes],
) -> None:
    """Which end was meant is what the published fingerprints are for."""
    _, archive = counted
    ends = []
    file = BytesIO(archive)
    for record in read_archive(file):
        ends.append((record.event.type, file.tell()))
    for kind, end in ends:
        verified = verify_archive(BytesIO(archive[:end]), processes=1)
        assert (verified.result is not None) == (kind == "Result")
        assert refused(archive[: end - 512])


def written(held: SmallElection, *acts: tuple[str, *tuple[object, ...]]) -> bytes:
    """Return an archive of any acts of the writer, after the setup."""
    file = BytesIO()
    writer = ArchiveWriter(file, OPENING)
    writer.setup(held.scrutin.election, held.scrutin.board, held.public_credentials)
    for name, *arguments in acts:
        getattr(writer, name)(*arguments)
    return file.getvalue()


def test_what_does_not_fit_is_named(held: SmallElection) -> None:
    first, second = held.ballot(0, 1), held.ballot(0, 2)
    tally = held.tally([first])
    opened = held.decryptions(tally, [1, 2, 3])
    stranger = hold_election().ballot(0, 1)
    end, add = ("end_ballots",), ("tally", tally, 1)
    decrypted = [("decryption", member, text) for member, text in opened.items()]
    result = ("result", held.counted([first], [1, 2, 3]))
    wrong = ("result", held.counted([held.ballot(0, 3)], [1, 2, 3]))
    cases: list[tuple[list[tuple[str, *tuple[object, ...]]], str]] = [
        ([("ballot", first), ("ballot", second)], "two ballots of one credential"),
        ([("ballot", stranger)], "of another scrutin"),
        ([end, ("ballot", first)], "out of order"),
        ([("ballot", first), end, ("tally", tally, 2)], "a tally of other ballots"),
        ([end, add], "a tally of other ballots"),
        ([("ballot", first), add], "out of order"),
        ([("ballot", first), end, add, decrypted[0], decrypted[0]], "two decryptions"),
        ([("ballot", first), end, add, *decrypted[:2], result], "too few members"),
        ([("ballot", first), end, add, *decrypted, wrong], "another result"),
        ([("ballot", first), end, add, *decrypted, result, result], "too many values"),
        (
            [("ballot", first), end, add, *decrypted[:2], ("decryption", 4, opened[3]), result],
            "a factor is not shown to be right",
        ),
        (
            [("ballot", first), end, add, *decrypted[:2], ("decryption", 9, opened[3]), result],
            "no such member",
        ),
    ]
    for acts, cause in cases:
        assert cause in refused(written(held, *acts)), (acts, cause)


def test_an_elector_who_is_not_listed_is_refused(held: SmallElection) -> None:
    others = hold_election(electors=2)
    file = BytesIO()
    writer = ArchiveWriter(file, OPENING)
    writer.setup(held.scrutin.election, held.scrutin.board, others.public_credentials)
    writer.ballot(held.ballot(0, 1))
    assert refused(file.getvalue()) == "archive: a ballot of a credential that is not listed"


def test_an_election_of_another_board_is_refused(held: SmallElection) -> None:
    file = BytesIO()
    ArchiveWriter(file, OPENING).setup(
        held.scrutin.election, hold_election().scrutin.board, held.public_credentials
    )
    assert refused(file.getvalue()) == "archive: an election of another board"


BLOCK = 512


def entries_of(archive: bytes) -> list[bytes]:
    """Return the entries of an archive, each with its header."""
    found, place = [], 0
    while place < len(archive):
        size = int(archive[place + 124 : place + 135], 8)
        end = place + BLOCK + size + -size % BLOCK
        found.append(archive[place:end])
        place = end
    return found


def of_kind(entries: list[bytes], kind: str) -> list[int]:
    """Return where the entries of a kind are, « event » or « data »."""
    return [place for place, entry in enumerate(entries) if f".{kind}.json".encode() in entry[:100]]


def later(entry: bytes) -> bytes:
    """Return an entry whose header is right, and a second younger."""
    header = bytearray(entry[:BLOCK])
    header[136:147] = b"%011o" % (int(header[136:147], 8) + 1)
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header) + entry[BLOCK:]


def test_entries_that_are_right_by_themselves_have_to_fit_the_others(
    counted: tuple[SmallElection, bytes],
) -> None:
    entries = entries_of(counted[1])
    assert b"".join(entries) == counted[1]
    first, second, *_ = of_kind(entries, "event")
    data = of_kind(entries, "data")
    cases = {
        "an entry of another moment": [*entries[:-1], later(entries[-1])],
        "an event is missing": [*entries[:second], *entries[second + 1 :]],
        "an event with other data": [*entries[: first + 1], *entries[first + 2 :]],
        "data after the last event": [*entries, entries[data[0]]],
    }
    for cause, altered in cases.items():
        assert refused(b"".join(altered)) == f"archive: {cause}"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", bytes(1024), b"a" * 5000])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    assert refused(content)
