"""Whoever has an archive replays it: no database, and the tool only if it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Election, verify_scrutin_archive
from models.errors import ArchiveRefused, OutputRefused
from models.views.vote_days import ExportedArchive
from tests.models.polls import Poll
from tests.models.services.board.count import CHOICES, add_up, close, expected, finish, take, vote
from tests.models.services.board.members import FIRST, PRESIDENT, SECOND


def export(poll: Poll, folder: Path) -> dict[str, ExportedArchive]:
    """Write the archives as they are now; return them by the code of their scrutin."""
    folder.mkdir()
    return {one.code: one for one in poll.espace.vote.export_archives(folder)}


def without_seats(election: Election, code: str) -> Election:
    """Return the election with no number of seats in a scrutin."""
    return election.changed(
        scrutins=tuple(
            one.changed(seats=None) if one.code == code else one for one in election.scrutins
        )
    )


def test_an_archive_says_what_was_counted_and_an_election_file_who_sits(
    file_poll: Poll, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    election = file_poll.espace.election
    vote(file_poll)
    close(file_poll)
    waiting = verify_scrutin_archive(export(file_poll, tmp_path / "before")["CTA"].path, election)
    assert (waiting.code, waiting.ballots) == ("CTA", len(CHOICES["CTA"]))
    assert (waiting.blank, waiting.votes, waiting.allocation) == (None, (), None)
    add_up(file_poll)
    for member in (PRESIDENT, FIRST, SECOND):
        take(file_poll, member)
    finish(file_poll)
    exported = export(file_poll, tmp_path / "after")["CTA"]
    alone = verify_scrutin_archive(exported.path)
    blank, *votes = expected("CTA")
    assert (alone.blank, alone.votes) == (blank, tuple(votes))
    assert (alone.fingerprint, alone.title) == (exported.fingerprint, exported.title)
    assert (alone.code, alone.allocation) == ("", None)
    assert alone.checked == "vérifié par un seul programme"
    assert verify_scrutin_archive(exported.path, without_seats(election, "CTA")).allocation is None
    monkeypatch.undo()  # the tool is there again; it wants a name of its own
    renamed = exported.path.rename(tmp_path / "urne.bel")
    seated = verify_scrutin_archive(renamed, election)
    assert seated.checked == "vérifié par deux programmes indépendants"
    assert seated.code == "CTA"
    assert seated.allocation is not None
    assert seated.allocation.seats == election.scrutin("CTA").seats
    assert [one.order for one in seated.allocation.lists if one.won] == [2]


def test_what_cannot_be_read_or_is_no_archive_is_refused(alone: None, tmp_path: Path) -> None:
    other = tmp_path / "urne.bel"
    with pytest.raises(OutputRefused, match=r"urne\.bel ne peut pas être lue"):
        verify_scrutin_archive(other)
    other.write_bytes(b"rien")
    with pytest.raises(ArchiveRefused):
        verify_scrutin_archive(other)
