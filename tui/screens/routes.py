"""Names of the screens, and where each is found; imported when it is first opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import VoterPath
    from tui.screens.base import EspaceScreen
    from tui.visit.routes import Route

VISIT_ROUTES: Mapping[Route, str] = {
    "home": "tui.screens.home:HomeScreen",
    "webmail_login": "tui.screens.webmail.login:WebmailLogin",
    "webmail_forgotten": "tui.screens.webmail.forgotten:WebmailForgotten",
    "webmail_assistance": "tui.screens.webmail.assistance:WebmailAssistance",
    "webmail_new_password": "tui.screens.webmail.new_password:WebmailNewPassword",
    "inbox": "tui.screens.webmail.inbox:Inbox",
    "message": "tui.screens.webmail.message:MessageScreen",
    "trash": "tui.screens.webmail.trash:Trash",
    "account_access": "tui.screens.voter.access:AccountAccess",
    "account_creation": "tui.screens.voter.creation:AccountCreation",
    "mail_sent": "tui.screens.voter.mail_sent:after_creation",
    "confirmation": "tui.screens.voter.confirmation:Confirmation",
    "password_reminder": "tui.screens.voter.password_reminder:PasswordReminder",
    "password_mail_sent": "tui.screens.voter.mail_sent:after_password_request",
    "scrutins": "tui.screens.voter.scrutins:Scrutins",
    "vote_access": "tui.screens.vote.access:VoteAccessPage",
    "vote_ballot": "tui.screens.vote.ballot:VoteBallot",
    "vote_list": "tui.screens.vote.list_page:VoteList",
    "vote_confirmation": "tui.screens.vote.confirmation:VoteConfirmation",
    "vote_receipt": "tui.screens.vote.receipt:VoteReceipt",
    "ballot_check": "tui.screens.vote.check:BallotCheck",
    "results": "tui.screens.results.overview:Results",
    "scrutin_result": "tui.screens.results.scrutin:ScrutinResultPage",
    "seat_reasons": "tui.screens.results.reasons:SeatReasons",
    "forgotten_voter_password": "tui.screens.voter.forgotten:ForgottenVoterPassword",
    "renew_password": "tui.screens.voter.renew:RenewPassword",
    "being_helped": "tui.screens.being_helped:BeingHelped",
}
"""Where each screen of a visit is made: a class or a function of a module, by its name.

A kiosk and a demonstration have screens of their own besides, listed beside them.
"""

OF_MAILBOXES: tuple[Route, ...] = (
    *("webmail_login", "webmail_forgotten", "webmail_assistance", "webmail_new_password"),
    *("inbox", "message", "trash"),
)
ELSEWHERE: Mapping[Route, str] = {
    "known_code": "tui.screens.voter.known_code:KnownCode",
    "known_renewal": "tui.screens.voter.known_renewal:KnownRenewal",
    "mail_sent": "tui.screens.voter.confirmation:code_awaited",
    "password_mail_sent": "tui.screens.voter.renew:code_awaited",
}
"""Instead of what a mail becomes: people read it in another program, and type its code."""


def routes_of(path: VoterPath, routes: Mapping[Route, str]) -> Mapping[Route, str]:
    """Return which of the screens of an application an election has, and where they are made.

    Args:
        path: Of the election.
        routes: Of the application, for an election whose mailboxes are opened here.
    """
    if path.has_mailbox:
        return routes
    shown = {route: place for route, place in routes.items() if route not in OF_MAILBOXES}
    return {**shown, **ELSEWHERE} if "home" in shown else shown


def make_screen(place: str, **arguments: object) -> EspaceScreen:
    """Return a new screen.

    Args:
        place: Where it is made, as in `VISIT_ROUTES`.
        arguments: What it takes.
    """
    module, _, name = place.partition(":")
    make: Callable[..., EspaceScreen] = getattr(import_module(module), name)
    return make(**arguments)
