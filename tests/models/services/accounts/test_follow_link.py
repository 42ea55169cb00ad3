"""Following the link of a mail from an open mailbox."""

from __future__ import annotations

import pytest

from models import CodePurpose, Espace, StaleCode
from models.views.voter import LinkToken
from tests.models.clocks import HandClock
from tests.models.steps import (
    PASSWORD,
    SOURCE,
    create,
    newest_code,
    newest_link,
    open_box,
    sample,
)

FDUPONT = sample("fdupont").address


def test_a_link_opens_the_screen_of_its_purpose_without_proof(espace: Espace) -> None:
    asked = create(espace, FDUPONT)
    box = open_box(espace, "fdupont")
    pending = espace.account.follow_link(box, newest_link(espace, "fdupont"), source=SOURCE)
    assert pending.purpose is CodePurpose.CONFIRM
    assert pending.address == FDUPONT
    assert pending.expires_at == asked.expires_at
    assert pending.proof is None
    session = espace.account.confirm(
        pending, newest_link(espace, "fdupont"), password=PASSWORD, source=SOURCE
    )
    assert session.person.user_name == "fdupont"


def test_a_link_that_is_used_replaced_or_expired_says_so(espace: Espace, clock: HandClock) -> None:
    box = open_box(espace, "fdupont")
    pending = create(espace, FDUPONT)
    first = newest_link(espace, "fdupont")
    clock.pass_by(minutes=1)
    pending = espace.account.resend_code(pending, source=SOURCE)
    espace.administration.send_waiting_mail()
    with pytest.raises(StaleCode, match="plus récent"):
        espace.account.follow_link(box, first, source=SOURCE)
    second = newest_link(espace, "fdupont")
    clock.pass_by(hours=24)
    with pytest.raises(StaleCode, match="expiré"):
        espace.account.follow_link(box, second, source=SOURCE)
    clock.pass_by(hours=-1)
    espace.account.confirm(pending, newest_code(espace, "fdupont"), source=SOURCE)
    with pytest.raises(StaleCode, match="déjà servi"):
        espace.account.follow_link(box, second, source=SOURCE)


def test_the_link_of_somebody_else_is_none_of_yours(espace: Espace) -> None:
    create(espace, FDUPONT)
    link = newest_link(espace, "fdupont")
    for other in ("ifabre", "jmartin1"):
        with pytest.raises(StaleCode, match="n'est pas celui de votre compte"):
            espace.account.follow_link(open_box(espace, other), link, source=SOURCE)


def test_the_proof_of_one_account_does_not_serve_for_the_link_of_another(espace: Espace) -> None:
    """A visit that has created one account opens somebody else's mailbox, as the owner may."""
    own = create(espace, FDUPONT)
    create(espace, sample("jmartin1").address)
    box = open_box(espace, "jmartin1")
    link = newest_link(espace, "jmartin1")
    pending = espace.account.follow_link(box, link, pending=own, source=SOURCE)
    assert (pending.address, pending.proof) == (sample("jmartin1").address, None)


def test_a_link_of_no_account_opens_nothing(espace: Espace) -> None:
    create(espace, FDUPONT)
    with pytest.raises(StaleCode, match="n'est pas celui de votre compte"):
        espace.account.follow_link(open_box(espace, "fdupont"), LinkToken("x" * 43), source=SOURCE)
