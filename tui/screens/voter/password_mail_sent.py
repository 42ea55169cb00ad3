"""« Un mail vous a été adressé », for a forgotten voter password."""

from __future__ import annotations

from tui.screens.voter.mail_sent import MailSent


class PasswordMailSent(MailSent):
    """After the request of a code for another password."""

    route = "password_mail_sent"
    step = None
    next_screen = "renew_password"
    first_screen = "forgotten_voter_password"
