"""Reading a mailbox."""

from __future__ import annotations

import pytest

from models import Espace, FolderName, MailboxSession, MessageGone
from models.mail.embedded import deliver
from models.mail.letters import Letter
from models.tables.mailboxes import Mailbox
from tests.models.clocks import HandClock
from tests.models.steps import create, election_mail, open_box, room, sample

FDUPONT = sample("fdupont").address


def receive(espace: Espace, subject: str, body: str, sender: str = "a@b.fr") -> None:
    with espace.context.transaction():
        Mailbox.update(quota_bytes=10_000_000).execute()
        deliver(
            Letter(subject, body),
            FDUPONT,
            sender=sender,
            seal=espace.context.seal,
            now=espace.context.now,
        )


@pytest.fixture
def box(espace: Espace) -> MailboxSession:
    """The mailbox of Françoise Dupont."""
    return open_box(espace, "fdupont")


def test_the_newest_message_comes_first(
    espace: Espace, clock: HandClock, box: MailboxSession
) -> None:
    for number in range(3):
        clock.pass_by(minutes=1)
        receive(espace, f"n° {number}", "texte")
    subjects = [line.subject for line in espace.mailbox.list_folder(box).messages]
    assert subjects[:3] == ["n° 2", "n° 1", "n° 0"]
    moments = [line.received_at for line in espace.mailbox.list_folder(box).messages]
    assert moments == sorted(moments, reverse=True)
    assert all(moment.tzinfo for moment in moments)


def test_a_message_is_unread_until_it_is_read(espace: Espace, box: MailboxSession) -> None:
    folder = espace.mailbox.list_folder(box)
    assert folder.unread == len(folder.messages) == 3
    message = espace.mailbox.read(box, folder.messages[0].message_id)
    assert message.summary.unread is False
    assert message.summary.subject == folder.messages[0].subject
    assert espace.mailbox.list_folder(box).unread == 2
    assert espace.mailbox.read(box, folder.messages[0].message_id) == message


def test_a_message_that_is_only_glanced_at_stays_unread(
    espace: Espace, box: MailboxSession
) -> None:
    before = espace.mailbox.list_folder(box)
    newest = before.messages[0]
    message = espace.mailbox.peek(box, newest.message_id)
    assert message.summary == newest
    assert message.summary.unread
    assert espace.mailbox.list_folder(box) == before
    read = espace.mailbox.read(box, newest.message_id)
    assert (read.body, read.link) == (message.body, message.link)
    assert not espace.mailbox.peek(box, newest.message_id).summary.unread


def test_glancing_shows_no_more_than_reading(espace: Espace, box: MailboxSession) -> None:
    other = open_box(espace, "jobriendarc")
    message_id = espace.mailbox.list_folder(box).messages[0].message_id
    with pytest.raises(MessageGone):
        espace.mailbox.peek(other, message_id)
    espace.mailbox.delete(box, [message_id])
    espace.mailbox.empty_trash(box)
    with pytest.raises(MessageGone):
        espace.mailbox.peek(box, message_id)


def test_the_quota_is_the_sum_of_the_messages_and_the_trash_counts(
    espace: Espace, box: MailboxSession
) -> None:
    before = espace.mailbox.list_folder(box)
    quota = room(espace, box)
    assert quota.limit == espace.election.mail.quota
    assert quota.used == sum(line.size for line in before.messages)
    espace.mailbox.delete(box, [before.messages[0].message_id])
    after = espace.mailbox.list_folder(box, FolderName.TRASH)
    assert after.quota == quota
    assert (after.trashed, len(after.messages), after.name) == (1, 1, FolderName.TRASH)


def test_only_the_mails_of_the_election_have_a_link(
    espace: Espace, clock: HandClock, box: MailboxSession
) -> None:
    create(espace, FDUPONT)
    mail = election_mail(espace, "fdupont")
    assert mail.link
    assert mail.link.token in mail.body
    clock.pass_by(minutes=1)
    receive(espace, mail.summary.subject, mail.body, sender=espace.election.mail.sender)
    copied = espace.mailbox.list_folder(box).messages[0]
    assert copied.from_election is False
    assert espace.mailbox.read(box, copied.message_id).link is None


def test_a_message_of_somebody_else_or_deleted_is_gone(espace: Espace, box: MailboxSession) -> None:
    other = open_box(espace, "jmartin1")
    message_id = espace.mailbox.list_folder(box).messages[0].message_id
    with pytest.raises(MessageGone):
        espace.mailbox.read(other, message_id)
    espace.mailbox.delete(box, [message_id])
    assert espace.mailbox.read(box, message_id).summary.message_id == message_id
    espace.mailbox.empty_trash(box)
    with pytest.raises(MessageGone, match="n'est plus"):
        espace.mailbox.read(box, message_id)


def test_escape_sequences_are_not_obeyed(espace: Espace, box: MailboxSession) -> None:
    receive(
        espace,
        "\x1b]0;titre\x07Promo\x1b[31m rouge\r\nBcc: tous",
        "a\x1b[2Jb\x07c\x9b31md\u202etxet",
        sender="\x1b]52;c;cHduZWQ=\x07Chef <chef@exemple.fr>",
    )
    line = next(
        line for line in espace.mailbox.list_folder(box).messages if "Promo" in line.subject
    )
    assert line.subject == "Promo rouge Bcc: tous"
    assert line.sender == "Chef <chef@exemple.fr>"
    body = espace.mailbox.read(box, line.message_id).body
    assert body == "ab\ufffdcdtxet"


@pytest.mark.parametrize("text", ["[/]", "[red]alerte[/red]", "Mme [Martin]", "🗳️ vote 👩‍🏫"])
def test_markup_and_emoji_are_text(espace: Espace, box: MailboxSession, text: str) -> None:
    receive(espace, text, text)
    line = espace.mailbox.list_folder(box).messages[0]
    plain = text.replace("\ufe0f", "").replace("\u200d", "")
    assert line.subject == plain
    assert espace.mailbox.read(box, line.message_id).body == plain


def test_a_megabyte_is_cut_and_says_so(espace: Espace, box: MailboxSession) -> None:
    receive(espace, "x" * 100_000, "ligne très longue\n" * 80_000)
    line = espace.mailbox.list_folder(box).messages[0]
    assert len(line.subject) <= 200
    assert line.size > 1_000_000
    message = espace.mailbox.read(box, line.message_id)
    assert message.cut
    assert len(message.body) <= 65_536


def test_an_empty_mail_is_shown_empty(espace: Espace, box: MailboxSession) -> None:
    receive(espace, "", "")
    line = espace.mailbox.list_folder(box).messages[0]
    assert (line.subject, espace.mailbox.read(box, line.message_id).body) == ("", "")
