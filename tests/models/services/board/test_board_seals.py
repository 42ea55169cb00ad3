"""The board seals: with those who may open the urns, and never twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Espace
from models.errors import PresenceNeeded, VoteSealed
from models.services.vote import seal as seal_module
from models.tables.vote_seal import VoteSeal
from tests.models.services.board.members import FIRST, OPENING, PRESIDENT, acts, present
from tests.models.services.vote.voting_day import prepared
from tests.models.steps import SOURCE


def test_seal_and_act_are_written_together(espace: Espace, tmp_path: Path) -> None:
    held = prepared(espace, tmp_path).espace
    looked = held.board.seal((), keep=False, source=SOURCE)
    assert (looked.sealed_at, held.board.show_seal()) == (None, None)
    few = present(held, PRESIDENT, FIRST)
    with pytest.raises(PresenceNeeded, match="3 membres"):
        held.board.seal(few, keep=True, source=SOURCE)
    assert (held.board.show_seal(), acts(held)) == (None, [])
    made = held.board.seal(present(held, *OPENING), keep=True, source=SOURCE)
    assert made.fingerprint == looked.fingerprint
    assert held.board.show_seal() == made
    assert acts(held) == ["board_seal/1,3,4"]
    with pytest.raises(VoteSealed):
        held.board.seal(present(held, *OPENING), keep=True, source=SOURCE)
    assert acts(held) == ["board_seal/1,3,4"]
    held.close()


def test_an_act_that_cannot_be_recorded_leaves_no_seal(
    espace: Espace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = prepared(espace, tmp_path).espace
    monkeypatch.delattr("models.services.board.presence.record")
    with pytest.raises(NameError):
        held.board.seal(present(held, *OPENING), keep=True, source=SOURCE)
    with held.context.connection():
        assert seal_module.find_seal() is None
        assert not VoteSeal.select().exists()
    held.close()
