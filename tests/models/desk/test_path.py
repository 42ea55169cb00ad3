"""One teacher stands still wherever one can, each time does what the agent says, and gets there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from models import Espace, MailboxSession, PendingCode, Refused
from models.services.shared.counts import Tried
from models.tables.mailboxes import Mailbox
from models.tables.mails import WaitingMail
from models.views.desk import AccountStanding, StaffRole, StaffSession, Trouble
from models.views.desk_calls import CallerFact, DeskAct, DeskOrder, Reason
from models.views.mail import MailState
from tests.models.clocks import HandClock, paris
from tests.models.desk.staff_members import SOURCE as DESK
from tests.models.desk.staff_members import comes
from tests.models.steps import (
    OTHER_PASSWORD,
    PASSWORD,
    SOURCE,
    WRONG_CODE,
    create,
    newest_code,
    newest_from_election,
    newest_link,
    open_box,
    person_on_roll,
    put_wrong_tries,
    sample,
    sign_in,
)

NAME = "fdupont"
ADDRESS, WRONG = sample(NAME).address, "Pivoine8Lavaur"
CLOSED = {
    Trouble.CREATION_CLOSED,
    Trouble.CONFIRMATION_CLOSED,
    Trouble.REQUEST_CLOSED,
    Trouble.CODES_OVER,
    Trouble.PASSWORD_CLOSED,
    Trouble.VOTE_OVER,
}
"""From there no way leads on: the calendar is over."""


class Teacher:
    """A person of the roll, an agent and a supervisor on the telephone."""

    def __init__(self, espace: Espace, clock: HandClock) -> None:
        self.espace, self.clock = espace, clock
        self.agent = comes(espace)
        self.supervisor = comes(espace, "chef", StaffRole.SUPERVISOR)
        self.elector_id = person_on_roll(espace, NAME)
        self.met: set[Trouble] = set()

    def stands(self, trouble: Trouble) -> None:
        """Check what the agent reads out."""
        file = self.espace.desk.read_person(self.agent, self.elector_id)
        assert file.diagnosis.trouble is trouble
        self.met.add(trouble)

    def order(self, reason: Reason, session: StaffSession | None = None) -> DeskOrder:
        session = session or self.agent
        call = self.espace.desk.open_call(session, self.elector_id, source=DESK)
        self.espace.desk.note_answers(session, call.call_id, tuple(CallerFact), source=DESK)
        return DeskOrder(session, call.call_id, reason, DESK)

    def is_helped(self, reason: Reason = Reason.CODE_EXPIRED) -> None:
        """Get another code, and the tries and mails of the day back before."""
        with suppress(Refused):
            self.espace.desk.release(self.order(Reason.OWN_TRIES))
        self.clock.pass_by(minutes=2)
        self.espace.desk.resend(self.order(reason))

    def gets_mail(self) -> None:
        self.espace.administration.send_waiting_mail()

    @property
    def box(self) -> MailboxSession:
        return open_box(self.espace, NAME)

    def reads(self) -> None:
        newest_from_election(self.espace, self.box)

    def creates(self) -> PendingCode:
        return self.espace.account.create(
            ADDRESS, PASSWORD, PASSWORD, mailbox=self.box, source=SOURCE
        )

    def tries_a_code(self, pending: PendingCode, box: MailboxSession | None) -> None:
        self.espace.account.confirm(pending, WRONG_CODE, mailbox=box, source=SOURCE)

    def forgets(self) -> PendingCode:
        return self.espace.account.ask_password_code(ADDRESS, mailbox=self.box, source=SOURCE)

    def by_two(self, act: DeskAct, reason: Reason, address: str = "") -> None:
        order = self.order(reason, self.supervisor)
        request = self.espace.desk.ask_for(order, act, address=address)
        self.espace.desk.confirm_request(self.agent, request.request_id, source=DESK)

    def is_refused(self, reply: str) -> None:
        """Have a mail server say why it has refused a mail."""
        with self.espace.context.transaction():
            refused = WaitingMail.state == MailState.REFUSED
            WaitingMail.update(reply=reply).where(refused).execute()

    def renews(self) -> None:
        """Choose another password with the code of the mail."""
        self.espace.account.renew_password(
            self.forgets(),
            self.code(),
            OTHER_PASSWORD,
            OTHER_PASSWORD,
            mailbox=self.box,
            source=SOURCE,
        )

    def code(self) -> str:
        """Wait for the mail and read its code."""
        self.gets_mail()
        return newest_code(self.espace, NAME)

    @contextmanager
    def without_mailbox(self) -> Iterator[None]:
        """Take the mailbox away for a while: mails to it are refused."""
        with self.espace.context.transaction():
            row = Mailbox.get(Mailbox.elector == self.elector_id)
            row.delete_instance()
        yield
        with self.espace.context.transaction():
            Mailbox.insert(row.__data__ | {"used_bytes": 0}).execute()

    @contextmanager
    def without_room(self) -> Iterator[None]:
        """Leave no room in the mailbox for a while."""
        mine = Mailbox.elector == self.elector_id
        with self.espace.context.transaction():
            room = Mailbox.get(mine).quota_bytes
            Mailbox.update(quota_bytes=Mailbox.used_bytes).where(mine).execute()
        yield
        with self.espace.context.transaction():
            Mailbox.update(quota_bytes=room).where(mine).execute()


def refused(act: Callable[[], object], times: int) -> None:
    """Do what is refused, so many times."""
    for _ in range(times):
        with suppress(Refused):
            act()


def reaches_the_mailbox(teacher: Teacher) -> None:
    teacher.clock.go(paris("2014-09-21 12:00"))
    teacher.stands(Trouble.NOT_OPEN_YET)
    with teacher.without_mailbox():
        teacher.stands(Trouble.MAILBOX_MISSING)
    teacher.clock.go(paris("2014-10-01 09:00"))
    create(teacher.espace, ADDRESS)
    teacher.clock.go(paris("2014-11-24 09:00"))
    teacher.espace.administration.purge_expired(dry_run=False, source="admin")
    teacher.stands(Trouble.REQUEST_OVER)
    teacher.espace.desk.cancel(teacher.order(Reason.WRONG_PASSWORD_CHOSEN))
    is_asked_for_by_nobody_known(teacher)
    teacher.stands(Trouble.MAILBOX_UNOPENED)
    refused(lambda: teacher.espace.mailbox.open(NAME, WRONG, source=SOURCE), times=4)
    teacher.stands(Trouble.MAILBOX_WAIT)
    teacher.clock.pass_by(minutes=20)
    pending = teacher.espace.account.create(
        ADDRESS, PASSWORD, PASSWORD, mailbox=None, source=SOURCE
    )
    assert pending.address == ADDRESS
    teacher.gets_mail()
    teacher.stands(Trouble.CODE_BEHIND_UNOPENED_MAILBOX)
    teacher.espace.desk.cancel(teacher.order(Reason.NOT_THEIRS))  # it was somebody else
    assert teacher.box.address == ADDRESS
    teacher.stands(Trouble.NO_ACCOUNT)
    with teacher.without_room():
        teacher.stands(Trouble.MAILBOX_FULL)
    teacher.stands(Trouble.NO_ACCOUNT)


def is_asked_for_by_nobody_known(teacher: Teacher) -> None:
    for place in ("kiosque", "ailleurs"):
        create(teacher.espace, ADDRESS, source=place)
        teacher.clock.pass_by(minutes=2)
    teacher.stands(Trouble.SEVERAL_REQUESTS)
    teacher.espace.desk.cancel(teacher.order(Reason.NOT_THEIRS))


def confirms_the_account(teacher: Teacher) -> None:
    pending = teacher.creates()
    teacher.stands(Trouble.CODE_WAITING)
    teacher.clock.pass_by(minutes=3)
    teacher.stands(Trouble.MAIL_DELAYED)
    with teacher.without_room():
        teacher.gets_mail()
        teacher.stands(Trouble.CODE_FULL)
    with teacher.without_mailbox():
        teacher.is_helped(Reason.MAIL_NOT_FOUND)
        teacher.stands(Trouble.NO_MAILBOX)
        teacher.is_refused("421 4.4.2 …")
        teacher.stands(Trouble.MAIL_LOST)
        teacher.is_refused("550 5.7.1 …")
        teacher.stands(Trouble.CODE_REFUSED)
    teacher.is_helped(Reason.MAIL_REFUSED)
    teacher.gets_mail()
    with teacher.without_mailbox():
        teacher.stands(Trouble.CODE_DELIVERED)
    teacher.stands(Trouble.CODE_UNREAD)
    box = teacher.box
    refused(lambda: teacher.tries_a_code(pending, box), times=5)
    teacher.stands(Trouble.CODE_TRIED_OUT)
    with suppress(Refused):
        for _ in range(9):  # all that a day has
            teacher.clock.pass_by(minutes=2)
            teacher.espace.desk.resend(teacher.order(Reason.MAIL_NOT_FOUND))
            refused(lambda: teacher.tries_a_code(pending, box), times=5)
    teacher.stands(Trouble.MAILS_USED_UP)
    teacher.is_helped(Reason.CODE_TRIED_OUT)
    teacher.gets_mail()
    refused(lambda: teacher.tries_a_code(pending, None), times=5)
    teacher.stands(Trouble.CODE_TRIED_ELSEWHERE)
    teacher.clock.pass_by(hours=25)
    teacher.stands(Trouble.CODE_EXPIRED)
    teacher.is_helped(Reason.CODE_EXPIRED)
    teacher.gets_mail()
    teacher.reads()
    teacher.stands(Trouble.CODE_READ)
    link = newest_link(teacher.espace, NAME)
    mailbox = teacher.box
    followed = teacher.espace.account.follow_link(mailbox, link, pending=pending, source=SOURCE)
    teacher.espace.account.confirm(followed, link, mailbox=mailbox, source=SOURCE)


def signs_in(teacher: Teacher) -> None:
    teacher.clock.pass_by(minutes=1)
    teacher.stands(Trouble.NEVER_SIGNED_IN)
    sign_in(teacher.espace, NAME, PASSWORD)
    teacher.stands(Trouble.SIGNED_IN)
    refused(lambda: sign_in(teacher.espace, NAME, WRONG), times=4)
    teacher.stands(Trouble.SIGN_IN_TRIED_ELSEWHERE)
    box = teacher.box
    refused(
        lambda: teacher.espace.account.sign_in(ADDRESS, WRONG, mailbox=box, source=SOURCE), times=4
    )
    teacher.stands(Trouble.SIGN_IN_WAIT)
    teacher.espace.desk.release(teacher.order(Reason.OWN_TRIES))
    put_wrong_tries(teacher.espace, Tried.VOTER, ADDRESS, 100)
    teacher.stands(Trouble.MAIL_CODE_NEEDED)


def renews_the_password(teacher: Teacher) -> None:
    teacher.clock.pass_by(hours=25)
    teacher.espace.account.ask_password_code(ADDRESS, mailbox=None, source="ailleurs")
    teacher.gets_mail()
    teacher.stands(Trouble.RENEWAL_ASKED_ELSEWHERE)
    teacher.forgets()
    teacher.stands(Trouble.RENEWAL_WAITING)
    with teacher.without_room():
        teacher.gets_mail()
        teacher.stands(Trouble.RENEWAL_FULL)
    with teacher.without_mailbox():
        teacher.is_helped(Reason.MAIL_NOT_FOUND)
        teacher.stands(Trouble.NO_MAILBOX)
        teacher.is_refused("550 5.7.1 …")
        teacher.stands(Trouble.RENEWAL_REFUSED)
    teacher.clock.pass_by(minutes=2)
    pending, box = teacher.forgets(), teacher.box
    teacher.gets_mail()
    teacher.stands(Trouble.RENEWAL_SENT)
    refused(
        lambda: teacher.espace.account.renew_password(
            pending, WRONG_CODE, OTHER_PASSWORD, OTHER_PASSWORD, mailbox=box, source=SOURCE
        ),
        times=5,
    )
    teacher.stands(Trouble.RENEWAL_TRIED_OUT)
    teacher.is_helped(Reason.CODE_TRIED_OUT)
    teacher.clock.pass_by(hours=25)
    teacher.stands(Trouble.RENEWAL_EXPIRED)
    teacher.renews()


def is_protected(teacher: Teacher) -> None:
    with teacher.without_room():
        teacher.by_two(DeskAct.ADDRESS, Reason.ADDRESS_WRONG, "autre.dupont@ac-toulouse.fr")
        teacher.stands(Trouble.ADDRESS_UNTOLD)
    assert teacher.espace.mailbox.empty_trash(teacher.box) >= 0  # room: the mail is sent again
    teacher.gets_mail()
    teacher.stands(Trouble.ADDRESS_CHANGES)
    teacher.espace.desk.stop_address(teacher.order(Reason.NOT_THEIRS))
    teacher.by_two(DeskAct.DISABLE, Reason.TAKEN_OVER)
    teacher.stands(Trouble.DISABLED)
    teacher.by_two(DeskAct.ENABLE, Reason.SETTLED)
    teacher.stands(Trouble.PASSWORD_NEEDED)
    teacher.clock.pass_by(minutes=2)
    teacher.renews()


@pytest.mark.timeout(240)
def test_a_teacher_who_meets_every_trouble_gets_there(espace: Espace, clock: HandClock) -> None:
    teacher = Teacher(espace, clock)
    reaches_the_mailbox(teacher)
    confirms_the_account(teacher)
    signs_in(teacher)
    renews_the_password(teacher)
    is_protected(teacher)
    assert sign_in(espace, NAME, OTHER_PASSWORD).person.address == ADDRESS
    file = espace.desk.read_person(teacher.agent, teacher.elector_id)
    assert file.standing.account is AccountStanding.ACTIVE
    teacher.stands(Trouble.SIGNED_IN)
    assert teacher.met | CLOSED == set(Trouble)
    assert espace.administration.verify_audit().first_fault is None
