"""The helpdesk beside a demonstration: which one it finds, who signs in, how both go together."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models import SAMPLE_STAFF
from tests.models.clocks import MORNING, paris
from tests.tui.commands import call, said
from tests.tui.reading import text_of, until, words_on
from tests.tui.sandbox import write
from tui.demo.beside import OVER, who_may_sign_in
from tui.demo.helpdesk import NONE_RUNS, desk_beside
from tui.demo.sandbox import LOCK, PREFIX, Sandbox, helped_sandboxes, is_held
from tui.demo.shared_clock import TOLD
from tui.desk.app import DeskApp

AGENT = SAMPLE_STAFF[0]
Begin = Callable[[], Sandbox]


@pytest.fixture(autouse=True)
def own_temporary_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture
def begin() -> Iterator[Begin]:
    """Return a function that begins a demonstration which can be helped."""
    begun: list[Sandbox] = []

    def make() -> Sandbox:
        begun.append(Sandbox(MORNING, helped=True))
        begun[-1].open()
        return begun[-1]

    yield make
    for sandbox in begun:
        sandbox.delete()


def directory_of(sandbox: Sandbox) -> Path:
    assert sandbox.directory is not None
    return sandbox.directory


def left_over(tmp_path: Path, name: str) -> Path:
    """Make what a killed demonstration has left."""
    directory = tmp_path / f"{PREFIX}{name}"
    directory.mkdir()
    for file in (LOCK, TOLD):
        (directory / file).touch()
    return directory


def test_none_is_found_where_none_runs(tmp_path: Path) -> None:
    left = left_over(tmp_path, "killed")
    assert not is_held(left)
    assert helped_sandboxes() == []
    done = call("helpdesk", "--demo")
    assert (done.returncode, said(done)) == (1, f"{NONE_RUNS}\n")
    assert left.exists(), "it is for the next demonstration to clear away"


def test_the_newest_of_those_that_run_is_the_first(begin: Begin, tmp_path: Path) -> None:
    older, newer = begin(), begin()
    os.utime(directory_of(older) / LOCK, (1, 1))
    left_over(tmp_path, "killed")
    assert helped_sandboxes() == [directory_of(newer), directory_of(older)]
    newer.delete()
    assert helped_sandboxes() == [directory_of(older)]


def test_one_that_cannot_be_helped_is_not_found() -> None:
    sandbox = Sandbox(MORNING)
    sandbox.open()
    assert is_held(directory_of(sandbox))
    assert helped_sandboxes() == []
    sandbox.delete()


def test_one_that_another_account_could_have_laid_out_is_not_found(
    begin: Begin, tmp_path: Path
) -> None:
    directory = directory_of(begin())
    elsewhere = tmp_path / "elsewhere"
    directory.rename(elsewhere)
    directory.symlink_to(elsewhere)
    assert helped_sandboxes() == []
    directory.unlink()
    elsewhere.rename(directory)


def test_to_look_leaves_the_lock_to_who_clears_away(tmp_path: Path) -> None:
    left = left_over(tmp_path, "killed")
    assert not is_held(left)
    with (left / LOCK).open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        assert is_held(left)


async def sign_in(app: DeskApp, pilot: Pilot[None]) -> None:
    """Sign in as the agent."""
    await app.opened_espace()
    await write(pilot, AGENT.name)
    await pilot.press("tab")
    await write(pilot, AGENT.password)
    await pilot.press("enter")
    await until(pilot, lambda: "QUI APPELLE ?" in text_of(app))


async def test_the_first_screen_says_who_may_sign_in_and_no_other_one(begin: Begin) -> None:
    app = desk_beside(directory_of(begin()))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: who_may_sign_in() in words_on(app))
        assert "ce poste suit celle de l'autre terminal" in words_on(app)
        await sign_in(app, pilot)
        assert AGENT.password not in words_on(app)
        await pilot.press(*"dupont")
        await until(pilot, lambda: "Dupont Françoise" in text_of(app))


async def test_a_terminal_that_has_locked_says_it_again(begin: Begin) -> None:
    app = desk_beside(directory_of(begin()))
    async with app.run_test(size=(80, 24)) as pilot:
        await sign_in(app, pilot)
        app.go("desk_lock")
        await until(pilot, lambda: who_may_sign_in() in words_on(app))


async def test_it_says_that_several_run(begin: Begin) -> None:
    app = desk_beside(directory_of(begin()), among=2)
    async with app.run_test(size=(80, 24)) as pilot:
        words = "2 sont en cours, ce poste suit la plus récente"
        await until(pilot, lambda: words in words_on(app))


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=str)
async def test_the_first_screen_has_room_for_all(begin: Begin, size: tuple[int, int]) -> None:
    app = desk_beside(directory_of(begin()), among=2)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: AGENT.password in words_on(app))
        await app.opened_espace()
        await pilot.click("#primary")
        assert "Entrer" in text_of(app)


async def test_it_lives_at_the_moment_of_the_demonstration(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.demo.beside.LOOK", 0.01)
    sandbox = begin()
    app = desk_beside(directory_of(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "ven. 28 nov. 9 h 30" in text_of(app))
        sandbox.clock.travel(paris("2014-12-04 16:30"))
        await until(pilot, lambda: "jeu. 4 déc. 16 h 30" in text_of(app))


@pytest.mark.parametrize("when", ["before", "after"])
async def test_it_ends_with_the_demonstration(
    begin: Begin, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    monkeypatch.setattr("tui.demo.beside.LOOK", 0.01)
    sandbox = begin()
    app = desk_beside(directory_of(sandbox))
    async with app.run_test(size=(80, 24)) as pilot:
        if when == "after":
            await sign_in(app, pilot)
        sandbox.delete()
        await until(pilot, lambda: app.farewell == OVER)
    assert app.return_code == 0
    assert not app.station.staff


async def test_it_opens_none_whose_demonstration_has_just_ended(begin: Begin) -> None:
    sandbox = begin()
    app = desk_beside(directory_of(sandbox))
    sandbox.delete()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.farewell == OVER)
    assert app.return_code == 0
