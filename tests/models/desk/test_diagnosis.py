"""Each row of the table: brought about by the ordinary services, read out, and left by them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace

import pytest

from models import Espace, PendingCode, Refused, WindowClosed, toulouse_election
from models.rules.diagnosis import TABLE
from models.rules.person_reasons import explain
from models.services.desk.standing import diagnosis_of, read_out_of, read_standing
from models.services.shared.counts import Tried
from models.services.shared.own_scrutins import calendar_for
from models.settings.parts import Backend
from models.tables.accounts import VoterAccount
from models.tables.electors import Elector
from models.tables.mailboxes import Mailbox
from models.tables.mails import WaitingMail
from models.views.desk import CodeStanding, Diagnosis, MailRefusal, Standing, Trouble
from tests.models.clocks import HandClock, paris
from tests.models.desk.staff_members import correct, enable_again
from tests.models.steps import (
    PASSWORD,
    SOURCE,
    WRONG_CODE,
    activate,
    create,
    newest_from_election,
    open_box,
    person_on_roll,
    put_wrong_tries,
    sample,
    set_state,
    sign_in,
)

NAME = "fdupont"
FULL = "jobriendarc"
WRONG = "Pivoine8Lavaur"


def standing_of(espace: Espace, elector_id: int) -> Standing:
    """Return where a person is."""
    with espace.context.snapshot():
        return read_standing(espace.context, Elector.get_by_id(elector_id))


def told(espace: Espace, user_name: str = NAME) -> Diagnosis:
    """Return what an agent reads out of a sample person."""
    elector_id = person_on_roll(espace, user_name)
    with espace.context.connection():
        calendar = calendar_for(espace.context, elector_id)
    return diagnosis_of(espace.context, standing_of(espace, elector_id), calendar)


def test_every_trouble_has_its_words() -> None:
    assert set(TABLE) == set(Trouble)
    for sentences in TABLE.values():
        for sentence in sentences:
            assert sentence.endswith((".", "{closed}", "{open_first}"))
            assert len(sentence) <= 100


@pytest.mark.parametrize(
    ("backend", "name", "said"),
    [
        ("embedded", "NUMEN", "la première fois, le mot de passe est votre NUMEN."),
        ("embedded", "code de la carte", "le mot de passe est votre code de la carte."),
        ("smtp-imap", "NUMEN", "avec le mot de passe qui l'ouvre aussi ailleurs."),
    ],
)
def test_who_never_opened_the_mailbox_is_told_by_what(
    backend: Backend, name: str, said: str
) -> None:
    election = toulouse_election()
    first = election.mail.first_password.changed(name=name)
    mail = election.mail.changed(backend=backend, first_password=first)
    assert said in read_out_of(election.changed(mail=mail)).open_first


def refused(act: Callable[[], object], times: int) -> None:
    """Do what is refused, so many times."""
    for _ in range(times):
        with suppress(Refused):
            act()


def owned(espace: Espace, user_name: str = NAME, *, sent: bool = True) -> PendingCode:
    """Create an account in a visit that has opened the mailbox."""
    box = open_box(espace, user_name)
    pending = espace.account.create(box.address, PASSWORD, PASSWORD, mailbox=box, source=SOURCE)
    if sent:
        espace.administration.send_waiting_mail()
    return pending


def asked(espace: Espace, user_name: str = NAME, *, sent: bool = True) -> PendingCode:
    """Ask for a code for another password, with the mailbox open."""
    box = open_box(espace, user_name)
    pending = espace.account.ask_password_code(box.address, mailbox=box, source=SOURCE)
    if sent:
        espace.administration.send_waiting_mail()
    return pending


def without_mailbox(espace: Espace) -> None:
    """Take the mailbox away: the next mail to it is refused."""
    with espace.context.transaction():
        Mailbox.delete().where(Mailbox.elector == person_on_roll(espace, NAME)).execute()


def _never_made(espace: Espace, clock: HandClock) -> None:
    """A roll without the column of the first passwords."""
    without_mailbox(espace)


def try_codes(espace: Espace, pending: PendingCode, user_name: str = NAME) -> None:
    box = open_box(espace, user_name)
    refused(
        lambda: espace.account.confirm(pending, WRONG_CODE, mailbox=box, source=SOURCE), times=5
    )


Way = Callable[[Espace, HandClock], str | None]


def _none(espace: Espace, clock: HandClock) -> None:
    """Do nothing."""


def _box_opened(espace: Espace, clock: HandClock) -> None:
    open_box(espace, NAME)


def _too_early(espace: Espace, clock: HandClock) -> None:
    clock.go(paris("2014-09-21 12:00"))


def _too_late(espace: Espace, clock: HandClock) -> None:
    clock.go(paris("2014-12-04 16:00"))


def _full(espace: Espace, clock: HandClock) -> str:
    open_box(espace, FULL)
    return FULL


def _box_tried(espace: Espace, clock: HandClock) -> None:
    refused(lambda: espace.mailbox.open(NAME, WRONG, source=SOURCE), times=4)


def _created_elsewhere(espace: Espace, clock: HandClock) -> None:
    create(espace, sample(NAME).address)


def _unread(espace: Espace, clock: HandClock) -> None:
    owned(espace)


def _read(espace: Espace, clock: HandClock) -> None:
    owned(espace)
    newest_from_election(espace, open_box(espace, NAME))


def _unsent(espace: Espace, clock: HandClock) -> None:
    owned(espace, sent=False)


def _no_room(espace: Espace, clock: HandClock) -> str:
    owned(espace, FULL)
    return FULL


def _mail_refused(espace: Espace, clock: HandClock) -> None:
    owned(espace, sent=False)
    without_mailbox(espace)
    espace.administration.send_waiting_mail()


def _code_tried(espace: Espace, clock: HandClock) -> None:
    try_codes(espace, owned(espace))


def _code_expired(espace: Espace, clock: HandClock) -> None:
    owned(espace)
    clock.pass_by(hours=25)


def _unconfirmed(espace: Espace, clock: HandClock) -> None:
    owned(espace)
    clock.go(paris("2014-12-04 16:50"))


def _confirmed(espace: Espace, clock: HandClock) -> str:
    return "kbenali"


def _signed_in(espace: Espace, clock: HandClock) -> None:
    activate(espace, NAME)
    sign_in(espace, NAME, PASSWORD)


def _sign_in_tried(espace: Espace, clock: HandClock) -> None:
    activate(espace, NAME)
    refused(lambda: sign_in(espace, NAME, WRONG), times=4)


def _attacked(espace: Espace, clock: HandClock) -> None:
    activate(espace, NAME)
    put_wrong_tries(espace, Tried.VOTER, sample(NAME).address, 100)


def _disabled(espace: Espace, clock: HandClock) -> None:
    activate(espace, NAME)
    set_state(espace, NAME, "disabled")


def _renewal(espace: Espace, clock: HandClock) -> None:
    activate(espace, NAME)
    clock.pass_by(minutes=2)
    asked(espace)


def _renewal_unsent(espace: Espace, clock: HandClock) -> None:
    activate(espace, NAME)
    clock.pass_by(minutes=2)
    asked(espace, sent=False)


def _renewal_expired(espace: Espace, clock: HandClock) -> None:
    _renewal(espace, clock)
    clock.pass_by(hours=25)


def _renewal_tried(espace: Espace, clock: HandClock) -> None:
    activate(espace, NAME)
    clock.pass_by(minutes=2)
    pending, box = asked(espace), open_box(espace, NAME)
    refused(
        lambda: espace.account.renew_password(
            pending, WRONG_CODE, WRONG, WRONG, mailbox=box, source=SOURCE
        ),
        times=5,
    )


def _renewal_refused(espace: Espace, clock: HandClock) -> None:
    _renewal_unsent(espace, clock)
    without_mailbox(espace)
    espace.administration.send_waiting_mail()


def _renewal_without_room(espace: Espace, clock: HandClock) -> None:
    _renewal_unsent(espace, clock)
    with espace.context.transaction():
        Mailbox.update(quota_bytes=Mailbox.used_bytes).execute()
    espace.administration.send_waiting_mail()


def _corrected(espace: Espace, clock: HandClock) -> None:
    correct(espace, NAME, "autre.dupont@ac-toulouse.fr")


def _renewal_closed(espace: Espace, clock: HandClock) -> None:
    activate(espace, NAME)
    clock.go(paris("2014-12-04 16:40"))
    asked(espace)
    clock.go(paris("2014-12-04 16:50"))


def _after_the_vote(espace: Espace, clock: HandClock) -> None:
    activate(espace, NAME)
    clock.go(paris("2014-12-04 17:00"))


def _untold(espace: Espace, clock: HandClock) -> None:
    with espace.context.transaction():
        Mailbox.update(quota_bytes=0).where(
            Mailbox.elector == person_on_roll(espace, NAME)
        ).execute()
    correct(espace, NAME, "autre.dupont@ac-toulouse.fr")


def _tried_with_the_mailbox_open(espace: Espace, clock: HandClock) -> None:
    activate(espace, NAME)
    box = open_box(espace, NAME)
    address = sample(NAME).address
    refused(lambda: espace.account.sign_in(address, WRONG, mailbox=box, source=SOURCE), times=4)


def _opened_again(espace: Espace, clock: HandClock) -> None:
    activate(espace, NAME)
    enable_again(espace, NAME)


def _opened_again_for_nothing(espace: Espace, clock: HandClock) -> None:
    _opened_again(espace, clock)
    clock.go(paris("2014-12-04 16:50"))


def _mails_used_up(espace: Espace, clock: HandClock) -> None:
    pending, box = owned(espace), open_box(espace, NAME)
    for _ in range(4):
        clock.pass_by(minutes=2)
        pending = espace.account.resend_code(pending, mailbox=box, source=SOURCE)
    espace.administration.send_waiting_mail()
    try_codes(espace, pending)


def _code_tried_elsewhere(espace: Espace, clock: HandClock) -> None:
    pending = owned(espace)
    refused(lambda: espace.account.confirm(pending, WRONG_CODE, mailbox=None, source="ailleurs"), 5)


def _several(espace: Espace, clock: HandClock) -> None:
    for place in ("kiosque", "ailleurs"):
        create(espace, sample(NAME).address, source=place)
        clock.pass_by(minutes=2)


def _purged(espace: Espace, clock: HandClock) -> None:
    clock.go(paris("2014-10-01 09:00"))
    owned(espace)
    clock.go(paris("2014-11-24 09:00"))
    espace.administration.purge_expired(dry_run=False, source="admin")


def _purged_too_late(espace: Espace, clock: HandClock) -> None:
    _purged(espace, clock)
    clock.go(paris("2014-12-04 16:20"))


def _unwanted(espace: Espace, reply: str = "550 5.7.1 …") -> None:
    """Have the mail that was refused said to be refused by a filter, as a server says it."""
    with espace.context.transaction():
        WaitingMail.update(reply=reply).execute()


def _mail_lost(espace: Espace, clock: HandClock) -> None:
    _mail_refused(espace, clock)
    _unwanted(espace, "421 4.4.2 …")


def _mail_delayed(espace: Espace, clock: HandClock) -> None:
    owned(espace, sent=False)
    clock.pass_by(minutes=3)


def _renewal_of_a_stranger(espace: Espace, clock: HandClock) -> None:
    activate(espace, NAME)
    clock.pass_by(minutes=2)
    espace.account.ask_password_code(sample(NAME).address, mailbox=None, source="ailleurs")
    espace.administration.send_waiting_mail()


def _delivered_elsewhere(espace: Espace, clock: HandClock) -> None:
    owned(espace)
    without_mailbox(espace)


def _mail_filtered(espace: Espace, clock: HandClock) -> None:
    _mail_refused(espace, clock)
    _unwanted(espace)


def _renewal_filtered(espace: Espace, clock: HandClock) -> None:
    _renewal_refused(espace, clock)
    _unwanted(espace)


WAYS: Mapping[Trouble, Way] = {
    Trouble.VOTE_OVER: _after_the_vote,
    Trouble.ADDRESS_UNTOLD: _untold,
    Trouble.SIGN_IN_TRIED_ELSEWHERE: _sign_in_tried,
    Trouble.PASSWORD_CLOSED: _opened_again_for_nothing,
    Trouble.PASSWORD_NEEDED: _opened_again,
    Trouble.MAILS_USED_UP: _mails_used_up,
    Trouble.NO_MAILBOX: _mail_refused,
    Trouble.MAIL_LOST: _mail_lost,
    Trouble.MAIL_DELAYED: _mail_delayed,
    Trouble.RENEWAL_ASKED_ELSEWHERE: _renewal_of_a_stranger,
    Trouble.CODE_DELIVERED: _delivered_elsewhere,
    Trouble.CODE_TRIED_ELSEWHERE: _code_tried_elsewhere,
    Trouble.SEVERAL_REQUESTS: _several,
    Trouble.REQUEST_CLOSED: _purged_too_late,
    Trouble.REQUEST_OVER: _purged,
    Trouble.DISABLED: _disabled,
    Trouble.ADDRESS_CHANGES: _corrected,
    Trouble.MAILBOX_MISSING: _never_made,
    Trouble.NOT_OPEN_YET: _too_early,
    Trouble.SIGN_IN_WAIT: _tried_with_the_mailbox_open,
    Trouble.CODES_OVER: _renewal_closed,
    Trouble.RENEWAL_FULL: _renewal_without_room,
    Trouble.RENEWAL_REFUSED: _renewal_filtered,
    Trouble.RENEWAL_WAITING: _renewal_unsent,
    Trouble.RENEWAL_TRIED_OUT: _renewal_tried,
    Trouble.RENEWAL_EXPIRED: _renewal_expired,
    Trouble.RENEWAL_SENT: _renewal,
    Trouble.MAIL_CODE_NEEDED: _attacked,
    Trouble.NEVER_SIGNED_IN: _confirmed,
    Trouble.SIGNED_IN: _signed_in,
    Trouble.CONFIRMATION_CLOSED: _unconfirmed,
    Trouble.CODE_FULL: _no_room,
    Trouble.CODE_REFUSED: _mail_filtered,
    Trouble.CODE_WAITING: _unsent,
    Trouble.CODE_TRIED_OUT: _code_tried,
    Trouble.CODE_EXPIRED: _code_expired,
    Trouble.MAILBOX_WAIT: _box_tried,
    Trouble.CODE_BEHIND_UNOPENED_MAILBOX: _created_elsewhere,
    Trouble.CODE_UNREAD: _unread,
    Trouble.CODE_READ: _read,
    Trouble.CREATION_CLOSED: _too_late,
    Trouble.MAILBOX_UNOPENED: _none,
    Trouble.MAILBOX_FULL: _full,
    Trouble.NO_ACCOUNT: _box_opened,
}
"""What leads to each row: by what people do, or a clock, or a server's refusal."""


