"""Which step of the leaflet's path each screen belongs to, for those who count visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import VisitStep

if TYPE_CHECKING:
    from tui.visit.routes import Route

_SCREENS: dict[VisitStep, tuple[Route, ...]] = {
    VisitStep.HOME: ("home", "ballot_check", "results", "scrutin_result", "seat_reasons"),
    VisitStep.MAILBOX: (
        "webmail_login",
        "webmail_forgotten",
        "webmail_assistance",
        "webmail_new_password",
        "inbox",
        "message",
        "trash",
    ),
    VisitStep.ACCOUNT: ("account_creation",),
    VisitStep.CONFIRMATION: ("mail_sent", "confirmation", "known_code"),
    VisitStep.CONFIRMED: ("password_reminder",),
    VisitStep.ACCESS: (
        "account_access",
        "forgotten_voter_password",
        "password_mail_sent",
        "renew_password",
        "known_renewal",
    ),
    # Whoever counts visits does not count who votes.
    VisitStep.SCRUTINS: (
        "scrutins",
        "vote_access",
        "vote_ballot",
        "vote_list",
        "vote_confirmation",
        "vote_receipt",
    ),
}
AFTER_CONFIRMED = (VisitStep.ACCESS, VisitStep.SCRUTINS)
_STEPS = {route: step for step, routes in _SCREENS.items() for route in routes}


def step_of(route: Route) -> VisitStep | None:
    """Return the step of a screen by its name, or None for one that is on no step."""
    return _STEPS.get(route)


class StepsTaken:
    """The step that a visit has reached: once its scrutins were seen the path is done.

    A person who comes back to the home screen gave up at the last step; one whose account
    is confirmed has given up nothing that comes before it.
    """

    def __init__(self) -> None:
        """Start on the home screen."""
        self.step = VisitStep.HOME

    def see(self, route: Route | None) -> VisitStep | None:
        """Take note of a screen; return the step that is reached by it, None for the same one.

        Args:
            route: Name of the screen; None for one that has none, as the help.
        """
        step = step_of(route) if route is not None else None
        if step in (None, VisitStep.HOME, self.step) or self.step is VisitStep.SCRUTINS:
            return None
        if self.step is VisitStep.CONFIRMED and step not in AFTER_CONFIRMED:
            return None
        self.step = step
        return step
