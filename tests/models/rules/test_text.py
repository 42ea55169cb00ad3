"""Text from outside cannot move the cursor, hide, or read backwards."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.text import clean_line, clean_text


def test_a_letter_bears_few_marks() -> None:
    """Thousands, in the wrong order, keep the interpreter for seconds to be put in order."""
    text, _ = clean_text("a" + "\u0301" * 30_000 + "\u0316" * 30_000 + " Éé e\u0301")
    assert text == "a" + "\u0301" * 8 + " Éé e\u0301"


HOSTILE = st.text(
    alphabet=st.sampled_from(
        "\x1b[]()PX^_;0m?1hab\x07\x9b\x9d\x9c\\\x00\r\n\t\u202e\u200bé🎉\ud800"
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("\x1b[31mrouge\x1b[0m", "rouge"),
        ("\x9b2Jvide", "vide"),
        ("\x1b]0;titre\x07suite", "suite"),
        ("\x1b]8;;https://example.fr\x1b\\lien\x1b]8;;\x1b\\", "lien"),
        ("\x1b]52;c;c2VjcmV0\x9cfin", "fin"),
        ("\x9d0;titre\x9csuite", "suite"),
        ("\x1bP1$r0m\x1b\\fin", "fin"),
        ("\x1b(B\x1bcfin", "fin"),
        ("a\x07b\x00c", "a\ufffdb\ufffdc"),
        ("\u202efr.elpmaxe\u202c", "fr.elpmaxe"),
        ("zéro\u200blargeur\ufeff", "zérolargeur"),
        ("[bold]Mme [Martin][/]", "[bold]Mme [Martin][/]"),
        ("\ud800seul", "\ufffdseul"),
        ("❤\ufe0f", "❤"),
    ],
)
def test_sequences_go_whole_and_controls_are_seen(source: str, shown: str) -> None:
    assert clean_line(source) == shown
    assert clean_text(source) == (shown, False)


def test_an_unfinished_sequence_takes_its_line_and_no_more() -> None:
    assert clean_text("a\x1b]0;jamais fini\nb") == ("a\nb", False)


def test_line_breaks_of_every_kind_are_line_feeds() -> None:
    assert clean_text("a\r\nb\rc\u2028d\x85e\x0cf") == ("a\nb\nc\nd\ne\nf", False)
    assert clean_line("a\r\nb\t c\n") == "a b c"


def test_tabs_become_spaces() -> None:
    assert clean_text("a\tb") == ("a       b", False)


def test_a_long_line_is_cut_with_an_ellipsis() -> None:
    assert clean_line("x" * 200) == "x" * 200
    assert clean_line("x" * 201) == "x" * 199 + "…"


def test_a_megabyte_is_cut_and_says_so() -> None:
    body, cut = clean_text("ligne\r\n" * 200_000)

    assert cut
    assert len(body) == 65536


@given(HOSTILE)
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    for cleaned in (clean_line(text), clean_text(text)[0]):
        categories = {unicodedata.category(sign) for sign in cleaned if sign != "\n"}

        assert not categories & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert "\n" not in clean_line(text)


@given(HOSTILE)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_text(clean_text(text)[0]) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"]), max_size=200))
def test_ordinary_text_is_untouched(text: str) -> None:
    assert clean_line(text) == text
