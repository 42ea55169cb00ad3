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
        (0, "0 % · 0 Ko sur 500 Ko"),
        (256_000, "50 % · 250 Ko sur 500 Ko"),
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
