"""Making room in a mailbox."""

from __future__ import annotations

import pytest

from models import Espace, FolderName, MailboxSession
from tests.models.clocks import HandClock
from tests.models.steps import create, newest_code, open_box, room, sample

TRASH = FolderName.TRASH


@pytest.fixture
def box(espace: Espace) -> MailboxSession:
    """The saturated mailbox of Jean-Noël O'Brien d'Arc."""
    return open_box(espace, "jobriendarc")


def identifiers(espace: Espace, box: MailboxSession, name: FolderName) -> list[int]:
    return [line.message_id for line in espace.mailbox.list_folder(box, name).messages]


def test_messages_go_to_the_trash_and_come_back(espace: Espace, box: MailboxSession) -> None:
    inbox = identifiers(espace, box, FolderName.INBOX)
    assert espace.mailbox.delete(box, inbox[:3]) == 3
    assert identifiers(espace, box, TRASH) == inbox[:3]
    assert espace.mailbox.restore(box, inbox[:2]) == 2
    assert identifiers(espace, box, FolderName.INBOX) == [*inbox[:2], *inbox[3:]]


def test_a_message_is_moved_once(espace: Espace, box: MailboxSession) -> None:
    inbox = identifiers(espace, box, FolderName.INBOX)
    assert espace.mailbox.delete(box, [inbox[0], inbox[0]]) == 1
    assert espace.mailbox.delete(box, [inbox[0]]) == 0
    assert espace.mailbox.restore(box, [inbox[1]]) == 0
    assert espace.mailbox.delete(box, []) == 0


def test_nobody_touches_the_messages_of_others(espace: Espace, box: MailboxSession) -> None:
    other = open_box(espace, "fdupont")
    inbox = identifiers(espace, box, FolderName.INBOX)
    assert espace.mailbox.delete(other, inbox) == 0
    espace.mailbox.delete(box, inbox[:1])
    assert espace.mailbox.restore(other, inbox[:1]) == 0
    assert espace.mailbox.empty_trash(other) == 0
    assert espace.mailbox.list_folder(box).trashed == 1


def test_all_that_was_read_goes_at_once(espace: Espace, box: MailboxSession) -> None:
    inbox = identifiers(espace, box, FolderName.INBOX)
    for message_id in inbox[1:3]:
        espace.mailbox.read(box, message_id)
    assert espace.mailbox.delete_read(box) == 2
    assert identifiers(espace, box, TRASH) == inbox[1:3]


def test_the_trash_gives_its_room_back_only_when_emptied(
    espace: Espace, box: MailboxSession
) -> None:
    heavy, before = espace.mailbox.list_folder(box).messages[0], room(espace, box)
    assert before.full
    espace.mailbox.delete(box, [heavy.message_id])
    assert room(espace, box) == before
    assert espace.mailbox.empty_trash(box) == 1
    after = espace.mailbox.list_folder(box)
    assert room(espace, box).used == before.used - heavy.size
    assert (after.trashed, after.full) == (0, False)
    assert espace.mailbox.empty_trash(box) == 0


def test_emptying_the_trash_lets_the_waiting_mail_in(espace: Espace, box: MailboxSession) -> None:
    pending = create(espace, sample("jobriendarc").address)
    assert espace.mailbox.list_folder(box).waiting == 1
    fate = espace.mailbox.follow_mail(box)
    assert (fate.waiting, fate.full, fate.refused) == (1, True, 0)
    espace.mailbox.delete(box, identifiers(espace, box, FolderName.INBOX)[:2])
    assert espace.mailbox.list_folder(box).waiting == 1
    assert espace.mailbox.empty_trash(box) == 2
    folder = espace.mailbox.list_folder(box)
    assert folder.waiting == 0
    assert folder.messages[0].from_election
    code = newest_code(espace, "jobriendarc")
    assert espace.account.confirm(pending, code, source="kiosque").person.civility == "M."


def test_a_mail_kept_for_room_after_five_tries_comes_in_as_well(
    espace: Espace, clock: HandClock, box: MailboxSession
) -> None:
    create(espace, sample("jobriendarc").address)
    for _ in range(5):
        clock.pass_by(hours=2)
        espace.administration.send_waiting_mail()
    fate = espace.mailbox.follow_mail(box)
    assert (fate.waiting, fate.full, fate.refused) == (1, True, 0)
    espace.mailbox.delete(box, identifiers(espace, box, FolderName.INBOX)[:2])
    espace.mailbox.empty_trash(box)
    assert espace.mailbox.list_folder(box).messages[0].from_election
    fate = espace.mailbox.follow_mail(box)
    assert (fate.waiting, fate.full, fate.refused) == (0, False, 0)


def test_chosen_messages_are_erased_without_the_trash_and_the_waiting_mail_comes_in(
    espace: Espace, box: MailboxSession
) -> None:
    create(espace, sample("jobriendarc").address)
    heavy, *others = espace.mailbox.list_folder(box).messages
    espace.mailbox.delete(box, [others[0].message_id])
    assert espace.mailbox.erase(open_box(espace, "fdupont"), [heavy.message_id]) == 0
    before = room(espace, box)
    assert espace.mailbox.erase(box, [heavy.message_id, others[0].message_id]) == 2
    folder = espace.mailbox.list_folder(box)
    assert (folder.trashed, folder.waiting, folder.full) == (0, 0, False)
    assert folder.messages[0].from_election
    freed = heavy.size + others[0].size
    assert room(espace, box).used == before.used - freed + folder.messages[0].size
    assert espace.mailbox.erase(box, []) == 0
