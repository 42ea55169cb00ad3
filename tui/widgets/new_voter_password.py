"""A new voter password: the field, its rules lit live, and the same again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from models import RuleCheck, Verdict
from tui.visit.protocol import visit_app
from tui.widgets.rule_list import RuleList
from tui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from models import Espace

NOT_KEPT = "Ce mot de passe ne suit pas toutes les règles."
NOT_TYPED = "Saisissez un mot de passe."
NOT_REPEATED = "Saisissez-le une seconde fois."
NOT_EQUAL = "Saisissez ici le même mot de passe."


class NewVoterPassword(Vertical):
    """Two fields and the rules of the election, judged at each key by the final check itself."""

    def __init__(self, address: Callable[[], str]) -> None:
        """Take what gives the address that the password is for, as typed so far."""
        super().__init__(id="new_password")
        self._address = address
        self._espace: Espace | None = None

    @property
    def password(self) -> str:
        """What is in the first field."""
        return self.query_one("#voter_password", SecretField).value

    @property
    def confirmation(self) -> str:
        """What is in the second field."""
        return self.query_one("#password_confirmation", SecretField).value

    def compose(self) -> ComposeResult:
        """Lay each field above its own rules."""
        yield SecretField("Mot de passe électeur", id="voter_password", classes="-tight")
        yield SecretField(
            "Confirmation du mot de passe", id="password_confirmation", classes="-tight"
        )

    def on_mount(self) -> None:
        """Lay the rules under the fields, once the election is open: it knows them.

        They are judged while the value changes, not by a message afterwards: the
        dot and the verdict are painted together.
        """
        for field in self.query(SecretField):
            self.watch(field.input, "value", self.judge, init=False)
        self.run_worker(self._lay_rules(), exit_on_error=False)

    async def _lay_rules(self) -> None:
        self._espace = await visit_app(self).opened_espace()
        *rules, equal = self._checks()
        await self.mount(RuleList(tuple(rules), id="rules"), after="#voter_password")
        await self.mount(RuleList((equal,), id="equality"), after="#password_confirmation")
        self.judge()

    def _checks(self) -> tuple[RuleCheck, ...]:
        """Return the verdicts now; none if the election is not open yet."""
        if self._espace is None:
            return ()
        return self._espace.account.judge_password(
            self.password,
            self.confirmation,
            address=self._address(),
            mailbox=visit_app(self).visit.mailbox,
        )

    def judge(self) -> None:
        """Show the verdicts of what is in the fields now."""
        if self.query("#equality"):
            self.show(self._checks())

    def show(self, checks: tuple[RuleCheck, ...]) -> None:
        """Show verdicts, the equality of both fields last among them."""
        *rules, equal = checks
        self.query_one("#rules", RuleList).show(tuple(rules))
        self.query_one("#equality", RuleList).show((equal,))
        if equal.verdict is Verdict.KEPT:
            self.query_one("#password_confirmation", SecretField).clear_fault()

    def faults(self) -> dict[str, str]:
        """Return what keeps the password from being taken: sentences by the field's identifier.

        Rules are left to the service if the election is not open yet.
        """
        if not self.password:
            repeated = {} if self.confirmation else {"password_confirmation": NOT_REPEATED}
            return {"voter_password": NOT_TYPED} | repeated
        checks = self._checks()
        return self.faults_of(checks) if checks else {}

    def faults_of(self, checks: tuple[RuleCheck, ...]) -> dict[str, str]:
        """Return the faults that checks have found: sentences by the field's identifier."""
        *rules, equal = checks
        faults = {}
        if any(check.verdict is not Verdict.KEPT for check in rules):
            faults["voter_password"] = NOT_KEPT
        if equal.verdict is not Verdict.KEPT:
            faults["password_confirmation"] = NOT_EQUAL if self.confirmation else NOT_REPEATED
        return faults
