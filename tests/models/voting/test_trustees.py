"""The board's key: its shares open the urn together, and belenios-tool reads them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import CountRefused
from models.voting import trustees
from models.voting.belenios_tool import Tool
from models.voting.counting import check_decryption, count
from models.voting.group import NEUTRAL, ORDER, generated, point_text, power, product
from models.voting.messages import encode
from models.voting.pki import ChannelMessage, SignedMessage, TrusteeSecrets, _encrypt
from models.voting.trustees import Board, Share, ThresholdKey, lagrange, make_board, parse_board
from tests.models.voting.elections import DRAW, SmallElection, hold_election


@pytest.mark.parametrize(("size", "threshold"), [(1, 1), (3, 2), (5, 3), (5, 5)])
def test_any_threshold_of_shares_gives_the_key(size: int, threshold: int) -> None:
    board, shares = make_board(size, threshold, DRAW)
    assert (board.size, board.threshold) == (size, threshold)
    assert [generated(each.secret()) for each in shares] == list(board.verification_keys)
    for first in range(size - threshold + 1):
        members = range(first + 1, first + threshold + 1)
        secret = sum(shares[each - 1].secret() * lagrange(members, each) for each in members)
        assert generated(secret) == board.key


@given(st.sets(st.integers(1, 30), min_size=1, max_size=6), st.integers(0, ORDER - 1))
def test_the_weights_of_members_add_up_to_one(members: set[int], secret: int) -> None:
    chosen = sorted(members)
    point = generated(secret)
    assert product(power(point, lagrange(chosen, each)) for each in chosen) == point


@pytest.mark.parametrize(("size", "threshold"), [(3, 0), (3, 4), (0, 0), (0, 1)])
def test_there_is_no_board_without_a_threshold(size: int, threshold: int) -> None:
    with pytest.raises(ValueError, match="threshold"):
        make_board(size, threshold, DRAW)


def test_the_tool_decrypts_with_a_share_of_ours(
    tool: Tool, tmp_path: Path, held: SmallElection
) -> None:
    cast = [held.ballot(0, 1), held.ballot(1, 3)]
    election, board, tally = held.scrutin.election, held.scrutin.board, held.tally(cast)
    path = held.archived(tmp_path, held.archive(cast, (1, 2, 3)))
    share = held.shares[3]
    (tmp_path / "key").write_text(share.seed)
    (tmp_path / "decryption").write_text(share.decryption_key)
    done = subprocess.run(
        [
            tool.path,
            *("election", "decrypt-threshold", "--key", "key"),
            *("--decryption-key", "decryption", "--trustee-id", "4"),
        ],
        cwd=path.parent,
        env={"BELENIOS_USE_URANDOM": "1"},
        capture_output=True,
        check=True,
    )
    text = done.stdout.splitlines()[0]
    check_decryption(election, board, tally, 4, text)
    with pytest.raises(CountRefused):
        check_decryption(election, board, tally, 3, text)


def alterations(value: Any) -> list[list[str | int]]:
    """Return the places of all texts of a message."""
    if isinstance(value, dict):
        return [[key, *rest] for key, each in value.items() for rest in alterations(each)]
    if isinstance(value, list):
        return [[key, *rest] for key, each in enumerate(value) for rest in alterations(each)]
    return [[]] if isinstance(value, str) else []


def test_a_board_of_which_anything_was_altered_is_refused() -> None:
    board, _ = make_board(3, 2, DRAW)
    other, _ = make_board(3, 2, DRAW)
    for path in alterations(json.loads(board.text)):
        if path == [0, 0]:
            continue
        altered = json.loads(board.text)
        into, strange = altered, json.loads(other.text)
        for key in path[:-1]:
            into, strange = into[key], strange[key]
        into[path[-1]] = strange[path[-1]]
        with pytest.raises(ValueError, match=r"trustees|canonical"):
            parse_board(json.dumps(altered, separators=(",", ":")).encode())


def of_parameters(board: Board, **values: object) -> bytes:
    """Return a board with other parameters, as whoever writes the archive can make it."""
    (item,) = msgspec.json.decode(board.text, type=tuple[ThresholdKey])
    changed = msgspec.structs.replace(item.parameters, **values)
    return encode((ThresholdKey("Pedersen", changed),))


def test_a_board_whose_parts_are_right_has_to_be_whole() -> None:
    board, _ = make_board(3, 2, DRAW)
    (item,) = msgspec.json.decode(board.text, type=tuple[ThresholdKey])
    whole = item.parameters
    cases: dict[str, dict[str, object]] = {
        "no such threshold": {"threshold": 4},
        "a certificate of another board": {"certs": whole.certs[:2]},
        "not one commitment a member": {"coefexps": whole.coefexps[:2]},
        "not one key a member": {"verification_keys": whole.verification_keys[:2]},
    }
    for cause, values in cases.items():
        with pytest.raises(ValueError, match=cause):
            parse_board(of_parameters(board, **values))


def test_members_who_commit_themselves_to_another_threshold_are_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All sign that two open the urn, and share a key that takes three."""
    honest = trustees._certificate

    def dishonest(member: TrusteeSecrets, size: int, threshold: int, *rest: Any) -> SignedMessage:
        return honest(member, size, threshold - 1, *rest)

    monkeypatch.setattr(trustees, "_certificate", dishonest)
    monkeypatch.setattr(trustees, "parse_board", lambda text: Board(text, 0, (), NEUTRAL))
    signed, _ = make_board(3, 3, DRAW)
    with pytest.raises(ValueError, match="a commitment of another threshold"):
        parse_board(of_parameters(signed, threshold=2))


