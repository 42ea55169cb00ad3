"""Opening a screen styles each widget a few times at most: old machines feel every one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.parse import parse
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

from tests.tui.conftest import OpenSandbox
from tests.tui.sandbox import opened
from tui.visit.routes import Route

MOST = 4
"""Applications a widget: as it is mounted, as the screen comes in front, and its components."""


@pytest.mark.parametrize(
    "route", ["account_access", "account_creation", "forgotten_voter_password", "webmail_login"]
)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_opening_a_form_styles_each_widget_a_few_times(
    open_sandbox: OpenSandbox, monkeypatch: pytest.MonkeyPatch, route: Route, size: tuple[int, int]
) -> None:
    styled: list[DOMNode] = []
    apply = Stylesheet.apply

    def count(sheet: Stylesheet, node: DOMNode, **how: object) -> None:
        styled.append(node)
        apply(sheet, node, **how)  # type: ignore[arg-type]  # handed on as they came

    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=size) as pilot:
        await sandbox.app.opened_espace()
        await pilot.pause()
        monkeypatch.setattr(Stylesheet, "apply", count)
        await opened(sandbox, pilot, route)
        widgets = list(sandbox.screen.walk_children(with_self=True))
        assert len(styled) <= MOST * len(widgets)


async def test_a_style_sheet_is_parsed_once_until_the_theme_changes(
    open_sandbox: OpenSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: Counter[str] = Counter()

    def count(scope: str, css: str, *place: Any, **how: Any) -> Iterable[RuleSet]:
        if not scope:  # our own sheets
            parsed[css] += 1
        return parse(scope, css, *place, **how)

    monkeypatch.setattr("textual.css.stylesheet.parse", count)
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "account_creation")
        assert parsed
        assert set(parsed.values()) == {1}
        await pilot.press("f3")
        await pilot.pause()
        assert set(parsed.values()) == {2}
