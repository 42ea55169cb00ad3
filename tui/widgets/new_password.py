"""A new password: the field, its rules under it, and the same again."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from models import RuleCheck, Verdict
from tui.visit.protocol import visit_app
from tui.widgets.rule_list import RuleList
from tui.widgets.secret_field import SecretField

Judge = Callable[[str, str], tuple[RuleCheck, ...]]
"""Returns the verdicts on a password and its repetition, their equality last; none if the visit
has ended."""


class NewPassword(Vertical):
    """Two fields and the rules of the election, judged at each key by the final check itself.

    The fields are named `password` and `repeated`; a rule is marked as broken once its field was
    left or sent.
    """

    FIRST: ClassVar[str] = "new_password"
    SECOND: ClassVar[str] = "password_confirmation"
    FIELD: ClassVar[type[SecretField]] = SecretField
    AGAIN: ClassVar[str] = "Confirmation du mot de passe"
    NOT_TYPED: ClassVar[str] = "Choisissez un mot de passe."
    NOT_REPEATED: ClassVar[str] = "Saisissez-le une seconde fois."

    def __init__(self, label: str, judge: Judge, *, help_topic: str) -> None:
        """Take what the password is, and what judges it.

        Args:
            label: « Mot de passe électeur ».
            judge: Called once the election is open.
            help_topic: Key of the help page of the first field.
        """
        super().__init__()
        self._judge = judge
        self._first = self.FIELD(
            label, id=self.FIRST, help_topic=help_topic, missing=self.NOT_TYPED, classes="-tight"
        )
        self._second = self.FIELD(
            self.AGAIN,
            id=self.SECOND,
            help_topic=self.SECOND,
            missing=self.NOT_REPEATED,
            classes="-tight",
        )
        self._lists: tuple[RuleList, ...] = ()
        self._left: set[str | None] = set()

    @property
    def password(self) -> str:
        """What is in the first field."""
        return self._first.value

    @property
    def confirmation(self) -> str:
        """What is in the second field."""
        return self._second.value

    def compose(self) -> ComposeResult:
        """Lay each field above its own rules."""
        yield self._first
        yield self._second

    def on_mount(self) -> None:
        """Lay the rules under the fields, once the election is open: it knows them.

        They are judged while the value changes, not by a message afterwards: the
        dot and the verdict are painted together.
        """
        for field in (self._first, self._second):
            self.watch(field.input, "value", self.judge, init=False)
        self.run_worker(self._lay_rules(), exit_on_error=False)

    async def _lay_rules(self) -> None:
        await visit_app(self).opened_espace()
        *rules, equal = self._judge("", "")
        of_first, of_second = RuleList(tuple(rules), id="rules"), RuleList((equal,), id="equality")
        await self.mount(of_first, after=self._first)
        await self.mount(of_second, after=self._second)
        self._lists = of_first, of_second
        self.judge()

    def begin_again(self) -> None:
        """Mark no rule before a field was left again: another one types."""
        self._left.clear()
        for rule_list in self._lists:
            rule_list.strict = False
        self.judge()

    def _checks(self) -> tuple[RuleCheck, ...]:
        """Return the verdicts now; none if the election is not open yet, or the visit has ended."""
        return self._judge(self.password, self.confirmation) if self._lists else ()

    def judge(self) -> None:
        """Show the verdicts of what is in the fields now.

        A page that was left judges nothing more: the election may be opening again.
        """
        stands = self.is_attached and self.screen in self.app.screen_stack
        if stands and (checks := self._checks()):
            self.show(checks)

    @on(Input.Blurred)
    def _mark_left(self, event: Input.Blurred) -> None:
        """Mark what a field lacks once it was left with something in it."""
        if event.input.value:
            self._left.add("rules" if self._first in event.input.ancestors else "equality")
            self.judge()

    def show(self, checks: tuple[RuleCheck, ...]) -> None:
        """Show verdicts, the equality of both fields last among them."""
        *rules, equal = checks
        for rule_list, shown in zip(self._lists, (tuple(rules), (equal,)), strict=True):
            rule_list.strict |= rule_list.id in self._left
            rule_list.show(shown)
        if equal.verdict is Verdict.KEPT:
            self._second.clear_fault()

    def faults(self) -> dict[str, str]:
        """Return what keeps the password from being taken: sentences by the field's identifier.

        Rules are left to the service if the election is not open yet.
        """
        if not self.password:
            return {self.FIRST: self.NOT_TYPED}
        checks = self._checks()
        return self.faults_of(checks) if checks else {}

    def faults_of(self, checks: tuple[RuleCheck, ...]) -> dict[str, str]:
        """Mark the rules that checks have found broken, and return the faults by their field.

        A broken rule says itself what to do: its field has no sentence besides.
        """
        *rules, equal = checks
        for rule_list in self._lists:
            rule_list.strict = True
        self.show(checks)
        if any(check.verdict is not Verdict.KEPT for check in rules):
            self._second.value = ""  # the repetition of a password that is not taken
            return {self.FIRST: ""}
        if equal.verdict is not Verdict.KEPT:
            return {self.SECOND: "" if self.confirmation else self.NOT_REPEATED}
        return {}
