"""`admin staff-code`: a line of the election file, and a code that is kept nowhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import models
from models.rules.staff_codes import compared_staff_code
from tests.tui.commands import Called, call_typing, said
from tests.tui.source_terminal import source_terminal

CODE = "Sifflet-Éclipse 9"
COMMAND = ("-m", "tui", "admin", "staff-code")


def given(config: Path, line: bytes, *words: str) -> Called:
    """Call the command with a line on its standard input."""
    return call_typing(line, "admin", "staff-code", *words, "--config", config)


def opens(config: Path, line: str, code: str) -> bool:
    """Return whether the code opens a kiosk whose file holds the line."""
    text = config.read_text(encoding="utf-8").replace("\n[kiosk]\n", f"\n[kiosk]\n{line}\n")
    changed = config.with_name("borne.toml")
    changed.write_text(text, encoding="utf-8")
    espace = models.Espace(models.load_election(changed), models.SystemClock())
    try:
        espace.kiosk.check_staff_code(code, source="kiosk:test")
    except models.WrongStaffCode:
        return False
    finally:
        espace.close()
    return True


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
def test_a_program_writes_the_code_and_reads_one_line(config: Path, end: bytes) -> None:
    done = given(config, CODE.encode() + end)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r'staff_code_hash = "\$argon2id\$[^"\n]+"\n', done.stdout)
    assert "sous [kiosk]" in said(done)
    assert opens(config, done.stdout.strip(), CODE)
    assert not opens(config, done.stdout.strip(), CODE.lower())


def test_the_program_makes_a_code_that_any_case_and_no_dash_opens(config: Path) -> None:
    done = given(config, b"", "--generate")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    found = re.search(r"[B-Z]{5}-[B-Z]{5}", done.stderr)
    assert found
    assert found[0] not in done.stdout
    assert opens(config, done.stdout.strip(), compared_staff_code(found[0]).lower())


def test_a_program_reads_the_same_in_json(config: Path) -> None:
    typed = json.loads(given(config, CODE.encode(), "--json").stdout)
    assert set(typed) == {"format", "staff_code_hash"}
    made = json.loads(given(config, b"", "--generate", "--json").stdout)
    assert set(made) == {"format", "staff_code_hash", "staff_code"}
    assert opens(config, f'staff_code_hash = "{made["staff_code_hash"]}"', made["staff_code"])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"", "Aucun code"),
        (b"\n", "Aucun code"),
        (b"Xk9pq7\n", "huit caractères au minimum"),
        (b"Vacances2014\n", "ajoutez un deuxième mot"),
        (b"x" * 100_000, "128 caractères au maximum"),
        (b"Sifflet-\xc9clipse 9\n", "UTF-8"),
    ],
)
def test_what_is_no_good_code_is_refused_and_not_repeated(
    config: Path, line: bytes, why: str
) -> None:
    done = given(config, line)
    assert done.returncode == 1
    assert done.stdout == ""
    assert why in said(done)
    assert "Vacances" not in said(done)


def test_the_code_is_no_argument(config: Path) -> None:
    done = given(config, b"", CODE)
    assert done.returncode == 2
    assert "En trop" in said(done)


def asked(config: Path, *lines: str) -> tuple[int, str]:
    """Type the lines at the questions of a terminal; return the status and what was shown."""
    with source_terminal(*COMMAND, "--config", config, size=(200, 24)) as terminal:
        for line, question in zip(lines, ("personnel", "Confirmation"), strict=False):
            terminal.wait_for(question)
            terminal.wait_until(lambda: not terminal.echoes, "a question for a secret")
            terminal.type(line)
            terminal.press("enter")
        return terminal.wait_end(), terminal.output.decode()


def test_a_person_types_it_twice_and_never_sees_it(config: Path) -> None:
    status, shown = asked(config, CODE, CODE)
    assert status == 0, shown
    assert "Sifflet" not in shown
    (line,) = re.findall(r'staff_code_hash = ".*?"', shown)
    assert opens(config, line, CODE)


def test_two_different_codes_are_refused(config: Path) -> None:
    status, shown = asked(config, CODE, f"{CODE}8")
    assert status == 1
    assert "différentes" in shown
    assert "staff_code_hash" not in shown


def test_the_logs_hold_neither_the_code_nor_its_hash(config: Path, tmp_path: Path) -> None:
    state = str(tmp_path / "state")
    words = ("admin", "staff-code", "--config", config)
    done = call_typing(CODE.encode(), *words, XDG_STATE_HOME=state)
    assert done.returncode == 0
    written = [path.read_text("utf-8") for path in (tmp_path / "state").rglob("*.jsonl")]
    assert any("admin staff-code" in text for text in written)
    assert not any("Sifflet" in text or "argon2" in text for text in written)
