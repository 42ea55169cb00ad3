"""Copy and cut give nothing of a secret to the terminal's clipboard."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Start
from tests.journeys.traffic import clipboard_texts
from tests.journeys.visitor import NUMEN, Visitor

SELECT_TO_THE_START = "\x1b[1;2H"


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+x"])
def test_a_secret_is_never_on_the_clipboard(start: Start, key: str) -> None:
    terminal = start("demo")
    visitor = Visitor(terminal)
    visitor.arrives()
    visitor.opens_the_webmail()
    terminal.type("fdupont")
    visitor.presses("tab")
    terminal.type(NUMEN)
    visitor.reads("•" * len(NUMEN))
    terminal.send(SELECT_TO_THE_START)
    visitor.presses(key, "f2")
    visitor.reads(NUMEN)
    terminal.send(SELECT_TO_THE_START)
    visitor.presses(key, "f2")
    visitor.reads("•" * len(NUMEN))
    assert clipboard_texts(bytes(terminal.output)) == []


def test_what_is_no_secret_can_be_copied(start: Start) -> None:
    terminal = start("demo")
    visitor = Visitor(terminal)
    visitor.arrives()
    visitor.opens_the_webmail()
    terminal.type("fdupont")
    visitor.reads("fdupont")
    terminal.send(SELECT_TO_THE_START)
    visitor.presses("ctrl+c")
    terminal.wait_until(
        lambda: clipboard_texts(bytes(terminal.output)) == ["fdupont"], "the copied text"
    )
