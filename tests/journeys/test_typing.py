"""What is typed or pasted is understood, kept, and judged before it is sent."""

from __future__ import annotations

from tests.journeys.conftest import Start
from tests.journeys.keys import KEYS
from tests.journeys.visitor import VOTER_PASSWORD, Visitor


def waits_for_a_code(visitor: Visitor) -> None:
    """Create an account without opening the mailbox, and go to the code's field."""
    visitor.arrives()
    visitor.presses("2")
    visitor.reads("CRÉER MON COMPTE")
    visitor.creates_an_account(VOTER_PASSWORD, "francoise.dupont@ac-toulouse.fr")
    visitor.chooses("Saisir le code")
    visitor.reads("Code de confirmation", "10 lettres")


def test_a_code_is_pasted_with_spaces_and_line_breaks(start: Start) -> None:
    terminal = start("demo")
    visitor = Visitor(terminal)
    waits_for_a_code(visitor)
    terminal.paste("bcdfg\r\n hjk lm\n")
    visitor.reads("bcdfghjklm")
    visitor.presses("enter")
    terminal.type(VOTER_PASSWORD)
    visitor.presses("enter")
    visitor.reads("Il vous reste 4 essais.")
    visitor.quits()


def test_a_password_is_pasted_with_a_line_break(start: Start) -> None:
    terminal = start("demo")
    visitor = Visitor(terminal)
    visitor.arrives()
    visitor.presses("2")
    visitor.reads("CRÉER MON COMPTE")
    visitor.presses("tab")
    terminal.paste("Bruyere6Causses\r\n")
    visitor.reads("•" * 14, "✓ une majuscule")
    assert "Étape 2 sur 3" in terminal.text


def test_enter_does_not_send_a_password_that_breaks_a_rule(start: Start) -> None:
    terminal = start("demo")
    visitor = Visitor(terminal)
    visitor.arrives()
    visitor.presses("2")
    visitor.reads("CRÉER MON COMPTE")
    terminal.type("francoise.dupont@ac-toulouse.fr")
    visitor.presses("tab")
    terminal.type("vacances")
    visitor.presses("tab")
    terminal.type("vacances")
    visitor.reads("✗ une majuscule", "✗ un chiffre")
    visitor.presses("enter")
    terminal.settle()
    assert "Étape 2 sur 3" in terminal.text
    assert "UN MAIL VOUS A ÉTÉ ADRESSÉ" not in terminal.text
    visitor.quits()


def test_keys_typed_faster_than_the_screen_go_where_they_belong(start: Start) -> None:
    terminal = start("demo")
    visitor = Visitor(terminal)
    visitor.arrives()
    visitor.opens_the_webmail()
    terminal.send("fdupont\t16E0501234ABC\r")
    visitor.reads("Remplacez votre NUMEN")


def test_a_key_that_moves_or_erases_acts_before_the_letters_behind_it(start: Start) -> None:
    terminal = start("demo")
    visitor = Visitor(terminal)
    visitor.arrives()
    visitor.opens_the_webmail()
    to_the_front = KEYS["home"] + KEYS["delete"] * 3
    before_the_last = KEYS["end"] + KEYS["left"]
    terminal.send(f"xyzfdupt{to_the_front}{before_the_last}omn{KEYS['left']}{KEYS['backspace']}")
    terminal.wait_until(lambda: "▌fdupont " in terminal.text, "the name")


def test_nothing_typed_is_lost_by_a_wrong_turn_or_another_size(start: Start) -> None:
    terminal = start("demo")
    visitor = Visitor(terminal)
    visitor.arrives()
    visitor.presses("3")
    visitor.reads("ACCÉDER")
    terminal.type("karim.benali@ac-toulouse.fr")
    visitor.presses("tab")
    terminal.type("Pastel9Cassoulet")
    visitor.reads("•" * 16)
    for size in ((1, 1), (40, 10), (132, 50), (80, 24)):
        terminal.resize(*size)
        terminal.settle()
    visitor.presses("escape")
    visitor.arrives()
    visitor.presses("3")
    visitor.reads("karim.benali@ac-toulouse.fr", "•" * 16)
    visitor.quits()


def test_only_the_changed_cells_are_sent_and_the_screen_is_right(start: Start) -> None:
    terminal = start("demo")
    visitor = Visitor(terminal)
    visitor.arrives()
    visitor.opens_the_webmail()
    for keys in ("francoise.dupont", KEYS["left"] * 3, "XYZ", KEYS["backspace"], KEYS["home"]):
        terminal.send(keys)
        terminal.settle()
    visitor.presses("delete")
    terminal.wait_until(lambda: "▌rancoise.dupXYont" in terminal.text, "the first letter to go")
    terminal.type("É")
    visitor.reads("Érancoise.dupXYont")
    terminal.settle()
    painted = visitor.page
    terminal.resize(90, 24)
    terminal.wait_until(lambda: len(terminal.lines[0].rstrip()) == 89, "the wider screen")
    terminal.resize(80, 24)
    terminal.wait_until(lambda: visitor.page == painted, "the same page as before")
