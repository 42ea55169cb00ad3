"""Whatever terminal, size and environment the program is started in, it is the same program."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.architecture.installation import InstalledProgram
from tests.journeys.conftest import Start
from tests.journeys.surroundings import surroundings
from tests.journeys.visitor import HOME_SCREEN, Visitor


def test_the_framework_takes_no_order_from_the_environment(start: Start, home: Path) -> None:
    terminal = start(
        "demo",
        TEXTUAL_PRESS="f10,q",
        TEXTUAL_DRIVER="textual.drivers.headless_driver:HeadlessDriver",
        TEXTUAL_LOG=str(home / "keys.log"),
        TEXTUAL_DEBUG="1",
        TEXTUAL_SCREENSHOT="0",
        TEXTUAL_SCREENSHOT_LOCATION=str(home),
        TEXTUAL_ALLOW_SIGNALS="1",
        TEXTUAL_THEME="dracula",
    )
    visitor = Visitor(terminal)
    visitor.arrives()
    visitor.presses("ctrl+c")
    visitor.opens_the_webmail()
    visitor.quits()
    assert not list(home.glob("*.log"))
    assert not list(home.glob("*.svg"))


@pytest.mark.parametrize(
    "size",
    [(1, 1), *(pytest.param(size, marks=pytest.mark.soak) for size in ((2, 3), (10, 4)))],
    ids=str,
)
def test_a_tiny_terminal_is_survived_and_made_larger(start: Start, size: tuple[int, int]) -> None:
    terminal = start("demo", size=size)
    terminal.wait_until(lambda: b"\x1b[?1049h" in terminal.output, "the first screen")
    terminal.settle()
    terminal.press("tab", "f1", "escape")
    terminal.resize(80, 24)
    visitor = Visitor(terminal)
    visitor.arrives()
    visitor.quits()


@pytest.mark.parametrize("arguments", [["demo"], ["open", "--config"]], ids=lambda a: a[0])
def test_without_a_terminal_one_sentence_is_said(
    program: InstalledProgram, home: Path, arguments: list[str]
) -> None:
    if arguments[0] == "open":
        (sample,) = program.environment.rglob("samples/toulouse-2014/election.toml")
        arguments = [*arguments, str(sample)]
    done = subprocess.run(
        [program.command, *arguments],
        env=surroundings(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == "Cette commande s'utilise dans un terminal, au clavier.\n".replace(
        "'", "\N{APOSTROPHE}"
    )


@pytest.mark.parametrize(
    "term",
    [
        *("dumb", "unknown-terminal"),
        *(pytest.param(term, marks=pytest.mark.soak) for term in ("xterm", "screen", "vt220")),
    ],
)
def test_any_kind_of_terminal_shows_the_first_screen(start: Start, term: str) -> None:
    terminal = start("demo", term=term)
    terminal.wait_for(*HOME_SCREEN)
    Visitor(terminal).quits()
