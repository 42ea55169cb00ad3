"""The source files of the project and what they import, read without running them."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("models", "tui")


def source_files(*folders: str) -> list[Path]:
    """Return the Python files under some folders of the project, in order."""
    return [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]


def module_name(file: Path) -> str:
    """Return the dotted name under which a file of the project is imported."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def parsed(file: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def imports(file: Path) -> set[str]:
    """Return every module that a file names in an import, deferred ones included.

    Imports inside functions count, and so do those by name: a constant handed to
    `import_module` or `__import__`.
    """
    found: set[str] = set()
    for node in ast.walk(parsed(file)):
        match node:
            case ast.Import(names=names):
                found.update(name.name for name in names)
            case ast.ImportFrom(module=str(module), level=0):
                found.add(module)
            case ast.ImportFrom(module=module, level=level) if level:
                found.add(_absolute(file, module, level))
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__")
                | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(module)), *_],
            ):
                found.add(module)
    return found


def _absolute(file: Path, module: str | None, level: int) -> str:
    package = module_name(file).split(".")
    if file.name != "__init__.py":
        package = package[:-1]
    package = package[: len(package) - level + 1]
    return ".".join([*package, *([module] if module else [])])


def docstrings(tree: ast.Module) -> set[ast.Constant]:
    """Return the nodes of a tree that are docstrings, attribute docstrings included."""
    found: set[ast.Constant] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant(value=str()) as constant):
                found.add(constant)
    return found
