"""The sandbox of the screens' tests, under the names of its fixtures."""

from __future__ import annotations

from tests.tui.voter.conftest import filled, open_sandbox

__all__ = ["filled", "open_sandbox"]
