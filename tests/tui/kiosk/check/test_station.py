"""What answers at a kiosk besides the program: the kernel, systemd, its logins, the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT
from tests.tui.kiosk.check.machines import LINKS, UNIT, fit_machine, to_do, write
from tui.kiosk.check.memory import check_memory
from tui.kiosk.check.service import check_service
from tui.kiosk.check.station import POWER_KEYS, QUIET_KEYS, check_station

WANTED = "etc/systemd/system/multi-user.target.wants"
CAGE = "espace-electeur-borne-cage.service"
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


def test_a_kiosk_that_nothing_starts_again_needs_its_unit(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    (tmp_path / UNIT).unlink()
    assert "docs/borne/espace-electeur-borne.service" in to_do(check_service(machine))["service"]


def test_a_unit_that_does_not_begin_with_the_machine_is_to_be_enabled(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    (tmp_path / next(place for place in LINKS if WANTED in place)).unlink()
    said = to_do(check_service(machine))["service"]
    assert "systemctl enable --now espace-electeur-borne.service" in said


def test_two_units_for_one_screen_are_one_too_many(tmp_path: Path) -> None:
    machine = fit_machine(tmp_path)
    write(tmp_path / "etc/systemd/system" / CAGE, "[Service]\n")
    (tmp_path / WANTED / CAGE).symlink_to(f"/etc/systemd/system/{CAGE}")
    assert "disable" in to_do(check_service(machine))["service"]


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
