"""`espace-electeur bureau` in a terminal: how it begins, and what it leaves however it ends."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import SAMPLE_BOARD
from tests.journeys.election import prepare_election
from tests.journeys.terminal import Terminal
from tests.tui.source_terminal import source_terminal

TYPED = "tartine violette escalier 47"
SIZE = len(SAMPLE_BOARD.members)


def with_board(text: str) -> str:
    """Return an election file with a board."""
    delegates = ", ".join(f'"{name}"' for name in SAMPLE_BOARD.delegates)
    return (
        f'{text}\n[board]\npresident = "{SAMPLE_BOARD.president}"\n'
        f'secretary = "{SAMPLE_BOARD.secretary}"\ndelegates = [{delegates}]\nthreshold = 3\n'
    )


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An election whose board has no keys yet."""
    return prepare_election(tmp_path_factory.mktemp("bureau"), change=with_board)


@pytest.fixture
def terminal(config: Path, tmp_path: Path) -> Iterator[Terminal]:
    """The board's first page."""
    command = ("-m", "tui", "bureau", "--config", config)
    with source_terminal(*command, XDG_STATE_HOME=str(tmp_path / "state")) as opened:
        opened.wait_for("BUREAU DE VOTE", "● Clés du bureau", "QUITTEZ")
        yield opened


def types_a_passphrase(terminal: Terminal, stick: Path) -> None:
    """Begin the ceremony, and have the first member type."""
    stick.mkdir()
    terminal.press("2")
    terminal.wait_for("CLÉS DU BUREAU", "Commencer")
    terminal.settle(0.4)
    terminal.press("enter")
    terminal.wait_for(f"MEMBRE 1 SUR {SIZE}", "C'est moi")
    terminal.settle(0.4)
    terminal.press("enter")
    terminal.wait_for("La même, une deuxième fois", "caractères au minimum")
    terminal.type(f"{stick}")
    terminal.press("tab")
    terminal.type(TYPED)
    terminal.press("tab")
    terminal.type(TYPED)
    terminal.wait_for("✓ les deux saisies sont identiques")
    terminal.press("enter")
    terminal.wait_for(f"MEMBRE 2 SUR {SIZE}")


def leaves_nothing(terminal: Terminal, tmp_path: Path) -> None:
    """Find nothing of the passphrase in what the terminal was sent, nor in a file."""
    assert TYPED.encode() not in terminal.output
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(TYPED.encode() in path.read_bytes() for path in written)
    assert list((tmp_path / "stick").iterdir()) == []


def test_quitting_in_the_middle_of_the_ceremony_leaves_nothing(
    terminal: Terminal, tmp_path: Path
) -> None:
    types_a_passphrase(terminal, tmp_path / "stick")
    terminal.press("f10")
    terminal.wait_for("Vous avez quitté le bureau de vote. Ce qui est fait est gardé.")
    assert terminal.wait_end() == 0
    leaves_nothing(terminal, tmp_path)


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGTERM, 0), (signal.SIGHUP, 0), (signal.SIGKILL, -signal.SIGKILL)],
)
def test_a_signal_in_the_middle_of_the_ceremony_leaves_nothing(
    terminal: Terminal, tmp_path: Path, number: signal.Signals, status: int
) -> None:
    types_a_passphrase(terminal, tmp_path / "stick")
    terminal.process.send_signal(number)
    assert terminal.wait_end() == status
    leaves_nothing(terminal, tmp_path)
