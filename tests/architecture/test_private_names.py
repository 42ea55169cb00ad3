"""Private names of Textual are used in one file, behind names of our own."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT, imports, module_name, parsed, source_files

THE_FILE = ROOT / "tui/textual_private.py"
OTHERS_PRIVATE = {"os._exit"}
"""Private by its name only: it is documented."""

PRIVATE_MODULE = re.compile(r"textual(?:\.\w+)*\._\w+(?:\.\w+)*\Z")

pytestmark = pytest.mark.lint

FILES = [file for file in source_files("tui") if file != THE_FILE]


def names_of_modules(file: Path) -> Iterator[str]:
    """Yield what a file imports, and each text in it that may be the name of a module."""
    yield from imports(file)
    for node in ast.walk(parsed(file)):
        match node:
            case ast.Constant(value=str(text)):
                yield text
            case ast.ImportFrom(module=str(module), names=names):
                yield from (f"{module}.{each.name}" for each in names)


def test_no_private_module_is_named() -> None:
    found = {
        f"{file}: {name}"
        for file in FILES
        for name in names_of_modules(file)
        if PRIVATE_MODULE.match(name)
    }
    assert found == set()


def foreign_names(tree: ast.Module) -> Iterator[str]:
    """Yield each `object._name` that is neither an object's own nor of its class."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=value, attr=name) if name.startswith("_"):
                if not (isinstance(value, ast.Name) and value.id in {"self", "cls"}):
                    yield ast.unparse(node)


def is_private(expression: str) -> bool:
    last = expression.rpartition(".")[2]
    return not last.startswith("__") and not expression.startswith("super()")


def test_nobody_reaches_into_another_object() -> None:
    found = {
        f"{file}: {name}"
        for file in FILES
        for name in foreign_names(parsed(file))
        if is_private(name) and name not in OTHERS_PRIVATE
    }
    assert found == set()


@cache
def private_of(base: type) -> frozenset[str]:
    """Return the private names that the source of a class of Textual uses or defines."""
    source = inspect.getsource(base)
    return frozenset(re.findall(r"(?:self\.|def )(_[a-z]\w*)", source))


def classes(file: Path) -> Iterator[tuple[ast.ClassDef, type]]:
    module = import_module(module_name(file))
    for node in parsed(file).body:
        if isinstance(node, ast.ClassDef):
            yield node, getattr(module, node.name)


def own_names(node: ast.ClassDef) -> set[str]:
    """Return the private names that a class defines, or uses of itself or of its bases."""
    defined = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
    used = {
        inner.attr
        for inner in ast.walk(node)
        if isinstance(inner, ast.Attribute) and ast.unparse(inner.value) in {"self", "super()"}
    }
    return {name for name in defined | used if re.match(r"_[a-z]", name)}


def test_no_class_redefines_or_uses_a_private_name_of_its_base() -> None:
    found = set()
    for file in FILES:
        for node, kind in classes(file):
            bases = [base for base in kind.__mro__ if base.__module__.startswith("textual.")]
            private = frozenset().union(*map(private_of, bases))
            found |= {f"{file}: {node.name}.{name}" for name in own_names(node) & private}
    assert found == set()
