"""The names by which the election knows its own mails."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.crypto.keys import Keyring, make_missing_keys, read_keyring
from models.mail.message_ids import is_ours, make_message_id

FDUPONT = "francoise.dupont@ac-toulouse.fr"


@pytest.fixture
def keys(tmp_path: Path) -> Keyring:
    """The keys of an election."""
    make_missing_keys(tmp_path / "keys")
    return read_keyring(tmp_path / "keys")


@pytest.fixture
def message_id(keys: Keyring) -> str:
    """The Message-ID of a mail to fdupont."""
    return make_message_id(keys, FDUPONT, "ac-toulouse.fr")


def test_the_election_knows_its_own_mail(keys: Keyring, message_id: str) -> None:
    assert is_ours(keys, FDUPONT, message_id)
    assert is_ours(keys, FDUPONT.upper(), f" {message_id}\r\n")
    assert message_id.endswith("@ac-toulouse.fr>")


def test_two_mails_have_two_names(keys: Keyring, message_id: str) -> None:
    assert make_message_id(keys, FDUPONT, "ac-toulouse.fr") != message_id


def test_a_name_is_good_for_its_recipient_alone(keys: Keyring, message_id: str) -> None:
    assert not is_ours(keys, "jean.martin1@ac-toulouse.fr", message_id)


def test_another_election_did_not_make_it(message_id: str, tmp_path: Path) -> None:
    make_missing_keys(tmp_path / "other")
    assert not is_ours(read_keyring(tmp_path / "other"), FDUPONT, message_id)


@pytest.mark.parametrize(
    "strange", [None, "", "<>", "<a@b>", "é", "<.@ac-toulouse.fr>", "x" * 9999]
)
def test_a_strange_name_is_not_ours(keys: Keyring, strange: str | None) -> None:
    assert not is_ours(keys, FDUPONT, strange)


def test_an_altered_name_is_not_ours(keys: Keyring, message_id: str) -> None:
    changed = "1" if message_id[1] == "0" else "0"
    assert not is_ours(keys, FDUPONT, f"<{changed}{message_id[2:]}")
