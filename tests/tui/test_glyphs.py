"""What leaves for the terminal can be shown by it, and stays in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from tests.tui.conftest import OpenApp
from tests.tui.reading import lines_of, text_of
from tui.visit.glyphs import Glyphs, console_character
from tui.widgets.head import paragraph

CONSOLE = Glyphs(console=True)
XTERM = Glyphs()
BOXES = set("─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬")
BLACK = Color(0, 0, 0)


def drawn(glyphs: Glyphs, text: str) -> str:
    return "".join(part.text for part in glyphs.filter.apply([Segment(text)], BLACK))


@given(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Mn", "Me")))
def test_the_console_gets_only_what_both_its_fonts_have(character: str) -> None:
    for shown in console_character(character):
        assert shown in BOXES or (shown.encode("cp437") and shown.encode("iso8859-15"))


@given(st.text(st.characters(exclude_categories=("Cs", "Mn", "Me"))))
@pytest.mark.parametrize("glyphs", [CONSOLE, XTERM], ids=["console", "xterm"])
def test_no_line_changes_its_width_on_its_way_out(glyphs: Glyphs, text: str) -> None:
    for character in text:
        assert cell_len(drawn(glyphs, character)) == cell_len(character), repr(character)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Hélène À. Œuvrard", "Hélène A. OEuvrard"),
        ("ÈVE L’HÔTE", "EVE L'HOTE"),
        ("Zoë — Štěpán", "Zoë - Stepán"),
        ("✓ kept ✗ missing…", "[x] kept [!] missing..."),
        ("━━ ▌", "══ ║"),
    ],
)
def test_the_console_shows_names_and_signs_in_its_own_letters(name: str, shown: str) -> None:
    assert drawn(CONSOLE, CONSOLE.content(name).plain) == shown


def test_a_console_shows_the_letters_that_its_font_has_besides() -> None:
    glyphs = Glyphs(console=True)
    assert drawn(glyphs, glyphs.content("À bientôt, Œuvrard").plain) == "A bientôt, OEuvrard"
    glyphs.learn(frozenset("ÀŒ"))
    assert drawn(glyphs, glyphs.content("À bientôt, Œuvrard").plain) == "À bientôt, Œuvrard"


@pytest.mark.parametrize("glyphs", [CONSOLE, XTERM], ids=["console", "xterm"])
def test_escape_sequences_and_direction_marks_never_reach_the_terminal(glyphs: Glyphs) -> None:
    hostile = "\x1b[31mrouge\x9b2J\u202egauche\u2066\x07"
    assert glyphs.content(hostile).plain == "[31mrouge2Jgauche"
    assert not set(drawn(glyphs, hostile)) & set("\x1b\x9b\u202e\u2066\x07")


def test_markup_in_a_name_is_shown_as_it_is() -> None:
    content = XTERM.content("Mme [Martin] [/] [red]rouge[/red]", ("[b]gras", ".kept"))
    assert content.plain == "Mme [Martin] [/] [red]rouge[/red][b]gras"


@pytest.mark.parametrize("width", range(4, 60))
async def test_no_line_begins_with_a_mark_that_belongs_to_the_word_before(
    open_app: OpenApp, width: int
) -> None:
    app = open_app()
    text = "Adresse : prenom.nom ; « Mot de passe oublié ? » Attention ! Il est 16 h."
    wrapped = app.glyphs.content(text).wrap(width)
    firsts = [line.plain.lstrip()[:1] for line in wrapped if line.plain.strip()]
    if width >= 12:
        assert not set(firsts) & set(":;?!»h"), wrapped


async def test_a_held_space_leaves_as_a_no_break_space(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await app.screen.query_one("#page").mount(paragraph("Fin : oui"))
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        raw = "\n".join("".join(segment.text for segment in strip) for strip in strips)
        assert "Fin\u00a0: oui" in raw
        assert "\ue000" not in raw


async def test_the_whole_home_screen_fits_the_console(open_app: OpenApp) -> None:
    app = open_app(term="linux")
    async with app.run_test() as pilot:
        await pilot.pause()
        for character in set(text_of(app)) - BOXES - {"\n"}:
            assert character.encode("cp437")
            assert character.encode("iso8859-15")
        assert any("à faire maintenant" in line for line in lines_of(app))
