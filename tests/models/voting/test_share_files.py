"""Members' files: opened by their passphrase only, and what was altered does not open."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest

from models.errors import ShareRefused
from models.views.vote_board import BoardRole
from models.voting.ceremony import make_keys
from models.voting.share_files import MemberShares, open_shares, read_holder, seal_shares
from tests.models.voting.elections import DRAW

PASSPHRASE = "quatre châtaignes au grenier"
MEMBERS = [("Mme Claire VIDAL", BoardRole.PRESIDENT), ("M. Yves MARTY", BoardRole.DELEGATE)]


def made(election: str = "Élections d'essai") -> tuple[MemberShares, ...]:
    """Return what the members of a small board keep."""
    keys = make_keys(
        election=election,
        uuids=["rm5JZ11gnnTkPp", "3mKX6v3bVhLn7u"],
        members=MEMBERS,
        threshold=2,
        draw=DRAW,
    )
    assert {member.holder.keys for member in keys.members} == {keys.fingerprint}
    return keys.members


@pytest.fixture(scope="module")
def member() -> MemberShares:
    """The first member."""
    return made()[0]


@pytest.fixture(scope="module")
def content(member: MemberShares) -> bytes:
    """Their file."""
    return seal_shares(member, PASSPHRASE)


def test_a_file_gives_back_the_shares_of_all_scrutins(member: MemberShares, content: bytes) -> None:
    opened = open_shares(content, PASSPHRASE)
    assert opened == member
    assert set(opened.shares) == {"rm5JZ11gnnTkPp", "3mKX6v3bVhLn7u"}
    assert opened.shares["rm5JZ11gnnTkPp"].secret() == member.shares["rm5JZ11gnnTkPp"].secret()


def test_accents_may_be_typed_in_either_form(content: bytes) -> None:
    typed = unicodedata.normalize("NFD", PASSPHRASE)
    assert open_shares(content, typed) == open_shares(content, PASSPHRASE)


def test_a_file_says_whose_it_is_without_the_passphrase(content: bytes) -> None:
    holder = read_holder(content)
    assert (holder.member, holder.name) == (1, "Mme Claire VIDAL")
    assert holder.role is BoardRole.PRESIDENT


def test_nothing_secret_is_readable_in_it(member: MemberShares, content: bytes) -> None:
    for share in member.shares.values():
        assert share.seed.encode() not in content
        assert share.decryption_key.encode() not in content
        assert share.seed not in repr(member)


def test_the_same_shares_are_sealed_in_another_way_each_time(member: MemberShares) -> None:
    files = {seal_shares(member, PASSPHRASE) for _ in range(3)}
    assert len(files) == 3


@pytest.mark.parametrize(
    "typed", ["", "quatre chataignes au grenier", PASSPHRASE.upper(), f"{PASSPHRASE} "]
)
def test_another_passphrase_opens_nothing(content: bytes, typed: str) -> None:
    with pytest.raises(ShareRefused, match="phrase secrète de Mme Claire VIDAL"):
        open_shares(content, typed)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "autre"),
        (("version",), 2),
        (("holder", "member"), 2),
        (("holder", "name"), "M. Yves MARTY"),
        (("holder", "role"), "delegate"),
        (("holder", "election"), "Une autre"),
        (("holder", "keys"), "x"),
        (("cost", "passes"), 4),
        (("cost", "memory"), 65),
        (("cost", "lanes"), 3),
        (("salt",), "AAAAAAAAAAAAAAAAAAAAAA=="),
        (("salt",), "é"),
        (("salt",), "AAAA"),
        (("salt",), ""),
        (("nonce",), "AAAAAAAAAAAAAAAA"),
        (("nonce",), ""),
        (("sealed",), "AAAA"),
        (("sealed",), ""),
    ],
)
def test_an_altered_file_does_not_open(
    content: bytes, path: tuple[str, ...], value: object
) -> None:
    message: Any = json.loads(content)
    part = message
    for key in path[:-1]:
        part = part[key]
    assert part[path[-1]] != value
    part[path[-1]] = value
    with pytest.raises(ShareRefused):
        open_shares(json.dumps(message).encode(), PASSPHRASE)


@pytest.mark.parametrize(
    "cost",
    [
        {"memory": 2**31, "passes": 3, "lanes": 4},
        {"memory": 1024, "passes": 10**6, "lanes": 4},
        {"memory": 1024, "passes": 1, "lanes": 10**6},
        {"memory": 0, "passes": 0, "lanes": 0},
    ],
)
def test_a_forged_file_cannot_stop_the_machine(content: bytes, cost: dict[str, int]) -> None:
    message = json.loads(content)
    message["cost"] = cost
    with pytest.raises(ShareRefused, match="n'est pas une part de la clé"):
        open_shares(json.dumps(message).encode(), PASSPHRASE)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b"[" * 100_000, b"PK"])
def test_what_is_no_such_file_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(ShareRefused, match="n'est pas une part de la clé du vote"):
        open_shares(content, PASSPHRASE)


def test_a_share_of_another_member_is_not_taken_for_theirs(content: bytes) -> None:
    """The name in the clear and the sealed part belong together."""
    other = json.loads(seal_shares(made()[1], PASSPHRASE))
    mixed = {**json.loads(content), "holder": other["holder"]}
    with pytest.raises(ShareRefused):
        open_shares(json.dumps(mixed).encode(), PASSPHRASE)


@pytest.mark.real_argon2
def test_the_real_cost_is_the_one_of_the_guide(member: MemberShares) -> None:
    content = seal_shares(member, PASSPHRASE)
    assert json.loads(content)["cost"] == {"memory": 262_144, "passes": 3, "lanes": 4}
    assert open_shares(content, PASSPHRASE) == member
