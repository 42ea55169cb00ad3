"""Another voter password: the code of the mail or its link, and the new password twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from models import EspaceError, PasswordRefused
from tui.screens.base import actions
from tui.screens.voter.code_form import CodeForm
from tui.screens.voter.form import docked
from tui.widgets.buttons import PrimaryButton, SecondaryButton
from tui.widgets.closed_page import ClosedPage
from tui.widgets.code_field import CodeField
from tui.widgets.new_voter_password import NewVoterPassword
from tui.widgets.notice import Notice
from tui.widgets.resend_button import ResendButton
from tui.widgets.time_left import TimeLeft
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import VoterSession


class RenewPassword(CodeForm):
    """Choosing another voter password; it confirms the account by the way."""

    route = "renew_password"

    def compose_page(self) -> ComposeResult:
        """Lay out the code above the new password and its rules."""
        yield Notice(id="fate")
        yield Line("CRÉEZ UN AUTRE MOT DE PASSE ÉLECTEUR", id="renewal-heading", classes="heading")
        yield Line(id="introduction", classes="paragraph")
        yield CodeField(f"Code du mail adressé à {self.address}", id="code")
        yield NewVoterPassword(lambda: self.address)
        yield Line(id="tries")
        yield TimeLeft(id="time_left")
        yield docked(
            actions(
                PrimaryButton("CHANGER MON MOT DE PASSE", working="Changement…"),
                ResendButton("Renvoyer un mail", working="Envoi du mail…"),
            ),
            actions(SecondaryButton("Ouvrir ma messagerie", id="mailbox")),
        )
        yield ClosedPage()

    def introduction(self) -> tuple[str | tuple[str, str], ...]:
        """Return what is to be done here."""
        if self.dead:
            return ("Demandez un nouveau code : il vous sera adressé par mail.",)
        if self.visit.link is not None:
            return ("Vous avez suivi le lien du mail : il tient lieu de code.",)
        return ()

    def submit(self) -> None:
        """Change the password."""
        pending, code = self.visit.pending, self.typed_code()
        if pending is None or self.dead:
            return
        new = self.query_one(NewVoterPassword)
        password, confirmation = new.password, new.confirmation
        if self.show_faults(self.code_faults(code) | new.faults()):
            return
        mailbox, source = self.visit.mailbox, self.profile.source
        self.ask(
            lambda espace: espace.renew_password(
                pending, code, password, confirmation, mailbox=mailbox, source=source
            ),
            done=self.renewed,
            refused=self.not_renewed,
        )

    def renewed(self, session: VoterSession) -> None:
        """Open the voter space, from the home screen on."""
        self.open_space(session)

    def not_renewed(self, error: EspaceError) -> bool:
        """Say a fault where it is."""
        if isinstance(error, PasswordRefused):
            new = self.query_one(NewVoterPassword)
            new.show(error.checks)
            return self.show_faults(new.faults_of(error.checks))
        return self.code_refused(error)