@pytest.mark.parametrize("trouble", Trouble, ids=lambda trouble: trouble.value)
def test_a_person_who_comes_there_is_told_so(
    espace: Espace, clock: HandClock, trouble: Trouble
) -> None:
    diagnosis = told(espace, WAYS[trouble](espace, clock) or NAME)
    assert diagnosis.trouble is trouble
    for sentence in (diagnosis.words, diagnosis.next_step):
        assert "{" not in sentence
        assert "  " not in sentence


def test_what_a_stranger_has_asked_for_is_no_trouble_of_the_owner(
    espace: Espace, clock: HandClock
) -> None:
    activate(espace, NAME)
    sign_in(espace, NAME, PASSWORD)
    clock.pass_by(minutes=2)
    espace.account.ask_password_code(sample(NAME).address, mailbox=None, source="ailleurs")
    espace.administration.send_waiting_mail()
    assert "sinon, ne faites rien" in told(espace).next_step
    clock.pass_by(hours=25)
    assert told(espace).trouble is Trouble.SIGNED_IN


def test_who_has_no_password_is_led_to_the_code_whoever_has_asked_for_it(
    espace: Espace, clock: HandClock
) -> None:
    _opened_again(espace, clock)
    clock.pass_by(minutes=2)
    espace.account.ask_password_code(sample(NAME).address, mailbox=None, source="ailleurs")
    espace.administration.send_waiting_mail()
    assert told(espace).trouble is Trouble.RENEWAL_SENT


