"""A sender whose keys are not the database's touches no mail."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models import Election, Espace, KeysMissing, WrongKeys
from models.crypto.keys import key_paths, make_missing_keys, read_keyring
from models.storage.store import keys_directory
from models.tables.mails import WaitingMail
from models.tables.own_keys import forget_keys, remember_keys
from tests.models.clocks import HandClock
from tests.models.mail_servers import Post, SmtpServer, with_smtp
from tests.models.mails_to_send import address, post_mails

RECIPIENTS = [address(1), address(2), address(3)]


@pytest.fixture(params=["embedded", "smtp-imap"])
def mailing_espace(
    request: pytest.FixtureRequest, empty_election: Election, clock: HandClock, server: SmtpServer
) -> Iterator[Espace]:
    """An election with three mails to send; its audit chain is empty, and shows nothing."""
    smtp = with_smtp(empty_election, server.port)
    espace = Espace(smtp if request.param == "smtp-imap" else empty_election, clock)
    espace.administration.migrate()
    post_mails(espace, RECIPIENTS)
    yield espace
    espace.close()


def with_keys(mailing_espace: Espace, keys: Path) -> Espace:
    """Return the same election as a machine with that directory of keys opens it."""
    database = mailing_espace.election.database.changed(keys=keys)
    return Espace(mailing_espace.election.changed(database=database), mailing_espace.clock)


def rows(mailing_espace: Espace) -> list[dict[str, Any]]:
    """Return all that is written of the mails."""
    with mailing_espace.context.connection():
        return [row.__data__ for row in WaitingMail.select().order_by(WaitingMail.id)]


def test_foreign_keys_take_no_try_no_text_and_give_no_name(
    mailing_espace: Espace, tmp_path: Path, taken: Post
) -> None:
    before = rows(mailing_espace)
    make_missing_keys(tmp_path / "other")
    stranger = with_keys(mailing_espace, tmp_path / "other")
    for _ in range(6):
        with pytest.raises(WrongKeys, match="keys"):
            stranger.administration.send_waiting_mail()
    assert rows(mailing_espace) == before
    assert not taken.taken


def test_missing_keys_take_no_try_and_no_text(
    mailing_espace: Espace, tmp_path: Path, taken: Post
) -> None:
    before = rows(mailing_espace)
    with pytest.raises(KeysMissing):
        with_keys(mailing_espace, tmp_path / "none").administration.send_waiting_mail()
    assert rows(mailing_espace) == before
    assert not taken.taken


def test_keys_that_the_database_does_not_know_are_refused_before_a_mail_is_claimed(
    mailing_espace: Espace, tmp_path: Path, taken: Post
) -> None:
    """The database was put in place of another under a sender that goes on: its mails open."""
    make_missing_keys(tmp_path / "other")
    for file in key_paths(tmp_path / "other"):
        if file.name.startswith("mail"):
            shutil.copy(keys_directory(mailing_espace.election.database) / file.name, file)
    stranger = with_keys(mailing_espace, tmp_path / "other")
    before = rows(mailing_espace)
    with pytest.raises(WrongKeys):
        stranger.administration.send_waiting_mail()
    assert rows(mailing_espace) == before
    assert not taken.taken


def test_a_sender_under_which_the_database_was_exchanged_touches_no_mail(
    mailing_espace: Espace, tmp_path: Path, taken: Post
) -> None:
    """It has looked at its keys when it began."""
    before = rows(mailing_espace)
    make_missing_keys(tmp_path / "other")
    others = read_keyring(tmp_path / "other")
    with mailing_espace.context.transaction():
        forget_keys(others.by_name())
        remember_keys(others.by_name())
    with pytest.raises(WrongKeys):
        mailing_espace.administration.send_waiting_mail()
    assert rows(mailing_espace) == before
    assert not taken.taken


def test_the_only_mail_of_an_older_database_is_not_given_up_for_keys_that_may_be_others(
    mailing_espace: Espace,
) -> None:
    """Neither the keys are known nor is there another mail or an event to try them on."""
    with mailing_espace.context.transaction():
        WaitingMail.delete().where(WaitingMail.recipient != address(1)).execute()
        WaitingMail.update(body="illisible").execute()
        forget_keys(mailing_espace.context.keys.by_name())
    before = rows(mailing_espace)
    with pytest.raises(WrongKeys):
        mailing_espace.administration.send_waiting_mail()
    assert rows(mailing_espace) == before


def test_one_mail_that_keys_of_an_unknown_database_do_not_open_waits(
    mailing_espace: Espace, tmp_path: Path
) -> None:
    """Nothing shows whether it was altered, or the keys are others."""
    with mailing_espace.context.transaction():
        WaitingMail.delete().where(WaitingMail.recipient != address(1)).execute()
    before = rows(mailing_espace)
    make_missing_keys(tmp_path / "other")
    with pytest.raises(WrongKeys):
        with_keys(mailing_espace, tmp_path / "other").administration.send_waiting_mail()
    assert rows(mailing_espace) == before
