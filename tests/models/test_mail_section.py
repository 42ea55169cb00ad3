"""`[mail]` of the election file: who sends, and by which port."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from models import toulouse_election
from models.settings.mail import ImapSection, MailSection, SmtpSection

MAIL = toulouse_election().mail


@pytest.mark.parametrize(
    ("sender", "address"),
    [
        ("Élections 2014 <elections@ac-toulouse.fr>", "elections@ac-toulouse.fr"),
        ("elections@ac-toulouse.fr", "elections@ac-toulouse.fr"),
        ('"Élections, 2014" <elections@ac-toulouse.fr>', "elections@ac-toulouse.fr"),
    ],
)
def test_the_address_of_the_sender_stands_beside_its_name(sender: str, address: str) -> None:
    given = MAIL.model_dump() | {"sender": sender}
    assert MailSection.model_validate(given).sender_address == address


@pytest.mark.parametrize(
    "sender", ["Élections 2014", "élections@ac-toulouse.fr", "<@ac-toulouse.fr>", "a b@c.fr", "a@"]
)
def test_a_sender_without_an_address_is_refused(sender: str) -> None:
    with pytest.raises(ValidationError, match="un nom et une adresse"):
        MailSection.model_validate(MAIL.model_dump() | {"sender": sender})


def test_the_usual_port_follows_the_protection() -> None:
    def smtp(**given: object) -> int:
        return SmtpSection.model_validate({"host": "smtp.exemple.fr"} | given).port

    assert (smtp(), smtp(security="starttls"), smtp(security="tls")) == (587, 587, 465)
    assert smtp(security="tls", port=2465) == 2465
    imap = {"host": "imap.exemple.fr"}
    assert ImapSection.model_validate(imap).port == 993
    assert ImapSection.model_validate(imap | {"security": "starttls"}).port == 143
