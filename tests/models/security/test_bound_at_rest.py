"""Who writes in the database without the keys moves nothing from one person to another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from peewee import Table

from models import (
    DatabaseSetBack,
    Espace,
    MailboxSession,
    MailboxSignInRefused,
    OwnReply,
    SignInRefused,
    WrongCode,
)
from models.crypto.password_hashes import cost_of
from models.services.administration.binding import BOUND
from models.services.administration.migration import SEALED_SINCE
from models.tables.accounts import AccountRequest, VoterAccount
from models.tables.electors import Elector
from models.tables.installation import Installation
from models.tables.mailboxes import Mailbox, MailboxMessage
from models.tables.mails import WaitingMail
from models.views.mail import MailState
from tests.models.clocks import HandClock
from tests.models.steps import (
    OTHER_PASSWORD,
    PASSWORD,
    SOURCE,
    activate,
    code_in,
    create,
    election_mail,
    newest_code,
    open_box,
    reopened,
    sample,
    sign_in,
)

FDUPONT = sample("fdupont").address
ALTERED = "(mail altéré)"


def account_row(user_name: str) -> VoterAccount:
    """Return the account of a person, inside a connection."""
    row: VoterAccount = VoterAccount.select().join(Elector).where(Elector.uid == user_name).get()
    return row


def mailbox_row(user_name: str) -> Mailbox:
    """Return the mailbox of a person, inside a connection."""
    row: Mailbox = Mailbox.select().join(Elector).where(Elector.uid == user_name).get()
    return row


def subjects(espace: Espace, box: MailboxSession) -> list[str]:
    return [line.subject for line in espace.mailbox.list_folder(box).messages]


def test_the_hash_of_one_account_opens_no_other(espace: Espace) -> None:
    activate(espace, "fdupont")
    with espace.context.transaction():
        victim, thief = account_row("kbenali"), account_row("fdupont")
        victim.password_hash = thief.password_hash
        victim.save()
    with pytest.raises(SignInRefused):
        sign_in(espace, "kbenali", PASSWORD)
    assert sign_in(espace, "fdupont", PASSWORD).account_version == 1


def test_the_hash_of_a_request_opens_no_account_before_its_code(espace: Espace) -> None:
    """A stranger asks for the account, and writes the hash of that request into it."""
    create(espace, FDUPONT, OTHER_PASSWORD)
    with espace.context.transaction():
        account = account_row("fdupont")
        request = AccountRequest.get(AccountRequest.account == account.id)
        account.password_hash = request.password_hash
        account.state = "active"
        account.save()
    with pytest.raises(SignInRefused):
        sign_in(espace, "fdupont", OTHER_PASSWORD)


def test_the_hash_of_a_request_confirms_no_other_request(espace: Espace, clock: HandClock) -> None:
    """The stranger's password, put in the place of the owner's, is confirmed by nobody."""
    espace.account.create(FDUPONT, OTHER_PASSWORD, OTHER_PASSWORD, mailbox=None, source="ailleurs")
    clock.pass_by(minutes=2)
    pending = create(espace, FDUPONT)
    with espace.context.transaction():
        waiting = AccountRequest.account == account_row("fdupont").id
        strangers, owners = AccountRequest.select().where(waiting).order_by(AccountRequest.id)
        owners.password_hash = strangers.password_hash
        owners.save()
    code = newest_code(espace, "fdupont")
    with pytest.raises(SignInRefused):
        espace.account.confirm(pending, code, password=OTHER_PASSWORD, mailbox=None, source=SOURCE)


def test_an_account_that_is_given_to_another_person_takes_no_code_of_the_first(
    espace: Espace,
) -> None:
    """The thief reads a code in a mailbox of theirs, and moves their account to the victim."""
    box = open_box(espace, "kbenali")
    mine = espace.account.ask_password_code(sample("kbenali").address, mailbox=box, source=SOURCE)
    espace.administration.send_waiting_mail()
    code = code_in(election_mail(espace, "kbenali"))
    with espace.context.transaction():
        victim = Elector.get(Elector.uid == "hcazenave")
        VoterAccount.delete().where(VoterAccount.elector == victim.id).execute()
        VoterAccount.update(elector=victim.id).where(
            VoterAccount.id == account_row("kbenali").id
        ).execute()
    hers = replace(mine, address=sample("hcazenave").address)
    with pytest.raises(WrongCode):
        espace.account.renew_password(
            hers, code, OTHER_PASSWORD, OTHER_PASSWORD, mailbox=None, source=SOURCE
        )


def test_a_database_that_says_it_was_never_bound_is_not_bound_again(file_espace: Espace) -> None:
    """Whoever takes the fact away would have the next migration seal a hash of theirs."""
    espace = file_espace
    with espace.context.transaction():
        Installation.delete().where(Installation.name == BOUND).execute()
        account = account_row("kbenali")
        account.password_hash = espace.context.hashes.make(PASSWORD)
        account.save()
    espace = reopened(espace)
    with pytest.raises(DatabaseSetBack, match="plus ancienne que ses clés"):
        espace.administration.migrate()
    with pytest.raises(SignInRefused):
        sign_in(espace, "kbenali", PASSWORD)
    espace.close()


def test_an_end_whose_seal_was_taken_away_is_not_sealed_again(file_espace: Espace) -> None:
    espace = file_espace
    store = espace.context.store
    with espace.context.connection():
        run, last = store.dialect.run, store.dialect.one("SELECT MAX(sequence) FROM audit_event")
        run("DELETE FROM audit_event WHERE sequence > ?", (last - 3,))
        run(
            "UPDATE audit_head SET sequence = ?, "
            "digest = (SELECT digest FROM audit_event WHERE sequence = ?)",
            (last - 3, last - 3),
        )
        run("ALTER TABLE audit_head DROP COLUMN seal")
        history = Table(store.schema.migrations.history).bind(store.database)
        history.delete().where(history.c.name == SEALED_SINCE).execute()
    espace = reopened(espace)
    with pytest.raises(DatabaseSetBack):
        espace.administration.migrate()
    assert espace.administration.verify_audit().first_fault == last - 2
    espace.close()


def test_the_password_of_one_mailbox_opens_no_other(espace: Espace) -> None:
    with espace.context.transaction():
        victim, thief = mailbox_row("fdupont"), mailbox_row("kbenali")
        victim.password_hash, victim.numen_in_use = thief.password_hash, thief.numen_in_use
        victim.save()
    with pytest.raises(MailboxSignInRefused):
        espace.mailbox.open("fdupont", sample("kbenali").numen, source=SOURCE)


def test_a_hash_that_is_not_sealed_opens_nothing(espace: Espace) -> None:
    """Anybody can make an Argon2 hash; the keys are needed to make one that counts."""
    with espace.context.transaction():
        account = account_row("kbenali")
        account.password_hash = espace.context.hashes.make(PASSWORD)
        account.save()
    with pytest.raises(SignInRefused):
        sign_in(espace, "kbenali", PASSWORD)


def test_the_cost_of_a_hash_is_part_of_what_is_sealed(espace: Espace) -> None:
    with espace.context.transaction():
        account = account_row("kbenali")
        kept = account.password_hash
        account.password_hash = kept.replace(",p=1$", ",p=2$")
        assert cost_of(account.password_hash) != cost_of(kept)
        account.save()
    with pytest.raises(SignInRefused):
        sign_in(espace, "kbenali", "Pastel9Cassoulet")


def test_a_mail_moved_into_another_mailbox_is_not_read_there(espace: Espace) -> None:
    """The code of one person, read by another who writes in the database."""
    create(espace, FDUPONT)
    code = newest_code(espace, "fdupont")
    with espace.context.transaction():
        newest = MailboxMessage.select().order_by(MailboxMessage.id.desc()).first()
        newest.mailbox = mailbox_row("kbenali").id
        newest.save()
    thief = open_box(espace, "kbenali")
    folder = espace.mailbox.list_folder(thief)
    moved = next(line for line in folder.messages if line.subject == ALTERED)
    message = espace.mailbox.read(thief, moved.message_id)
    assert code not in message.body
    assert "altéré" in message.body
    assert message.link is None
    assert len(folder.messages) > 1, "one mail never costs the list"
    assert espace.mailbox.delete(thief, [moved.message_id]) == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [("from_election", True), ("sender", "elections2014@ac-toulouse.fr"), ("size", 12)],
)
def test_what_a_row_says_of_a_mail_is_sealed_with_it(
    espace: Espace, column: str, value: object
) -> None:
    """A letter of anybody's does not become one of the election's."""
    box = open_box(espace, "fdupont")
    others = [line for line in espace.mailbox.list_folder(box).messages if not line.from_election]
    with espace.context.transaction():
        row = MailboxMessage.get_by_id(others[0].message_id)
        setattr(row, column, value)
        row.save()
    assert subjects(espace, box).count(ALTERED) == 1


def test_a_mail_that_waits_is_sent_to_nobody_but_its_recipient(espace: Espace) -> None:
    """The code of a victim, sent to the mailbox of who writes in the database."""
    before = len(subjects(espace, open_box(espace, "kbenali")))
    espace.account.create(FDUPONT, PASSWORD, PASSWORD, mailbox=None, source=SOURCE)
    espace.account.create(
        sample("jmartin1").address, PASSWORD, PASSWORD, mailbox=None, source=SOURCE
    )
    with espace.context.transaction():
        changed = WaitingMail.get(WaitingMail.recipient == FDUPONT)
        changed.recipient = sample("kbenali").address
        changed.save()
    espace.administration.send_waiting_mail()
    with espace.context.connection():
        after = WaitingMail.get_by_id(changed.id)
    assert (after.state, after.reply) == (MailState.REFUSED, OwnReply.UNREADABLE)
    assert len(subjects(espace, open_box(espace, "kbenali"))) == before
    assert code_in(election_mail(espace, "jmartin1"))


def test_no_number_is_given_twice(espace: Espace) -> None:
    """A session of somebody who has left the roll is nobody else's."""
    with espace.context.transaction():
        for table in (MailboxMessage, Mailbox, VoterAccount, Elector):
            last = table.select().order_by(table.id.desc()).first()
            table.delete().where(table.id == last.id).execute()
            again = table.create(**{**last.__data__, "id": None})
            assert again.id > last.id, table
