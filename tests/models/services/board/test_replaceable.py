"""Which folder may be replaced: a publication that nobody has touched, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from models.services.board.replaceable import LONGEST_SUMS, SUMS, is_publication

PAGES = {"index.html": "<!doctype html>", "archives/ctm.bel": "urne"}


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A folder as a publication leaves it."""
    folder = tmp_path / "resultats"
    (folder / "archives").mkdir(parents=True)
    lines = []
    for name, text in PAGES.items():
        (folder / name).write_text(text)
        lines.append(f"{sha256(text.encode()).hexdigest()}  {name}\n")
    (folder / SUMS).write_text("".join(lines))
    return folder


def test_one_that_is_as_it_was_written_may_be_replaced_even_if_a_file_is_gone(
    published: Path,
) -> None:
    assert is_publication(published)
    (published / "index.html").unlink()
    assert is_publication(published)


def link_the_sums(folder: Path) -> None:
    (folder / SUMS).rename(folder.parent / "sums")
    (folder / SUMS).symlink_to(folder.parent / "sums")


def link_a_page(folder: Path) -> None:
    (folder / "index.html").rename(folder.parent / "index.html")
    (folder / "index.html").symlink_to(folder.parent / "index.html")


def link_a_folder(folder: Path) -> None:
    (folder / "site").symlink_to(folder / "archives", target_is_directory=True)


def lengthen_the_sums(folder: Path) -> None:
    with (folder / SUMS).open("a") as file:
        file.write(f"{'0' * 64}  {'x' * LONGEST_SUMS}\n")


TOUCHED: dict[str, Callable[[Path], object]] = {
    "a page of somebody else": lambda folder: (folder / "photo.jpg").write_text(""),
    "a page that was changed": lambda folder: (folder / "index.html").write_text("à moi"),
    "no fingerprints": lambda folder: (folder / SUMS).unlink(),
    "other fingerprints": lambda folder: (folder / SUMS).write_text("rien"),
    "fingerprints that are a link": link_the_sums,
    "a page that is a link": link_a_page,
    "a folder that is a link": link_a_folder,
    "fingerprints without end": lengthen_the_sums,
}


@pytest.mark.parametrize("name", TOUCHED)
def test_one_that_somebody_has_touched_stays(published: Path, name: str) -> None:
    TOUCHED[name](published)
    assert not is_publication(published)
