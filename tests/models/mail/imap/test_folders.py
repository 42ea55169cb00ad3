"""Reading a mailbox on a server, and making room in it."""

from __future__ import annotations

import smtplib
from time import time

import pytest

from models import Election, Espace, FolderName, MailboxSession, MessageGone, TrashFull
from models.mail.imap.folder import SHOWN
from tests.mail_servers.dovecot import Dovecot
from tests.mail_servers.elections import on_server
from tests.mail_servers.mails import election_mail, numbered, of_size, written
from tests.mail_servers.waiting import wait_for
from tests.models.clocks import HandClock
from tests.models.mail.imap.open_mailboxes import open_mailboxes
from tests.models.mail.imap.steps import FDUPONT, enter, ids, new_mailbox, subjects
from tests.models.steps import sample

TRASH = FolderName.TRASH


def put(dovecot: Dovecot, *names: str) -> None:
    """Lay mails of these subjects into the mailbox of Françoise Dupont, one after the other."""
    for name in names:
        dovecot.deliver(FDUPONT, written(name).as_bytes())


def numbering_of(dovecot: Dovecot) -> int:
    """Return the UIDVALIDITY of the inbox of Françoise Dupont.

    Dovecot takes the second of the folder's creation, or later ones if it made several in one.
    """
    head = (dovecot.home("fdupont") / "Maildir" / "dovecot-uidlist").read_text().split()
    return next(int(word[1:]) for word in head if word.startswith("V"))


def test_new_mail_is_seen_at_the_next_look(
    espace: Espace, box: MailboxSession, dovecot: Dovecot
) -> None:
    assert subjects(espace, box) == []
    put(dovecot, "Réunion à 8 h")
    folder = espace.mailbox.list_folder(box)
    (line,) = folder.messages
    assert (line.subject, line.sender) == ("Réunion à 8 h", "Le chef <chef@exemple.fr>")
    assert (line.unread, line.from_election, folder.trashed) == (True, False, 0)
    assert line.received_at.tzinfo
    assert line.size > 100
    put(dovecot, "Deuxième", "Troisième")
    assert subjects(espace, box) == ["Troisième", "Deuxième", "Réunion à 8 h"]


def test_a_mail_of_thousands_of_headers_does_not_cost_the_list(
    espace: Espace, box: MailboxSession, dovecot: Dovecot
) -> None:
    """A server sends every header of a name: one mail would be more than any answer may be."""
    headers = "".join(f"Subject: {'x' * 900} {number}\r\n" for number in range(5_000))
    dovecot.deliver(FDUPONT, f"From: a@b.fr\r\n{headers}\r\nBonjour".encode())
    put(dovecot, "Réunion à 8 h")
    newest, hostile = espace.mailbox.list_folder(box).messages
    assert newest.subject == "Réunion à 8 h"
    assert hostile.subject.startswith("xxx")
    espace.mailbox.delete(box, [hostile.message_id])
    assert subjects(espace, box) == ["Réunion à 8 h"]


def test_reading_marks_read_for_every_program(
    espace: Espace, box: MailboxSession, dovecot: Dovecot
) -> None:
    put(dovecot, "a", "b")
    newest = ids(espace, box)[0]
    message = espace.mailbox.read(box, newest)
    assert message.body == "Bonjour,\n\nà jeudi.\n".strip("\n")
    assert (message.summary.unread, message.summary.subject) == (False, "b")
    assert espace.mailbox.list_folder(box).unread == 1
    assert espace.mailbox.list_folder(enter(espace, "fdupont")).unread == 1
    assert espace.mailbox.read(box, newest) == message


def test_a_mail_that_is_only_glanced_at_stays_unread_for_every_program(
    espace: Espace, box: MailboxSession, dovecot: Dovecot
) -> None:
    put(dovecot, "a", "b")
    newest = ids(espace, box)[0]
    message = espace.mailbox.peek(box, newest)
    assert (message.summary.unread, message.summary.subject) == (True, "b")
    assert espace.mailbox.list_folder(box).unread == 2
    assert espace.mailbox.list_folder(enter(espace, "fdupont")).unread == 2
    assert espace.mailbox.read(box, newest).body == message.body
    assert not espace.mailbox.peek(box, newest).summary.unread


