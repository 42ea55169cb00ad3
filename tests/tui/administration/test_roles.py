"""`admin roles`."""

from __future__ import annotations

from pathlib import Path

from tests.tui.commands import admin, said


def test_a_file_has_no_roles_and_the_command_says_what_has(config: Path) -> None:
    done = admin("roles", "--config", config)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "fichier SQLite" in said(done)
    assert "PostgreSQL" in said(done)
