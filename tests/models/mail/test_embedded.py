"""The embedded mailboxes: room and delivery."""

from __future__ import annotations

import pytest

from models import Espace
from models.errors import MailRefused
from models.mail.embedded import deliver, size_of
from models.mail.letters import Letter
from models.tables.mailboxes import Mailbox
from models.views.mail import OwnReply
from tests.models.steps import STRANGER, open_box, room, sample

FDUPONT = sample("fdupont").address


def give(espace: Espace, letter: Letter, address: str = FDUPONT) -> None:
    with espace.context.transaction():
        deliver(
            letter,
            address,
            sender="expediteur@exemple.fr",
            seal=espace.context.seal,
            now=espace.context.now,
        )


def test_the_size_of_a_letter_is_in_bytes() -> None:
    assert size_of(Letter("été", "où")) == 8


def test_the_last_byte_fits_and_one_more_does_not(espace: Espace) -> None:
    box = open_box(espace, "fdupont")
    quota = room(espace, box)
    left = quota.limit - quota.used
    with pytest.raises(MailRefused) as refusal:
        give(espace, Letter("", "x" * (left + 1)))
    assert (refusal.value.reply, refusal.value.permanent) == (OwnReply.OVER_QUOTA, False)
    give(espace, Letter("", "x" * left))
    assert room(espace, box).used == quota.limit
    with pytest.raises(MailRefused):
        give(espace, Letter("", "x"))


def test_a_mail_for_nobody_is_refused_for_good(espace: Espace) -> None:
    with pytest.raises(MailRefused) as refusal:
        give(espace, Letter("objet", "texte"), STRANGER)
    assert (refusal.value.reply, refusal.value.permanent) == (OwnReply.NO_MAILBOX, True)


def test_a_mailbox_without_room_at_all_is_full(espace: Espace) -> None:
    with espace.context.transaction():
        Mailbox.update(quota_bytes=0, used_bytes=0).execute()
    quota = room(espace, open_box(espace, "fdupont"))
    assert quota.full
    assert quota.ratio == 1.0
