"""F1 of the voter space: texts of the catalogue's group « voter »."""

from __future__ import annotations

from tui.help.page import pages_of

_SAID = (
    "voter.said.address_help",
    "voter.said.without_account",
    "voter.said.chosen",
    "voter.said.your_scrutins",
    "voter.said.leave",
    "voter.said.phishing",
    "voter.said.rules",
    "voter.said.any_form",
    "voter.said.remember",
    "voter.said.full_mailbox",
)

VOTER_TOPICS = pages_of(
    "voter",
    *("home", "being_helped", "door_mailbox", "door_account", "door_space", "account_access"),
    *("account_creation", "address", "voter_password", "known_voter_password"),
    *("closed_form", "password_confirmation", "mail_sent", "password_mail_sent"),
    *("confirmation", "followed_link", "followed_renewal", "stuck_mail"),
    *("stale_message", "dead_code", "code", "password_reminder", "scrutins"),
    *("forgotten_voter_password", "renew_password", "kiosk_staff", "unavailable"),
    said=_SAID,
)
CLOSED_TOPICS = pages_of(
    "voter",
    *("home", "door_account", "door_space", "account_access", "address"),
    *("known_voter_password", "closed_form"),
    variant="closed",
    said=_SAID,
)
"""What is in place of these pages once no account can be created any more."""
ENDED_TOPICS = pages_of(
    "voter",
    *("door_account", "known_voter_password", "closed_form"),
    variant="ended",
    said=_SAID,
)
"""What is in place of these pages once no account can be confirmed any more."""
ELSEWHERE_TOPICS = pages_of("voter", "known_code", "known_renewal", said=_SAID)
"""Of what there is only where mails are read in another program."""
CLOSED_ELSEWHERE_TOPICS = pages_of("voter", "known_code", variant="closed", said=_SAID)
"""What is in place of these once no account can be created any more."""
