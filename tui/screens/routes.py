"""Names of the screens, and where each is found; imported when it is first opened."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screens.base import EspaceScreen

ROUTES: dict[str, str] = {
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
    "mail_sent": "tui.screens.voter.mail_sent:MailSent",
    "confirmation": "tui.screens.voter.confirmation:Confirmation",
    "password_reminder": "tui.screens.voter.password_reminder:PasswordReminder",
    "password_mail_sent": "tui.screens.voter.password_mail_sent:PasswordMailSent",
    "scrutins": "tui.screens.voter.scrutins:Scrutins",
    "forgotten_voter_password": "tui.screens.voter.forgotten:ForgottenVoterPassword",
    "renew_password": "tui.screens.voter.renew:RenewPassword",
    "kiosk_standby": "tui.screens.kiosk.standby:Standby",
    "kiosk_out_of_service": "tui.screens.kiosk.out_of_service:OutOfService",
    "kiosk_staff": "tui.screens.kiosk.staff:StaffPage",
    "demo_calendar": "tui.screens.demo.calendar:DemoCalendar",
    "demo_people": "tui.screens.demo.people:DemoPeople",
}
"""Module and class of each screen by its name."""


def screen_named(name: str, **arguments: object) -> EspaceScreen:
    """Return a new screen.

    Args:
        name: A name of `ROUTES`.
        arguments: What its `__init__` takes.

    Raises:
        KeyError: No screen has this name.
    """
    module, _, kind = ROUTES[name].partition(":")
    screen: EspaceScreen = getattr(import_module(module), kind)(**arguments)
    return screen
