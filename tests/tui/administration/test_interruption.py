"""Ctrl+C: one is enough, whenever it comes; one sentence, one status, nothing half done."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT
from tests.tui.commands import Called, admin, run_process
from tests.tui.source_terminal import source_terminal

SENTENCE = "Interrompu\u00a0: rien n'a été fait à moitié.\n"

IN_AN_IMPORT = """
import os, signal, sys
from importlib.abc import MetaPathFinder
from tui.__main__ import main

class Pressing(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == sys.argv[0]:
            sys.meta_path.remove(self)
            signal.raise_signal(signal.SIGINT)
        return None

sys.argv = sys.argv[1:]
sys.meta_path.insert(0, Pressing())
main()
"""
"""The program, with Ctrl+C pressed while a module is imported."""

IN_THE_WORK = """
import signal, sys
from models.services.administration import backup
from tui.__main__ import main

class Finalizer:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)

write_part = backup.write_part
def interrupted(*arguments):
    backup.write_part = write_part
    {press}
    return write_part(*arguments)

backup.write_part = interrupted
main()
"""
"""The program, with Ctrl+C pressed at the first table of a backup."""
PLACES = {
    "code": "signal.raise_signal(signal.SIGINT)",
    "finalizer": "Finalizer(); signal.pause()",
}

AFTER_ITS_END = """
import os, signal, threading
from models.services.administration import backup
from tui import cli
from tui.__main__ import main

write_part, told = backup.write_part, cli._told
ended = threading.Event()
def press():
    ended.wait()
    os.kill(os.getpid(), signal.SIGINT)

thread = threading.Thread(target=press, daemon=True)
def with_a_thread(*arguments):
    backup.write_part = write_part
    thread.start()
    return write_part(*arguments)

def pressed_late():
    status = told()
    ended.set()
    thread.join()
    return status

backup.write_part, cli._told = with_a_thread, pressed_late
main()
"""
"""The program, with Ctrl+C pressed when its command has ended, and has left a thread."""

IN_A_TEXT = """
from tui import cli

def visit():
    exec("raise KeyboardInterrupt")

cli.WITHOUT_OPTIONS = {("open",): visit}
cli.say("Tout ce qu'une phrase importe l'est déjà.")
cli.main()
"""
"""The program, with Ctrl+C pressed in the text of an `exec`, which dataclasses are made by."""

PAUSED = """
import signal, sys
from models.services.administration import backup, restoration
from tui.__main__ import main

def paused(*arguments):
    signal.pause()

if "backup" in sys.argv:
    backup.check_part = paused
else:
    restoration.write_rows = paused
main()
"""
"""The program, which waits for a signal when a backup is read again, or a restoration writes."""


def in_a_process(folder: Path, program: str, *words: str | Path) -> Called:
    """Run a program as `python -m` does: only then Python minds what has left an `exec`."""
    (folder / "pressed.py").write_text(program, encoding="utf-8")
    command = [sys.executable, "-m", "pressed", *map(str, words)]
    return run_process(command, PYTHONPATH=f"{ROOT}:{folder}")


@pytest.mark.parametrize(
    "module", ["tui.cli", "typer", "tui.administration", "tui.administration.progress_bars"]
)
def test_pressed_while_the_program_starts_it_is_answered(
    config: Path, tmp_path: Path, module: str
) -> None:
    path = tmp_path / "sauvegarde"
    done = in_a_process(tmp_path, IN_AN_IMPORT, module, "admin", "backup", path, "--config", config)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", SENTENCE)
    assert not path.exists()


@pytest.mark.parametrize("place", PLACES)
def test_pressed_once_during_a_backup_it_leaves_nothing(
    config: Path, tmp_path: Path, place: str
) -> None:
    """Python drops what is raised in a finalizer."""
    folder = tmp_path / "sauvegardes"
    folder.mkdir()
    program = IN_THE_WORK.format(press=PLACES[place])
    done = in_a_process(tmp_path, program, "admin", "backup", folder / "nuit", "--config", config)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", SENTENCE)
    assert list(folder.iterdir()) == []


def test_pressed_when_the_command_has_ended_it_changes_nothing(
    config: Path, tmp_path: Path
) -> None:
    """A thread of the command takes signals as the first one does."""
    path = tmp_path / "sauvegarde"
    words: list[str | Path] = ["admin", "backup", path, "--config", config]
    done = in_a_process(tmp_path, AFTER_ITS_END, *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert "est écrite et vérifiée" in done.stdout
    assert path.exists()


def test_the_status_is_the_same_wherever_it_was_pressed(tmp_path: Path) -> None:
    """Python would end by the signal itself."""
    done = in_a_process(tmp_path, IN_A_TEXT, "open")
    assert (done.returncode, done.stderr) == (130, SENTENCE)


def test_a_program_reads_it_as_one_document(config: Path, tmp_path: Path) -> None:
    program = IN_THE_WORK.format(press=PLACES["code"])
    words: list[str | Path] = ["admin", "backup", tmp_path / "n", "--json", "--config", config]
    done = in_a_process(tmp_path, program, *words)
    assert json.loads(done.stdout)["error"]["kind"] == "Interrupted"
    assert (done.returncode, done.stderr) == (130, SENTENCE)


@pytest.mark.parametrize(
    ("command", "stages"),
    [("backup", ["Écriture", "Vérification"]), ("restore", ["Vérification", "Écriture"])],
)
def test_a_terminal_shows_how_far_it_is_and_is_answered(
    config: Path, tmp_path: Path, command: str, stages: list[str]
) -> None:
    path, where = tmp_path / "sauvegarde", config
    if command == "restore":
        assert admin("backup", path, "--with-keys", "--config", config).returncode == 0
        where = tmp_path / "ailleurs.toml"
    words: list[str | Path] = ["-c", PAUSED, "admin", command, path, "--config", where]
    with source_terminal(*words) as terminal:
        terminal.wait_for(*stages, "%", "reste")
        terminal.process.send_signal(signal.SIGINT)
        terminal.wait_for("Interrompu : rien n'a été fait à moitié.")
        assert terminal.wait_end() == 130
    assert path.exists() == (command == "restore")
    assert not list(tmp_path.glob(".*.part"))
    assert where.exists() == (command == "backup")
