"""What was kept before is bound to its owners by the migration, once."""

from __future__ import annotations

import pytest

from models import Election, Espace, SignInRefused
from models.errors import KeysMissing, WrongKeys
from models.services.administration.binding import BOUND
from models.services.shared.administration_key import require_administration_key
from models.tables.accounts import VoterAccount
from models.tables.installation import Installation
from models.tables.mailboxes import Mailbox
from tests.models.clocks import HandClock
from tests.models.steps import (
    PASSWORD,
    SOURCE,
    create,
    election_mail,
    newest_code,
    open_box,
    sample,
    sign_in,
)
from tests.models.unbound import unbind


def reopened(espace: Espace, election: Election, clock: HandClock) -> Espace:
    """Close an espace, and return another one on the same database, migrated."""
    espace.close()
    other = Espace(election, clock)
    other.administration.migrate()
    return other


def test_hashes_and_mails_of_before_go_on(
    espace: Espace, election: Election, clock: HandClock
) -> None:
    pending = espace.account.create(
        sample("fdupont").address, PASSWORD, PASSWORD, mailbox=None, source=SOURCE
    )
    unbind(espace)
    other = reopened(espace, election, clock)
    try:
        assert sign_in(other, "kbenali", "Pastel9Cassoulet").account_version == 1
        other.administration.send_waiting_mail()
        assert open_box(other, "fdupont").numen_in_use
        code = newest_code(other, "fdupont")
        session = other.account.confirm(
            pending, code, password=PASSWORD, mailbox=None, source=SOURCE
        )
        assert session.person.user_name == "fdupont"
        assert sign_in(other, "fdupont", PASSWORD).account_version == 1
        with other.context.connection():
            kept = [row.password_hash for row in (*VoterAccount.select(), *Mailbox.select())]
        assert all("$sealed$" in stored for stored in kept if stored)
        assert other.administration.verify_audit().first_fault is None
    finally:
        other.close()


def test_it_is_done_once(espace: Espace, election: Election, clock: HandClock) -> None:
    """What is not bound afterwards was put there by somebody else: it never is."""
    unbind(espace)
    other = reopened(espace, election, clock)
    with other.context.transaction():
        VoterAccount.update(password_hash=other.context.hashes.make(PASSWORD)).where(
            VoterAccount.password_hash != ""
        ).execute()
    other.administration.migrate()
    with pytest.raises(SignInRefused):
        sign_in(other, "kbenali", PASSWORD)
    other.close()


def test_a_kill_in_the_middle_leaves_all_of_it_to_be_done(
    espace: Espace, election: Election, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    unbind(espace)
    with monkeypatch.context() as broken:

        def stop(context: object) -> None:
            raise KeyboardInterrupt

        broken.setattr("models.services.administration.binding._bind_numens", stop)
        with pytest.raises(KeyboardInterrupt):
            reopened(espace, election, clock)
    other = Espace(election, clock)
    with other.context.store.connection(any_version=True):
        assert not Installation.select().where(Installation.name == BOUND).exists()
    other.administration.migrate()
    assert sign_in(other, "kbenali", "Pastel9Cassoulet").account_version == 1
    create(other, sample("fdupont").address)
    assert election_mail(other, "fdupont").link
    other.close()


def test_the_key_of_the_administration_is_this_databases(
    espace: Espace, election: Election, clock: HandClock
) -> None:
    path = espace.context.store.key_directory / "administration.key"
    right = path.read_bytes()
    with espace.context.connection():
        assert len(require_administration_key(espace.context)) == 32
    another = b"x" * 43 + b"="
    for content, refusal in ((None, KeysMissing), (another, WrongKeys), (b"x", KeysMissing)):
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
        other = Espace(election, clock)
        with other.context.connection(), pytest.raises(refusal):
            require_administration_key(other.context)
        # No kiosk needs it.
        assert sign_in(other, "kbenali", "Pastel9Cassoulet").account_version == 1
        other.close()
    path.write_bytes(right)
