"""Signing in to the webmail, with the leaflet's words and its notice on phishing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Input

from models import EspaceError, MailboxSignInRefused, user_name_hint, user_name_places
from tui.screens.base import EspaceScreen, actions
from tui.screens.webmail.mailbox_screen import mailbox_place
from tui.widgets.buttons import ActionButton, PrimaryButton, SecondaryButton
from tui.widgets.fields import LabelledField
from tui.widgets.head import heading
from tui.widgets.notice import Notice, told
from tui.widgets.secret_field import SecretField
from tui.widgets.step_rail import Place

if TYPE_CHECKING:
    from models import MailboxSession
    from tui.visit.glyphs import Part

NEVER = "jamais "
OTHER_VISIT_ENDED = (
    "Une visite était restée ouverte pour une autre personne : elle est terminée, et rien n'en "
    "est gardé."
)
TEXTS = {
    ("password_help", True): "webmail.login.password_help",
    ("password_help", False): "webmail.login.password_help_server",
    ("phishing", True): "webmail.login.phishing",
    ("phishing", False): "webmail.login.phishing_server",
}
"""Keys of texts, by whether the mailboxes are the embedded ones."""
NO_USER_NAME = "Saisissez votre nom d'utilisateur."
NOTHING_TYPED = "Saisissez votre mot de passe."


def phishing(paragraphs: Sequence[str]) -> Iterator[Part]:
    """Yield the notice of the leaflet's picture, « jamais » in bold as it is there."""
    before, *after = "\n\n".join(paragraphs).split(NEVER)
    yield before, ".muted"
    for text in after:
        yield NEVER, ".strong"
        yield text, ".muted"


class WebmailLogin(EspaceScreen):
    """« Bienvenue dans le webmail de l'académie de Toulouse »."""

    route = "webmail_login"

    def __init__(self, sentence: str = "") -> None:
        """Take why the person has to sign in again, if that is so."""
        super().__init__()
        self._sentence = sentence
        self._slipped = False

    def place(self) -> Place:
        """Return the step that the visit has come to."""
        return mailbox_place(self)

    def compose_page(self) -> ComposeResult:
        """Lay out the two fields with the ways to go under them, the notice beside."""
        names = user_name_places(self.election)
        yield heading(self.election.texts.line("webmail.login.heading"))
        with Container(classes="beside"):
            with Vertical(classes="form"):
                yield LabelledField(
                    "Nom d'utilisateur",
                    id="user_name",
                    help=names["user_name_help"],
                    missing=NO_USER_NAME,
                )
                yield SecretField(
                    "Mot de passe",
                    id="mailbox_password",
                    help=self._password_help(),
                    missing=NOTHING_TYPED,
                )
                yield actions(PrimaryButton("Connexion", working="Connexion…"))
                yield actions(
                    SecondaryButton("Mot de passe oublié ?", id="forgotten"),
                    SecondaryButton("Besoin d'assistance", id="assistance"),
                )
            yield Notice(*phishing(self._told("phishing")), id="phishing")

    def _password_help(self) -> str:
        """Return which password is asked for: by the election file, or by the kind of mailboxes."""
        return self.election.mail.password_help or " ".join(self._told("password_help"))

    def _told(self, name: str) -> tuple[str, ...]:
        """Return a text of this screen, as it is for the kind of mailboxes."""
        return self.election.texts.lines(TEXTS[name, self.election.mail.embedded])

    def on_mount(self) -> None:
        """Say why the person is here again."""
        if self._sentence:
            self.refusal.show(self._sentence)

    def on_screen_resume(self) -> None:
        """Say how a user name typed before a wrong turn was understood."""
        self._say_understood()

    @on(Input.Blurred)
    def _say_understood(self) -> None:
        """Say quietly how the user name was understood, once it is typed.

        The field also loses the focus as the screen goes, its parts being gone already.
        """
        for name in self.query("#user_name").results(LabelledField):
            name.advise(user_name_hint(name.value, self.election) or "")

    def submit(self) -> None:
        """Open the mailbox."""
        name, password = self.field("user_name"), self.field("mailbox_password")
        typed, secret, source = name.value, password.value, self.profile.source
        for field in (name, password):
            if not field.value.strip():
                field.show_fault(field.missing)
                return
        self.asker.ask(
            lambda espace: espace.mailbox.open(typed, secret, source=source),
            done=self.signed_in,
            refused=self.not_signed_in,
        )

    def signed_in(self, mailbox: MailboxSession) -> None:
        """Open the inbox, or the choice of a password if the first one opened the mailbox."""
        before = self.visit.mailbox
        if before is not None:
            self.espace_app.espace.mailbox.close(before)
        told = OTHER_VISIT_ENDED if self.visit.enter_mailbox(mailbox) else ""
        self.espace_app.home()
        self.espace_app.go("webmail_new_password" if mailbox.numen_in_use else "inbox", told=told)

    def not_signed_in(self, error: EspaceError) -> bool:
        """Keep what was typed, so that it can be looked at and corrected.

        A first slip is for nobody to look up; a second one may be for the assistance.
        """
        if not isinstance(error, MailboxSignInRefused):
            return False
        reference = error.reference if self._slipped else ""
        self.field("mailbox_password").show_fault(told(error.text, reference))
        self._slipped = True
        return True

    @on(ActionButton.Pressed, "#forgotten")
    def open_forgotten(self) -> None:
        """Open « Mot de passe oublié ? »."""
        self.espace_app.go("webmail_forgotten")

    @on(ActionButton.Pressed, "#assistance")
    def open_assistance(self) -> None:
        """Open « Besoin d'assistance »."""
        self.espace_app.go("webmail_assistance")