def test_whoever_can_create_no_account_for_want_of_mails_is_told_so(
    espace: Espace, clock: HandClock
) -> None:
    _mails_used_up(espace, clock)
    with espace.context.transaction():
        VoterAccount.delete().execute()
    assert told(espace).trouble is Trouble.MAILS_USED_UP


@pytest.mark.parametrize(
    ("way", "then"),
    [(_none, "créez votre compte"), (_confirmed, "accédez à votre espace")],
)
def test_what_follows_a_correction_depends_on_the_account(
    espace: Espace, clock: HandClock, way: Way, then: str
) -> None:
    name = way(espace, clock) or NAME
    correct(espace, name, "autre.adresse@ac-toulouse.fr")
    assert then in told(espace, name).next_step


def test_no_mailbox_takes_a_renewal_either(espace: Espace, clock: HandClock) -> None:
    _renewal_refused(espace, clock)
    assert told(espace).trouble is Trouble.NO_MAILBOX


@pytest.mark.parametrize("moment", ["2014-09-21 12:00", "2014-10-01 09:00"])
def test_whoever_has_no_mailbox_is_told_so_and_not_that_it_was_never_opened(
    espace: Espace, clock: HandClock, moment: str
) -> None:
    clock.go(paris(moment))
    without_mailbox(espace)
    refused(lambda: open_box(espace, NAME), times=6)
    assert told(espace).trouble is Trouble.MAILBOX_MISSING
    calendar = espace.election.calendar
    standing = standing_of(espace, person_on_roll(espace, NAME))
    reason = explain(standing, calendar, clock.now(), NAME, "Mme")
    assert "first_password" in reason.words
    assert "admin import" in reason.next_step


