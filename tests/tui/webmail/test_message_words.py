"""What a mail says on the screen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from models import Attachment, Message, MessageSummary
from tui.screens.webmail.message_words import NO_TEXT, letter_words


def mail(body: str, *files: Attachment) -> Message:
    """Return a mail that says this."""
    summary = MessageSummary(
        message_id=1,
        sender="Le chef <chef@exemple.fr>",
        subject="Réunion",
        received_at=datetime(2014, 11, 27, tzinfo=UTC),
        size=2048,
        unread=True,
        from_election=False,
    )
    return Message(summary=summary, body=body, cut=False, link=None, attachments=files)


@pytest.mark.parametrize("body", ["", " \n\n"])
def test_a_mail_that_says_nothing_says_so_with_and_without_files(body: str) -> None:
    assert mail(body).no_text
    assert letter_words(mail(body)) == NO_TEXT
    assert letter_words(mail(body, Attachment("a.pdf", None))).startswith(NO_TEXT)


def test_a_mail_with_a_text_says_only_that() -> None:
    assert not mail("Bonjour,").no_text
    assert letter_words(mail("Bonjour,")) == "Bonjour,"
