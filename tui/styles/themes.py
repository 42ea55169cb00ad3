"""The palettes as Textual themes, and which one a terminal starts with."""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

from tui.styles.palette import PALETTES, Palette
from tui.visit.colours import Colours


def _theme(name: str, palette: Palette) -> Theme:
    """Return a theme whose every variable comes from the palette."""
    return Theme(
        name=name,
        primary=palette.accent,
        secondary=palette.accent,
        accent=palette.accent,
        warning=palette.waiting,
        error=palette.missing,
        success=palette.kept,
        foreground=palette.ink,
        background=palette.ground,
        surface=palette.ground,
        panel=palette.panel,
        dark=not name.startswith("light"),
        text_alpha=1.0,
        variables={
            **palette.variables(),
            "text": palette.ink,
            "text-muted": palette.muted,
            "text-disabled": palette.quiet,
            "border": palette.accent,
            "border-blurred": palette.line,
            "block-cursor-foreground": palette.on_chosen,
            "block-cursor-background": palette.chosen,
            "input-cursor-foreground": palette.field_focus,
            "input-cursor-background": palette.ink,
            "input-cursor-text-style": "none",
            "input-selection-foreground": palette.on_chosen,
            "input-selection-background": palette.chosen,
            "scrollbar": palette.line,
            "scrollbar-hover": palette.accent,
            "scrollbar-active": palette.accent,
            "scrollbar-background": palette.panel,
            "scrollbar-corner-color": palette.panel,
        },
    )


THEMES: tuple[Theme, ...] = tuple(_theme(name, palette) for name, palette in PALETTES.items())
"""The themes of the application, by the names of `PALETTES`."""

OTHERS = {"light": "dark", "dark": "light", "light-256": "dark-256", "dark-256": "light-256"}
"""The theme that a key changes to; the terminals with sixteen colours have only one."""


def first_theme(environment: Mapping[str, str]) -> str:
    """Return the name of the theme that suits a terminal.

    Terminals with sixteen colours have a theme of their own, on black. Elsewhere the light
    theme, by day and if nothing is known, and the dark one if the terminal says that its
    ground is dark; both in colours that the terminal shows as they are.
    """
    match Colours.of_terminal(environment):
        case Colours.CONSOLE:
            return "console"
        case Colours.SIXTEEN:
            return "sixteen"
        case Colours.CUBE:
            return "dark-256" if dark_ground(environment) else "light-256"
    return "dark" if dark_ground(environment) else "light"


def dark_ground(environment: Mapping[str, str]) -> bool:
    """Return whether the terminal says that its ground is dark.

    COLORFGBG (« 15;0 ») is set by rxvt, Konsole and others; its last number is
    the ground, of which 0 to 6 and 8 are dark. Where it is not set, the ground is
    taken for light: the light theme is the default.
    """
    ground = environment.get("COLORFGBG", "").rpartition(";")[2]
    return ground.isdecimal() and (int(ground) < 7 or int(ground) == 8)
