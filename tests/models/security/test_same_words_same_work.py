"""Unknown address, wrong password, not confirmed, disabled: the same words and the same work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from peewee import QueryEvent

from models import (
    AwaitingConfirmation,
    CodePurpose,
    Espace,
    EspaceError,
    MailboxSignInRefused,
    PendingCode,
    SignInRefused,
)
from models.context import Context
from models.crypto.password_hashes import PasswordHashes, cost_of
from models.crypto.queue import FairSemaphore
from models.mail.embedded_mailboxes import EmbeddedMailboxes
from models.services.accounts.access import ask_password_code, renew_by_address, sign_in
from models.services.accounts.confirmation import confirm_by_address
from models.services.accounts.creation import create_account, resend_code
from models.services.accounts.requests import make_reference
from models.services.mailbox.opening import open_mailbox
from models.tables.accounts import AccountState
from tests.models.clocks import HandClock
from tests.models.steps import (
    OTHER_PASSWORD,
    PASSWORD,
    SOURCE,
    STRANGER,
    WRONG_CODE,
    activate,
    create,
    sample,
    set_state,
)


class CountingSlots(FairSemaphore):
    """Slots that count the hashes made in them."""

    hashes = 0

    @contextmanager
    def slot(self) -> Iterator[None]:
        """Hold a slot, and count it."""
        self.hashes += 1
        with super().slot():
            yield


@dataclass
class Work:
    """What a call said and did."""

    words: str = ""
    hashes: int = 0
    statements: list[str] = field(default_factory=list)


@dataclass
class Watch:
    """Watches the calls made on a context of its own."""

    context: Context
    slots: CountingSlots

    @contextmanager
    def __call__(self) -> Iterator[Work]:
        work = Work()

        def note(event: QueryEvent) -> None:
            work.statements.append(event.sql)

        hooks, before = self.context.store.database.query_hooks, self.slots.hashes
        hooks.append(note)
        try:
            yield work
        except EspaceError as error:
            work.words = f"{type(error).__name__} : {error.text}"
        finally:
            hooks.remove(note)
            work.hashes = self.slots.hashes - before


@pytest.fixture
def watch(espace: Espace, tmp_path: Path) -> Watch:
    """The election, with its hashes and statements watched; accounts in every state."""
    set_state(espace, "kbenali", AccountState.DISABLED)
    activate(espace, "jmartin1")
    create(espace, sample("fdupont").address)
    slots = CountingSlots(tmp_path / "slots")
    hashes = PasswordHashes(espace.election.security, slots)
    context = espace.context
    mailboxes = EmbeddedMailboxes(espace.election, espace.clock, context.store, hashes)
    return Watch(replace(context, hashes=hashes, mailboxes=mailboxes), slots)


def test_a_refused_sign_in_tells_nothing(watch: Watch) -> None:
    """Unknown address, wrong password, not confirmed, disabled: the same words, the same work."""
    works = []
    people = ("jmartin1", "fdupont", "kbenali")
    for address in (STRANGER, *(sample(name).address for name in people)):
        with watch() as work:
            sign_in(watch.context, address, OTHER_PASSWORD, source=SOURCE)
        works.append(work)
    assert works[0].hashes == 1
    assert works[0].words == f"SignInRefused : {SignInRefused.sentence}"
    assert all(work == works[0] for work in works)


def test_a_disabled_account_says_nothing_even_to_its_password(watch: Watch) -> None:
    with watch() as disabled:
        sign_in(watch.context, sample("kbenali").address, "Pastel9Cassoulet", source=SOURCE)
    with watch() as unknown:
        sign_in(watch.context, STRANGER, "Pastel9Cassoulet", source=SOURCE)
    assert (disabled.words, disabled.hashes) == (unknown.words, unknown.hashes)


def test_only_the_right_password_learns_that_the_account_waits(watch: Watch) -> None:
    """Only the right password may learn that the account still waits for its confirmation."""
    with pytest.raises(AwaitingConfirmation):
        sign_in(watch.context, sample("ifabre").address, "Camelia4Tarbes", source=SOURCE)
    with pytest.raises(SignInRefused):
        sign_in(watch.context, sample("ifabre").address, OTHER_PASSWORD, source=SOURCE)


def test_a_refused_mailbox_tells_nothing(watch: Watch) -> None:
    works = []
    for name in ("personne", "fdupont", "jobriendarc"):
        with watch() as work:
            open_mailbox(watch.context, name, "16E0000000XYZ", source=SOURCE)
        works.append(work)
    assert works[0].hashes == 1
    assert works[0].words == f"MailboxSignInRefused : {MailboxSignInRefused.sentence}"
    assert all(work == works[0] for work in works)


def test_a_creation_costs_one_hash_and_one_sealed_mail_for_everybody(watch: Watch) -> None:
    """Creating an account for an address that has one, or that is no elector's: the same."""
    works = []
    for address in (STRANGER, sample("kbenali").address, sample("jobriendarc").address):
        with watch() as work:
            create_account(watch.context, address, PASSWORD, PASSWORD, mailbox=None, source=SOURCE)
        works.append(work)
    assert [work.hashes for work in works] == [1, 1, 1]
    assert {work.words for work in works} == {""}


