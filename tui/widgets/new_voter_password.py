"""A new voter password, judged by the election's rules and what is known of the person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from models import RuleCheck
from tui.visit.protocol import visit_app
from tui.widgets.new_password import NewPassword

if TYPE_CHECKING:
    from models import Election


class NewVoterPassword(NewPassword):
    """« Mot de passe électeur », and the same again."""

    FIRST: ClassVar[str] = "voter_password"

    def __init__(self, election: Election, address: Callable[[], str]) -> None:
        """Take whose words are said, and what gives the address as typed so far."""
        name = election.texts.line("account.field.password")
        super().__init__(name, self._judged, help_topic="voter_password")
        self._address = address

    def _judged(self, password: str, confirmation: str) -> tuple[RuleCheck, ...]:
        app = visit_app(self)
        return app.espace.account.judge_password(
            password, confirmation, address=self._address(), mailbox=app.visit.mailbox
        )
