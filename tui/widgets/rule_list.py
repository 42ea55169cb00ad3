"""The rules of a password, each going from neutral to kept or missing as one types."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container

from models import RuleCheck, Verdict
from tui.widgets.written import Line

SIGNS = {Verdict.NEUTRAL: "·", Verdict.KEPT: "✓", Verdict.MISSING: "✗"}
"""Sign of each verdict; the words beside it say the rule, and what to do."""

_BROAD = frozenset({"guessable", "equal", "too_long"})


def rule_words(check: RuleCheck) -> str:
    """Return « ✗ un chiffre : ajoutez 0 à 9 »."""
    advice = f" : {check.advice}" if check.advice else ""
    return f"{SIGNS[check.verdict]} {check.label}{advice}"


class RuleList(Container):
    """One line a rule, in two columns; only the lines that change are drawn again."""

    def __init__(self, checks: tuple[RuleCheck, ...], *, id: str | None = None) -> None:
        """Start from the checks of what stands in the field now."""
        super().__init__(id=id)
        self._checks = checks

    def compose(self) -> ComposeResult:
        """Lay out a line for each rule; long ones take the whole width."""
        for check in self._checks:
            line = Line(rule_words(check))
            line.set_class(check.rule in _BROAD, "-broad")
            self._colour(line, check)
            yield line

    def show(self, checks: tuple[RuleCheck, ...]) -> None:
        """Show the verdicts of what stands in the field now, as many as at the start."""
        for line, before, check in zip(self.query(Line), self._checks, checks, strict=True):
            if check != before:
                self._colour(line, check)
                line.say(rule_words(check))
        self._checks = checks

    @staticmethod
    def _colour(line: Line, check: RuleCheck) -> None:
        line.set_class(check.verdict is Verdict.KEPT, "-kept")
        line.set_class(check.verdict is Verdict.MISSING, "-missing")
