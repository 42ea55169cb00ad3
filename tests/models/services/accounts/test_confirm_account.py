"""Confirming an account with the code or the link of the mail, and the password."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from models import (
    Espace,
    ExhaustedCode,
    MailCodeRequired,
    MalformedCode,
    MustWait,
    OtherRequest,
    PasswordProofNeeded,
    PendingCode,
    SignInRefused,
    StaleCode,
    WindowClosed,
    WindowNotOpen,
    WrongCode,
)
from models.rules.codes import make_link
from models.services.shared.counts import Tried
from models.tables.accounts import AccountState, ConfirmationCode
from tests.models.clocks import HandClock, paris
from tests.models.steps import (
    OTHER_PASSWORD,
    PASSWORD,
    SOURCE,
    STRANGER,
    WRONG_CODE,
    account_of,
    create,
    full_width,
    newest_code,
    newest_link,
    open_box,
    put_wrong_tries,
    sample,
    set_state,
    sign_in,
)

FDUPONT = sample("fdupont").address


@pytest.fixture
def pending(espace: Espace) -> PendingCode:
    """An account of Françoise Dupont that waits for its code."""
    return create(espace, FDUPONT)


def test_the_code_opens_the_voter_space(espace: Espace, pending: PendingCode) -> None:
    session = espace.account.confirm(pending, newest_code(espace, "fdupont"), source=SOURCE)
    assert session.person.last_name == "Dupont"
    assert session.person.corps == "certifiée"
    account = account_of(espace, FDUPONT)
    assert account
    assert (account.state, account.confirmed_at) == ("active", espace.clock.now())


def test_a_code_is_understood_in_any_shape(espace: Espace, clock: HandClock) -> None:
    shapes: tuple[Callable[[str], str], ...] = (
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: f"  {code.replace('-', ' — ')}\n",
        lambda code: " ".join(code),
        lambda code: full_width(code.replace("-", "")),
    )
    for user_name, shape in zip(("fdupont", "jmartin1"), shapes[:2], strict=True):
        pending = create(espace, sample(user_name).address)
        typed = shape(newest_code(espace, user_name))
        assert espace.account.confirm(pending, typed, source=SOURCE).account_version == 1
    for shape in shapes[2:]:
        clock.pass_by(minutes=2)
        box = open_box(espace, "fdupont")
        renewal = espace.account.ask_password_code(FDUPONT, mailbox=box, source=SOURCE)
        espace.administration.send_waiting_mail()
        espace.account.renew_password(
            renewal,
            shape(newest_code(espace, "fdupont")),
            PASSWORD,
            PASSWORD,
            mailbox=box,
            source=SOURCE,
        )


def test_the_link_does_the_same(espace: Espace, pending: PendingCode) -> None:
    held = newest_link(espace, "fdupont")
    link = make_link(espace.election.election.space_url, held.token)
    assert espace.account.confirm(pending, f" <{link}>\n", source=SOURCE).account_version == 1


def test_a_visit_that_did_not_type_the_password_is_asked_for_it(
    espace: Espace, pending: PendingCode
) -> None:
    unproved = replace(pending, proof=None)
    code = newest_code(espace, "fdupont")
    with pytest.raises(PasswordProofNeeded):
        espace.account.confirm(unproved, code, source=SOURCE)
    with pytest.raises(SignInRefused):
        espace.account.confirm(unproved, code, password=OTHER_PASSWORD, source=SOURCE)
    session = espace.account.confirm(unproved, code, password=PASSWORD, source=SOURCE)
    assert session.person.user_name == "fdupont"


def test_who_created_the_account_for_somebody_else_does_not_own_it(
    espace: Espace, clock: HandClock
) -> None:
    stranger = create(espace, FDUPONT, OTHER_PASSWORD)
    clock.pass_by(minutes=1)
    owner = create(espace, FDUPONT, PASSWORD)
    code = newest_code(espace, "fdupont")
    with pytest.raises(OtherRequest):
        espace.account.confirm(stranger, code, source=SOURCE)
    with pytest.raises(PasswordProofNeeded):
        espace.account.confirm(replace(owner, proof="0" * 64), code, source=SOURCE)
    espace.account.confirm(owner, code, source=SOURCE)
    with pytest.raises(SignInRefused):
        sign_in(espace, "fdupont", OTHER_PASSWORD)


def test_a_right_code_without_its_password_costs_no_try(
    espace: Espace, pending: PendingCode
) -> None:
    code = newest_code(espace, "fdupont")
    for _ in range(2):
        with pytest.raises(SignInRefused):
            espace.account.confirm(
                replace(pending, proof=None), code, password=OTHER_PASSWORD, source=SOURCE
            )
    with pytest.raises(WrongCode) as refusal:
        espace.account.confirm(pending, WRONG_CODE, source=SOURCE)
    assert refusal.value.tries_left == 4


def test_wrong_passwords_wait_here_as_well(espace: Espace, pending: PendingCode) -> None:
    code = newest_code(espace, "fdupont")
    unproved = replace(pending, proof=None)
    for _ in range(3):
        with pytest.raises(SignInRefused):
            espace.account.confirm(unproved, code, password=OTHER_PASSWORD, source=SOURCE)
    with pytest.raises(MustWait):
        espace.account.confirm(unproved, code, password=PASSWORD, source=SOURCE)
    assert espace.account.confirm(pending, code, source=SOURCE).account_version == 1


def test_after_a_hundred_wrong_passwords_the_proof_still_serves(
    espace: Espace, pending: PendingCode
) -> None:
    code = newest_code(espace, "fdupont")
    unproved = replace(pending, proof=None)
    put_wrong_tries(espace, Tried.VOTER, FDUPONT, 100)
    with pytest.raises(MailCodeRequired):
        espace.account.confirm(unproved, code, password=PASSWORD, source=SOURCE)
    assert espace.account.confirm(pending, code, source=SOURCE).account_version == 1
    assert sign_in(espace, "fdupont", PASSWORD).account_version == 1


@pytest.mark.parametrize("typed", ["", "BCDFG", "AEIOU-AEIOU", "12345-67890", "x" * 10_000, "\0"])
def test_what_cannot_be_a_code_is_not_counted(
    espace: Espace, pending: PendingCode, typed: str
) -> None:
    with pytest.raises(MalformedCode):
        espace.account.confirm(pending, typed, source=SOURCE)
    with pytest.raises(WrongCode) as refusal:
        espace.account.confirm(pending, WRONG_CODE, source=SOURCE)
    assert refusal.value.tries_left == 4


def test_the_tries_left_go_down_to_none_and_the_code_dies(
    espace: Espace, pending: PendingCode
) -> None:
    code = newest_code(espace, "fdupont")
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(WrongCode) as refusal:
            espace.account.confirm(pending, WRONG_CODE, source=SOURCE)
        assert refusal.value.tries_left == left
    with pytest.raises(ExhaustedCode):
        espace.account.confirm(pending, code, source=SOURCE)


def test_a_code_that_has_served_says_so(espace: Espace, pending: PendingCode) -> None:
    code = newest_code(espace, "fdupont")
    espace.account.confirm(pending, code, source=SOURCE)
    with pytest.raises(StaleCode, match="a déjà servi"):
        espace.account.confirm(pending, code, source=SOURCE)


def test_an_expired_code_says_so(espace: Espace, clock: HandClock, pending: PendingCode) -> None:
    code = newest_code(espace, "fdupont")
    clock.pass_by(hours=24)
    with pytest.raises(StaleCode, match="a expiré"):
        espace.account.confirm(pending, code, source=SOURCE)


def test_a_replaced_code_points_to_the_newer_mail(
    espace: Espace, clock: HandClock, pending: PendingCode
) -> None:
    code = newest_code(espace, "fdupont")
    clock.pass_by(minutes=1)
    espace.account.resend_code(pending, source=SOURCE)
    with pytest.raises(StaleCode, match="plus récent"):
        espace.account.confirm(pending, code, source=SOURCE)


def test_confirmation_lasts_until_its_own_end(espace: Espace, clock: HandClock) -> None:
    clock.go(paris("2014-12-04 15:59:59"))
    pending = create(espace, FDUPONT)
    assert pending.expires_at == paris("2014-12-04 16:50")
    code = newest_code(espace, "fdupont")
    clock.go(paris("2014-12-04 16:49:59"))
    assert espace.account.confirm(pending, code, source=SOURCE).account_version == 1
    clock.go(paris("2014-12-04 16:50:00"))
    with pytest.raises(WindowClosed) as closed:
        espace.account.confirm(pending, code, source=SOURCE)
    assert closed.value.moment == paris("2014-12-04 16:50")


def test_nothing_is_confirmed_before_the_opening(
    espace: Espace, clock: HandClock, pending: PendingCode
) -> None:
    clock.go(paris("2014-09-21"))
    with pytest.raises(WindowNotOpen):
        espace.account.confirm(pending, WRONG_CODE, source=SOURCE)


def test_an_account_disabled_meanwhile_is_refused_and_its_code_kept(
    espace: Espace, pending: PendingCode
) -> None:
    code = newest_code(espace, "fdupont")
    set_state(espace, "fdupont", AccountState.DISABLED)
    with pytest.raises(SignInRefused):
        espace.account.confirm(pending, code, source=SOURCE)
    account = account_of(espace, FDUPONT)
    assert account
    assert account.state == AccountState.DISABLED


def test_an_address_of_nobody_counts_its_tries_in_the_same_way(espace: Espace) -> None:
    pending = create(espace, STRANGER)
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(WrongCode) as refusal:
            espace.account.confirm(pending, WRONG_CODE, source=SOURCE)
        assert refusal.value.tries_left == left
    with pytest.raises(ExhaustedCode):
        espace.account.confirm(pending, WRONG_CODE, source=SOURCE)


def test_an_open_mailbox_is_not_needed_to_confirm(espace: Espace, pending: PendingCode) -> None:
    code = newest_code(espace, "fdupont")
    assert open_box(espace, "fdupont").person.user_name == "fdupont"
    assert espace.account.confirm(pending, code, source=SOURCE).person.user_name == "fdupont"


def test_a_right_password_beside_a_wrong_code_does_not_make_anybody_wait(
    espace: Espace, pending: PendingCode
) -> None:
    unproved = replace(pending, proof=None)
    code = newest_code(espace, "fdupont")
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongCode) as refusal:
            espace.account.confirm(unproved, WRONG_CODE, password=PASSWORD, source=SOURCE)
        assert refusal.value.tries_left == left
    session = espace.account.confirm(unproved, code, password=PASSWORD, source=SOURCE)
    assert session.person.user_name == "fdupont"


def test_another_visit_confirms_with_address_code_and_password(espace: Espace) -> None:
    create(espace, FDUPONT)
    code = newest_code(espace, "fdupont")
    with pytest.raises(SignInRefused):
        espace.account.confirm_by_address(FDUPONT, code, OTHER_PASSWORD, source="ailleurs")
    session = espace.account.confirm_by_address(
        f" {FDUPONT.upper()} ", code.lower(), PASSWORD, source="ailleurs"
    )
    assert session.person.address == FDUPONT


@pytest.mark.parametrize("address", [FDUPONT, STRANGER])
def test_another_visit_learns_nothing_of_an_address(espace: Espace, address: str) -> None:
    create(espace, FDUPONT)
    for left in (4, 3):
        with pytest.raises(WrongCode) as refusal:
            espace.account.confirm_by_address(address, WRONG_CODE, PASSWORD, source="ailleurs")
        assert refusal.value.tries_left == left


def test_what_cannot_be_a_code_makes_nobody_wait_for_their_password(
    espace: Espace, pending: PendingCode
) -> None:
    code = newest_code(espace, "fdupont")
    for _ in range(4):
        with pytest.raises(MalformedCode):
            espace.account.confirm_by_address(FDUPONT, code[:-1], PASSWORD, source=SOURCE)
    session = espace.account.confirm_by_address(pending.address, code, PASSWORD, source=SOURCE)
    assert session.person.user_name == "fdupont"


def test_an_exhausted_code_makes_nobody_wait_for_their_password(
    espace: Espace, clock: HandClock, pending: PendingCode
) -> None:
    for _ in range(5):
        with pytest.raises(WrongCode):
            espace.account.confirm(pending, WRONG_CODE, source=SOURCE)
    for _ in range(4):
        with pytest.raises(ExhaustedCode):
            espace.account.confirm_by_address(FDUPONT, WRONG_CODE, PASSWORD, source=SOURCE)
    clock.pass_by(minutes=2)
    create(espace, FDUPONT)
    code = newest_code(espace, "fdupont")
    session = espace.account.confirm_by_address(FDUPONT, code, PASSWORD, source=SOURCE)
    assert session.person.user_name == "fdupont"


def test_a_code_of_no_request_makes_nobody_wait_for_their_password(
    espace: Espace, pending: PendingCode
) -> None:
    """What it confirmed has gone: there is no password to compare with."""
    code = newest_code(espace, "fdupont")
    with espace.context.transaction():
        ConfirmationCode.update(request=None).execute()
    for _ in range(4):
        with pytest.raises(StaleCode):
            espace.account.confirm_by_address(FDUPONT, code, PASSWORD, source=SOURCE)
