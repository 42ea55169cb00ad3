"""The rules of a password, each going from neutral to kept or missing as one types."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container

from models import RuleCheck, Verdict
from tui.widgets.written import Line

SIGNS = {Verdict.NEUTRAL: "·", Verdict.KEPT: "✓", Verdict.MISSING: "✗"}
"""Sign of each verdict; the words beside it say the rule, and what to do."""

_COLOURS = {Verdict.NEUTRAL: ".muted", Verdict.KEPT: ".kept", Verdict.MISSING: ".missing"}

_BROAD = frozenset({"guessable", "equal"})
"""Rules whose advice is long: a line of their own, so that no line moves as one types."""


def rule_words(check: RuleCheck) -> str:
    """Return « ✗ un chiffre : ajoutez 0 à 9 »."""
    advice = f" : {check.advice}" if check.advice else ""
    return f"{SIGNS[check.verdict]} {check.label}{advice}"


def _coloured(check: RuleCheck) -> tuple[str, str]:
    """Return the words with their colour as a component class.

    A class of the line itself would make the whole line be sent again.
    """
    return rule_words(check), _COLOURS[check.verdict]


def lenient(checks: tuple[RuleCheck, ...], neutral: dict[str, str]) -> tuple[RuleCheck, ...]:
    """Return checks without reproach: what is not kept yet is still to be typed.

    Args:
        checks: Of what is in a field that is being typed in.
        neutral: Words of the rules before anything is typed, by their names.
    """
    return tuple(
        RuleCheck(check.rule, Verdict.NEUTRAL, neutral.get(check.rule, check.label))
        if check.verdict is Verdict.MISSING
        else check
        for check in checks
    )


class RuleList(Container):
    """One line a rule, in two columns; only the lines that change are drawn again.

    While a person types, a rule goes from neutral to kept; what is missing is marked once the
    field was left or sent (`strict`), and its words say then what to do.
    """

    def __init__(self, checks: tuple[RuleCheck, ...], *, id: str | None = None) -> None:
        """Start from the checks of what is in the field now."""
        super().__init__(id=id)
        self.strict = False
        self._neutral = {check.rule: check.label for check in checks}
        self._checks = checks
        self._lines = [Line(_coloured(check), classes="rule") for check in checks]

    def compose(self) -> ComposeResult:
        """Lay out a line for each rule; long ones take the whole width."""
        column = 0
        for check, line in zip(self._checks, self._lines, strict=True):
            broad = check.rule in _BROAD
            if broad and column:
                yield Line(classes="filler")
            column = 0 if broad or column else 1
            line.set_class(broad, "-broad")
            yield line

    @property
    def checks(self) -> tuple[RuleCheck, ...]:
        """The verdicts as they are shown."""
        return self._checks

    def show(self, checks: tuple[RuleCheck, ...]) -> None:
        """Show the verdicts of what is in the field now, as many as at the start."""
        if not self.strict:
            checks = lenient(checks, self._neutral)
        for line, before, check in zip(self._lines, self._checks, checks, strict=True):
            if check != before:
                line.say(_coloured(check))
        self._checks = checks
