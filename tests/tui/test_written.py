"""The root of every widget that shows text."""

from __future__ import annotations

from tests.tui.conftest import OpenApp
from tests.tui.routes import SAMPLE
from tui.widgets.written import Written


async def test_a_text_without_any_room_takes_no_line(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        app.go(SAMPLE)
        await pilot.pause()
        texts = list(app.screen.query(Written))
        assert len(texts) > 5
        for text in texts:
            for width in (0, -1):  # a terminal of one column leaves less than nothing
                assert text.get_content_height(app.size, app.size, width) == 0
            assert text.get_content_height(app.size, app.size, 40) > 0 or not text.render()
