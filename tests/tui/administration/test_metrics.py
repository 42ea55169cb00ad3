"""`admin serve-metrics`: what a monitor reads, and what it must not."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

import models
from tests.architecture.source_tree import ROOT
from tests.tui.commands import PROGRAM, admin, said
from tui.administration.metrics import SHARE, Kept


@contextmanager
def served(config: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Start the program on a free port; yield its address, and its process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [*PROGRAM, "admin", "serve-metrics", "--port", str(port), "--config", str(config)]
    pipe = subprocess.PIPE
    process = subprocess.Popen(words, cwd=ROOT, stdout=pipe, stderr=pipe, text=True)
    try:
        assert process.stdout is not None
        assert f"127.0.0.1:{port}/metrics" in process.stdout.readline()
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.kill()
        process.communicate()


def read(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - of this machine
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def listening(process: int) -> set[str]:
    """Return the addresses on which a process listens, as the kernel writes them."""
    inodes = {os.readlink(one) for one in Path(f"/proc/{process}/fd").iterdir()}
    rows = [
        line.split()
        for name in ("tcp", "tcp6")
        for line in Path(f"/proc/{process}/net/{name}").read_text().splitlines()[1:]
    ]
    return {
        row[1].partition(":")[0]
        for row in rows
        if row[3] == "0A" and f"socket:[{row[9]}]" in inodes
    }


def test_a_monitor_reads_figures_until_the_service_is_stopped(config: Path) -> None:
    with served(config) as (place, process):
        status, text = read(f"{place}/metrics")
        assert status == 200
        values = {
            (sample.name.removeprefix("espace_electeur_"), *sample.labels.values()): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }
        assert values["up",] == 1
        assert (values["electors",], values["accounts_confirmed",]) == (6, 0)
        assert (values["mails", "waiting"], values["kiosks", "silent"]) == (0, 0)
        assert values["check_level", "database"] == 0
        assert values["check_level", "calendar"] == 1  # 2014 is over
        assert not [name for name, *_ in values if re.search("audit|ballot|vot(?!er)|disk", name)]
        people = (config.parent / "donnees" / "election.sqlite").exists() and models.SAMPLE_PEOPLE
        for person in people or ():
            assert person.user_name not in text
            assert person.address not in text
        assert read(f"{place}/health")[0] == 200
        state = json.loads(read(f"{place}/health")[1])
        assert (state["format"], state["state"]) == (1, "attention")
        assert read(f"{place}/")[0] == 404
        if process.pid and os.geteuid() == 0:  # memory is private: to others /proc is closed
            assert listening(process.pid) == {"0100007F"}
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def test_a_base_that_is_away_is_no_health(config: Path) -> None:
    (config.parent / "donnees" / "election.sqlite").unlink()
    with served(config) as (place, process):
        status, text = read(f"{place}/metrics")
        assert (status, "espace_electeur_up 0.0" in text) == (200, True)
        assert "espace_electeur_electors" not in text
        status, text = read(f"{place}/health")
        assert (status, json.loads(text)["checks"]["database"]) == (503, "fault")
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


def test_a_reading_that_fails_by_itself_is_recorded_and_no_answer_shows_it(
    capfd: pytest.CaptureFixture[str],
) -> None:
    def fail() -> int:
        raise RuntimeError("Cormoran7Vallespir")

    assert Kept(fail, 30.0).get() is None
    assert "Cormoran" not in "".join(capfd.readouterr())


def test_a_client_that_goes_away_leaves_no_line(config: Path) -> None:
    with served(config) as (place, process):
        port = int(place.rpartition(":")[2])
        for _ in range(3):
            with socket.create_connection(("127.0.0.1", port)) as client:
                client.sendall(b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
        assert read(f"{place}/health")[0] == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_a_port_that_is_taken_is_one_sentence(config: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = admin("serve-metrics", "--port", str(port), "--config", config)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert f"port {port} de cette machine est déjà pris" in said(done)


def test_what_is_asked_for_all_the_time_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    now, reads = 0.0, 0

    def read_slowly() -> int:
        nonlocal now, reads
        now += 2.0
        reads += 1
        if reads == 2:
            raise models.DatabaseBusy
        return reads

    monkeypatch.setattr("tui.administration.metrics.monotonic", lambda: now)
    kept = Kept(read_slowly, 30.0)
    assert [kept.get() for _ in range(100)] == [1] * 100
    now += 2.0 * SHARE - 0.1
    assert (kept.get(), reads) == (1, 1)
    now += 0.2
    assert (kept.get(), kept.get(), reads) == (None, None, 2)
    now += 2.0 * SHARE + 0.1
    assert kept.get() == 3
