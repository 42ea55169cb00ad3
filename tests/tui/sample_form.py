"""A form with one field of each kind, to test the foundation by."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from models import PathStep, RuleCheck, Verdict
from tests.tui.routes import SAMPLE
from tui.screens.base import EspaceScreen, actions
from tui.screens.on_path import on_path
from tui.widgets.buttons import PrimaryButton, SecondaryButton
from tui.widgets.code_field import CodeField
from tui.widgets.fields import LabelledField
from tui.widgets.head import paragraph
from tui.widgets.rule_list import RuleList
from tui.widgets.secret_field import SecretField
from tui.widgets.step_rail import Place


def sample_checks(password: str) -> tuple[RuleCheck, ...]:
    def check(rule: str, label: str, advice: str, kept: bool) -> RuleCheck:
        if not password:
            return RuleCheck(rule, Verdict.NEUTRAL, label)
        verdict = Verdict.KEPT if kept else Verdict.MISSING
        return RuleCheck(rule, verdict, label, "" if kept else advice)

    return (
        check("length", "8 caractères au minimum", "encore quelques-uns", len(password) >= 8),
        check("upper", "une majuscule", "ajoutez A à Z", any(c.isupper() for c in password)),
        check("lower", "une minuscule", "ajoutez a à z", any(c.islower() for c in password)),
        check("digit", "un chiffre", "ajoutez 0 à 9", any(c.isdigit() for c in password)),
        check("guessable", "difficile à deviner", "un mot connu", len(set(password)) > 5),
        check("equal", "les deux saisies sont identiques", "elles diffèrent", False),
    )


class SampleForm(EspaceScreen):
    """A form."""

    route = SAMPLE

    def place(self) -> Place:
        """Return the second step."""
        return on_path(self, PathStep.ACCOUNT, "doors.step.create", follows="confirmez par mail")

    def compose_page(self) -> ComposeResult:
        yield paragraph("Saisissez votre adresse de messagerie professionnelle.")
        yield LabelledField("Adresse de messagerie professionnelle", id="address")
        yield SecretField("Mot de passe électeur", id="voter_password", classes="-tight")
        yield RuleList(sample_checks(""), id="rules")
        yield CodeField("Code", id="code")
        yield actions(
            PrimaryButton("CRÉER MON COMPTE", working="Création du compte…"),
            SecondaryButton("Mot de passe oublié ?", id="forgotten"),
        )

    @on(Input.Changed, "SecretInput")
    def judge(self, event: Input.Changed) -> None:
        self.query_one(RuleList).show(sample_checks(event.value))
