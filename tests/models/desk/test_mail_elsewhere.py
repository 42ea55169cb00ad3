"""What helpdesk and administrator learn of a person whose mails are read in another program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest

from models import Espace, MustWait, PendingCode, Refused
from models.rules import diagnosis, person_reasons
from models.services.desk.standing import diagnosis_of, read_standing
from models.services.sending.outgoing import USED_UP
from models.tables.electors import Elector
from models.views.desk import CodeMail, Standing, Trouble
from tests.mail_servers.elections import read_elsewhere
from tests.models.clocks import HandClock
from tests.models.steps import PASSWORD, SOURCE, WRONG_CODE, newest_code, sample

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


def stands(espace: Espace) -> Trouble:
    """Return the trouble that is found, its words being those of such an election."""
    found = diagnosis_of(espace.context, standing(espace), espace.election.calendar)
    reason = espace.desk.show_person(NAME, source="admin").diagnosis
    assert reason.trouble is found.trouble
    for words in (found.words, found.next_step, reason.words, reason.next_step):
        assert ", messagerie ouverte" not in words
        assert ", messagerie fermée" not in words
        assert "Ouvrez d'abord" not in words
    return found.trouble


def ask(espace: Espace, password: str = PASSWORD, source: str = SOURCE) -> PendingCode:
    """Create an account and have its mail sent."""
    pending = espace.account.create(ADDRESS, password, password, mailbox=None, source=source)
    espace.administration.send_waiting_mail()
    return pending


def test_nobody_is_told_to_open_a_mailbox_first(elsewhere: Espace) -> None:
    assert stands(elsewhere) is Trouble.NO_ACCOUNT


def test_a_mail_that_has_gone_is_all_that_is_known_of_it(elsewhere: Espace) -> None:
    ask(elsewhere)
    assert stands(elsewhere) is Trouble.CODE_DELIVERED
    code = standing(elsewhere).code
    assert code is not None
    assert code.mail is CodeMail.SENT


def test_tries_and_waits_of_any_place_are_the_person_s(elsewhere: Espace) -> None:
    pending = ask(elsewhere)
    for _ in range(5):
        with suppress(Refused):
            elsewhere.account.confirm(pending, WRONG_CODE, password=PASSWORD, source=SOURCE)
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
    ask(elsewhere, SECOND, "ailleurs")
    clock.pass_by(minutes=2)
    ask(elsewhere)
    assert stands(elsewhere) is Trouble.SEVERAL_REQUESTS
    code = newest_code(elsewhere, NAME)
    session = elsewhere.account.confirm_by_address(ADDRESS, code, PASSWORD, source=SOURCE)
    assert session.person.address == ADDRESS


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