def test_a_server_s_mailbox_is_not_missing_for_not_being_in_the_database(
    espace: Espace, clock: HandClock
) -> None:
    without_mailbox(espace)
    mail = espace.election.mail.changed(backend="smtp-imap")
    context = replace(espace.context, election=espace.election.changed(mail=mail))
    with context.connection():
        standing = read_standing(context, Elector.get_by_id(person_on_roll(espace, NAME)))
    assert not standing.mailbox_missing


def test_who_creates_an_account_without_a_mailbox_is_told_of_the_mailbox(
    espace: Espace, clock: HandClock
) -> None:
    without_mailbox(espace)
    create(espace, sample(NAME).address)
    espace.administration.send_waiting_mail()
    assert told(espace).trouble is Trouble.MAILBOX_MISSING


def test_a_wait_is_never_said_too_short(espace: Espace, clock: HandClock) -> None:
    _tried_with_the_mailbox_open(espace, clock)
    clock.pass_by(seconds=1)
    until = standing_of(espace, person_on_roll(espace, NAME)).wait
    assert until
    left = until - espace.clock.now()
    said = re.search(r"Attendez (\d+) (secondes?|minutes?),", told(espace).next_step)
    assert said
    unit = 60 if said[2].startswith("minute") else 1
    assert int(said[1]) * unit >= left.total_seconds() > (int(said[1]) - 1) * unit


