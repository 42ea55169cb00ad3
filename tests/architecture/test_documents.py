"""The files and names that the documents for engineers mention exist."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT, source_files

pytestmark = pytest.mark.lint

DOCUMENTS = {
    "CONTRIBUTING.md": ("",),
    "docs/architecture.md": ("", "models", "tui"),
    "tests/README.md": ("tests", ""),
}
"""Each document with the folders that its paths start from."""

QUOTED = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"(?:[\w.*-]+/)+[\w.*-]*|[\w*-]+\.(?:css|md|py|pyi|tcss|toml)")
NAME = re.compile(r"_?[A-Z]\w*|_?[a-z]+_\w+")
"""A class, a constant, or a function or module of several words."""
WRITTEN = "build/"
"""Folder of what a run of the tests writes."""
LIBRARIES = frozenset({"psycopg_pool"})
"""Names of libraries that the project does not use."""


def quoted(document: str, kind: re.Pattern[str]) -> list[str]:
    """Return what a document quotes with backquotes that is of a kind, sorted."""
    text = (ROOT / document).read_text(encoding="utf-8")
    return sorted({words for words in QUOTED.findall(text) if kind.fullmatch(words)})


def exists(path: str, folders: tuple[str, ...]) -> bool:
    """Return whether a path, in which `*` matches any text, leads to a file or folder."""
    return any(any((ROOT / folder).glob(path.rstrip("/"))) for folder in folders)


@cache
def words_of_the_sources() -> frozenset[str]:
    """Return every word of the project's Python files and of the Makefile, and the files' names."""
    files: list[Path] = [*source_files("models", "tui", "tests"), ROOT / "Makefile"]
    return frozenset(
        word
        for file in files
        if file != Path(__file__)
        for word in (file.stem, *re.findall(r"\w+", file.read_text(encoding="utf-8")))
    )


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_a_document_quotes_exists(document: str) -> None:
    paths = [path for path in quoted(document, PATH) if not path.startswith(WRITTEN)]
    assert paths, "the pattern finds no path any more"
    assert [path for path in paths if not exists(path, DOCUMENTS[document])] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_name_that_a_document_quotes_is_in_the_sources(document: str) -> None:
    names = quoted(document, NAME)
    assert names, "the pattern finds no name any more"
    assert set(names) - words_of_the_sources() - LIBRARIES == set()
