"""The members' sticks: whose files are on them, and where a share is to be written."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from models import BoardMember, Espace
from models.errors import OutputRefused, ShareFileRefused
from models.services.board.sticks import LARGEST, list_sticks, place_share, read_share
from models.views.vote_board import BoardRole
from models.voting.share_files import read_holder
from tests.models.services.vote.board import hold_ceremony, with_board

MEMBER = BoardMember(3, "Mme Anne LACOSTE", BoardRole.DELEGATE)
OTHER = BoardMember(4, "M. Yves MARTY", BoardRole.DELEGATE)


@pytest.fixture
def media(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this machine mounts its sticks."""
    folder = tmp_path / "media"
    folder.mkdir()
    monkeypatch.setattr("models.services.board.sticks.MOUNTS", (str(folder),))
    return folder


@pytest.fixture
def shares(file_espace: Espace, tmp_path: Path) -> list[Path]:
    """The files of the members, of keys that were replaced since."""
    board = with_board(file_espace)
    old = hold_ceremony(board, tmp_path / "old")
    hold_ceremony(board, tmp_path / "new", replace=True)
    return list(old.files)


def test_shares_on_sticks_are_found_with_whose_they_are_and_whether_they_fit(
    file_espace: Espace, shares: list[Path], tmp_path: Path, media: Path
) -> None:
    user = media / "bureau"
    for name, source in (("A", tmp_path / "new" / "part-3.json"), ("B", shares[0])):
        (user / name).mkdir(parents=True)
        number = source.stem.partition("-")[2]
        (user / name / f"part-{number}-de-cle.json").write_bytes(source.read_bytes())
    (media / "C").mkdir()
    (media / "C" / "part-9-de-cle.json").write_text("{}")
    (media / "C" / "photo.jpg").write_text("")
    found = file_espace.board.list_shares()
    assert [(one.member.number, one.path.parent.name, one.fits) for one in found] == [
        (1, "B", False),
        (3, "A", True),
    ]


def test_further_files_are_looked_at_and_those_that_are_not_there_are_left_out(
    file_espace: Espace, shares: list[Path], tmp_path: Path, media: Path
) -> None:
    found = file_espace.board.list_shares([*shares[:2], tmp_path / "missing"])
    assert [one.member.number for one in found] == [1, 2]


def test_however_many_files_there_are_the_chain_is_read_once(
    file_espace: Espace, shares: list[Path], media: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "peewee"):
        assert len(file_espace.board.list_shares(shares)) == len(shares)
    (asked,) = [one.getMessage() for one in caplog.records if "audit_event" in one.getMessage()]
    assert '"subject" =' in asked


def test_a_share_is_read_by_its_name_or_by_the_folder_that_has_it(
    shares: list[Path], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    file = stick / "part-1-de-cle.json"
    file.write_bytes(shares[0].read_bytes())
    assert read_share(f" {stick} ") == read_share(str(file))
    assert read_holder(read_share(str(stick))).member == 1
    (stick / "part-2-de-cle.json").write_bytes(shares[1].read_bytes())
    with pytest.raises(ShareFileRefused, match="plusieurs parts"):
        read_share(str(stick))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing", "Ce dossier n'existe pas"),
        ("with\0zero", "Ce dossier n'existe pas"),
        ("empty", "n'a pas de part de clé"),
        ("large", "n'est pas une part"),
        ("other", "n'est pas une part"),
    ],
)
def test_what_is_no_share_is_said_with_what_to_do(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "large").write_bytes(bytes(LARGEST + 1))
    (tmp_path / "other").write_text("pas une part")
    with pytest.raises(ShareFileRefused, match=words):
        read_share(str(tmp_path / name))


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ShareFileRefused):
        read_share(str(tmp_path / "pipe"))


def test_a_share_is_placed_in_the_folder_of_its_members_stick(tmp_path: Path) -> None:
    assert place_share(str(tmp_path), MEMBER) == tmp_path / "part-3-de-cle.json"


@pytest.mark.parametrize("typed", ["", "  ", "/nulle/part", "a\0b"])
def test_a_folder_that_cannot_be_written_is_refused(typed: str) -> None:
    with pytest.raises(OutputRefused, match="Ce dossier n'existe pas"):
        place_share(typed, MEMBER)


def test_two_members_have_two_sticks_unless_a_folder_is_shared(tmp_path: Path) -> None:
    first = place_share(str(tmp_path), MEMBER)
    with pytest.raises(OutputRefused, match="prenez la vôtre"):
        place_share(str(tmp_path), OTHER, [first])
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(OutputRefused, match="prenez la vôtre"):
        place_share(str(tmp_path / "link"), OTHER, [first])
    assert place_share(str(tmp_path), OTHER, [first], shared=tmp_path).name == "part-4-de-cle.json"


def test_two_folders_of_one_stick_are_one_stick(
    media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = media / "CLE"
    for name in ("un", "deux"):
        (stick / name).mkdir(parents=True)
    monkeypatch.setattr("os.path.ismount", lambda place: str(place) == str(stick))
    assert list_sticks() == (stick,)
    first = place_share(str(stick / "un"), MEMBER)
    with pytest.raises(OutputRefused, match="prenez la vôtre"):
        place_share(str(stick / "deux"), OTHER, [first])


def test_a_file_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "part-3-de-cle.json").symlink_to(tmp_path / "missing")
    with pytest.raises(OutputRefused, match="prenez une autre clé USB"):
        place_share(str(tmp_path), MEMBER)
