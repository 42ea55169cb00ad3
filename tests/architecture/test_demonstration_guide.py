"""docs/demonstration.md and its unit: the same text, and names that the program has."""

from __future__ import annotations

import json
import re
from pathlib import Path

from msgspec.structs import fields
from textual.binding import Binding

from models import SshSettings, load_ssh_settings
from tests.architecture.guide_files import (
    Guide,
    said_by_the_program,
    settings_of,
    unknown_settings,
    values_of,
)
from tui.administration.ssh import REASONS
from tui.logs.events import NUMBERS, TEXTS
from tui.ssh.attended import LAST_MOMENTS
from tui.ssh.cgroups import MOST_PROCESSES
from tui.ssh.door import ASSISTANCE, DEMO, TRAINER, VIEWER
from tui.ssh.gate import GRACE
from tui.ssh.screens.room import LONGEST, RoomScreen
from tui.ssh.targets import HELP, TARGETS

GUIDE = Guide("demonstration")
(UNIT,) = GUIDE.files
VALUES = values_of(UNIT)
BY_THE_CLIENT = {"Permission denied", "Connection refused"}
"""What the client itself says."""


def first_cells(heading: str) -> list[str]:
    """Return the names in the first column of a table."""
    return [row[0].strip("`") for row in GUIDE.rows(heading)]


def test_the_guide_shows_and_installs_the_unit_and_an_update_does_so_again() -> None:
    assert GUIDE.shows(UNIT)
    assert GUIDE.installs(UNIT)
    assert GUIDE.updates(UNIT)


def test_the_unit_has_settings_that_systemd_knows() -> None:
    assert unknown_settings(UNIT) == []


def test_the_unit_runs_as_the_account_in_the_folder_that_the_guide_makes() -> None:
    made = next(line for line in GUIDE.text.splitlines() if "sudo useradd " in line).split()
    folder = made[made.index("--home-dir") + 1]
    assert VALUES["User"] == made[-1]
    assert f"/var/lib/{VALUES['StateDirectory']}" == folder
    assert VALUES["ExecStart"].endswith(f" serve --port 2222 --directory {folder}")
    assert f"--directory {folder}\n" in GUIDE.text
    assert "ReadWritePaths" not in VALUES


def test_the_unit_never_gives_up() -> None:
    assert (VALUES["Restart"], VALUES["StartLimitIntervalSec"]) == ("always", "0")
    assert (VALUES["Type"], VALUES["NotifyAccess"]) == ("notify", "main")


def test_a_stop_has_the_time_to_warn_people() -> None:
    assert VALUES["KillMode"] == "mixed", "the host alone is told, and tells the sessions"
    longest = int(VALUES["TimeoutStopSec"]) - int(GRACE + LAST_MOMENTS)
    assert SshSettings().closing_seconds < longest
    assert f"Si `closing_seconds` dépasse {longest}," in GUIDE.text


def test_one_session_without_memory_does_not_end_the_others() -> None:
    assert VALUES["OOMPolicy"] == "continue"
    assert "MemoryMax" in VALUES


def test_the_host_may_make_a_control_group_for_each_session() -> None:
    assert VALUES["Delegate"] == "yes"
    assert "ProtectControlGroups" not in VALUES
    assert f"{MOST_PROCESSES} processus" in GUIDE.text


def test_the_host_sees_whether_a_silent_session_wants_to_run() -> None:
    """`tui.hosts.cpu_share` reads /proc of processes whose memory is private."""
    assert "ProtectProc" not in VALUES


def test_the_calls_that_are_taken_away_come_after_those_that_are_given() -> None:
    calls = [value for _, name, value in settings_of(UNIT) if name == "SystemCallFilter"]
    assert calls == ["@system-service", "~@privileged @resources"]


def test_every_setting_is_explained_with_its_usual_value() -> None:
    told = {row[0].strip("`"): row[1] for row in GUIDE.rows("réglage")}
    usual = {one.name: one.default for one in fields(SshSettings)}
    assert told == {name: "aucun" if one is None else str(one) for name, one in usual.items()}


def test_the_settings_that_the_guide_shows_are_right(tmp_path: Path) -> None:
    (shown,) = GUIDE.blocks("toml")
    path = tmp_path / "ssh.toml"
    path.write_text(shown, encoding="utf-8")
    assert load_ssh_settings(path).trainer_keys == tmp_path / "formateurs"


def test_every_user_and_every_target_is_explained() -> None:
    assert first_cells("nom") == [DEMO, TRAINER, VIEWER, ASSISTANCE]
    assert set(first_cells("mot")) == {*TARGETS, HELP}


def test_every_key_of_the_room_is_explained() -> None:
    keys = {
        binding.key_display
        for binding in RoomScreen.BINDINGS
        if isinstance(binding, Binding) and binding.show
    }
    told = {cell.removesuffix(", deux fois") for cell in first_cells("touche")}
    assert keys <= told
    assert f"{LONGEST} signes au plus" in GUIDE.text


def test_every_reason_of_a_refusal_is_explained() -> None:
    told = {row[1].strip("`") for row in GUIDE.rows("ce que lit la personne")}
    assert told - {""} == set(REASONS)


def test_every_sentence_that_the_guide_quotes_is_said_by_the_program() -> None:
    said = said_by_the_program()
    cells = [row[0] for row in GUIDE.rows("ce que lit la personne")]
    quoted = {found[1] for cell in cells if (found := re.match(r"« (.+?) »", cell))}
    assert len(quoted) > 15
    assert {words for words in quoted - BY_THE_CLIENT if words.casefold() not in said} == set()


def test_the_line_of_the_log_has_facts_that_the_log_keeps() -> None:
    (shown,) = (json.loads(block) for block in GUIDE.blocks("json"))
    assert shown.keys() <= NUMBERS | TEXTS.keys()
    for name in ("terminals", "reasons"):
        assert all(re.fullmatch(TEXTS[name], text) for text in shown[name])


def test_every_link_within_the_guide_leads_to_a_title() -> None:
    assert len(GUIDE.links) > 10
    assert GUIDE.links <= GUIDE.titles


def test_the_contents_name_every_part_in_order() -> None:
    parts = re.findall(r"^## (.+)$", GUIDE.text, flags=re.MULTILINE)
    contents = re.findall(r"^- \[(.+?)\]\(#", GUIDE.text, flags=re.MULTILINE)
    assert parts == contents
