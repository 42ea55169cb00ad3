"""What is imported, and when: seen from fresh interpreters.

Importing costs a person's time before the first screen, and an import inside a
function escapes a reader of the top of a file.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.architecture.source_tree import ROOT, imports, module_name, source_files

pytestmark = pytest.mark.lint

HEAVY = frozenset(
    {
        "argon2",
        "asyncio",
        "babel",
        "cryptography",
        "dns",
        "email_validator",
        "peewee",
        "playhouse",
        "psycopg",
        "pydantic",
        "pydantic_core",
        "reportlab",
        "sqlite3",
        "structlog",
        "textual",
        "zxcvbn_rs_py",
    }
)
# Typer checks the options of a command with it: nothing that this project could put off.
OF_THE_COMMAND_LINE = frozenset({"pydantic", "pydantic_core"})
SCREENS = frozenset({"textual", "rich", "tui"})

LOADED = "\nimport json, sys\nprint('\\n' + json.dumps(sorted(sys.modules)))\n"

COMMAND = """
import sys
from tui.cli import main
sys.argv = ["espace-electeur", *{arguments!r}]
try:
    main()
except SystemExit as leaving:
    assert not leaving.code, leaving.code
"""

WITHOUT_SCREENS = """
import sys
from importlib import import_module

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {screens!r}:
            raise ModuleNotFoundError(name, name=name)

sys.meta_path.insert(0, Absent())
for name in {modules!r}:
    try:
        import_module(name)
    except ModuleNotFoundError as missing:
        # An optional extra may be absent, what is forbidden may not be asked for.
        assert missing.name != name or name.partition(".")[0] == "psycopg", name
        if missing.name.partition(".")[0] in {screens!r}:
            raise
import models
for name in models.__all__:
    getattr(models, name)
"""


def loaded_after(program: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter holds after a program."""
    done = subprocess.run(
        [sys.executable, "-c", program + LOADED],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    modules: list[str] = json.loads(done.stdout.splitlines()[-1])
    return {module.partition(".")[0] for module in modules}


def test_the_door_of_the_domain_loads_nothing_heavy() -> None:
    assert loaded_after("import models") & HEAVY == set()


def test_the_command_line_loads_nothing_heavy() -> None:
    assert loaded_after("import tui.cli") & HEAVY == set()


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["demo", "--help"]], ids=" ".join)
def test_a_question_to_the_command_line_loads_nothing_heavy(arguments: list[str]) -> None:
    loaded = loaded_after(COMMAND.format(arguments=arguments))
    assert loaded & (HEAVY - OF_THE_COMMAND_LINE) == set()


def test_what_is_called_heavy_is_seen_when_it_is_loaded() -> None:
    assert loaded_after("import peewee, structlog") >= {"peewee", "structlog"}


def test_the_domain_works_where_no_screen_library_is_installed() -> None:
    files = source_files("models")
    modules = {module_name(file) for file in files}
    followed = set().union(*(imports(file) for file in files))
    program = WITHOUT_SCREENS.format(screens=SCREENS, modules=sorted(modules | followed))
    assert loaded_after(program) & SCREENS == set()


def test_no_import_of_the_domain_names_a_screen_library() -> None:
    for file in source_files("models"):
        named = {module.partition(".")[0] for module in imports(file)}
        assert not named & SCREENS, file