def test_a_mail_is_deleted_and_taken_back_by_its_old_number(
    espace: Espace, box: MailboxSession, dovecot: Dovecot
) -> None:
    put(dovecot, "a", "b", "c")
    _, second, first = ids(espace, box)
    assert espace.mailbox.delete(box, [first, second]) == 2
    assert subjects(espace, box) == ["c"]
    assert sorted(subjects(espace, box, TRASH)) == ["a", "b"]
    assert espace.mailbox.list_folder(box).trashed == 2
    assert espace.mailbox.read(box, first).summary.subject == "a"
    assert espace.mailbox.delete(box, [first]) == 0
    assert espace.mailbox.restore(box, [first, second]) == 2
    assert sorted(subjects(espace, box)) == ["a", "b", "c"]
    assert espace.mailbox.read(box, first).summary.subject == "a"
    assert espace.mailbox.delete(box, [first]) == 1


def test_a_mail_is_taken_back_out_of_the_trash(
    espace: Espace, box: MailboxSession, dovecot: Dovecot
) -> None:
    put(dovecot, "a", "b")
    espace.mailbox.delete(box, ids(espace, box))
    chosen = ids(espace, box, TRASH)[0]
    assert espace.mailbox.restore(box, [chosen]) == 1
    assert len(subjects(espace, box)) == len(subjects(espace, box, TRASH)) == 1


def test_read_mails_go_to_the_trash_together(
    espace: Espace, box: MailboxSession, dovecot: Dovecot
) -> None:
    put(dovecot, "a", "b", "c")
    for number in ids(espace, box)[:2]:
        espace.mailbox.read(box, number)
    assert espace.mailbox.delete_read(box) == 2
    assert subjects(espace, box) == ["a"]
    assert espace.mailbox.delete_read(box) == 0


def test_the_trash_is_erased_for_good(
    espace: Espace, box: MailboxSession, dovecot: Dovecot
) -> None:
    put(dovecot, "a", "b")
    (second, first) = ids(espace, box)
    espace.mailbox.delete(box, [first])
    assert espace.mailbox.empty_trash(box) == 1
    assert espace.mailbox.empty_trash(box) == 0
    assert espace.mailbox.list_folder(box).trashed == 0
    for act in (espace.mailbox.read, lambda box, number: espace.mailbox.restore(box, [number])):
        with pytest.raises(MessageGone, match="n'est plus"):
            act(box, first)
    assert espace.mailbox.read(box, second).summary.subject == "b"


def test_what_another_program_deletes_is_gone(
    espace: Espace, box: MailboxSession, dovecot: Dovecot
) -> None:
    put(dovecot, "a", "b")
    number = ids(espace, box)[0]
    elsewhere = enter(espace, "fdupont")
    espace.mailbox.delete(elsewhere, ids(espace, elsewhere)[:1])
    with pytest.raises(MessageGone):
        espace.mailbox.read(box, number)
    assert subjects(espace, box) == ["a"]


def test_a_number_of_somebody_else_s_mailbox_means_nothing_here(
    espace: Espace, box: MailboxSession, dovecot: Dovecot
) -> None:
    put(dovecot, "a")
    (number,) = ids(espace, box)
    with pytest.raises(MessageGone):
        espace.mailbox.read(enter(espace, "jmartin1"), number)


def test_a_folder_numbered_anew_makes_old_numbers_mean_nothing(
    espace: Espace, box: MailboxSession, dovecot: Dovecot
) -> None:
    put(dovecot, "a")
    (number,) = ids(espace, box)
    wait_for(lambda: int(time()) > numbering_of(dovecot), "a later second than its numbering's")
    new_mailbox(dovecot, "fdupont")
    put(dovecot, "tout autre chose")
    open_mailboxes(espace)[box.handle]._session._drop()
    with pytest.raises(MessageGone):
        espace.mailbox.read(box, number)
    (other,) = ids(espace, box)
    assert other != number
    assert espace.mailbox.read(box, other).summary.subject == "tout autre chose"


def test_only_a_mail_of_the_election_to_this_very_address_has_a_link(
    espace: Espace, box: MailboxSession, dovecot: Dovecot
) -> None:
    space = espace.election.election.space_url
    body = f"Suivez :\n\nhttps://{space}/confirmation?jeton={'a' * 43}\n"
    dovecot.put("fdupont", election_mail(espace, FDUPONT, body))
    dovecot.put("fdupont", election_mail(espace, sample("jmartin1").address, body))
    dovecot.put("fdupont", written("copie", body, espace.election.mail.sender).as_bytes())
    lines = espace.mailbox.list_folder(box).messages
    assert [line.from_election for line in lines].count(True) == 1
    for line in lines:
        message = espace.mailbox.read(box, line.message_id)
        assert (message.link is not None) == line.from_election
        assert message.summary.from_election == line.from_election


