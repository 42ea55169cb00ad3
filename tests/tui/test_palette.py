"""Every text can be read on its ground: 4.5 to 1 at least, in each theme and state."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.pilot import Pilot

from tests.architecture.source_tree import ROOT
from tests.tui.conftest import SANDBOX, OpenApp
from tests.tui.routes import SAMPLE
from tui.application.app import EspaceApp
from tui.styles.palette import CONSOLE, CONTRAST, LIGHT, PALETTES, contrast
from tui.styles.themes import OTHERS, dark_ground, first_theme
from tui.widgets.buttons import PrimaryButton

VGA = (
    "#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa",
    "#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff",
)  # fmt: skip
"""The colours of the console, by their numbers in the terminal's sequences."""
PAIRS: tuple[tuple[str, str], ...] = (
    *((text, "ground") for text in ("ink", "muted", "quiet", "accent")),
    *((text, "ground") for text in ("kept", "missing", "waiting")),
    *((text, "panel") for text in ("ink", "muted", "quiet", "accent")),
    *((text, "panel") for text in ("kept", "missing", "waiting")),
    ("ink", "field"),
    ("quiet", "field"),
    ("ink", "field_focus"),
    ("quiet", "field_focus"),
    ("field_focus", "ink"),
    ("on_accent", "accent"),
    ("on_banner", "banner"),
    ("on_chosen", "chosen"),
)
"""Every text colour with every ground that it is drawn on, in any state."""
SHEETS = sorted((ROOT / "tui" / "styles").glob("*.tcss"))
DECORATION = set("─━│┃▌▐█║ \u00a0")


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize(("text", "ground"), PAIRS, ids=lambda name: str(name))
def test_a_pair_of_the_palette_is_readable(theme: str, text: str, ground: str) -> None:
    palette = PALETTES[theme]
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= CONTRAST


def test_contrast_is_that_of_the_recommendation() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_console_palette_is_the_sixteen_colours_of_the_vga() -> None:
    assert set(CONSOLE.variables().values()) <= set(VGA)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_style_sheet_takes_every_colour_from_the_palette(sheet: Path) -> None:
    source = sheet.read_text(encoding="utf-8")
    assert set(re.findall(r"\$([\w-]+)", source)) <= set(LIGHT.variables())
    assert not re.search(r"#[0-9a-f]{3,6}\b(?!.*\{)|\brgb|\bauto \d", source)


def unreadable(app: EspaceApp) -> list[tuple[str, str, str, float]]:
    """Return the texts of the screen whose drawn contrast is too low."""
    found = []
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if style is None or not set(segment.text) - DECORATION:
                continue
            colour, ground = style.color, style.bgcolor
            if style.reverse:
                colour, ground = ground, colour
            assert isinstance(colour, RichColor)
            assert isinstance(ground, RichColor)
            pair = colour.get_truecolor().hex, ground.get_truecolor().hex
            if contrast(*pair) < CONTRAST:
                found.append((segment.text, *pair, contrast(*pair)))
    return found


async def walk_through_states(pilot: Pilot[None], app: EspaceApp) -> list[object]:
    """Return what cannot be read, from the home screen to a form in all its states."""
    found: list[object] = []
    await pilot.pause()
    found += unreadable(app)
    app.go(SAMPLE)
    await pilot.pause()
    screen = app.screen
    found += unreadable(app)
    await pilot.press("tab", "f2", *"Motdepasse1")
    found += unreadable(app)
    for name in ("address", "code"):
        screen.query_one(f"#{name}").query_one("FieldInput").focus()
        await pilot.pause()
        found += unreadable(app)
        screen.query_one(f"#{name}").show_fault("À corriger.")  # type: ignore[attr-defined]
        await pilot.pause()
        found += unreadable(app)
    for button in ("#forgotten", "#primary"):
        screen.query_one(button).focus()
        await pilot.pause()
        found += unreadable(app)
    screen.query_one(PrimaryButton).start_working()
    screen.query_one("#refusal").show("Trop d'essais.")  # type: ignore[attr-defined]
    await pilot.pause()
    found += unreadable(app)
    await pilot.press("f1")
    return [*found, *unreadable(app)]


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("size", [(80, 30), (120, 40)], ids=str)
async def test_what_is_drawn_is_readable_in_every_state(
    open_app: OpenApp, theme: str, size: tuple[int, int]
) -> None:
    app = open_app(profile=SANDBOX)
    async with app.run_test(size=size) as pilot:
        app.theme = theme
        assert await walk_through_states(pilot, app) == []


@pytest.mark.parametrize(
    ("environment", "theme"),
    [
        ({}, "sixteen"),
        ({"TERM": "xterm"}, "sixteen"),
        ({"TERM": "vt100", "COLORFGBG": "0;15"}, "sixteen"),
        ({"TERM": "xterm-256color"}, "light-256"),
        ({"TERM": "xterm-256color", "COLORFGBG": "15;0"}, "dark-256"),
        ({"TERM": "xterm-kitty"}, "light-256"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "light"),
        ({"TERM": "xterm", "COLORTERM": " 24BIT "}, "light"),
        ({"COLORTERM": "truecolor", "COLORFGBG": "15;0"}, "dark"),
        ({"COLORTERM": "truecolor", "COLORFGBG": "0;15"}, "light"),
        ({"COLORTERM": "truecolor", "COLORFGBG": "0;default;15"}, "light"),
        ({"TERM": "linux", "COLORFGBG": "0;15"}, "console"),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, "console"),
    ],
)
def test_the_first_theme_suits_the_terminal(environment: dict[str, str], theme: str) -> None:
    assert first_theme(environment) == theme
    assert dark_ground({"COLORFGBG": "nonsense"}) is False


@pytest.mark.parametrize("theme", ["light-256", "dark-256", "sixteen", "console"])
@pytest.mark.parametrize(("text", "ground"), PAIRS, ids=lambda name: str(name))
def test_a_pair_is_readable_in_the_colours_that_are_sent(
    theme: str, text: str, ground: str
) -> None:
    palette = PALETTES[theme]
    shown = [as_shown(theme, getattr(palette, name)) for name in (text, ground)]
    assert contrast(*shown) >= CONTRAST


def as_shown(theme: str, colour: str) -> str:
    """Return a colour as a terminal shows what Rich rounds it to: of xterm's table, or the VGA."""
    if theme.endswith("256"):
        return RichColor.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex
    number = RichColor.parse(colour).downgrade(ColorSystem.STANDARD).number
    assert number is not None
    return VGA[number]


def test_every_theme_of_two_leads_to_the_other_and_back() -> None:
    assert all(OTHERS[OTHERS[theme]] == theme for theme in OTHERS)
    assert set(PALETTES) - set(OTHERS) == {"sixteen", "console"}


async def test_without_colours_every_state_keeps_its_sign_and_its_word(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = open_app()
    async with app.run_test(size=(80, 30)) as pilot:
        assert await walk_through_states(pilot, app) == []
        for strip in app.screen._compositor.render_strips():
            for segment in strip:
                colour = segment.style.color if segment.style else None
                if colour is not None:
                    red, green, blue = colour.get_truecolor()
                    assert red == green == blue
