"""`admin status --watch`: on a terminal, beside a base that goes away, on a pipe."""

from __future__ import annotations

import io
import re
import signal
from pathlib import Path

import pytest
from rich.console import Console

import models
from models import StatusAxis, SystemClock
from tests.tui.commands import admin, said
from tests.tui.source_terminal import source_terminal
from tui.administration.status_watch import watch_on


class Enough(Exception):
    """The test has seen what it wanted to."""


def test_counts_are_shown_live_in_eighty_columns_until_ctrl_c(config: Path) -> None:
    words = ("-m", "tui", "admin", "status", "--watch", "--by", "scrutin", "--config", config)
    with source_terminal(*words, size=(80, 16)) as terminal:
        page = terminal.wait_for("Électeurs", "Mails", "Ctrl+C pour finir")
        assert "6" in page
        assert "de plus" in page  # more scrutins than lines
        assert len(page.splitlines()) <= 16
        terminal.send("\x03")
        assert terminal.wait_end() == 0
        assert "Traceback" not in terminal.text
        assert terminal.faults_left() == []


def test_a_signal_ends_it_as_ctrl_c_does(config: Path) -> None:
    with source_terminal("-m", "tui", "admin", "status", "--watch", "--config", config) as terminal:
        terminal.wait_for("Ctrl+C pour finir")
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.wait_end() == 0
        assert terminal.faults_left() == []


def test_a_base_that_goes_away_is_said_once_and_its_return_once(config: Path) -> None:
    espace = models.Espace(models.load_election(config), SystemClock())
    base = config.parent / "donnees" / "election.sqlite"
    aside = base.with_suffix(".aside")
    rests = 0

    def rest(_: float) -> None:
        nonlocal rests
        rests += 1
        espace.context.store.close()
        if rests == 2:
            base.rename(aside)
        elif rests == 5:
            aside.rename(base)
        elif rests == 7:
            raise Enough

    file = io.StringIO()
    page = Console(file=file, force_terminal=True, width=80, height=24, markup=False)
    with pytest.raises(Enough):
        watch_on(page, espace, StatusAxis.CORPS, rest)
    told = file.getvalue().replace("\N{NO-BREAK SPACE}", " ")
    assert told.count("pas de réponse de la base de données") == 1
    assert told.count("la base de données répond de nouveau") == 1
    assert told.count("Dernier compte") == 3
    assert told.index("pas de réponse") < told.index("répond de nouveau")


def test_a_base_that_is_away_from_the_beginning_is_waited_for(config: Path) -> None:
    (config.parent / "donnees" / "election.sqlite").unlink()
    espace = models.Espace(models.load_election(config), SystemClock())
    file = io.StringIO()

    def rest(_: float) -> None:
        raise Enough

    with pytest.raises(Enough):
        watch_on(Console(file=file, force_terminal=True, width=80), espace, StatusAxis.CORPS, rest)
    assert "Aucun compte" in file.getvalue()
    espace.close()


def test_on_a_pipe_it_is_refused_with_what_to_do(config: Path) -> None:
    done = admin("status", "--watch", "--config", config)
    assert (done.returncode, done.stdout) == (1, "")
    assert "serve-metrics" in said(done)


@pytest.mark.parametrize("other", ["--json", "--csv", "--kiosks", "--desk", "--ssh"])
def test_what_cannot_be_shown_live_is_refused(config: Path, other: str) -> None:
    done = admin("status", "--watch", other, "--config", config)
    assert done.returncode == 2
    assert f"choisissez --watch ou {other}" in said(done)


def test_the_next_count_is_said_and_never_far(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    espace = models.Espace(models.load_election(config), SystemClock())
    moments = iter(range(0, 1000, 4))  # a count takes four seconds
    monkeypatch.setattr("tui.administration.status_watch.monotonic", lambda: float(next(moments)))
    rests: list[float] = []

    def rest(seconds: float) -> None:
        rests.append(seconds)
        raise Enough

    file = io.StringIO()
    with pytest.raises(Enough):
        watch_on(Console(file=file, force_terminal=True, width=80), espace, StatusAxis.CORPS, rest)
    assert rests == [10.0]
    told = file.getvalue().replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(r"Compté à \d\d:\d\d:\d\d, prochain compte à \d\d:\d\d:\d\d ; Ctrl", told)
    espace.close()
