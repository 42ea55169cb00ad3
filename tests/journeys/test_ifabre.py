"""Inès Fabre created her account two days ago: her code has expired, only a new one helps."""

from __future__ import annotations

from tests.journeys.conftest import Start
from tests.journeys.visitor import Visitor

PASSWORD = "Camelia4Tarbes"


def test_an_expired_code_is_replaced_by_another_mail(start: Start) -> None:
    visitor = Visitor(start("demo"))
    visitor.arrives()
    visitor.presses("3")
    visitor.reads("Accédez à votre espace électeur", "ACCÉDER")
    visitor.terminal.type("ines.fabre@ac-toulouse.fr")
    visitor.presses("tab")
    visitor.terminal.type(PASSWORD)
    visitor.presses("enter")
    visitor.reads("Le code de votre dernier mail a expiré.", "Demandez un autre mail")
    visitor.chooses("Demander un autre mail")
    visitor.reads("Un autre mail vous a été adressé")
    visitor.goes_on("Ouvrir le mail")
    visitor.signs_in_to_the_webmail("ifabre", "16A1300777JKL")
    visitor.keeps_the_numen()
    visitor.reads_the_mail()
    visitor.clicks_on_the_link(PASSWORD)
    visitor.sees_scrutins("CTM", "CTA", "CCP")
    visitor.reads("Mme Fabre · AESH")
    visitor.quits()
