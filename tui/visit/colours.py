"""How many colours a terminal has, and the theme that suits it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class Colours(Enum):
    """What a terminal can show."""

    ALL = "all"
    CUBE = "256"
    """The cube of xterm: 6 levels a channel, and 24 greys."""
    SIXTEEN = "sixteen"
    CONSOLE = "console"
    """Sixteen, on the Linux console: bold is bright there, and a ground never is."""

    @classmethod
    def of_terminal(cls, environment: Mapping[str, str]) -> Colours:
        """Return what a terminal says of itself, as Rich understands it too.

        COLORTERM names the terminals that show everything; TERM ends with the number otherwise.
        """
        if environment.get("TERM", "").startswith("linux"):
            return cls.CONSOLE
        if environment.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
            return cls.ALL
        term = environment.get("TERM", "").strip().lower()
        number = term.rpartition("-")[2]
        if number == "256color" or "kitty" in term:
            return cls.CUBE
        return cls.SIXTEEN
