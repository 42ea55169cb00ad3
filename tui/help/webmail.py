"""F1 on the webmail's fields and screens: texts of the catalogue's group « webmail »."""

from __future__ import annotations

from models import user_name_places
from tui.help.page import pages_of

WEBMAIL_TOPICS = pages_of(
    "webmail",
    *("webmail_login", "webmail_forgotten", "webmail_assistance"),
    *("user_name", "mailbox_password", "webmail_new_password"),
    *("inbox", "full_inbox", "message", "plain_message", "address_message", "trash"),
    places=user_name_places,
)
SERVER_TOPICS = pages_of(
    "webmail",
    *("webmail_login", "webmail_forgotten", "webmail_assistance", "mailbox_password"),
    variant="server",
    places=user_name_places,
)
"""What is in place of these pages if the mailboxes are on a server."""
