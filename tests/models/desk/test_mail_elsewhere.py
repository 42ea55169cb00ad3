"""What helpdesk and administrator learn of a person whose mails are read in another program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest

from models import Espace, MailCodeRequired, MustWait, PendingCode, Refused
from models.rules import diagnosis, person_reasons
from models.services.desk.standing import diagnosis_of, read_standing
from models.services.sending.outgoing import USED_UP
from models.services.shared.counts import Tried
from models.tables.electors import Elector
from models.tables.mails import WaitingMail
from models.views.desk import CodeMail, Diagnosis, Standing, Trouble
from models.views.mail import MailState
from tests.mail_servers.elections import read_elsewhere
from tests.models.clocks import HandClock, paris
from tests.models.steps import PASSWORD, SOURCE, WRONG_CODE, newest_code, put_wrong_tries, sample

NAME = "fdupont"
ADDRESS = sample(NAME).address
NEVER = {
    Trouble.MAILBOX_MISSING,
    Trouble.MAILBOX_WAIT,
    Trouble.MAILBOX_UNOPENED,
    Trouble.CODE_BEHIND_UNOPENED_MAILBOX,
    Trouble.CODE_TRIED_ELSEWHERE,
    Trouble.CODE_UNREAD,
    Trouble.CODE_READ,
    Trouble.SIGN_IN_TRIED_ELSEWHERE,
}
"""Troubles of whoever opens a mailbox in the program, or is not where it is open."""
SECOND = "Galopin3Roussillon"
CLOSED = paris("2014-12-04 16:10")
"""No account can be created any more; codes still serve."""


@pytest.fixture
def elsewhere(espace: Espace) -> Iterator[Espace]:
    """The same people, their mails kept where a test can read them in place of a server."""
    election = read_elsewhere(espace.election)
    other = Espace(election.changed(mail=election.mail.changed(smtp=None)), espace.clock)
    yield other
    other.close()


def standing(espace: Espace) -> Standing:
    with espace.context.connection():
        return read_standing(espace.context, Elector.get(Elector.uid == NAME))


def told(espace: Espace) -> tuple[Diagnosis, Diagnosis]:
    """Return what an agent reads out, and what an administrator is told."""
    found = diagnosis_of(espace.context, standing(espace), espace.election.calendar)
    return found, espace.desk.show_person(NAME, source="admin").diagnosis


def stands(espace: Espace) -> Trouble:
    """Return the trouble that is found, its words being those of such an election."""
    found, reason = told(espace)
    assert reason.trouble is found.trouble
    for words in (found.words, found.next_step, reason.words, reason.next_step):
        assert ", messagerie ouverte" not in words
        assert ", messagerie fermée" not in words
        assert "Ouvrez d'abord" not in words
    return found.trouble


def ask(
    espace: Espace, password: str = PASSWORD, source: str = SOURCE, *, sent: bool = True
) -> PendingCode:
    """Create an account and have its mail sent."""
    pending = espace.account.create(ADDRESS, password, password, mailbox=None, source=source)
    if sent:
        espace.administration.send_waiting_mail()
    return pending


def ask_twice(espace: Espace, clock: HandClock, *, sent: bool = True) -> PendingCode:
    """Create an account in two visits, of which nothing shows that they are of one person."""
    ask(espace, SECOND, "ailleurs")
    clock.pass_by(minutes=2)
    return ask(espace, sent=sent)


def try_codes(espace: Espace, pending: PendingCode) -> None:
    for _ in range(5):
        with suppress(Refused):
            espace.account.confirm(pending, WRONG_CODE, password=PASSWORD, source=SOURCE)


def is_refused(espace: Espace, reply: str) -> None:
    """Have a server refuse the mail that waits."""
    with espace.context.transaction():
        mine = (WaitingMail.recipient == ADDRESS) & (WaitingMail.state == MailState.WAITING)
        WaitingMail.update(state=MailState.REFUSED, reply=reply).where(mine).execute()


def test_nobody_is_told_to_open_a_mailbox_first(elsewhere: Espace) -> None:
    assert stands(elsewhere) is Trouble.NO_ACCOUNT


def test_a_mail_that_has_gone_is_all_that_is_known_of_it(elsewhere: Espace) -> None:
    ask(elsewhere)
    assert stands(elsewhere) is Trouble.CODE_DELIVERED
    code = standing(elsewhere).code
    assert code is not None
    assert code.mail is CodeMail.SENT


def test_tries_and_waits_of_any_place_are_the_person_s(elsewhere: Espace) -> None:
    try_codes(elsewhere, ask(elsewhere))
    assert stands(elsewhere) is Trouble.CODE_TRIED_OUT


def test_wrong_passwords_make_wait_without_a_word_of_a_mailbox(
    elsewhere: Espace, clock: HandClock
) -> None:
    ask(elsewhere)
    code = newest_code(elsewhere, NAME)
    elsewhere.account.confirm_by_address(ADDRESS, code, PASSWORD, source=SOURCE)
    assert stands(elsewhere) is Trouble.NEVER_SIGNED_IN
    for _ in range(4):
        with suppress(Refused):
            elsewhere.account.sign_in(ADDRESS, SECOND, source="ailleurs")
    assert stands(elsewhere) is Trouble.SIGN_IN_WAIT


def test_the_mails_of_the_day_are_those_of_any_place(elsewhere: Espace, clock: HandClock) -> None:
    for _ in range(elsewhere.election.security.stranger_mails_per_day):
        ask(elsewhere)
        clock.pass_by(minutes=2)
    with pytest.raises(MustWait) as refusal:
        ask(elsewhere)
    assert refusal.value.text == USED_UP
    found = standing(elsewhere)
    assert found.mails_from == refusal.value.until


def test_two_requests_have_a_code_each(elsewhere: Espace, clock: HandClock) -> None:
    ask_twice(elsewhere, clock)
    assert stands(elsewhere) is Trouble.SEVERAL_REQUESTS
    code = newest_code(elsewhere, NAME)
    session = elsewhere.account.confirm_by_address(ADDRESS, code, PASSWORD, source=SOURCE)
    assert session.person.address == ADDRESS


def test_what_keeps_the_newest_code_away_is_said_before_that_there_are_two(
    elsewhere: Espace, clock: HandClock
) -> None:
    pending = ask_twice(elsewhere, clock, sent=False)
    assert stands(elsewhere) is Trouble.CODE_WAITING
    clock.pass_by(minutes=3)
    assert stands(elsewhere) is Trouble.MAIL_DELAYED
    elsewhere.administration.send_waiting_mail()
    assert stands(elsewhere) is Trouble.SEVERAL_REQUESTS
    try_codes(elsewhere, pending)
    assert stands(elsewhere) is Trouble.CODE_TRIED_OUT
    clock.pass_by(hours=25)
    assert stands(elsewhere) is Trouble.CODE_EXPIRED


@pytest.mark.parametrize(
    ("reply", "trouble"),
    [
        ("552 5.2.2 mailbox full", Trouble.CODE_FULL),
        ("550 5.7.1 policy", Trouble.CODE_REFUSED),
        ("550 5.1.1 no such user", Trouble.NO_MAILBOX),
    ],
)
def test_a_mail_that_was_refused_is_said_before_that_there_are_two(
    elsewhere: Espace, clock: HandClock, reply: str, trouble: Trouble
) -> None:
    ask_twice(elsewhere, clock, sent=False)
    is_refused(elsewhere, reply)
    assert stands(elsewhere) is trouble


def test_a_code_that_serves_no_more_is_had_anew_by_a_button_that_is_there(
    elsewhere: Espace, clock: HandClock
) -> None:
    clock.go(paris("2014-12-03 15:50"))
    ask(elsewhere)
    clock.go(paris("2014-12-04 15:55"))
    assert stands(elsewhere) is Trouble.CODE_EXPIRED
    for said in told(elsewhere):
        assert re.search("créez? de nouveau (votre|son) compte", said.next_step)
    clock.go(CLOSED)
    assert stands(elsewhere) is Trouble.CODE_EXPIRED
    for said in told(elsewhere):
        assert "« Mot de passe oublié ? »" in said.next_step


def test_a_place_whose_tries_are_used_up_has_others_by_a_button_that_is_there(
    elsewhere: Espace, clock: HandClock
) -> None:
    clock.go(paris("2014-12-04 15:50"))
    try_codes(elsewhere, ask(elsewhere))
    assert stands(elsewhere) is Trouble.CODE_TRIED_OUT
    for said in told(elsewhere):
        assert re.search("créez? de nouveau (votre|son) compte", said.next_step)
    clock.go(CLOSED)
    assert stands(elsewhere) is Trouble.CODE_TRIED_OUT
    for said in told(elsewhere):
        assert "« Mot de passe oublié ? »" in said.next_step
    elsewhere.account.ask_password_code(ADDRESS, source=SOURCE)
    elsewhere.administration.send_waiting_mail()
    assert stands(elsewhere) is Trouble.RENEWAL_SENT
    for said in told(elsewhere):
        assert "parti vers" in said.words
        assert "« J'ai déjà un code »" in said.next_step


def test_no_other_mail_is_promised_without_its_button() -> None:
    for table, instead in (
        (diagnosis.TABLE, diagnosis.ELSEWHERE),
        (person_reasons.REASONS, person_reasons.ELSEWHERE),
    ):
        for trouble in set(Trouble) - NEVER:
            here = Standing(mail_elsewhere=True)
            _, step = diagnosis.said_of(trouble, here, table, instead)
            assert not re.search("demandez? (ensuite )?un autre mail", step), trouble
            assert "en demande un autre" not in step, trouble


def test_who_mistyped_the_password_waits_before_the_code_serves(
    elsewhere: Espace, clock: HandClock
) -> None:
    ask(elsewhere)
    code = newest_code(elsewhere, NAME)
    for _ in range(4):
        with suppress(Refused):
            elsewhere.account.confirm_by_address(ADDRESS, code, SECOND, source=SOURCE)
    with pytest.raises(MustWait):
        elsewhere.account.confirm_by_address(ADDRESS, code, PASSWORD, source=SOURCE)
    assert stands(elsewhere) is Trouble.SIGN_IN_WAIT
    clock.pass_by(minutes=20)
    assert stands(elsewhere) is Trouble.CODE_DELIVERED


def test_only_another_code_confirms_after_very_many_wrong_passwords(elsewhere: Espace) -> None:
    ask(elsewhere)
    put_wrong_tries(elsewhere, Tried.VOTER, ADDRESS, 100)
    with pytest.raises(MailCodeRequired):
        elsewhere.account.confirm_by_address(
            ADDRESS, newest_code(elsewhere, NAME), PASSWORD, source=SOURCE
        )
    assert stands(elsewhere) is Trouble.MAIL_CODE_NEEDED


@pytest.mark.parametrize("trouble", [Trouble.CODE_WAITING, Trouble.RENEWAL_WAITING])
def test_no_mailbox_is_kept_open_that_is_not_here(trouble: Trouble) -> None:
    words = diagnosis.said_of(
        trouble, Standing(mail_elsewhere=True), diagnosis.TABLE, diagnosis.ELSEWHERE
    )
    assert "Gardez votre messagerie ouverte" not in " ".join(words)
    assert "autre écran" in words[1]


def test_a_caller_is_asked_for_no_user_name_of_a_mailbox(elsewhere: Espace) -> None:
    question = elsewhere.election.texts.line("desk.question.user_name")
    assert "messagerie" not in question


def test_all_that_can_be_said_leads_to_no_mailbox_here() -> None:
    for table, instead in (
        (diagnosis.TABLE, diagnosis.ELSEWHERE),
        (person_reasons.REASONS, person_reasons.ELSEWHERE),
    ):
        for trouble in set(Trouble) - NEVER:
            for sentence in diagnosis.said_of(
                trouble, Standing(mail_elsewhere=True), table, instead
            ):
                assert len(sentence) <= 130
                assert ", messagerie ouverte" not in sentence, trouble
                assert ", messagerie fermée" not in sentence, trouble
                assert "dans l'application" not in sentence, trouble
                assert "son lien" not in sentence, trouble
