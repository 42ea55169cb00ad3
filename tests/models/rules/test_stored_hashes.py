"""Which stored hashes are safe to run."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher, Type
from hypothesis import given
from hypothesis import strategies as st

from models.rules.stored_hashes import is_safe_hash

SALT, DIGEST = "c2FsdHNhbHRzYWx0", "aGFzaGhhc2hoYXNo"


def encoded(memory: object = 19_456, passes: object = 2, lanes: object = 1) -> str:
    return f"$argon2id$v=19$m={memory},t={passes},p={lanes}${SALT}${DIGEST}"


@pytest.mark.parametrize("salt", [8, 16, 32])
@pytest.mark.parametrize("digest", [4, 16, 32, 64])
def test_what_argon2_makes_is_safe(salt: int, digest: int) -> None:
    costs = PasswordHasher(1, 8, 1, hash_len=digest, salt_len=salt)
    assert is_safe_hash(costs.hash("secret"))


def test_the_other_kinds_of_argon2_are_not() -> None:
    for kind in (Type.I, Type.D):
        assert not is_safe_hash(PasswordHasher(1, 8, 1, type=kind).hash("secret"))


@pytest.mark.parametrize(
    ("stored", "safe"),
    [
        (encoded(1_048_576, 10, 16), True),
        (encoded(memory=1_048_577), False),
        (encoded(passes=11), False),
        (encoded(lanes=17), False),
        (encoded(memory=-1), False),
        (encoded(passes=0), False),
        (encoded(memory="9" * 30), False),
        (encoded(memory="٣"), False),
        (encoded() + "\n", False),
        (f" {encoded()}", False),
        (encoded().replace("v=19", "v=16"), False),
        (encoded().replace(SALT, "c2FsdA"), False),
        (encoded().replace(DIGEST, ""), False),
        (encoded().replace(DIGEST, DIGEST[:-1] + "!"), False),
        (encoded().replace(DIGEST, DIGEST + "a"), False),
    ],
)
def test_more_cost_or_another_shape_is_not(stored: str, safe: bool) -> None:
    assert is_safe_hash(stored) is safe


@given(st.text())
def test_any_other_text_is_not(text: str) -> None:
    assert not is_safe_hash(text)
