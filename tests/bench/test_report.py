"""What a run says: limits that hold or not, aims beside them, how busy the machine was."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench.figures import Figure
from tests.bench.machine import Load
from tests.bench.report import load_sentence, publish, table, write_report

HOLDS = Figure("créer un compte, 99e centile", 20.0, "ms", 4.0, limit=6.0, aim=5.0)
FAILS = replace(HOLDS, value=40.0)
COUNT = Figure("octets par touche", 250, "o", None, limit=300, absolute=True)
QUIET = Load(cores=2, seconds=60.0, others=0.031, load_average=0.25)
BUSY = replace(QUIET, others=0.38)


def cells(figure: Figure, *, busy: bool = True) -> list[str]:
    """Return the cells of a figure's line, their no-break spaces made ordinary."""
    line = table([figure], busy=busy).splitlines()[1]
    return [cell.strip().replace("\xa0", " ") for cell in line.split("  ") if cell.strip()]


def test_a_line_shows_the_ratio_its_limit_and_the_aim() -> None:
    assert cells(HOLDS) == [
        "créer un compte, 99e centile",
        *("20,0 ms", "4,00 ms", "5,00 ×", "≤ 6,00 ×", "≤ 5,00 ms", "tient"),
    ]
    assert cells(FAILS)[-1] == "NE TIENT PAS"


def test_an_aim_that_is_missed_is_said_of_an_idle_machine_only() -> None:
    note = replace(HOLDS, limit=None)
    assert cells(note, busy=False)[-2:] == ["≤ 5,00 ms", "visée manquée"]
    assert cells(note, busy=True)[-1] == "≤ 5,00 ms"
    assert cells(replace(note, value=4.0), busy=False)[-1] == "≤ 5,00 ms"
    assert cells(FAILS, busy=False)[-1] == "NE TIENT PAS"


def test_a_line_of_a_count_shows_its_own_limit_and_no_aim() -> None:
    assert cells(COUNT) == ["octets par touche", "250 o", "≤ 300 o", "tient"]


def test_the_columns_are_aligned() -> None:
    header, *lines = table([HOLDS, COUNT], busy=False).splitlines()
    end = header.index("limite") + len("limite")
    assert all(line[:end].endswith(unit) for line, unit in zip(lines, "×o", strict=True))


def test_it_is_said_how_much_others_took() -> None:
    sentence = "Pendant la mesure, d'autres programmes ont pris 3\xa0% des 2 cœurs."
    assert load_sentence(QUIET) == sentence
    assert "du seul cœur." in load_sentence(replace(QUIET, cores=1))


def test_a_busy_machine_makes_the_aims_mean_nothing() -> None:
    assert load_sentence(BUSY) == (
        "Pendant la mesure, d'autres programmes ont pris 38\xa0% des 2 cœurs\xa0: les visées "
        "«\xa0au repos\xa0» ne veulent alors rien dire, les limites valent toujours."
    )


@pytest.mark.parametrize("load", [QUIET, BUSY])
def test_only_a_limit_fails_a_strict_run(
    load: Load, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bench.json"
    note = replace(HOLDS, limit=None)
    assert publish([HOLDS, COUNT, note], load, path, strict=True) == 0
    assert publish([HOLDS, FAILS], load, path, strict=True) == 1
    assert publish([HOLDS, FAILS], load, path, strict=False) == 0
    assert load_sentence(load) in capsys.readouterr().out


def test_the_file_holds_the_load_and_the_figures(tmp_path: Path) -> None:
    path = tmp_path / "build" / "bench.json"
    write_report([HOLDS, COUNT], BUSY, path)
    report = json.loads(path.read_text(encoding="utf-8"))
    assert report["machine"] == {
        "cores": 2,
        "seconds": 60.0,
        "others": 0.38,
        "load_average": 0.25,
        "busy": True,
    }
    call, count = report["figures"]
    assert (call["ratio"], call["limit"], call["aim"], call["holds"]) == (5.0, 6.0, 5.0, True)
    assert (count["ratio"], count["absolute"], count["aim"]) == (None, True, None)
