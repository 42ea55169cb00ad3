"""What became of the mail that a visit waits for."""

from __future__ import annotations

import pytest

from models import Espace, SessionExpired
from models.tables.electors import Elector
from models.tables.mails import WaitingMail
from models.views.mail import MailState, OwnReply
from tests.models.clocks import HandClock
from tests.models.steps import PASSWORD, SOURCE, create, open_box, sample

FDUPONT = sample("fdupont").address


def refuse(espace: Espace, reply: str) -> None:
    """Write down that a mail system has answered so."""
    with espace.context.transaction():
        WaitingMail.update(state=MailState.REFUSED, reply=reply, body=None).where(
            WaitingMail.recipient == FDUPONT
        ).execute()


def test_a_mail_waits_until_it_is_in_the_mailbox(espace: Espace) -> None:
    box = open_box(espace, "fdupont")
    assert espace.mailbox.follow_mail(box).waiting == 0
    espace.account.create(FDUPONT, PASSWORD, PASSWORD, mailbox=box, source=SOURCE)
    assert espace.mailbox.follow_mail(box).waiting == 1
    espace.administration.send_waiting_mail()
    fate = espace.mailbox.follow_mail(box)
    assert (fate.waiting, fate.full, fate.refused) == (0, False, 0)


@pytest.mark.parametrize(
    ("reply", "refused"), [("550 5.1.1 unknown", 1), (OwnReply.EXPIRED, 0), (OwnReply.REPLACED, 0)]
)
def test_a_refusal_is_told_until_another_mail_is_asked_for(
    espace: Espace, clock: HandClock, reply: str, refused: int
) -> None:
    box = open_box(espace, "fdupont")
    pending = create(espace, FDUPONT)
    refuse(espace, reply)
    assert espace.mailbox.follow_mail(box).refused == refused
    clock.pass_by(minutes=2)
    espace.account.resend_code(pending, source=SOURCE)
    assert espace.mailbox.follow_mail(box).refused == 0


def test_nobody_is_told_of_somebody_else_s_mail(espace: Espace) -> None:
    create(espace, FDUPONT)
    refuse(espace, "550 5.1.1 unknown")
    assert espace.mailbox.follow_mail(open_box(espace, "jmartin1")).refused == 0


def test_who_has_another_address_by_now_is_told_nothing_of_the_old_one(espace: Espace) -> None:
    box = open_box(espace, "fdupont")
    create(espace, FDUPONT)
    with espace.context.transaction():
        Elector.update(mail="autre@ac-toulouse.fr").where(Elector.mail == FDUPONT).execute()
    with pytest.raises(SessionExpired):
        espace.mailbox.follow_mail(box)
