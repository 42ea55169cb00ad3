"""The colours, in one place, and every pair of text and ground that is drawn.

The letter is ink on warm white paper, with one accent, a deep blue-green, for
what can be done now. The console's palette holds only the sixteen colours of
the VGA text mode, exactly, so that nothing is rounded on its way there.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

CONTRAST = 4.5
"""Lowest ratio between a text and its ground (WCAG 2.2, 1.4.3, level AA)."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for; the names are the variables of the style sheets.

    Attributes:
        ground: Paper.
        panel: Bars, and whatever has the focus.
        field: Where one types; `field_focus` while one does.
        ink: Text.
        muted: Secondary text.
        quiet: Text of what is disabled.
        line: Rules and unfilled segments: decoration, never text.
        accent: What can be done now; `on_accent` is written on it.
        kept: A rule that is kept, a step that is done.
        missing: A fault, something to correct.
        waiting: Something on its way.
        banner: Ground of the demonstration's banner; `on_banner` is written on it.
        chosen: Ground of the chosen line of a list; `on_chosen` is written on it.
    """

    ground: str
    panel: str
    field: str
    field_focus: str
    ink: str
    muted: str
    quiet: str
    line: str
    accent: str
    on_accent: str
    kept: str
    missing: str
    waiting: str
    banner: str
    on_banner: str
    chosen: str
    on_chosen: str

    def variables(self) -> dict[str, str]:
        """Return the colours by the names that the style sheets use."""
        return {entry.name.replace("_", "-"): getattr(self, entry.name) for entry in fields(self)}


LIGHT = Palette(
    ground="#faf7f0",
    panel="#f0ebdf",
    field="#ece6d8",
    field_focus="#ffffff",
    ink="#1d2326",
    muted="#51595c",
    quiet="#5f6668",
    line="#b9b19f",
    accent="#0b5563",
    on_accent="#ffffff",
    kept="#1f6a35",
    missing="#a8201a",
    waiting="#815000",
    banner="#f2c14e",
    on_banner="#2b2105",
    chosen="#d3e4e4",
    on_chosen="#0d2b31",
)

DARK = Palette(
    ground="#14191b",
    panel="#1e2528",
    field="#262f32",
    field_focus="#0b0f10",
    ink="#ece7db",
    muted="#b3b6b0",
    quiet="#a0a5a1",
    line="#4d575a",
    accent="#6fc6cf",
    on_accent="#08282d",
    kept="#86cf93",
    missing="#ff9488",
    waiting="#e9b95b",
    banner="#e3ad36",
    on_banner="#231a02",
    chosen="#1f444a",
    on_chosen="#f2f7f5",
)

LIGHT_256 = Palette(
    ground="#f2f2f2",
    panel="#dedede",
    field="#e8e8e8",
    field_focus="#ffffff",
    ink="#1c1c1c",
    muted="#4e4e4e",
    quiet="#4e4e4e",
    line="#b6b6b6",
    accent="#005f5f",
    on_accent="#ffffff",
    kept="#005f00",
    missing="#af0000",
    waiting="#5f5f00",
    banner="#ffd75f",
    on_banner="#1c1c1c",
    chosen="#afd7d7",
    on_chosen="#1c1c1c",
)
"""Colours of xterm's table of 256: none is rounded to one that cannot be read.

Rich sends a light grey as the one below it in the table; those that are grounds stand here a
little lighter, for #eeeeee, #dadada and #e4e4e4 to be sent.
"""

DARK_256 = Palette(
    ground="#1c1c1c",
    panel="#262626",
    field="#303030",
    field_focus="#080808",
    ink="#eeeeee",
    muted="#b2b2b2",
    quiet="#a8a8a8",
    line="#585858",
    accent="#5fd7d7",
    on_accent="#080808",
    kept="#87d787",
    missing="#ff8787",
    waiting="#ffd75f",
    banner="#d7af00",
    on_banner="#080808",
    chosen="#005f5f",
    on_chosen="#ffffff",
)

CONSOLE = Palette(
    ground="#000000",
    panel="#000000",
    field="#0000aa",
    field_focus="#0000aa",
    ink="#ffffff",
    muted="#aaaaaa",
    quiet="#aaaaaa",
    line="#555555",
    accent="#55ffff",
    on_accent="#000000",
    kept="#55ff55",
    missing="#ff5555",
    waiting="#ffff55",
    banner="#aa5500",
    on_banner="#ffffff",
    chosen="#0000aa",
    on_chosen="#ffffff",
)

PALETTES: dict[str, Palette] = {
    "light": LIGHT,
    "dark": DARK,
    "light-256": LIGHT_256,
    "dark-256": DARK_256,
    "sixteen": CONSOLE,
    "console": CONSOLE,
}
"""Palettes by the name of their theme."""


def _luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` (WCAG 2.2), from 0.0 to 1.0."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return sum(
        weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours (WCAG 2.2), from 1.0 to 21.0."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)
