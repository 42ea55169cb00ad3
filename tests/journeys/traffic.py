"""What a program has sent to its terminal: modes, characters, colours, clipboard."""

from __future__ import annotations

import re
from base64 import b64decode
from codecs import getincrementaldecoder

_PRIVATE_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_CONTROL_SEQUENCE = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-~]"
)
_COLOURS = re.compile(rb"\x1b\[([0-9;]*)m")
_CLIPBOARD = re.compile(rb"\x1b\]52;[^;]*;([A-Za-z0-9+/=]*)")

_OFF_AT_REST = {
    1000: "mouse",
    1003: "mouse movements",
    1004: "focus",
    1006: "mouse in decimal",
    1015: "mouse of urxvt",
    1016: "mouse in pixels",
    1049: "alternate screen",
    2004: "paste",
    2048: "resize",
}
_ON_AT_REST = {7: "line wrap", 25: "cursor"}


def modes_left_on(output: bytes) -> list[str]:
    """Return the modes that a program has changed and not changed back, by a name each."""
    state: dict[int, bool] = {}
    for numbers, switch in _PRIVATE_MODE.findall(output):
        for number in numbers.split(b";"):
            state[int(number)] = switch == b"h"
    left = [name for mode, name in _OFF_AT_REST.items() if state.get(mode, False)]
    left += [name for mode, name in _ON_AT_REST.items() if not state.get(mode, True)]
    dropped = sum(int(times or 1) for times in re.findall(rb"\x1b\[<([0-9]*)u", output))
    if dropped < len(re.findall(rb"\x1b\[>[0-9]*u", output)):
        left.append("keyboard protocol")
    return left


def text_sent(output: bytes) -> str:
    """Return what a program has sent so far; it may have been read up to the middle of a letter."""
    return getincrementaldecoder("utf-8")().decode(output)


def characters_sent(output: bytes) -> set[str]:
    """Return the characters that a terminal was asked to draw."""
    return set(_CONTROL_SEQUENCE.sub("", text_sent(output))) - set("\r\n\t\x07")


def colour_codes(output: bytes) -> set[str]:
    """Return the parameters of every change of colour, such as `38;2;10;20;30`."""
    return {codes.decode() for codes in _COLOURS.findall(output)}


def clipboard_texts(output: bytes) -> list[str]:
    """Return every text that was put on the terminal's clipboard (OSC 52)."""
    return [b64decode(text).decode() for text in _CLIPBOARD.findall(output)]
