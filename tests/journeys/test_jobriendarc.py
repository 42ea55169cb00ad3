"""Jean-Noël O'Brien d'Arc has a full mailbox, which he must empty before the mail can come."""

from __future__ import annotations

from tests.journeys.cast import Cast
from tests.journeys.conftest import Start
from tests.journeys.visitor import Visitor


def test_a_full_mailbox_is_emptied_and_the_waiting_mail_arrives(start: Start, cast: Cast) -> None:
    visitor, person = Visitor(start(*cast.demo), cast=cast), cast.crowded
    visitor.arrives()
    visitor.opens_the_webmail()
    visitor.signs_in_to_the_webmail(person.user_name, person.numen)
    visitor.keeps_the_first_password()
    visitor.reads(person.address, "boîte saturée")
    visitor.presses("escape")
    visitor.reads("COMMENT ACTIVER", "✗ boîte saturée")
    visitor.presses("2")
    visitor.creates_an_account(cast.voter_password)
    visitor.reads("Votre boîte est saturée : le mail ne peut pas arriver.")
    visitor.goes_on("Vider ma boîte")
    visitor.reads("Votre boîte est saturée : le mail de confirmation ne peut pas arriver.")
    visitor.empties_the_mailbox()
    visitor.reads_the_mail()
    visitor.clicks_on_the_link()
    visitor.sees_scrutins(*cast.shorts(person))
    visitor.reads(cast.introduced(person))
    visitor.quits()
