"""Password hashes: their cost, their bounds, and what is never run."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from argon2 import PasswordHasher, Type, extract_parameters

from models.crypto.password_hashes import PasswordHashes
from models.crypto.queue import FairSemaphore
from models.rules.stored_hashes import is_safe_hash
from models.settings.sections import SecuritySection

pytestmark = pytest.mark.real_argon2


@pytest.fixture
def hashes(tmp_path: Path) -> PasswordHashes:
    """Hashes of the default cost, with slots of this test's own."""
    return PasswordHashes(SecuritySection(), FairSemaphore(tmp_path / "slots"))


def test_a_hash_has_the_parameters_that_are_held(hashes: PasswordHashes) -> None:
    found = extract_parameters(hashes.make("secret"))
    assert found.type is Type.ID
    assert (found.memory_cost, found.time_cost, found.parallelism) == (19_456, 2, 1)
    assert (found.salt_len, found.hash_len) == (16, 32)


DEAR = SecuritySection(argon2_memory=20_480, argon2_time=3, argon2_parallelism=2)


def test_a_hash_costs_what_the_election_file_says(tmp_path: Path) -> None:
    dear = PasswordHashes(DEAR, FairSemaphore(tmp_path / "slots"))
    found = extract_parameters(dear.make("secret"))
    assert (found.memory_cost, found.time_cost, found.parallelism) == (20_480, 3, 2)


def test_the_hash_of_nobody_costs_what_everybody_s_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified: list[str] = []
    monkeypatch.setattr(PasswordHasher, "verify", lambda _, stored, __: verified.append(stored))
    PasswordHashes(DEAR, FairSemaphore(tmp_path / "slots")).verify(None, "secret")
    (found,) = map(extract_parameters, verified)
    assert found == extract_parameters(PasswordHashes(DEAR).make("secret"))


def test_two_hashes_of_one_password_differ_and_both_fit(hashes: PasswordHashes) -> None:
    first, second = hashes.make("secret"), hashes.make("secret")
    assert first != second
    assert hashes.verify(first, "secret")
    assert hashes.verify(second, "secret")
    assert not hashes.verify(first, "Secret")


@pytest.mark.parametrize("password", ["é", "Å\u0323", "\ud800", "\0", "", " ", "x" * 10_000])
def test_a_password_is_hashed_whole_after_nfc(hashes: PasswordHashes, password: str) -> None:
    stored = hashes.make(unicodedata.normalize("NFD", password))
    assert hashes.verify(stored, unicodedata.normalize("NFC", password))
    assert not hashes.verify(stored, f"{password} ")


@pytest.mark.parametrize(
    "stored",
    [
        None,
        "",
        "secret",
        "$argon2id$v=19$m=1048577,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNo",
        "$argon2id$v=19$m=19456,t=11,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNo",
        "$argon2id$v=19$m=19456,t=2,p=17$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNo",
        "$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNo",
        "$argon2id$v=19$m=x,t=2,p=1$c2FsdA$aGFzaA",
    ],
)
def test_a_stored_hash_outside_the_bounds_is_never_run(
    hashes: PasswordHashes, stored: str | None
) -> None:
    assert stored is None or not is_safe_hash(stored)
    assert not hashes.verify(stored, "secret")


@pytest.mark.parametrize(
    "costs",
    [
        PasswordHasher(time_cost=11, memory_cost=512, parallelism=1),
        PasswordHasher(time_cost=1, memory_cost=512, parallelism=17),
        PasswordHasher(time_cost=1, memory_cost=512, parallelism=1, type=Type.I),
    ],
    ids=["time", "parallelism", "type"],
)
def test_not_even_for_its_own_password(hashes: PasswordHashes, costs: PasswordHasher) -> None:
    assert not hashes.verify(costs.hash("secret"), "secret")


def test_the_bounds_themselves_are_good() -> None:
    assert is_safe_hash("$argon2id$v=19$m=1048576,t=10,p=16$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNo")


def test_a_hash_of_another_cost_is_renewed(hashes: PasswordHashes) -> None:
    older = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash("secret")
    assert hashes.verify(older, "secret")
    renewed = hashes.renewed(older, "secret")
    assert renewed
    assert extract_parameters(renewed).memory_cost == 19_456
    assert hashes.renewed(renewed, "secret") is None
