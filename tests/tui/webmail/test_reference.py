"""The short reference of a refused sign-in, from the screen to what an administrator reads."""

from __future__ import annotations

import re
from pathlib import Path

from tests.tui.conftest import OpenSandbox
from tests.tui.sandbox import answered, appeared, enter, opened
from tui.administration.reference_words import meaning_of
from tui.logs.events import use
from tui.logs.found_lines import lines_of

SHOWN = re.compile(r"Référence : ([0-9A-F]{4,8})\.")


async def test_what_is_read_out_from_the_screen_leads_to_the_line_of_the_logs(
    open_sandbox: OpenSandbox, tmp_path: Path
) -> None:
    """Review B1: nothing told why a person could not get in."""
    sandbox = open_sandbox()
    logs = sandbox.app.election.logs.changed(target="file", directory=tmp_path / "logs")
    use(logs, election=sandbox.app.election.title, host="salle-12")
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "webmail_login")
        for wrong in ("Pivoine8Lavaur", "Cormoran7Lavaur"):
            await enter(pilot, "fdupont", wrong)
            await answered(sandbox, pilot)
        await appeared(sandbox, pilot, "Référence :")
        found = SHOWN.search(sandbox.words)
        assert found
        (line,) = lines_of(logs, found[1].lower())
        assert (line.host, line.place) == ("salle-12", "webmail_login")
        what, then = meaning_of(line)
        assert what == "le mot de passe de la messagerie est faux"
        assert then.endswith(".")
    written = "".join(path.read_text("utf-8") for path in (tmp_path / "logs").iterdir())
    assert "fdupont" not in written
    assert "Lavaur" not in written
