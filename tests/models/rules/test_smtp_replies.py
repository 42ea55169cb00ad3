"""What is kept of a mail server's replies."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.smtp_replies import LONGEST, over_quota, read_reply, refused_why
from models.views.desk import MailRefusal
from models.views.mail import OwnReply


def test_code_and_enhanced_code_are_kept() -> None:
    reply = read_reply(550, b"5.1.1 No such user here\n5.1.1 Sorry")
    assert (reply.code, reply.enhanced, reply.permanent) == (550, "5.1.1", True)
    assert str(reply) == "550 5.1.1 No such user here Sorry"


@pytest.mark.parametrize(
    "text",
    [
        "5.1.1 <jean.martin1@ac-toulouse.fr>: not here",
        "jean.martin1@ac-toulouse.fr is unknown",
        "5.7.1 content refused: BCDFG-HJKLM",
        "5.7.1 content refused: bcdfghjklm",
        "see https://www.education.gouv.fr/confirmation?jeton=" + "Zw3aB-_9" * 5,
    ],
)
def test_no_address_and_no_secret_of_a_reply_is_kept(text: str) -> None:
    said = str(read_reply(550, text)).lower()
    assert not any(word in said for word in ("martin", "bcdfg", "zw3a", "http"))


@pytest.mark.parametrize(
    ("code", "text", "full"),
    [
        (552, "5.2.2 mailbox full", True),
        (452, "4.2.2 mailbox full", True),
        (550, "5.2.2 over quota", True),
        (552, "no room", True),
        (552, "5.3.4 message too big for system", False),
        (452, "4.3.1 insufficient system storage", False),
        (550, "5.1.1 no such user", False),
        (421, "", False),
    ],
)
def test_a_full_mailbox_is_known_by_its_enhanced_code_first(
    code: int, text: str, full: bool
) -> None:
    assert over_quota(str(read_reply(code, text))) is full


def test_what_is_no_reply_is_no_full_mailbox() -> None:
    assert not over_quota("")
    assert not over_quota("replaced by a newer code")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (OwnReply.NO_MAILBOX, MailRefusal.NO_MAILBOX),
        (OwnReply.BAD_ADDRESS, MailRefusal.NO_MAILBOX),
        ("550 5.1.1 No such user here", MailRefusal.NO_MAILBOX),
        ("550 no such user", MailRefusal.NO_MAILBOX),
        ("550 5.2.1 mailbox disabled", MailRefusal.CLOSED),
        ("554 5.7.1 spam", MailRefusal.UNWANTED),
        (OwnReply.NO_REPLY, MailRefusal.LOST),
        (OwnReply.EXPIRED, MailRefusal.TOO_LATE),
        (OwnReply.UNREADABLE, MailRefusal.OTHER),
        ("554 transaction failed", MailRefusal.OTHER),
        ("", MailRefusal.OTHER),
    ],
)
def test_a_refusal_has_a_reason_of_ours(said: str, why: MailRefusal) -> None:
    assert refused_why(said) is why


@given(st.integers(200, 599), st.binary(max_size=600))
def test_a_reply_is_one_short_line_whatever_a_server_sends(code: int, text: bytes) -> None:
    said = str(read_reply(code, text))
    assert len(said) <= LONGEST
    assert said.startswith(str(code))
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", said)
