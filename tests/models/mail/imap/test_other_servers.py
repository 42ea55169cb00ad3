"""Servers that can do less than Dovecot, or call things otherwise."""

from __future__ import annotations

import shutil
import smtplib
import ssl
from collections.abc import Iterator

import pytest

from models import Election, Espace, FolderName, MailboxSignInRefused, MailUnavailable, TrashFull
from models.settings.mail import ImapSection
from tests.mail_servers.dovecot import Dovecot, DovecotRunner
from tests.mail_servers.elections import on_server
from tests.mail_servers.mail_devel import PASSWORD as DEVEL_PASSWORD
from tests.mail_servers.mail_devel import USER, MailDevel, running_mail_devel
from tests.mail_servers.mails import written
from tests.models.clocks import HandClock
from tests.models.mail.imap.open_mailboxes import open_mailboxes
from tests.models.mail.imap.steps import FDUPONT, PASSWORD, enter, ids, new_mailbox, subjects

TRASH = FolderName.TRASH


@pytest.mark.parametrize("missing", [{"MOVE"}, {"MOVE", "UIDPLUS", "QUOTA"}], ids=len)
def test_mails_are_moved_and_erased_without_the_newer_commands(
    election: Election, clock: HandClock, dovecot: Dovecot, missing: set[str]
) -> None:
    new_mailbox(dovecot, "fdupont")
    espace = Espace(on_server(election, dovecot), clock)
    box = enter(espace, "fdupont")
    live = open_mailboxes(espace)[box.handle]
    live._session.abilities -= missing
    for name in ("a", "b", "c"):
        dovecot.deliver(FDUPONT, written(name).as_bytes())
    _, second, first = ids(espace, box)
    assert (espace.mailbox.list_folder(box).quota is None) == ("QUOTA" in missing)
    assert espace.mailbox.delete(box, [first, second]) == 2
    assert subjects(espace, box) == ["c"]
    assert espace.mailbox.restore(box, [second]) == 1
    assert espace.mailbox.read(box, second).summary.subject == "b"
    assert espace.mailbox.empty_trash(box) == 1
    assert espace.mailbox.list_folder(box).trashed == 0
    espace.close()


@pytest.fixture
def plain_dovecot() -> Iterator[Dovecot]:
    """A server whose folders have no special use, and that makes none by itself."""
    runner = DovecotRunner(trash_made=False)
    yield runner.start()
    runner.remove()


def test_a_missing_trash_is_made_under_the_configured_name(
    election: Election, clock: HandClock, plain_dovecot: Dovecot
) -> None:
    new_mailbox(plain_dovecot, "fdupont")
    espace = Espace(on_server(election, plain_dovecot, trash="Éléments supprimés"), clock)
    box = enter(espace, "fdupont")
    plain_dovecot.deliver(FDUPONT, written("a").as_bytes())
    assert espace.mailbox.delete(box, ids(espace, box)) == 1
    assert subjects(espace, enter(espace, "fdupont"), TRASH) == ["a"]
    assert (plain_dovecot.home("fdupont") / "Maildir" / ".&AMk-l&AOk-ments supprim&AOk-s").is_dir()
    espace.close()


def test_a_trash_that_is_taken_away_in_the_middle_is_made_again(
    election: Election, clock: HandClock, plain_dovecot: Dovecot
) -> None:
    new_mailbox(plain_dovecot, "fdupont")
    espace = Espace(on_server(election, plain_dovecot), clock)
    box = enter(espace, "fdupont")
    for name in ("a", "b"):
        plain_dovecot.deliver(FDUPONT, written(name).as_bytes())
    espace.mailbox.delete(box, ids(espace, box)[:1])
    shutil.rmtree(plain_dovecot.home("fdupont") / "Maildir" / ".Trash")
    with pytest.raises(MailUnavailable):
        espace.mailbox.list_folder(box)
    assert subjects(espace, box) == ["a"]
    assert espace.mailbox.delete(box, ids(espace, box)) == 1
    assert subjects(espace, box, TRASH) == ["a"]
    espace.close()


def test_a_trash_that_cannot_be_made_hides_no_mail(
    election: Election, clock: HandClock, plain_dovecot: Dovecot
) -> None:
    new_mailbox(plain_dovecot, "fdupont")
    espace = Espace(on_server(election, plain_dovecot, trash="a/b"), clock)
    box = enter(espace, "fdupont")
    plain_dovecot.deliver(FDUPONT, written("a").as_bytes())
    folder = espace.mailbox.list_folder(box)
    assert ([line.subject for line in folder.messages], folder.trashed) == (["a"], 0)
    assert espace.mailbox.follow_mail(box).full is False
    with pytest.raises(TrashFull, match="pas de corbeille"):
        espace.mailbox.delete(box, ids(espace, box))
    assert espace.mailbox.erase(box, ids(espace, box)) == 1
    assert subjects(espace, box) == []
    espace.close()


@pytest.fixture(scope="module")
def mail_devel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailDevel]:
    """Another program than Dovecot: one password for all, no QUOTA."""
    with running_mail_devel(tmp_path_factory.mktemp("mail-devel")) as server:
        yield server


def test_a_mail_is_sent_to_mail_devel_and_read_there(
    election: Election, clock: HandClock, dovecot: Dovecot, mail_devel: MailDevel
) -> None:
    imap = ImapSection(host="127.0.0.1", given_port=mail_devel.imap, security="none", login="mail")
    served = on_server(election, dovecot)
    mail = served.mail.changed(imap=imap)
    espace = Espace(served.changed(mail=mail), clock)
    with smtplib.SMTP("localhost", mail_devel.smtp) as line:
        line.starttls(context=ssl.create_default_context(cafile=mail_devel.ca_file))
        line.login(USER, DEVEL_PASSWORD)
        line.sendmail(USER, [FDUPONT], written("Été", "Réunion à 8 h.\n").as_bytes())
    with pytest.raises(MailboxSignInRefused):
        enter(espace, "fdupont", PASSWORD)
    box = enter(espace, "fdupont", DEVEL_PASSWORD)
    folder = espace.mailbox.list_folder(box)
    assert (folder.messages[0].subject, folder.quota, folder.full) == ("Été", None, False)
    number = folder.messages[0].message_id
    assert espace.mailbox.read(box, number).body.strip() == "Réunion à 8 h."
    assert espace.mailbox.list_folder(box).unread == folder.unread - 1
    assert espace.mailbox.delete(box, [number]) == 1
    assert espace.mailbox.restore(box, [number]) == 1
    assert espace.mailbox.delete(box, ids(espace, box)) == len(folder.messages)
    assert espace.mailbox.empty_trash(box) == len(folder.messages)
    espace.close()


def test_nothing_is_told_to_a_server_that_cannot_protect_it(
    election: Election, clock: HandClock, dovecot: Dovecot, mail_devel: MailDevel
) -> None:
    espace = Espace(
        on_server(election, dovecot, port=mail_devel.imap, security="starttls", login="mail"), clock
    )
    with pytest.raises(MailUnavailable):
        enter(espace, "fdupont", DEVEL_PASSWORD)
    espace.close()