def test_the_room_is_the_server_s_and_a_full_mailbox_is_said(
    election: Election, clock: HandClock, dovecot: Dovecot
) -> None:
    new_mailbox(dovecot, "jmartin1", quota="40K")
    espace = Espace(on_server(election, dovecot), clock)
    box = enter(espace, "jmartin1")
    address = sample("jmartin1").address
    folder = espace.mailbox.list_folder(box)
    assert folder.quota
    assert (folder.quota.used, folder.quota.limit, folder.full) == (0, 40 * 1024, False)
    dovecot.deliver(address, of_size(30_000))
    with pytest.raises(smtplib.SMTPDataError, match="552"):
        dovecot.deliver(address, of_size(30_000))
    dovecot.deliver(address, of_size(4_000))
    assert espace.mailbox.list_folder(box).full
    assert espace.mailbox.follow_mail(box).full
    espace.mailbox.delete(box, ids(espace, box))
    assert espace.mailbox.list_folder(box).full
    assert espace.mailbox.empty_trash(box) == 2
    assert not espace.mailbox.list_folder(box).full
    espace.close()


def test_a_mailbox_of_five_thousand_mails_opens_with_its_newest(
    espace: Espace, box: MailboxSession, dovecot: Dovecot
) -> None:
    dovecot.put("fdupont", *numbered(5000))
    folder = espace.mailbox.list_folder(box)
    assert (len(folder.messages), folder.left_out) == (SHOWN, 5000 - SHOWN)
    assert espace.mailbox.list_folder(box) == folder
    assert espace.mailbox.delete(box, [line.message_id for line in folder.messages]) == SHOWN
    after = espace.mailbox.list_folder(box)
    assert (len(after.messages), after.left_out, after.trashed) == (SHOWN, 5000 - 2 * SHOWN, SHOWN)


def test_a_huge_mail_is_not_fetched_whole_and_its_files_are_named(
    espace: Espace, box: MailboxSession, dovecot: Dovecot
) -> None:
    long, heavy = written("long", "Une ligne.\n" * 200_000), written("lourd", "Ci-joint.\n")
    heavy.add_attachment(b"x" * 3_000_000, maintype="video", subtype="mp4", filename="été.mp4")
    heavy.add_attachment(b"y" * 9_000, maintype="application", subtype="pdf", filename="b.pdf")
    dovecot.put("fdupont", long.as_bytes(), heavy.as_bytes())
    messages = {
        line.subject: espace.mailbox.read(box, line.message_id)
        for line in espace.mailbox.list_folder(box).messages
    }
    assert messages["long"].cut
    assert len(messages["long"].body) == 65_536
    assert (messages["lourd"].body, messages["lourd"].cut) == ("Ci-joint.", False)
    sizes = {file.name: file.size or 0 for file in messages["lourd"].attachments}
    assert sizes["été.mp4"] == pytest.approx(3_000_000, rel=0.02)
    assert sizes["b.pdf"] == pytest.approx(9_000, rel=0.05)


def test_a_mailbox_far_over_its_quota_can_be_emptied_all_the_same(
    election: Election, clock: HandClock, dovecot: Dovecot
) -> None:
    new_mailbox(dovecot, "jmartin1", quota="100K")
    espace = Espace(on_server(election, dovecot), clock)
    box = enter(espace, "jmartin1")
    for name in ("a", "b", "c"):
        dovecot.deliver(sample("jmartin1").address, of_size(20_000, name))
    espace.mailbox.delete(box, ids(espace, box)[:1])
    espace.mailbox.read(box, ids(espace, box)[0])
    dovecot.change("jmartin1", quota="30K")
    espace.mailbox.close(box)
    box = enter(espace, "jmartin1")
    with pytest.raises(TrashFull, match="définitivement"):
        espace.mailbox.delete(box, ids(espace, box))
    with pytest.raises(TrashFull):
        espace.mailbox.delete_read(box)
    assert subjects(espace, box) == ["b", "a"]
    with pytest.raises(TrashFull, match="y remettre"):
        espace.mailbox.restore(box, ids(espace, box, TRASH))
    chosen = [*ids(espace, box)[:1], *ids(espace, box, TRASH)]
    assert espace.mailbox.erase(box, chosen) == 2
    assert espace.mailbox.erase(box, chosen) == 0
    assert (subjects(espace, box), subjects(espace, box, TRASH)) == (["a"], [])
    assert not espace.mailbox.list_folder(box).full
    espace.close()
