"""What a person reads is French: literals of the sources and the command line's pages."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source_tree import PACKAGES, docstrings, parsed, source_files
from tests.tui.commands import call

ENGLISH = re.compile(
    r"\b([Tt]he|and|[Yy]our|[Pp]lease|with|this|[Pp]assword|[Ii]nvalid|must|cannot|"
    r"[Uu]sage|[Ss]how|[Ee]xit|[Rr]equired|[Dd]efault|[Ii]nstall|[Cc]opy|[Qq]uit|"
    r"[Cc]ommands|[Hh]elp|shell)\b"
)
COMMANDS = re.compile(r"« (make|sudo install|ssh) [^»]*»")
"""What a person types is English where commands are."""
LOGS = {"debug", "info", "warning", "error", "exception", "critical"}
PROGRAMMING_ERRORS = {
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, Exception)
}


def unread(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield what no person reads: docstrings, styles, logs, keys, a programmer's own errors.

    What Typer and msgspec say in English is read by the program, to be said in French.
    """
    yield from docstrings(tree)
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in PROGRAMMING_ERRORS:
                yield node
            case ast.Dict(keys=keys):
                yield from (key for key in keys if key is not None)
            case ast.Call(func=ast.Attribute(attr=name)) if name in LOGS:
                yield node
            case (
                ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name))
            ) if name.endswith(("CSS", "SQL", "_OF_TYPER", "_OF_MSGSPEC")):
                yield node


def sentences(tree: ast.Module) -> Iterator[str]:
    """Yield the literals that hold at least two words and may be read by a person."""
    hidden = {id(inner) for node in unread(tree) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in hidden and " " in text.strip():
                yield COMMANDS.sub("", text)


@pytest.mark.lint
def test_no_sentence_of_a_source_is_english() -> None:
    english = [
        f"{file}: {text}"
        for file in source_files(*PACKAGES)
        for text in sentences(parsed(file))
        if ENGLISH.search(text)
    ]
    assert english == []


def test_an_english_sentence_would_be_seen() -> None:
    tree = ast.parse('"""The docstring."""\nlabel = "Enter your name"\nraise ValueError("the x")')
    assert [text for text in sentences(tree) if ENGLISH.search(text)] == ["Enter your name"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["demo", "--help"],
        ["open", "--help"],
        ["admin", "--help"],
        ["admin", "init", "--help"],
        ["admin", "migrate", "--help"],
        ["admin", "import", "--help"],
        ["admin", "check", "--help"],
        ["admin", "status", "--help"],
        ["admin", "export", "--help"],
        ["admin", "backup", "--help"],
        ["admin", "restore", "--help"],
        ["admin", "purge", "--help"],
        ["admin", "audit", "--help"],
        ["admin", "audit", "export", "--help"],
        ["admin", "vote", "--help"],
        ["admin", "vote", "notices", "--help"],
        ["admin", "vote", "replace-notice", "--help"],
        ["admin", "send", "--help"],
        ["admin", "staff-code", "--help"],
        ["nothing-of-the-kind"],
        ["demo", "--nothing-of-the-kind"],
        ["admin", "import"],
    ],
    ids=" ".join,
)
def test_the_command_line_speaks_french(arguments: list[str]) -> None:
    done = call(*arguments, COLUMNS="200", NO_COLOR="1", TERM="dumb")
    said = re.sub(r"--[\w-]+|nothing-of-the-kind", "", done.stdout + done.stderr)
    assert said.strip()
    assert "Traceback" not in said
    assert not ENGLISH.findall(said), said
    assert not re.search(r"\b(No such|Missing|Got unexpected|Error|Try)\b", said), said
