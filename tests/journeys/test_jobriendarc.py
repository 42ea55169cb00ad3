"""Jean-Noël O'Brien d'Arc has a full mailbox, which he must empty before the mail can come."""

from __future__ import annotations

from tests.journeys.conftest import Start
from tests.journeys.visitor import VOTER_PASSWORD, Visitor


def test_a_full_mailbox_is_emptied_and_the_waiting_mail_arrives(start: Start) -> None:
    visitor = Visitor(start("demo"))
    visitor.arrives()
    visitor.opens_the_webmail()
    visitor.signs_in_to_the_webmail("jobriendarc", "16E9812345DEF")
    visitor.keeps_the_numen()
    visitor.reads("jean-noel.obriendarc@ac-toulouse.fr", "boîte saturée")
    visitor.presses("escape")
    visitor.reads("COMMENT ACTIVER", "✗ boîte saturée")
    visitor.presses("2")
    visitor.creates_an_account(VOTER_PASSWORD)
    visitor.reads("Votre boîte est saturée : le mail ne peut pas arriver.")
    visitor.goes_on("Vider ma boîte")
    visitor.reads("Votre boîte est saturée : le mail de confirmation ne peut pas arriver.")
    visitor.empties_the_mailbox()
    visitor.reads_the_mail()
    visitor.clicks_on_the_link()
    visitor.sees_scrutins("CTM", "CTA", "CAPN", "CAPA")
    visitor.reads("M. O'Brien d'Arc · agrégé")
    visitor.quits()
