"""What has not been sent, and why, as the administrator reads it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from models import Espace, UnsentReason
from models.tables.mails import WaitingMail
from models.views.mail import MailState, OwnReply
from tests.models.clocks import HandClock
from tests.models.mails_to_send import address, post_mails, row_of

UNKNOWN = "550 5.1.1 unknown"


def write(espace: Espace, number: int, **fields: Any) -> None:
    """Write down what became of a person's newest mail."""
    row = row_of(espace, address(number))
    with espace.context.transaction():
        WaitingMail.update(**fields).where(WaitingMail.id == row.id).execute()


def test_mails_are_counted_by_their_reasons_the_most_frequent_first(empty: Espace) -> None:
    post_mails(empty, map(address, range(7)))
    for number in (1, 2, 3):
        write(empty, number, state=MailState.REFUSED, reply=UNKNOWN)
    for number in (4, 5):
        write(empty, number, state=MailState.FULL, reply=OwnReply.OVER_QUOTA)
    write(empty, 6, state=MailState.SENT, perhaps_twice=True)
    write(empty, 1, perhaps_twice=True)
    unsent = empty.administration.count_unsent_mail()
    assert unsent.reasons == (
        UnsentReason(MailState.REFUSED, UNKNOWN, 3),
        UnsentReason(MailState.FULL, "boîte saturée", 2, OwnReply.OVER_QUOTA),
        UnsentReason(MailState.WAITING, "", 1),
    )
    assert unsent.perhaps_twice == 2
    assert unsent.count(MailState.REFUSED, MailState.FULL) == 5


def test_what_is_stored_of_a_mail_stays_what_it_is() -> None:
    """Databases and backups hold these words: another one needs a migration."""
    assert {own.name: own.value for own in OwnReply} == {
        "REPLACED": "replaced by a newer code",
        "EXPIRED": "what it carried has expired",
        "UNREADABLE": "unreadable seal",
        "LOST": "421 4.4.2 connection lost",
        "NO_REPLY": "421 4.4.2 no reply after its end",
        "BAD_ADDRESS": "553 5.1.3 no address",
        "OVER_QUOTA": "552 5.2.2 mailbox full",
        "NO_MAILBOX": "550 5.1.1 no such mailbox",
    }


def test_each_mail_is_listed_oldest_first_with_its_next_try(
    empty: Espace, clock: HandClock
) -> None:
    now = clock.now()
    post_mails(empty, [address(1)])
    clock.pass_by(minutes=1)
    post_mails(empty, [address(2), address(3), address(4)])
    write(empty, 1, reply=OwnReply.LOST, tries=2, next_try_at=now + timedelta(minutes=5))
    write(empty, 2, state=MailState.REFUSED, reply=OwnReply.NO_MAILBOX, tries=1)
    write(empty, 3, state=MailState.SENT)
    first, second, third = empty.administration.list_unsent_mail()
    assert (first.recipient, first.created_at) == (address(1), now)
    assert (first.state, first.reply, first.tries) == (
        "waiting",
        "connexion perdue avant la fin du mail",
        2,
    )
    assert first.next_try_at == now + timedelta(minutes=5)
    assert (second.recipient, second.state) == (address(2), "refused")
    assert (second.reply, second.next_try_at) == ("aucune boîte à cette adresse", None)
    assert (third.recipient, third.reply, third.tries) == (address(4), "", 0)


def test_a_mail_whose_code_was_replaced_is_missed_by_nobody(
    empty: Espace, clock: HandClock
) -> None:
    for _ in range(2):
        post_mails(empty, [address(1)], expires_at=clock.now() + timedelta(hours=24))
    assert [reason.count for reason in empty.administration.count_unsent_mail().reasons] == [1]
    assert len(list(empty.administration.list_unsent_mail())) == 1


def test_a_mail_that_came_too_late_says_so_and_shows_no_word_of_itself(
    empty: Espace, clock: HandClock
) -> None:
    post_mails(empty, [address(1)], expires_at=clock.now() + timedelta(hours=1))
    write(empty, 1, state=MailState.REFUSED, reply=OwnReply.EXPIRED)
    (line,) = empty.administration.list_unsent_mail()
    assert line.reply == "ce qu'il portait a expiré avant l'envoi"
    assert "BCDFG" not in repr(line)
    assert address(1) not in repr(line)


def test_where_everything_is_sent_nothing_is_listed(empty: Espace) -> None:
    assert empty.administration.count_unsent_mail().reasons == ()
    assert list(empty.administration.list_unsent_mail()) == []
