"""The mail that a sample person has received, where the election opens no mailbox itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from tui.demo.screens.frame import DemoScreen
from tui.widgets.head import heading, paragraph
from tui.widgets.written import Line

if TYPE_CHECKING:
    from models import Espace, Message, SamplePerson

SOURCE = "démonstration"
HOW = (
    "Cette élection n'ouvre aucune messagerie : la personne lit ce mail sur un autre écran ou son "
    "téléphone. Échap revient à l'application."
)
NONE_YET = "Aucun mail de l'élection n'est arrivé. F9 change de personne."
OF = "À {name} · {address}"


class DemoMails(DemoScreen):
    """« Sur le téléphone »: the newest mail of the election to the person who is played."""

    route = "demo_mails"

    def compose_page(self) -> ComposeResult:
        """Lay out whose mail it is, and the mail."""
        yield heading("SUR LE TÉLÉPHONE DE LA PERSONNE")
        yield paragraph(HOW)
        yield Line(id="whose", classes="muted")
        yield Line(id="subject", classes="heading")
        yield Line(id="mail")

    def on_mount(self) -> None:
        """Ask for the mail."""
        person = self.demonstration.reader
        self.query_one("#whose", Line).say(OF.format(name=person.name, address=person.address))
        self.asker.ask_quietly(lambda espace: newest_mail(espace, person), done=self.show)

    def show(self, mail: Message | None) -> None:
        """Show the mail, or that there is none."""
        self.query_one("#subject", Line).say(mail.summary.subject if mail is not None else "")
        self.query_one("#mail", Line).say(mail.body if mail is not None else NONE_YET)


def newest_mail(espace: Espace, person: SamplePerson) -> Message | None:
    """Return the newest mail of the election to a sample person, None if there is none."""
    mailbox = espace.mailbox.open(person.user_name, person.numen, source=SOURCE)
    espace.mailbox.dispatch_mail(person.address)
    listed = espace.mailbox.list_folder(mailbox).messages
    newest = next((one for one in listed if one.from_election), None)
    return espace.mailbox.peek(mailbox, newest.message_id) if newest is not None else None
