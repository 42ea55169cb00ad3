"""An authenticator application: its picture, its secret, and a first code."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container, Vertical

from models import AuthenticatorOffer, EspaceError, StaffSession, WrongTotp
from tui.desk.qr import qr_lines
from tui.desk.screens.base import DeskScreen
from tui.desk.totp_field import TotpField
from tui.screens.base import actions
from tui.widgets.buttons import PrimaryButton
from tui.widgets.head import heading
from tui.widgets.written import Line

HOW = (
    "Avec une application d'authentification, sur votre téléphone, lisez l'image, ou saisissez "
    "cette clé :"
)
IN_FOUR = 4


class DeskAuthenticator(DeskScreen):
    """« Application d'authentification »."""

    route = "desk_authenticator"

    def __init__(self) -> None:
        """Start without a secret: the service makes it."""
        super().__init__()
        self._offer: AuthenticatorOffer | None = None

    def compose_page(self) -> ComposeResult:
        """Lay out the picture beside what to do."""
        with Container(classes="beside", id="enrolment"):
            yield Line(id="qr")
            with Vertical(classes="form"):
                yield heading("APPLICATION D'AUTHENTIFICATION")
                yield Line(HOW, classes="paragraph")
                yield Line(id="secret", classes="paragraph")
                yield TotpField("Les six chiffres qu'elle affiche", help="")
                yield actions(PrimaryButton("Activer", working="Vérification…"))

    def on_mount(self) -> None:
        """Have a secret made."""
        session = self.station.session
        self.asker.ask_quietly(
            lambda espace: espace.desk.offer_authenticator(session),
            done=self.show_offer,
            refused=self.show_refusal,
        )

    def show_offer(self, offer: AuthenticatorOffer) -> None:
        """Show a secret, in a picture too unless the terminal cannot draw it."""
        self._offer = offer
        secret = offer.secret
        fours = [secret[at : at + IN_FOUR] for at in range(0, len(secret), IN_FOUR)]
        self.query_one("#secret", Line).say((" ".join(fours), ".strong"))
        picture = self.query_one("#qr", Line)
        picture.display = not self.desk_app.glyphs.console
        picture.say("\n".join(qr_lines(offer.uri)))

    def action_back(self) -> None:
        """Go back to the search, or to the sign-in if nobody comes in without it."""
        if self.working:
            return
        if self.station.session.must_enrol:
            self.desk_app.home()
        else:
            self.espace_app.go("desk_search")

    def submit(self) -> None:
        """Have the first code compared."""
        offer, code = self._offer, self.field("staff_totp").value
        session, source = self.station.session, self.profile.source
        if offer is None:
            return
        self.asker.ask(
            lambda espace: espace.desk.enable_authenticator(session, offer, code, source=source),
            done=self.enabled,
            refused=self.refused,
        )

    def enabled(self, session: StaffSession) -> None:
        """Go on."""
        self.forget_typed()
        self.station.staff = session
        self.espace_app.replace("desk_search")

    def refused(self, error: EspaceError) -> bool:
        """Say at the field that the code is wrong."""
        if not isinstance(error, WrongTotp):
            return False
        self.field("staff_totp").show_fault(error.text)
        return True
