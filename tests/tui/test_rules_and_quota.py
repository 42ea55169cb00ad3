"""Rules change one by one, in sign, word and colour; the quota says when it is full."""

from __future__ import annotations

import pytest

from models import Quota, RuleCheck, Verdict
from tests.tui.conftest import OpenApp
from tests.tui.reading import text_of
from tests.tui.routes import SAMPLE
from tests.tui.sample_form import sample_checks
from tui.widgets.quota_bar import QuotaBar
from tui.widgets.rule_list import RuleList, rule_words
from tui.widgets.written import Line


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (RuleCheck("digit", Verdict.NEUTRAL, "un chiffre"), "· un chiffre"),
        (RuleCheck("digit", Verdict.KEPT, "un chiffre"), "✓ un chiffre"),
        (
            RuleCheck("digit", Verdict.MISSING, "un chiffre", "ajoutez 0 à 9"),
            "✗ un chiffre : ajoutez 0 à 9",
        ),
    ],
)
def test_a_rule_says_its_verdict_by_sign_and_words(check: RuleCheck, words: str) -> None:
    assert rule_words(check) == words


async def test_a_rule_is_marked_as_broken_only_once_it_is_strict(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        app.go(SAMPLE)
        await pilot.pause()
        rules = app.screen.query_one(RuleList)
        rules.show(sample_checks("abc"))
        await pilot.pause()
        assert "✓ une minuscule" in text_of(app)
        assert "· un chiffre" in text_of(app)
        assert "✗" not in text_of(app)
        rules.strict = True
        rules.show(sample_checks("abc"))
        await pilot.pause()
        assert "✗ un chiffre : ajoutez 0 à 9" in text_of(app)
        assert "✓ une minuscule" in text_of(app)


async def test_only_the_lines_that_change_are_drawn_again(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        app.go(SAMPLE)
        await pilot.pause()
        rules = app.screen.query_one(RuleList)
        rules.show(sample_checks("abc"))
        await pilot.pause()
        drawn: list[str] = []
        render_line = Line.render_line

        def follow(line: Line, y: int) -> object:
            drawn.append(line.plain)
            return render_line(line, y)

        monkeypatch.setattr(Line, "render_line", follow)
        rules.show(sample_checks("abc1"))
        await pilot.pause()
        assert drawn == ["✓ un chiffre"]


@pytest.mark.parametrize(
    ("used", "words"),
    [
        (430_000, "bientôt saturée"),
        (511_500, "✗ boîte saturée"),
        (900_000, "176 % · 879 Ko sur 500 Ko · ✗ boîte saturée"),
    ],
)
async def test_the_quota_is_a_bar_a_figure_and_words(
    open_app: OpenApp, used: int, words: str
) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        bar = QuotaBar(Quota(0, 512_000))
        await app.screen.query_one("#page").mount(bar)
        bar.show(Quota(used, 512_000))
        await pilot.pause()
        assert words in text_of(app)


@pytest.mark.parametrize("quota", [None, Quota(0, 512_000), Quota(409_599, 512_000)])
async def test_a_box_with_room_enough_has_no_bar(open_app: OpenApp, quota: Quota | None) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        bar = QuotaBar()
        await app.screen.query_one("#page").mount(bar)
        bar.show(quota)
        await pilot.pause()
        assert not bar.display
        assert " sur 500 Ko" not in text_of(app)
        bar.show(Quota(409_600, 512_000))
        await pilot.pause()
        assert "80 % · 400 Ko sur 500 Ko · bientôt saturée" in text_of(app)