SPREAD = 2
"""Statements by which the same request may differ for two addresses, of about twenty."""


@pytest.mark.parametrize("act", ["create", "forgotten", "resend"])
def test_what_a_stranger_asks_for_takes_as_many_statements_for_everybody(
    watch: Watch, act: str
) -> None:
    """No elector's, without an account, to be confirmed, confirmed: about as much is written."""
    people = ("jobriendarc", "fdupont", "jmartin1")
    context, numbers = watch.context, []
    watch_clock(context).pass_by(minutes=2)
    for address in (STRANGER, *(sample(name).address for name in people)):
        pending = PendingCode(
            CodePurpose.CONFIRM, address, context.now, context.now, 5, make_reference()
        )
        with watch() as work:
            match act:
                case "create":
                    create_account(
                        context, address, PASSWORD, PASSWORD, mailbox=None, source=address
                    )
                case "forgotten":
                    ask_password_code(context, address, source=address)
                case _:
                    resend_code(context, pending, source=address)
        assert work.words == ""
        numbers.append(len(work.statements))
    assert max(numbers) - min(numbers) <= SPREAD, numbers


@pytest.mark.parametrize("purpose", CodePurpose)
def test_a_wrong_code_takes_the_same_work_for_everybody(watch: Watch, purpose: CodePurpose) -> None:
    """No elector's, without an account, to be confirmed, confirmed: it is looked for each time."""
    works = []
    people = ("jobriendarc", "fdupont", "jmartin1")
    for address in (STRANGER, *(sample(name).address for name in people)):
        with watch() as work:
            if purpose is CodePurpose.CONFIRM:
                confirm_by_address(watch.context, address, WRONG_CODE, PASSWORD, source=address)
            else:
                renew_by_address(
                    watch.context, address, WRONG_CODE, PASSWORD, PASSWORD, source=address
                )
        works.append(work)
    assert works[0].words.startswith("WrongCode")
    assert all(work == works[0] for work in works)


def watch_clock(context: Context) -> HandClock:
    """Return the clock of a test's election."""
    assert isinstance(context.clock, HandClock)
    return context.clock


def test_a_creation_that_must_wait_costs_no_hash(watch: Watch) -> None:
    works = []
    for address in (sample("fdupont").address, STRANGER):
        with watch():
            create_account(watch.context, address, PASSWORD, PASSWORD, mailbox=None, source=SOURCE)
        with watch() as work:
            create_account(watch.context, address, PASSWORD, PASSWORD, mailbox=None, source=SOURCE)
        works.append(work)
    assert works[0] == works[1]
    assert works[0].hashes == 0
    assert works[0].words.startswith("MustWait")


@pytest.mark.real_argon2
@pytest.mark.parametrize("table", ["voter", "mailbox"])
def test_a_name_of_nobody_costs_what_stored_hashes_do_after_a_change_of_parameters(
    espace: Espace, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    """Stored hashes keep their cost until their owners come: so must the dummy."""
    verified: list[str] = []
    verify = PasswordHasher.verify

    def noted(self: PasswordHasher, stored: str, password: str | bytes) -> bool:
        verified.append(cost_of(stored))
        return verify(self, stored, password)

    monkeypatch.setattr(PasswordHasher, "verify", noted)
    dearer = espace.election.security.changed(argon2_time=4)
    later = Espace(espace.election.changed(security=dearer), espace.clock)
    for number, name in enumerate((sample("kbenali").address, STRANGER)):
        call = later.account.sign_in if table == "voter" else later.mailbox.open
        with pytest.raises((SignInRefused, MailboxSignInRefused)):
            call(name, OTHER_PASSWORD, source=f"{SOURCE} {number}")
    known, nobody = verified
    assert known == nobody
    assert "t=2" in known
    later.close()
