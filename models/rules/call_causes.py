"""Why somebody most likely has called, by where they stood as the call began."""

from __future__ import annotations

from collections.abc import Mapping

from models.views.desk import Trouble
from models.views.desk_calls import Cause

LIKELY_CAUSES: Mapping[Trouble, Cause] = {
    Trouble.VOTE_OVER: Cause.QUESTION,
    Trouble.DISABLED: Cause.NOT_THEIR_ACCOUNT,
    Trouble.ADDRESS_CHANGES: Cause.ADDRESS_WRONG,
    Trouble.ADDRESS_UNTOLD: Cause.ADDRESS_WRONG,
    Trouble.MAILBOX_MISSING: Cause.MAILBOX_NEVER_OPENED,
    Trouble.NOT_OPEN_YET: Cause.QUESTION,
    Trouble.SIGN_IN_WAIT: Cause.MUST_WAIT,
    Trouble.SIGN_IN_TRIED_ELSEWHERE: Cause.MUST_WAIT,
    Trouble.CODES_OVER: Cause.VOTER_PASSWORD,
    Trouble.PASSWORD_CLOSED: Cause.VOTER_PASSWORD,
    Trouble.PASSWORD_NEEDED: Cause.VOTER_PASSWORD,
    Trouble.MAILS_USED_UP: Cause.MUST_WAIT,
    Trouble.NO_MAILBOX: Cause.ADDRESS_WRONG,
    Trouble.MAIL_LOST: Cause.MAIL_NOT_FOUND,
    Trouble.MAIL_DELAYED: Cause.MAIL_NOT_FOUND,
    Trouble.RENEWAL_ASKED_ELSEWHERE: Cause.VOTER_PASSWORD,
    Trouble.CODE_TRIED_ELSEWHERE: Cause.CODE_NOT_TAKEN,
    Trouble.RENEWAL_FULL: Cause.MAILBOX_FULL,
    Trouble.RENEWAL_REFUSED: Cause.MAIL_NOT_FOUND,
    Trouble.RENEWAL_WAITING: Cause.MAIL_NOT_FOUND,
    Trouble.RENEWAL_TRIED_OUT: Cause.CODE_NOT_TAKEN,
    Trouble.RENEWAL_EXPIRED: Cause.CODE_EXPIRED,
    Trouble.RENEWAL_SENT: Cause.MAIL_NOT_FOUND,
    Trouble.MAIL_CODE_NEEDED: Cause.VOTER_PASSWORD,
    Trouble.NEVER_SIGNED_IN: Cause.VOTER_PASSWORD,
    Trouble.SIGNED_IN: Cause.SCRUTINS,
    Trouble.CONFIRMATION_CLOSED: Cause.QUESTION,
    Trouble.SEVERAL_REQUESTS: Cause.NOT_THEIR_ACCOUNT,
    Trouble.REQUEST_CLOSED: Cause.CODE_EXPIRED,
    Trouble.REQUEST_OVER: Cause.CODE_EXPIRED,
    Trouble.CODE_FULL: Cause.MAILBOX_FULL,
    Trouble.CODE_REFUSED: Cause.MAIL_NOT_FOUND,
    Trouble.CODE_WAITING: Cause.MAIL_NOT_FOUND,
    Trouble.CODE_TRIED_OUT: Cause.CODE_NOT_TAKEN,
    Trouble.CODE_EXPIRED: Cause.CODE_EXPIRED,
    Trouble.MAILBOX_WAIT: Cause.MAILBOX_PASSWORD,
    Trouble.CODE_BEHIND_UNOPENED_MAILBOX: Cause.MAILBOX_NEVER_OPENED,
    Trouble.CODE_DELIVERED: Cause.MAIL_NOT_FOUND,
    Trouble.CODE_UNREAD: Cause.MAIL_NOT_FOUND,
    Trouble.CODE_READ: Cause.CODE_NOT_TAKEN,
    Trouble.CREATION_CLOSED: Cause.QUESTION,
    Trouble.MAILBOX_UNOPENED: Cause.MAILBOX_NEVER_OPENED,
    Trouble.MAILBOX_FULL: Cause.MAILBOX_FULL,
    Trouble.NO_ACCOUNT: Cause.QUESTION,
}
"""What the list of causes points at first; the agent knows better."""
