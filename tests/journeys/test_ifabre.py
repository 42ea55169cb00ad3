"""Inès Fabre created her account two days ago: her code has expired, only a new one helps."""

from __future__ import annotations

from tests.journeys.cast import Cast
from tests.journeys.conftest import Start
from tests.journeys.visitor import Visitor


def test_an_expired_code_is_replaced_by_another_mail(start: Start, cast: Cast) -> None:
    visitor, person = Visitor(start(*cast.demo), cast=cast), cast.late
    password = person.voter_password or ""
    visitor.arrives()
    visitor.presses("3")
    visitor.reads(cast.says("doors.space"), "ACCÉDER")
    visitor.terminal.type(person.address)
    visitor.presses("tab")
    visitor.terminal.type(password)
    visitor.presses("enter")
    visitor.reads("Le code de votre dernier mail a expiré.", "Demandez un autre mail")
    visitor.chooses("Demander un autre mail")
    visitor.reads("Un autre mail vous a été adressé")
    visitor.goes_on("Ouvrir le mail")
    visitor.signs_in_to_the_webmail(person.user_name, person.numen)
    visitor.keeps_the_first_password()
    visitor.reads_the_mail()
    visitor.clicks_on_the_link(password)
    visitor.sees_scrutins(*cast.shorts(person))
    visitor.quits()
