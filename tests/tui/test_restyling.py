"""Opening a screen styles each widget a few times at most: old machines feel every one."""

from __future__ import annotations

import pytest
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

from tests.tui.conftest import OpenSandbox
from tests.tui.sandbox import opened

MOST = 4
"""Applications a widget: as it is mounted, as the screen comes in front, and its components."""


@pytest.mark.parametrize(
    "route", ["account_access", "account_creation", "forgotten_voter_password", "webmail_login"]
)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_opening_a_form_styles_each_widget_a_few_times(
    open_sandbox: OpenSandbox, monkeypatch: pytest.MonkeyPatch, route: str, size: tuple[int, int]
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
