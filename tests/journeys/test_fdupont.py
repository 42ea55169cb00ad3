"""Françoise Dupont has only the leaflet in hand: NUMEN, mailbox, account, mail, link, scrutins."""

from __future__ import annotations

import re
from pathlib import Path

from tests.journeys.cast import Cast
from tests.journeys.conftest import Start
from tests.journeys.french import english_words
from tests.journeys.surroundings import sandboxes_left
from tests.journeys.terminal import Terminal
from tests.journeys.traffic import characters_sent, colour_codes
from tests.journeys.visitor import LINK, Visitor

BOXES = "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬"
SIXTEEN_COLOURS = re.compile(r"|(?:(?:[0-9]|2[1-9]|3[0-79]|4[0-79]|9[0-7]|10[0-7])(?:;|$))+")


def follow_the_leaflet(visitor: Visitor) -> None:
    """Go the whole way of the leaflet, from a mailbox never opened to four scrutins."""
    cast, person = visitor.cast, visitor.cast.newcomer
    visitor.arrives()
    visitor.opens_the_webmail()
    visitor.signs_in_to_the_webmail(person.user_name, person.numen)
    visitor.chooses_a_mailbox_password(cast.mailbox_password)
    visitor.reads(person.address)
    visitor.goes_on(f"Continuer : {cast.says('account.onward.creation')}")
    visitor.reads(person.address)
    visitor.creates_an_account(cast.voter_password)
    visitor.reads("Le mail est arrivé dans votre boîte.")
    visitor.opens_the_mail()
    visitor.clicks_on_the_link()
    visitor.sees_scrutins(*cast.shorts(person))


def shows_no_secret(terminal: Terminal, cast: Cast) -> bool:
    """Return whether none of the passwords typed has ever been sent to the terminal."""
    secrets = (cast.newcomer.numen, cast.mailbox_password, cast.voter_password)
    return not any(secret.encode() in terminal.output for secret in secrets)


def test_the_whole_leaflet_by_keyboard_alone(start: Start, home: Path, cast: Cast) -> None:
    terminal = start(*cast.demo)
    visitor = Visitor(terminal, cast=cast)
    follow_the_leaflet(visitor)
    assert "DÉMONSTRATION" in terminal.text
    assert cast.introduced(cast.newcomer) in terminal.words
    visitor.reads("Choisissez un scrutin, puis appuyez sur Entrée.")
    visitor.quits()
    assert sandboxes_left(home) == []
    assert shows_no_secret(terminal, cast)
    assert not [word for screen in terminal.seen for word in english_words(screen)]


def test_the_whole_leaflet_on_the_linux_console(start: Start) -> None:
    terminal = start("demo", term="linux")
    visitor = Visitor(terminal, kept="[x]", pointer=">")
    follow_the_leaflet(visitor)
    visitor.quits()
    strange = [
        character
        for character in characters_sent(bytes(terminal.output))
        if character not in BOXES
        and (
            character.encode("cp437", "ignore") == b""
            or character.encode("iso8859-15", "ignore") == b""
        )
    ]
    assert strange == []
    assert [
        codes
        for codes in colour_codes(bytes(terminal.output))
        if not SIXTEEN_COLOURS.fullmatch(codes)
    ] == []


def test_the_whole_leaflet_on_a_small_terminal_without_colours(start: Start) -> None:
    terminal = start("demo", size=(60, 20), NO_COLOR="1")
    visitor = Visitor(terminal)
    follow_the_leaflet(visitor)
    visitor.quits()
    for codes in colour_codes(bytes(terminal.output)):
        colours = re.findall(r"[34]8;2;(\d+);(\d+);(\d+)", codes)
        assert all(len(set(colour)) == 1 for colour in colours), codes


def test_the_whole_leaflet_on_a_large_terminal(start: Start) -> None:
    visitor = Visitor(start("demo", size=(120, 40)))
    follow_the_leaflet(visitor)
    visitor.reads("niveau national, 15 sièges")
    visitor.quits()


def enters(cast: Cast) -> tuple[tuple[str, str], ...]:
    """Return what is seen, and what is typed there, before each Enter."""
    person = cast.newcomer
    return (
        (f"1▸ {cast.says('doors.mailbox')}", ""),
        ("Nom d'utilisateur", person.user_name),
        ("Mot de passe", person.numen),
        ("Nouveau mot de passe de la messagerie", cast.mailbox_password),
        ("Confirmation du mot de passe", cast.mailbox_password),
        (f"▸ Continuer : {cast.says('account.onward.creation')}", ""),
        (cast.says("account.field.password"), cast.voter_password),
        ("Confirmation du mot de passe", cast.voter_password),
        ("▸ Ouvrir le mail", ""),
        (f"▸ {LINK}", ""),
        ("▸ Voir mes scrutins", ""),
    )


def test_nothing_but_the_texts_and_eleven_enter_lead_to_the_scrutins(
    start: Start, cast: Cast
) -> None:
    visitor = Visitor(start(*cast.demo), cast=cast)
    visitor.arrives()
    before = ""
    for seen, typed in enters(cast):
        visitor.reads(seen)
        if typed:
            visitor.types(typed, fields=2 if typed == before else 1)
        visitor.presses("enter")
        before = typed
    visitor.sees_scrutins(*cast.shorts(cast.newcomer))
    assert len(enters(cast)) <= 11
    visitor.quits()
