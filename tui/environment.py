"""What of the surrounding environment a visit listens to."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping


def ignore_framework_settings(environment: MutableMapping[str, str]) -> None:
    """Drop the variables by which Textual imports modules, types keys or writes files.

    Call it before Textual is imported: it reads them then.
    """
    for name in [name for name in environment if name.startswith("TEXTUAL")]:
        del environment[name]


def dark_ground(environment: Mapping[str, str]) -> bool:
    """Return whether the terminal says that its ground is dark.

    COLORFGBG (« 15;0 ») is set by rxvt, Konsole and others; its last number is
    the ground, of which 0 to 6 and 8 are dark. Where it is not set, the ground is
    taken for light: the light theme is the default.
    """
    ground = environment.get("COLORFGBG", "").rpartition(";")[2]
    return ground.isdecimal() and (int(ground) < 7 or int(ground) == 8)
