"""Many people at the same moment, in threads and in processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from peewee import QueryEvent

from models import DatabaseBusy, Espace, PendingCode
from models.tables.mailboxes import MailboxMessage
from models.tables.mails import WaitingMail
from tests.models.processes.orders import CONFIRM, RENEW, Order, Visit, perform
from tests.models.steps import (
    SOURCE,
    WRONG_CODE,
    account_of,
    create,
    newest_code,
    open_box,
    room,
    sample,
)

CROWD = 50
FDUPONT = sample("fdupont").address


@pytest.fixture
def pending(espace: Espace) -> PendingCode:
    """An account that waits for its code."""
    return create(espace, FDUPONT)


def visits(pending: PendingCode, code: str) -> list[Visit]:
    return [Visit(CONFIRM, pending.address, code, pending.proof, pending.reference)] * CROWD


def in_threads(espace: Espace, crowd: list[Visit]) -> Counter[str]:
    together = Barrier(len(crowd))

    def visit(one: Visit) -> str:
        together.wait()
        while (outcome := perform(espace, one)) == DatabaseBusy.__name__:
            pass
        return outcome

    with ThreadPoolExecutor(len(crowd)) as pool:
        return Counter(pool.map(visit, crowd))


def in_processes(espace: Espace, crowd: list[Visit]) -> Counter[str]:
    espace.close()
    return Counter(Order.of(espace.election, crowd).run("crowd"))


ways = pytest.mark.parametrize("at_once", [in_threads, in_processes])
Way = Callable[[Espace, list[Visit]], "Counter[str]"]


@ways
def test_fifty_confirmations_of_one_code_are_one_success(
    espace: Espace, pending: PendingCode, at_once: Way
) -> None:
    """Used once: exactly one row changed. Fifty at once: one success."""
    outcomes = at_once(espace, visits(pending, newest_code(espace, "fdupont")))
    assert outcomes.total() == CROWD
    assert outcomes["done"] == 1
    assert set(outcomes) <= {"done", "StaleCode", "ExhaustedCode", "SignInRefused"}
    account = account_of(espace, FDUPONT)
    assert account
    assert account.state == "active"
    assert espace.administration.verify_audit().first_fault is None


@ways
def test_fifty_renewals_by_one_code_are_one_success(espace: Espace, at_once: Way) -> None:
    address = sample("kbenali").address
    espace.account.ask_password_code(address, source=SOURCE)
    espace.administration.send_waiting_mail()
    visit = Visit(RENEW, address, newest_code(espace, "kbenali"))
    outcomes = at_once(espace, [visit] * CROWD)
    assert outcomes["done"] == 1
    assert set(outcomes) <= {"done", "StaleCode", "ExhaustedCode"}
    account = account_of(espace, address)
    assert account
    assert account.version == 2


@ways
def test_of_fifty_wrong_tries_five_are_compared(
    espace: Espace, pending: PendingCode, at_once: Way
) -> None:
    """Five wrong tries an account, whatever the code, the screen or the process."""
    outcomes = at_once(espace, visits(pending, WRONG_CODE))
    assert outcomes == {"WrongCode": 5, "ExhaustedCode": CROWD - 5}
    assert espace.administration.verify_audit().first_fault is None


def test_no_sixth_try_is_looked_up(espace: Espace, pending: PendingCode) -> None:
    """Each try is counted and committed before it is compared."""
    compared: list[str] = []

    def watch(event: QueryEvent) -> None:
        if '"code_digest" = ' in event.sql:
            compared.append(event.sql)

    espace.context.store.database.query_hooks.append(watch)
    in_threads(espace, visits(pending, WRONG_CODE))
    assert len(compared) == 5


def test_two_senders_at_once_deliver_each_mail_once(espace: Espace) -> None:
    senders = 8
    people = ("fdupont", "jmartin1", "ifabre", "kbenali")
    for name in people:
        espace.account.ask_password_code(sample(name).address, source=SOURCE)
    together = Barrier(senders)

    def send(_: int) -> None:
        together.wait()
        while True:
            try:
                espace.administration.send_waiting_mail()
                return
            except DatabaseBusy:
                continue

    with ThreadPoolExecutor(senders) as pool:
        assert list(pool.map(send, range(senders))) == [None] * senders
    with espace.context.connection():
        delivered = (
            MailboxMessage.select()
            .where(
                MailboxMessage.from_election & (MailboxMessage.received_at == espace.clock.now())
            )
            .count()
        )
        assert delivered == len(people)
        assert not WaitingMail.select().where(WaitingMail.state == "waiting").count()


def test_creations_at_once_for_one_address_are_one_mail(espace: Espace) -> None:
    outcomes = in_threads(espace, [Visit("create", FDUPONT)] * 8)
    assert outcomes == {"done": 1, "MustWait": 7}
    assert espace.administration.send_waiting_mail().sent == 1


def test_emptying_the_trash_while_mails_are_sent_keeps_the_room_right(espace: Espace) -> None:
    box = open_box(espace, "jobriendarc")
    create(espace, sample("jobriendarc").address)
    inbox = espace.mailbox.list_folder(box).messages
    espace.mailbox.delete(box, [line.message_id for line in inbox])
    together = Barrier(6)

    def tidy(number: int) -> None:
        together.wait()
        while True:
            try:
                if number % 2:
                    espace.administration.send_waiting_mail()
                else:
                    espace.mailbox.empty_trash(box)
            except DatabaseBusy:
                continue
            return

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(tidy, range(6)))
    folder = espace.mailbox.list_folder(box)
    assert [line.from_election for line in folder.messages] == [True]
    assert room(espace, box).used == folder.messages[0].size
