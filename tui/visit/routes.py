"""The names of the screens."""

from __future__ import annotations

from typing import Literal

Route = Literal[
    "home",
    "unavailable",
    "webmail_login",
    "webmail_forgotten",
    "webmail_assistance",
    "webmail_new_password",
    "inbox",
    "message",
    "trash",
    "account_access",
    "account_creation",
    "mail_sent",
    "confirmation",
    "password_reminder",
    "password_mail_sent",
    "scrutins",
    "vote_access",
    "vote_ballot",
    "vote_list",
    "vote_confirmation",
    "vote_receipt",
    "ballot_check",
    "forgotten_voter_password",
    "renew_password",
    "kiosk_standby",
    "kiosk_out_of_service",
    "kiosk_staff",
    "demo_calendar",
    "demo_people",
    "room",
    "being_helped",
    "desk_sign_in",
    "desk_password",
    "desk_authenticator",
    "desk_authenticator_in_use",
    "desk_search",
    "desk_person",
    "desk_caller",
    "desk_act",
    "desk_picture",
    "desk_follow",
    "desk_history",
    "desk_spelling",
    "desk_ending",
    "desk_call_back",
    "desk_requests",
    "desk_board",
    "desk_lock",
]
"""Name of a screen, and key of its page of help.

A screen is opened by its name, so that its module is imported when a person first goes
there: the first screen is painted before any other is read. `unavailable` alone is opened by
no screen: it comes and goes with the election's database.
"""