def test_whoever_renews_a_pending_account_is_told_of_that_mail(
    espace: Espace, clock: HandClock
) -> None:
    _code_expired(espace, clock)
    asked(espace)
    assert told(espace).trouble is Trouble.RENEWAL_SENT


def test_a_mail_about_something_else_is_not_the_one_with_the_code(
    espace: Espace, clock: HandClock
) -> None:
    owned(espace)
    clock.pass_by(minutes=2)
    correct(espace, NAME, "autre.dupont@ac-toulouse.fr")
    espace.administration.send_waiting_mail()
    newest_from_election(espace, open_box(espace, NAME))  # the one about the address
    assert code_of(espace).read_at is None


def test_a_renewal_that_was_not_needed_hides_nothing(espace: Espace, clock: HandClock) -> None:
    activate(espace, NAME)
    address = sample(NAME).address
    espace.account.ask_password_code(address, mailbox=open_box(espace, NAME), source=SOURCE)
    clock.pass_by(minutes=5)
    sign_in(espace, NAME, PASSWORD)
    assert told(espace).trouble is Trouble.SIGNED_IN
    clock.pass_by(days=2)
    assert told(espace).trouble is Trouble.SIGNED_IN


def test_once_no_code_serves_any_more_none_is_promised(espace: Espace, clock: HandClock) -> None:
    _attacked(espace, clock)
    clock.go(paris("2014-12-04 16:50"))
    assert told(espace).trouble is Trouble.CODES_OVER
    with pytest.raises(WindowClosed):
        asked(espace)
    assert sign_in(espace, NAME, PASSWORD).person.address == sample(NAME).address
    refused(lambda: sign_in(espace, NAME, WRONG), times=4)
    assert told(espace).trouble is Trouble.SIGN_IN_TRIED_ELSEWHERE