def test_a_share_is_in_no_representation() -> None:
    _, shares = make_board(2, 2, DRAW)
    assert shares[0].seed not in repr(shares)
    assert shares[0].decryption_key not in repr(shares)
    assert shares[0].seed not in repr(TrusteeSecrets(shares[0].seed))


def test_the_parts_of_two_shares_do_not_open_each_other() -> None:
    _, (first, second) = make_board(2, 2, DRAW)
    for mixed in (
        Share(1, first.seed, second.decryption_key),
        Share(1, second.seed, first.decryption_key),
    ):
        with pytest.raises(ValueError, match="channel"):
            mixed.secret()


def test_a_message_for_oneself_that_was_altered_is_refused() -> None:
    member = TrusteeSecrets("1" * 22)
    sent = member.send_to_self("secret", DRAW)
    assert member.receive_own(sent) == "secret"
    message = json.loads(sent)
    for field in ("alpha", "beta"):
        with pytest.raises(ValueError, match="channel"):
            member.receive_own(encode({**message, field: point_text(generated(9))}).decode())
    data = message["data"]
    changed = f"{int(data[0], 16) ^ 1:x}{data[1:]}"
    with pytest.raises(ValueError, match="channel"):
        member.receive_own(encode({**message, "data": changed}).decode())


def sent_to(member: TrusteeSecrets, signer: TrusteeSecrets, recipient: TrusteeSecrets) -> str:
    """Return what a member can open: a secret that anybody signs, for anybody."""
    addressed = ChannelMessage(point_text(recipient.encryption), "secret")
    signed = signer.sign(encode(addressed).decode(), DRAW)
    return encode(_encrypt(member.encryption, encode(signed), DRAW)).decode()


def test_what_others_put_into_the_file_of_a_member_is_refused() -> None:
    """Anybody can encrypt for a member; only what they have sent to themself is their share."""
    member, other = TrusteeSecrets("1" * 22), TrusteeSecrets("2" * 22)
    assert member.receive_own(sent_to(member, member, member)) == "secret"
    with pytest.raises(ValueError, match="signed by another trustee"):
        member.receive_own(sent_to(member, other, member))
    with pytest.raises(ValueError, match="for another trustee"):
        member.receive_own(sent_to(member, member, other))


def test_an_urn_with_other_ballots_than_the_tally_says_is_found(held: SmallElection) -> None:
    cast = [held.ballot(0, 1), held.ballot(1, 1), held.ballot(2, 1), held.ballot(3, 1)]
    tally = held.tally(cast)
    election, board = held.scrutin.election, held.scrutin.board
    assert count(election, board, tally, held.decryptions(tally, [1, 2, 3]), 4).result
    with pytest.raises(CountRefused) as refused:
        count(election, board, tally, held.decryptions(tally, [1, 2, 3]), 3)
    assert refused.value.cause == "more votes than ballots"


def test_elections_have_keys_of_their_own() -> None:
    assert hold_election().scrutin.board.key != hold_election().scrutin.board.key
