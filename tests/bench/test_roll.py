"""The roll that `make bench` keeps: it is loaded again once its sources have changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.services.administration import roll_import
from tests.bench import roll


def test_another_import_makes_the_kept_roll_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = roll.version()
    changed = tmp_path / "roll_import.py"
    changed.write_text("", encoding="utf-8")
    monkeypatch.setattr(roll_import, "__file__", str(changed))
    assert roll.version() != before
