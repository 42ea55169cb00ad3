"""What answers at a kiosk besides the program: the kernel, systemd, its logins, the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT
from tests.tui.kiosk.check.machines import (
    PRINTK,
    UNIT,
    Answers,
    fit_machine,
    to_do,
    write,
)
from tui.kiosk.check.machine import Machine
from tui.kiosk.check.memory import check_memory
from tui.kiosk.check.service import check_service
from tui.kiosk.check.station import POWER_KEYS, QUIET_KEYS, check_station

SWAPS = "Filename\tType\tSize\tUsed\tPriority\n{place}\tpartition\t1048572\t0\t-2\n"


def test_a_machine_on_which_nothing_else_answers_is_good(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    findings = [*check_station(machine), *check_memory(machine), *check_service(machine)]
    assert not to_do(findings)
    assert len(findings) == 5


def test_the_keys_of_the_kernel_are_to_be_shut(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    write(tmp_path / "proc/sys/kernel/sysrq", "438\n")
    assert "kernel.sysrq = 0" in to_do(check_station(machine))["sysrq"]


def test_ctrl_alt_del_is_to_be_masked(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    (tmp_path / "etc/systemd/system/ctrl-alt-del.target").unlink()
    assert "systemctl mask ctrl-alt-del.target" in to_do(check_station(machine))["restart"]


def test_ctrl_alt_del_that_leads_to_another_target_is_not_masked(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    place = tmp_path / "etc/systemd/system/ctrl-alt-del.target"
    place.unlink()
    place.symlink_to("/usr/lib/systemd/system/poweroff.target")
    assert "restart" in to_do(check_station(machine))


def test_ctrl_alt_del_seven_times_is_to_be_shut_too(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    (tmp_path / "etc/systemd/system.conf.d/borne.conf").unlink()
    assert "CtrlAltDelBurstAction=none" in to_do(check_station(machine))["restart"]


BURST_QUESTION = "--property=CtrlAltDelBurstAction"


@pytest.mark.parametrize("action", ["reboot-force", "poweroff-immediate"])
def test_a_burst_that_systemd_still_follows_is_told_though_a_file_says_none(
    tmp_path: Path, action: str
) -> None:
    answers = Answers({BURST_QUESTION: f"CtrlAltDelBurstAction={action}\n"})
    machine = fit_machine(tmp_path, ask=answers)
    assert "sudo systemctl daemon-reload" in to_do(check_station(machine))["restart"]


def test_a_burst_that_systemd_has_loaded_as_it_is_written_is_good(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path, ask=Answers({BURST_QUESTION: "CtrlAltDelBurstAction=none\n"}))
    assert "restart" not in to_do(check_station(machine))


@pytest.mark.parametrize(
    "line",
    [
        "NAutoVTs=0",
        "ReserveVT=0",
        "HandlePowerKey=ignore",
        "HandleRebootKeyLongPress=ignore",
        "HandleSuspendKeyLongPress=ignore",
        "HandleHibernateKey=ignore",
        "HandleLidSwitch=ignore",
    ],
)
def test_a_login_or_a_key_that_logind_keeps_is_a_line_to_write(tmp_path: Path, line: str) -> None:
    machine = fit_machine(tmp_path)
    place = tmp_path / "etc/systemd/logind.conf.d/borne.conf"
    place.write_text(place.read_text(encoding="utf-8").replace(line, f"#{line}"), "utf-8")
    assert f"écrivez « {line} » sous" in to_do(check_station(machine))["logind"]


@pytest.mark.parametrize("name", ["HandlePowerKeyLongPress", "HandleLidSwitchExternalPower"])
def test_a_key_that_does_nothing_is_to_be_shut_where_a_file_wakes_it(
    tmp_path: Path, name: str
) -> None:
    machine = fit_machine(tmp_path)
    write(tmp_path / "etc/systemd/logind.conf", f"[Login]\n{name}=poweroff\n")
    assert f"« {name}=ignore »" in to_do(check_station(machine))["logind"]


def test_all_that_a_file_lacks_is_one_thing_to_do(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    write(tmp_path / "etc/systemd/logind.conf.d/borne.conf", "[Login]\n")
    (found,) = [one for one in check_station(machine) if not one.good]
    assert found.text.count("=0 »") == 2
    assert found.text.count("=ignore »") == 7
    assert found.text.startswith("Une autre console")


def test_the_guide_shuts_every_key_that_the_check_looks_at() -> None:
    guide = (ROOT / "docs" / "borne.md").read_text(encoding="utf-8")
    assert {f"{name}=ignore" for name in (*POWER_KEYS, *QUIET_KEYS)} <= set(guide.split())


def test_a_setting_that_a_later_file_changes_is_the_later_one(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    write(tmp_path / "usr/lib/systemd/logind.conf.d/zz.conf", "[Login]\nNAutoVTs = 6\n")
    assert "logind" in to_do(check_station(machine))


def test_a_setting_of_a_file_that_another_one_hides_does_not_count(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    write(tmp_path / "usr/lib/systemd/logind.conf.d/borne.conf", "[Login]\nNAutoVTs=6\n")
    assert "logind" not in to_do(check_station(machine))


def test_nothing_is_said_of_a_systemd_that_is_not_there(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    (tmp_path / "usr/lib/systemd/systemd").unlink()
    (tmp_path / "proc/sys/kernel/sysrq").unlink()
    assert check_station(machine) == []


def test_a_clear_swap_space_is_to_be_taken_away(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    write(tmp_path / "proc/swaps", SWAPS.format(place="/dev/sda2"))
    assert not to_do(check_memory(machine)), "the unit keeps the kiosk out of it"
    write(tmp_path / UNIT, "[Service]\nLimitCORE=0\n")
    said = to_do(check_memory(machine))["swap"]
    assert "swapoff /dev/sda2" in said
    assert "MemorySwapMax=0" in said


@pytest.mark.parametrize("place", ["/dev/zram0", "/dev/dm-1"])
def test_compressed_memory_and_an_encrypted_space_are_good(tmp_path: Path, place: str) -> None:
    machine = fit_machine(tmp_path)
    (tmp_path / UNIT).unlink()
    write(tmp_path / "proc/swaps", SWAPS.format(place=place))
    write(tmp_path / "sys/class/block/dm-1/dm/uuid", "CRYPT-LUKS2-0123-swap\n")
    assert not to_do(check_memory(machine))


def test_a_program_that_keeps_the_memory_of_crashes_is_to_be_put_aside(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    pattern = "|/usr/lib/systemd/systemd-coredump %P %u %g %s %t %c %h %d\n"
    write(tmp_path / "proc/sys/kernel/core_pattern", pattern)
    assert "kernel.core_pattern = |/bin/false" in to_do(check_memory(machine))["core"]
    write(tmp_path / "proc/sys/kernel/core_pattern", "|/bin/false\n")
    assert not to_do(check_memory(machine))


@pytest.mark.parametrize("numbers", ["4\t4\t1\t7\n", "7\t4\t1\t7\n", "2 4 1 7\n"])
def test_messages_of_the_kernel_are_to_be_kept_off_the_screen(tmp_path: Path, numbers: str) -> None:
    machine = fit_machine(tmp_path)
    write(tmp_path / PRINTK, numbers)
    assert "kernel.printk = 1 4 1 7" in to_do(check_station(machine))["printk"]


@pytest.mark.parametrize("numbers", ["1 4 1 7", "0 4 0 7", "", "unreadable"])
def test_a_kernel_that_says_only_its_last_words_is_good(tmp_path: Path, numbers: str) -> None:
    machine = fit_machine(tmp_path)
    write(tmp_path / PRINTK, numbers)
    assert "printk" not in to_do(check_station(machine))


def test_the_guide_keeps_the_messages_of_the_kernel_off_the_screen() -> None:
    guide = (ROOT / "docs" / "borne.md").read_text(encoding="utf-8")
    assert "\nkernel.printk = 1 4 1 7\n" in guide


ASKED = (*POWER_KEYS, "NAutoVTs")
"""What logind is asked for, in order."""


def logind_that_follows(root: Path, **changed: str) -> Machine:
    """Return a fit machine whose logind runs, and says what it follows."""
    values = dict.fromkeys(POWER_KEYS, 's "ignore"') | {"NAutoVTs": "u 0"} | changed
    answer = "".join(f"{values[name]}\n" for name in ASKED)
    return fit_machine(root, ask=Answers({"org.freedesktop.login1": answer}))


def test_a_logind_that_follows_its_files_is_good(tmp_path: Path) -> None:
    assert "logind" not in to_do(check_station(logind_that_follows(tmp_path)))


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"HandlePowerKey": 's "poweroff"'}, "Une touche d'alimentation"),
        ({"NAutoVTs": "u 6"}, "Une autre console"),
    ],
)
def test_a_setting_of_logind_that_is_written_but_not_followed_is_told(
    tmp_path: Path, changed: dict[str, str], what: str
) -> None:
    said = to_do(check_station(logind_that_follows(tmp_path, **changed)))["logind"]
    assert said.startswith(what)
    assert "sudo systemctl restart systemd-logind" in said


@pytest.mark.parametrize("answer", ["", 's "ignore"\n'])
def test_a_logind_that_says_something_else_is_not_held_against_its_files(
    tmp_path: Path, answer: str
) -> None:
    machine = fit_machine(tmp_path, ask=Answers({"org.freedesktop.login1": answer}))
    assert "logind" not in to_do(check_station(machine))
