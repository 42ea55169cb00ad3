"""The ceremony: each member's share opens with their passphrase, and nothing else is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models import Espace
from models.errors import (
    DatabaseUnavailable,
    KeysRefused,
    OutputRefused,
    PasswordTooWeak,
    ShareRefused,
)
from models.services.vote.keys import make_board_keys
from models.tables.audit import AuditEvent
from models.tables.electors import Scrutin
from models.tables.notices import VoteElection
from models.tables.vote_seal import ScrutinKey
from models.voting.group import generated, power, product
from models.voting.share_files import open_shares
from models.voting.trustees import lagrange, parse_board
from tests.models.services.vote.board import (
    PASSPHRASES,
    hold_ceremony,
    member_files,
    with_board,
)
from tests.models.steps import SOURCE


@pytest.fixture
def board(espace: Espace) -> Espace:
    """The sample election with a board."""
    return with_board(espace)


def keys_kept(espace: Espace) -> dict[str, str]:
    """Return the public keys that are kept, by uuid."""
    with espace.context.connection():
        uuids = {row.scrutin_id: row.uuid for row in VoteElection.select()}
        return {uuids[row.scrutin_id]: row.trustees for row in ScrutinKey.select()}


def test_three_members_open_every_scrutin(board: Espace, tmp_path: Path) -> None:
    made = hold_ceremony(board, tmp_path / "sticks")
    assert made.scrutins == len(board.election.scrutins) == len(keys_kept(board))
    assert made.threshold == 3
    opened = [
        open_shares(path.read_bytes(), passphrase)
        for path, passphrase in zip(made.files, PASSPHRASES, strict=True)
    ]
    assert [one.holder.name for one in opened] == [one.name for one in made.members]
    assert {one.holder.keys for one in opened} == {made.fingerprint}
    members = (1, 3, 5)
    for uuid, text in keys_kept(board).items():
        public = parse_board(text.encode())
        assert (public.size, public.threshold) == (5, 3)
        shares = {number: opened[number - 1].shares[uuid].secret() for number in members}
        assert public.key == product(
            power(generated(share), lagrange(members, number)) for number, share in shares.items()
        )


def test_files_are_private_and_open_with_their_own_passphrase_only(
    board: Espace, tmp_path: Path
) -> None:
    made = hold_ceremony(board, tmp_path / "sticks")
    for path in made.files:
        assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(ShareRefused):
        open_shares(made.files[0].read_bytes(), PASSPHRASES[1])


def test_it_is_in_the_audit_chain_without_a_name(board: Espace, tmp_path: Path) -> None:
    made = hold_ceremony(board, tmp_path / "sticks")
    with board.context.connection():
        last = AuditEvent.select().order_by(AuditEvent.sequence.desc()).first()
    assert last.kind == f"board_keys/{made.fingerprint[:32]}"
    assert board.administration.verify_audit().first_fault is None


def test_no_share_is_in_the_database(board: Espace, tmp_path: Path) -> None:
    made = hold_ceremony(board, tmp_path / "sticks")
    kept = "".join(keys_kept(board).values())
    for path, passphrase in zip(made.files, PASSPHRASES, strict=True):
        for share in open_shares(path.read_bytes(), passphrase).shares.values():
            assert share.seed not in kept
            assert str(share.secret()) not in kept


def test_without_a_board_it_says_what_to_write(espace: Espace, tmp_path: Path) -> None:
    with pytest.raises(KeysRefused, match=r"ajoutez \[board\]"):
        espace.vote.require_keys_to_make()
    with pytest.raises(KeysRefused):
        make_board_keys(espace.context, [], source=SOURCE)


def test_keys_are_replaced_on_demand_only(board: Espace, tmp_path: Path) -> None:
    first = hold_ceremony(board, tmp_path / "one")
    before = keys_kept(board)
    with pytest.raises(KeysRefused, match="« --replace »"):
        hold_ceremony(board, tmp_path / "two")
    assert keys_kept(board) == before
    assert list((tmp_path / "two").iterdir()) == []
    second = hold_ceremony(board, tmp_path / "three", replace=True)
    assert second.fingerprint != first.fingerprint
    assert set(keys_kept(board)) == set(before)
    assert keys_kept(board) != before


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("trop court", "seize caractères"),
        ("x" * 201, "200 caractères"),
        ("élections professionnelles de Toulouse", "l'élection"),
        ("abcabcabcabcabcabc", "répétitions"),
    ],
)
def test_a_passphrase_that_is_guessed_is_refused(
    board: Espace, tmp_path: Path, typed: str, reason: str
) -> None:
    files = member_files(tmp_path)
    files[2] = replace(files[2], passphrase=typed)
    with pytest.raises(PasswordTooWeak, match=reason):
        make_board_keys(board.context, files, source=SOURCE)
    assert keys_kept(board) == {}
    assert list(tmp_path.glob("*.json")) == []


def test_if_one_file_cannot_be_written_none_is_left(board: Espace, tmp_path: Path) -> None:
    files = member_files(tmp_path / "sticks")
    files[4] = replace(files[4], path=tmp_path / "missing" / "part.json")
    with pytest.raises(OutputRefused):
        make_board_keys(board.context, files, source=SOURCE)
    assert list((tmp_path / "sticks").iterdir()) == []
    assert keys_kept(board) == {}


def test_a_file_that_is_there_is_not_replaced(board: Espace, tmp_path: Path) -> None:
    files = member_files(tmp_path / "sticks")
    files[1].path.write_text("à quelqu'un d'autre")
    with pytest.raises(OutputRefused):
        make_board_keys(board.context, files, source=SOURCE)
    assert [path.name for path in (tmp_path / "sticks").iterdir()] == ["part-2.json"]
    assert files[1].path.read_text() == "à quelqu'un d'autre"


def test_two_members_have_two_files(board: Espace, tmp_path: Path) -> None:
    files = member_files(tmp_path / "sticks")
    files[1] = replace(files[1], path=files[0].path)
    with pytest.raises(KeysRefused, match="le même fichier"):
        make_board_keys(board.context, files, source=SOURCE)


def test_if_the_database_fails_no_file_is_left(
    board: Espace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise DatabaseUnavailable(reason="coupée")

    monkeypatch.setattr("models.services.vote.keys.record", fail)
    with pytest.raises(DatabaseUnavailable):
        hold_ceremony(board, tmp_path / "sticks")
    assert list((tmp_path / "sticks").iterdir()) == []
    assert keys_kept(board) == {}


def test_a_roll_that_is_not_loaded_has_no_scrutins_yet(board: Espace, tmp_path: Path) -> None:
    with board.context.transaction():
        Scrutin.delete().execute()
    with pytest.raises(Exception, match="liste"):
        hold_ceremony(board, tmp_path / "sticks")
    assert list((tmp_path / "sticks").iterdir()) == []
