"""The longest texts that an election may say are whole on the smallest screen."""

from __future__ import annotations

import pytest

from models import Election
from models.settings.texts import long_text_flaws
from models.texts.catalogue import list_texts
from tests.tui.conftest import OpenSandbox
from tests.tui.sandbox import opened, plain, seen
from tui.widgets.door import Door

DOORS = ("doors.mailbox", "doors.account", "doors.space")
LONGEST = {text.key: text.longest for text in list_texts() if text.longest is not None}


def words(key: str) -> str:
    """Return a text of words that is as long as this one may be."""
    longest = LONGEST[key]
    return f"{key} {'abcdefg ' * 9}"[: longest - 1].rstrip().ljust(longest, "z")


def in_long_words(election: Election) -> Election:
    own = {key: words(key) for key in LONGEST}
    assert list(long_text_flaws(own, {})) == []
    return election.changed(texts_section=own)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (104, 30), (120, 40)], ids=str)
async def test_doors_and_steps_are_whole(open_sandbox: OpenSandbox, size: tuple[int, int]) -> None:
    sandbox = open_sandbox(changed=in_long_words)
    async with sandbox.app.run_test(size=size) as pilot:
        await opened(sandbox, pilot, "home")
        for door, key in zip(sandbox.screen.query(Door), DOORS, strict=True):
            assert len(door.render().plain.splitlines()) == door.content_size.height
            shown = plain(door.render().plain).replace(door.state, "", 1)
            assert words(key) in " ".join(shown.split())
        await opened(sandbox, pilot, "account_creation")
        assert seen(sandbox, words("doors.step.create"))
        if size[0] > 100:
            (rail,) = [line for line in sandbox.lines if "doors.rail" in line]
            assert all(words(f"doors.rail.{name}") in rail for name in ("mailbox", "account"))
            assert words("doors.rail.space") in rail
