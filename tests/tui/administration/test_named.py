"""`--as`: who acts is in the audit chain, beside the account of the machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.main import get_group

import models
from models.tables.audit import AuditEvent
from tests.tui.commands import admin, said
from tui.administration import administration, audit, lists, staff
from tui.administration.vote import vote
from tui.command_line.options import source

RELEASE = ("release", "karim.benali@ac-toulouse.fr", "--reason", "appel")


def newest_source(config: Path) -> str:
    espace = models.Espace(models.load_election(config), models.SystemClock())
    with espace.context.connection():
        newest = AuditEvent.select().order_by(AuditEvent.sequence.desc()).first()
        return str(newest.source)


def test_a_name_is_recorded_with_the_account(config: Path) -> None:
    done = admin(*RELEASE, "--as", "c.durand", "--config", config)
    assert done.returncode == 0, done.stderr
    account = source().removeprefix("admin:")
    assert newest_source(config) == f"admin:c.durand ({account})"
    assert admin(*RELEASE, "--config", config).returncode == 0
    assert newest_source(config) == f"admin:{account}", "a name is that of one command"


@pytest.mark.parametrize("name", ["c durand", "c.durand@ac-toulouse.fr", "root (x)", "x" * 33])
def test_what_could_be_taken_for_an_account_or_an_address_is_no_name(
    config: Path, name: str
) -> None:
    done = admin(*RELEASE, "--as", name, "--config", config)
    assert done.returncode == 2
    assert "La valeur de --as ne convient pas : choisissez un nom de 32 signes" in said(done)


def test_every_command_takes_it() -> None:
    for group in (administration, audit, lists, staff, vote):
        for name, command in get_group(group).commands.items():
            if name not in {"audit", "lists", "staff", "vote"}:
                assert any("--as" in one.opts for one in command.params), name
