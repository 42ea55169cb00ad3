"""Classes are short, functions too, and names say what is in them."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.source_tree import PACKAGES, ROOT, parsed, source_files

FAMILY_LINES = 250
"""Lines of code of a class together with its ancestors of our own."""
LEVELS = 3
"""Classes of our own above each other; behaviour that two places need is an object they have."""
ERRORS = "EspaceError"
"""Its descendants hold names and sentences and no behaviour: their levels cost nothing."""
FUNCTION_LINES = 40
# Names that say that something has no place of its own.
VAGUE = re.compile(r"(?i)^(utils?|helpers?|managers?|common|misc|tools?|stuff|base_?classes)$")
VAGUE_CLASS = re.compile(r"(Utils?|Helpers?|Manager|Misc)$")
HISTORY = re.compile(r"(?i)\b(formerly|previously|no longer|used to be|todo|fixme|xxx)\b")

pytestmark = pytest.mark.lint

FILES = source_files(*PACKAGES)


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


@cache
def text_of(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def test_a_docstring_is_not_counted_as_code() -> None:
    assert code_lines('"""One\n\ntwo."""\n\n# Why.\nx = """a\nb"""\n') == {6, 7}


@dataclass(frozen=True)
class OwnClass:
    """A class of the project.

    Attributes:
        place: File and line.
        bases: Names of the classes that it is made of.
        lines: Of code.
    """

    place: str
    bases: tuple[str, ...]
    lines: int


def base_names(node: ast.ClassDef) -> Iterator[str]:
    for base in node.bases:
        named = base.value if isinstance(base, ast.Subscript) else base
        match named:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                yield name


@cache
def own_classes() -> dict[str, OwnClass]:
    """Return the classes of the project by their names, which nothing else distinguishes."""
    found = {}
    for file in FILES:
        lines = code_lines(text_of(file))
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.ClassDef):
                body = set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
                bases = tuple(base_names(node))
                place = f"{file}:{node.lineno} {node.name}"
                found[node.name] = OwnClass(place, bases, len(lines & body))
    return found


def family(name: str) -> set[str]:
    """Return a class and its ancestors of our own."""
    known = own_classes()
    above = [family(base) for base in known[name].bases if base in known and base != name]
    return {name}.union(*above)


def levels(name: str) -> int:
    known = own_classes()
    return 1 + max(
        (levels(base) for base in known[name].bases if base in known and base != name), default=0
    )


def test_a_class_and_its_ancestors_are_short() -> None:
    known = own_classes()
    large = {
        known[name].place: lines
        for name in known
        if (lines := sum(known[one].lines for one in family(name))) > FAMILY_LINES
        and ERRORS not in family(name)
    }
    assert large == {}, "a part of it wants to be an object that it has"


def test_a_class_stands_on_two_others_at_most() -> None:
    known = own_classes()
    deep = {
        known[name].place: levels(name)
        for name in known
        if levels(name) > LEVELS and ERRORS not in family(name)
    }
    assert deep == {}


def test_a_function_is_short() -> None:
    long = []
    for file in FILES:
        lines = code_lines(text_of(file))
        for function in functions(parsed(file)):
            assert function.end_lineno is not None
            body = lines & set(range(function.lineno, function.end_lineno + 1))
            if len(body) > FUNCTION_LINES:
                long.append(f"{file}:{function.lineno} {function.name}")
    assert long == []


def test_a_name_says_what_is_in_it() -> None:
    vague = [
        str(file)
        for file in FILES
        if any(map(VAGUE.match, file.relative_to(ROOT).with_suffix("").parts))
    ]
    vague += [
        f"{file}:{node.lineno} {node.name}"
        for file in FILES
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.ClassDef) and VAGUE_CLASS.search(node.name)
    ]
    assert vague == []


def test_a_comment_tells_why_and_not_what_was_before() -> None:
    history = [
        f"{file}:{token.start[0]} {token.string}"
        for file in FILES
        for token in tokenize.generate_tokens(io.StringIO(text_of(file)).readline)
        if token.type == tokenize.COMMENT and HISTORY.search(token.string)
    ]
    assert history == []


def test_no_invisible_space_is_written_in_a_source() -> None:
    """`typeset()` sets them, and the curved apostrophe, where text is shown."""
    invisible = re.compile("[\u00a0\u202f\u200b]|(?<=[a-zé])\u2019(?=[a-zéêèh])")
    found = [str(file) for file in FILES if invisible.search(text_of(file))]
    assert found == []
