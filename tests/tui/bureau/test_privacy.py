"""What the board's screens never tell, and what each of them explains."""

from __future__ import annotations

import pytest

from models import FollowedPage
from tests.tui.bureau.bureau import at_overview
from tests.tui.bureau.conftest import OpenBureau
from tests.tui.sandbox import arrived, fill
from tui.bureau.screens.routes import BUREAU_ROUTES
from tui.desk.follow_words import title_of
from tui.help.topics import topic_named
from tui.screens.followed_page import page_before
from tui.visit.screen_names import SCREENS


async def test_who_follows_a_visit_is_told_of_the_board_that_it_is_there_and_no_more(
    open_bureau: OpenBureau,
) -> None:
    bureau = open_bureau()
    async with bureau.app.run_test() as pilot:
        await at_overview(bureau, pilot)
        await pilot.press("m")
        await arrived(bureau, pilot, "bureau_presence")
        bureau.screen.field("passphrase").input.focus()
        await pilot.pause()
        await fill(pilot, "chat botté sur un toit")
        assert page_before(bureau.app) == FollowedPage("bureau")
        assert title_of("bureau") == "Au bureau de vote"


@pytest.mark.parametrize("route", sorted(BUREAU_ROUTES))
async def test_each_screen_has_its_page_of_help_and_its_name(
    open_bureau: OpenBureau, route: str
) -> None:
    bureau = open_bureau(ground="bare")
    election, moments = bureau.espace.election, bureau.app.moments
    assert topic_named([route], election, moments) != topic_named(["home"], election, moments)
    assert route in SCREENS


async def test_a_copied_selection_goes_to_no_clipboard(open_bureau: OpenBureau) -> None:
    bureau = open_bureau()
    async with bureau.app.run_test() as pilot:
        await at_overview(bureau, pilot)
        bureau.app.copy_to_clipboard("ce qui est à l'écran")
        assert bureau.app.clipboard == ""
