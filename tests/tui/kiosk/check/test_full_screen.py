"""The kiosk in full screen: what cage and foot leave open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT
from tests.tui.kiosk.check.machines import (
    CAGE,
    END,
    FOOT,
    UNIT,
    WANTED,
    Answers,
    fit_machine,
    to_do,
    write,
)
from tui.kiosk.check.machine import Machine
from tui.kiosk.check.service import check_service

GUIDE = ROOT / "docs" / "borne"
FOOT_INI = (GUIDE / "foot.ini").read_text(encoding="utf-8")


def caged(root: Path, *, shipped: bool = False, **answers: str) -> Machine:
    """Return a fit machine whose kiosk is full screen, with the guide's own files."""
    guide = GUIDE if shipped else None
    machine = fit_machine(root, guide=guide, ask=Answers({Path(CAGE).name: said(answers)}))
    (root / UNIT).unlink()
    for place in (CAGE, END):
        write(root / place, (GUIDE / Path(place).name).read_text(encoding="utf-8"))
    (root / WANTED / Path(UNIT).name).unlink()
    (root / WANTED / Path(CAGE).name).symlink_to(f"/{CAGE}")
    write(root / FOOT, FOOT_INI)
    return machine


def said(answers: dict[str, str]) -> str:
    """Return what systemd says of settings."""
    return "".join(f"{name}={value}\n" for name, value in answers.items())


@pytest.mark.parametrize("shipped", [True, False])
def test_a_cage_with_the_settings_of_the_guide_is_good(tmp_path: Path, shipped: bool) -> None:
    machine = caged(tmp_path, shipped=shipped)
    assert not to_do(check_service(machine))
    write(tmp_path / FOOT, FOOT_INI.replace("size=16", "size=24"))
    assert not to_do(check_service(machine))


def test_a_cage_without_its_settings_is_to_get_them(tmp_path: Path) -> None:
    machine = caged(tmp_path)
    (tmp_path / FOOT).unlink()
    assert "docs/borne/foot.ini" in to_do(check_service(machine))["service"]


@pytest.mark.parametrize("shipped", [True, False])
@pytest.mark.parametrize("text", ["", "[main]\nfont=monospace:size=8\n", "font\n", "[x\n"])
def test_a_cage_with_settings_that_leave_something_open_is_told(
    tmp_path: Path, text: str, shipped: bool
) -> None:
    machine = caged(tmp_path, shipped=shipped)
    write(tmp_path / FOOT, text)
    assert "spawn-terminal" in to_do(check_service(machine))["service"]


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("prompt-prev=none", "", "prompt-prev"),
        ("select-word=none", "", "select-word"),
        ("locked-title=yes", "locked-title=no", "locked-title"),
        ("notify=no", "notify=yes", "notify"),
    ],
)
def test_every_line_of_the_guide_s_settings_is_wanted(
    tmp_path: Path, old: str, new: str, name: str
) -> None:
    machine = caged(tmp_path, shipped=True)
    assert old in FOOT_INI
    write(tmp_path / FOOT, FOOT_INI.replace(f"\n{old}\n", f"\n{new}\n"))
    assert f"laisse {name} :" in to_do(check_service(machine))["service"]


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("quit=none\n", 'quit=none\npipe-visible=[sh -c "sh"] Control+x\n', "pipe-visible"),
        ("select-row=none\n", "select-row=BTN_LEFT-4\n", "select-row"),
        ("title=", "include=/home/x/foot.ini\ntitle=", "include"),
    ],
)
def test_a_line_that_opens_something_besides_is_told(
    tmp_path: Path, old: str, new: str, name: str
) -> None:
    machine = caged(tmp_path)
    assert old in FOOT_INI
    write(tmp_path / FOOT, FOOT_INI.replace(old, new, 1))
    assert f"laisse {name} :" in to_do(check_service(machine))["service"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("cage -d --", "cage -d -s --", "Ctrl+Alt+F2 (-s)"),
        ("cage -d --", "cage -ds --", "Ctrl+Alt+F2 (-s)"),
        (" XKB_DEFAULT_OPTIONS=srvrkeys:none", "", "srvrkeys:none"),
        (" --config=/etc/espace-electeur/foot.ini", "", "--config=/etc/espace-electeur/foot.ini"),
    ],
)
def test_a_cage_that_is_started_with_other_options_is_told(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    machine = caged(tmp_path)
    text = (tmp_path / CAGE).read_text(encoding="utf-8")
    assert old in text
    write(tmp_path / CAGE, text.replace(old, new))
    assert told in to_do(check_service(machine))["service"]


def test_the_options_of_the_cage_that_systemd_has_loaded_count(tmp_path: Path) -> None:
    loaded = (
        "{ path=/usr/bin/cage ; argv[]=/usr/bin/cage -d -s -- /usr/bin/foot "
        "--config=/etc/espace-electeur/foot.ini /opt/p -m tui kiosk ; ignore_errors=no ; pid=0 }"
    )
    machine = caged(tmp_path, ExecStart=loaded)
    assert "Ctrl+Alt+F2 (-s)" in to_do(check_service(machine))["service"]
    machine = caged(tmp_path / "other", ExecStart=loaded.replace(" -s", ""))
    assert not to_do(check_service(machine))
