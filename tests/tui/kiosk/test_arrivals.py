"""Only a person opens a visit: what terminals say by themselves does not."""

from __future__ import annotations

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Event

from tui.kiosk.doorkeeper import Arrivals


def anybody(data: str) -> bool:
    """Return whether what a terminal sends is taken for a person's."""
    parser, arrivals = XTermParser(), Arrivals()
    # A sequence that is not understood ends once nothing follows it.
    events = [*parser.feed(data), *parser.feed("")]
    return any(arrivals.from_person(event) for event in events if isinstance(event, Event))


@pytest.mark.parametrize(
    "data",
    [
        "a",
        "é",
        " ",
        "\r",
        "\t",
        "\x7f",
        "\x1b[A",
        "\x1bOP",
        "\x1b[21~",
        "1",
        "\x1b[200~abc\x1b[201~",
        "\x1b[<0;10;10M",
        "\x1b[<2;10;10M",
    ],
    ids=repr,
)
def test_a_key_a_button_and_a_paste_are_somebodys(data: str) -> None:
    assert anybody(data)


@pytest.mark.parametrize(
    "data",
    [
        *("\x1b[I", "\x1b[O", "\x1b[<35;10;10M", "\x1b[<0;10;10m", "\x1b[<64;10;10M"),
        *("\x1b[?62;1;4c", "\x1b[>41;366;0c", "\x1b[5;12R", "\x1b[?2026;2$y"),
        *("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "\x1b]52;c;YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXo=\x07"),
        *("\x1bP>|XTerm(390)\x1b\\", "\x1bP1$r0 q\x1b\\", "\x1b[?1;2c"),
        *("\x03", "\x1a", "\x1c", "\x11", "\x10", "\x04", "\x1ba"),
    ],
    ids=repr,
)
def test_an_answer_a_movement_and_a_control_key_are_nobodys(data: str) -> None:
    assert not anybody(data)
