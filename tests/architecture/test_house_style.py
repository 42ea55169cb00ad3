"""Rooms are small and named by what is in them."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source_tree import PACKAGES, ROOT, parsed, source_files

FILE_LINES = 200
FUNCTION_LINES = 40
# Names that say that something has no place of its own.
VAGUE = re.compile(r"(?i)^(utils?|helpers?|managers?|common|misc|tools?|stuff|base_?classes)$")
VAGUE_CLASS = re.compile(r"(Utils?|Helpers?|Manager|Misc)$")
HISTORY = re.compile(r"(?i)\b(formerly|previously|no longer|used to be|todo|fixme|xxx)\b")

files = pytest.mark.parametrize(
    "file", source_files(*PACKAGES), ids=lambda file: str(file.relative_to(ROOT))
)


def code_lines(source: str) -> set[int]:
    """Return the numbers of the lines that hold code: no comment, blank or docstring."""
    held: set[int] = set()
    silent = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    fresh = True
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}:
            fresh = True
        elif token.type not in silent and token.type != tokenize.ENDMARKER:
            if not (fresh and token.type == tokenize.STRING):
                held.update(range(token.start[0], token.end[0] + 1))
            fresh = False
    return held


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_a_docstring_is_not_counted_as_code() -> None:
    assert code_lines('"""One\n\ntwo."""\n\n# Why.\nx = """a\nb"""\n') == {6, 7}


@files
def test_a_file_is_a_small_room(file: Path) -> None:
    lines = code_lines(file.read_text(encoding="utf-8"))
    assert len(lines) <= FILE_LINES, "something in it wants a room of its own"


@files
def test_a_function_is_short(file: Path) -> None:
    lines = code_lines(file.read_text(encoding="utf-8"))
    for function in functions(parsed(file)):
        assert function.end_lineno is not None
        length = len(lines & set(range(function.lineno, function.end_lineno + 1)))
        assert length <= FUNCTION_LINES, function.name


@files
def test_a_name_says_what_is_in_it(file: Path) -> None:
    for part in file.relative_to(ROOT).with_suffix("").parts:
        assert not VAGUE.match(part), part
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.ClassDef):
            assert not VAGUE_CLASS.search(node.name), node.name


@files
def test_a_comment_tells_why_and_not_what_was_before(file: Path) -> None:
    with tokenize.open(file) as source:
        for token in tokenize.generate_tokens(source.readline):
            if token.type == tokenize.COMMENT:
                assert not HISTORY.search(token.string), token.string


@files
def test_no_invisible_space_is_written_in_a_source(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search("[\u00a0\u202f\u200b]", text), "typeset() sets them where text is shown"
    assert not re.search("(?<=[a-zé])\u2019(?=[a-zéêèh])", text), "write ' and let typeset() set it"