def test_who_signs_in_as_ever_is_told_nothing_of_codes(espace: Espace, clock: HandClock) -> None:
    _renewal_closed(espace, clock)
    sign_in(espace, NAME, PASSWORD)
    assert told(espace).trouble is Trouble.SIGNED_IN


def code_of(espace: Espace, user_name: str = NAME) -> CodeStanding:
    """Return what an agent is told of the last code of a person."""
    code = standing_of(espace, person_on_roll(espace, user_name)).code
    assert code is not None
    return code


def test_why_a_mail_was_refused_is_told_in_words_of_ours(espace: Espace, clock: HandClock) -> None:
    _mail_refused(espace, clock)
    assert code_of(espace).refusal is MailRefusal.NO_MAILBOX
    _renewal_sent_to_a_mailbox(espace, clock)
    assert code_of(espace, "jmartin1").refusal is None


def _renewal_sent_to_a_mailbox(espace: Espace, clock: HandClock) -> None:
    activate(espace, "jmartin1")
    clock.pass_by(minutes=2)
    asked(espace, "jmartin1")


def test_tries_are_told_with_their_limit(espace: Espace) -> None:
    pending, box = owned(espace), open_box(espace, NAME)
    refused(lambda: espace.account.confirm(pending, WRONG_CODE, mailbox=box, source=SOURCE), 4)
    assert (code_of(espace).tries_left, code_of(espace).tries) == (1, 5)


def test_a_code_that_was_used_has_no_mail_of_others(espace: Espace, clock: HandClock) -> None:
    activate(espace, NAME)
    clock.pass_by(minutes=2)
    create(espace, sample(NAME).address)  # a mail without a code says that there is one
    assert code_of(espace).mail is None
