"""A letter as a mail that any client reads: the text first, then the same words in HTML."""

from __future__ import annotations

import re
from datetime import datetime
from html import escape

from models.errors import MailRefused
from models.mail.letters import Letter
from models.rules.codes import ALPHABET
from models.views.mail import OwnReply

_CODE = re.compile(rf"\b[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}\b")

_PAGE = """\
<!DOCTYPE html>
<html lang="fr">
<head><meta charset="utf-8"><title>{title}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;color:#1a1a1a;\
font:17px/1.5 Arial,Helvetica,sans-serif">
<div style="max-width:36em">
{paragraphs}
</div>
</body>
</html>
"""
_LARGE = (
    "display:block;margin:8px 0;font:bold 30px/1.3 'Courier New',monospace;"
    "letter-spacing:2px;user-select:all"
)


def build_mail(
    letter: Letter, *, sender: str, recipient: str, at: datetime, message_id: str
) -> bytes:
    """Return a mail ready for a server: ASCII, CR LF at the end of each line.

    Args:
        letter: Subject and text.
        sender: Name and address, as « Élections <elections@ac-toulouse.fr> ».
        recipient: One address.
        at: Its date, aware, in the zone that it is written in.
        message_id: With its angle brackets.

    Raises:
        MailRefused: The recipient is no address.
    """
    from email.message import EmailMessage
    from email.policy import SMTP
    from email.utils import format_datetime

    mail = EmailMessage(SMTP)
    mail["From"] = sender
    try:
        mail["To"] = recipient
    except ValueError as error:
        raise MailRefused(reply=OwnReply.BAD_ADDRESS, permanent=True) from error
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.body, cte="quoted-printable")
    mail.add_alternative(html_page(letter), subtype="html", cte="quoted-printable")
    mail["Content-Language"] = "fr"  # set earlier, it would go to the first part
    return mail.as_bytes()


def html_page(letter: Letter) -> str:
    """Return the words of a letter as a page; its link is a text to copy, not one to follow."""
    return _PAGE.format(
        title=escape(letter.subject),
        paragraphs="\n".join(map(_paragraph, letter.body.strip().split("\n\n"))),
    )


def _paragraph(text: str) -> str:
    words = escape(" ".join(text.split("\n")), quote=False)
    if "://" in words:
        words = (
            f"<code style=\"word-break:break-all;font:15px 'Courier New',monospace\">{words}</code>"
        )
    return f"<p>{_CODE.sub(_large, words)}</p>"


def _large(code: re.Match[str]) -> str:
    return f'<strong style="{_LARGE}">{code[0]}</strong>'
