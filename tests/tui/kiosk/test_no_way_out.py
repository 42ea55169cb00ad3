"""Nothing that Textual can do besides showing screens works in a kiosk."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.tui.kiosk.conftest import OpenKiosk
from tests.tui.reading import text_of
from tests.tui.sandbox import arrived, write
from tui.kiosk.app import KioskApp

ACTIONS = (
    *("quit", "suspend_process", "screenshot", "command_palette", "show_help_panel", "bell"),
    *("change_theme", "help_quit", "pop_screen", "push_screen('home')", "switch_mode('x')"),
    *("notify('x')", "toggle_dark", "demo('demo_people')"),
)


async def test_no_file_is_written_and_no_address_opened(
    open_kiosk: OpenKiosk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BROWSER", "false")
    kiosk = open_kiosk()
    before = set(tmp_path.iterdir())
    async with kiosk.app.run_test() as pilot:
        await kiosk.begins(pilot)
        app = kiosk.app
        app.open_url("https://education.gouv.fr")
        app.deliver_text(io.StringIO("text"), save_directory=tmp_path)
        app.deliver_binary(io.BytesIO(b"bytes"), save_directory=tmp_path)
        app.deliver_screenshot("picture.svg", str(tmp_path))
        app.save_screenshot("picture.svg", str(tmp_path))
        app.action_suspend_process()
        await pilot.pause()
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("action", ACTIONS)
async def test_no_action_of_the_framework_runs(open_kiosk: OpenKiosk, action: str) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await kiosk.begins(pilot)
        before = text_of(kiosk.app)
        assert not await kiosk.app.run_action(action)
        await pilot.pause()
        assert text_of(kiosk.app) == before
        assert kiosk.app.is_running


async def test_the_actions_that_are_offered_are_the_applications_own(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    for action in KioskApp.offered:
        assert hasattr(kiosk.app, f"action_{action}")


async def test_nothing_is_ever_copied(
    open_kiosk: OpenKiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await kiosk.begins(pilot)
        await pilot.press("1")
        await arrived(kiosk, pilot, "webmail_login")
        await write(pilot, "fdupont")
        driver = kiosk.app._driver
        assert driver is not None
        written: list[str] = []
        monkeypatch.setattr(driver, "write", written.append)
        await pilot.press("shift+home", "ctrl+c", "ctrl+x")
        assert kiosk.app.clipboard == ""
        kiosk.app.copy_to_clipboard("fdupont")
        assert kiosk.app.clipboard == ""
        assert not any("\x1b]52" in text for text in written)


@pytest.mark.parametrize("letter", ["q", "c", "p", "z", "d", "backslash", "a", "t"])
async def test_no_control_key_works_on_the_kiosks_own_screens(
    open_kiosk: OpenKiosk, letter: str
) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await kiosk.stands_by(pilot)
        before = text_of(kiosk.app)
        await pilot.press(f"ctrl+{letter}")
        assert text_of(kiosk.app) == before
        await pilot.press("f12")
        await arrived(kiosk, pilot, "kiosk_staff")
        before = text_of(kiosk.app)
        await pilot.press(f"ctrl+{letter}")
        assert text_of(kiosk.app) == before
        assert kiosk.app.is_running
