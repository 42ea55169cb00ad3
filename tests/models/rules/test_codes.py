"""Codes and links are understood in whatever shape they come back."""

from __future__ import annotations

import base64
import random
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.codes import (
    ALPHABET,
    CODE_LENGTH,
    TOKEN_BYTES,
    code_hint,
    make_code,
    make_link,
    normalise_code,
    show_code,
    token_in,
    unexpected_letters,
)

SPACE_URL = "www.education.gouv.fr/electionspro2014"
CODES = st.text(alphabet=ALPHABET, min_size=CODE_LENGTH, max_size=CODE_LENGTH)
TOKENS = st.binary(min_size=TOKEN_BYTES, max_size=TOKEN_BYTES).map(
    lambda raw: base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
)
TOKEN = "x-7_" + "Ab3" * 13


def test_the_alphabet_has_neither_vowel_nor_digit() -> None:
    assert len(set(ALPHABET)) == 20
    assert not set(ALPHABET) & set("AEIOUY0123456789")


def test_a_code_takes_each_letter_from_the_source_handed_in() -> None:
    asked: list[int] = []

    def next_letter(bound: int) -> int:
        asked.append(bound)
        return len(asked) - 1

    assert make_code(next_letter) == ALPHABET[:CODE_LENGTH]
    assert asked == [len(ALPHABET)] * CODE_LENGTH


@given(st.integers())
def test_a_made_code_comes_back_as_shown(seed: int) -> None:
    code = make_code(random.Random(seed).randrange)

    assert normalise_code(show_code(code)) == code
    assert len(show_code(code)) == CODE_LENGTH + 1


@given(CODES, st.lists(st.sampled_from(" -\u2013\u2014\u2212\u00a0\n\t\u200b"), max_size=9))
def test_case_spaces_and_dashes_change_nothing(code: str, separators: list[str]) -> None:
    typed = code.lower()
    for place, separator in enumerate(separators):
        typed = typed[: 2 * place] + separator + typed[2 * place :]

    assert normalise_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("bcdfg-hjklm", "BCDFGHJKLM"),
        ("B C D F G H J K L M", "BCDFGHJKLM"),
        ("\uff22\uff23\uff24\uff26\uff27\uff28\uff2a\uff2b\uff2c\uff2d", "BCDFGHJKLM"),
        ("code : BCDFG-HJKLM", None),
        ("BCDFG-HJKL", None),
        ("BCDFG-HJKLMN", None),
        ("ACDFG-HJKLM", None),
        ("BCDFG-HJK\u00df", None),
        ("BCDFG_HJKLM", None),
        ("", None),
    ],
)
def test_what_is_a_code_and_what_is_not(typed: str, code: str | None) -> None:
    assert normalise_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "letters"),
    [("BCDFG-HJKLM", ""), ("bcdfgo1o", "O1"), ("é b", "É"), ("", "")],
)
def test_letters_of_no_code_are_named_once(typed: str, letters: str) -> None:
    assert unexpected_letters(typed) == letters


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("", None),
        ("bcdfg hjklm", None),
        ("BCDFG-HJKL0", "Le code ne contient ni voyelle ni chiffre."),
        ("BCDFG=HJKLM", "Le code ne contient que des lettres."),
        ("https://exemple.fr/confirmation", None),
        ("BCDFG/HJKL0", None),
        ("BCDFG", "Le code a 10 lettres : il en manque 5."),
        ("BCDFG-HJKLM-N", "Le code a 10 lettres : il y en a 1 de trop."),
    ],
)
def test_a_person_reads_what_keeps_a_text_from_being_a_code(typed: str, hint: str | None) -> None:
    assert code_hint(typed) == hint


@pytest.mark.parametrize("space_url", [SPACE_URL, f"https://{SPACE_URL}/", f" http://{SPACE_URL}"])
def test_a_link_has_one_scheme_whatever_the_election_file_gives(space_url: str) -> None:
    assert make_link(space_url, TOKEN) == f"https://{SPACE_URL}/confirmation#jeton={TOKEN}"


def test_a_browser_sends_no_token_to_the_site_of_the_link() -> None:
    """Review B13: the page behind `space_url` may be anybody's, and writes what it is asked for."""
    asked = urlsplit(make_link(SPACE_URL, TOKEN))
    assert TOKEN in asked.fragment
    assert TOKEN not in f"{asked.netloc}{asked.path}{asked.query}"


@pytest.mark.parametrize(
    "pasted",
    [
        make_link(SPACE_URL, TOKEN),
        f"<{make_link(SPACE_URL, TOKEN)}>",
        f"  {make_link(SPACE_URL, TOKEN)}\n",
        f"http://{SPACE_URL}/confirmation?jeton={TOKEN}",
        f"{SPACE_URL}/confirmation?jeton={TOKEN}",
        f"HTTPS://WWW.EDUCATION.GOUV.FR/electionspro2014/confirmation?jeton={TOKEN}",
        f"Lien de confirmation : {make_link(SPACE_URL, TOKEN)} valable 24 heures",
        f"{make_link(SPACE_URL, TOKEN)}.",
        TOKEN,
        f" {TOKEN[:20]}\n  {TOKEN[20:]} ",
    ],
)
def test_a_pasted_link_gives_its_token(pasted: str) -> None:
    assert token_in(pasted, SPACE_URL) == TOKEN


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "BCDFG-HJKLM",
        TOKEN[:-1],
        TOKEN + "x",
        f"https://www.example.fr/confirmation?jeton={TOKEN}",
        f"https://{SPACE_URL}/confirmation?jeton={TOKEN[:-1]}",
        f"https://{SPACE_URL}/confirmation",
        f"https://wwwxeducation.gouv.fr/electionspro2014/confirmation?jeton={TOKEN}",
    ],
)
def test_anything_else_gives_none(pasted: str) -> None:
    assert token_in(pasted, SPACE_URL) is None


@given(TOKENS, st.integers(1, 90))
def test_a_terminal_may_wrap_the_link_at_any_width(token: str, width: int) -> None:
    link = make_link(SPACE_URL, token)
    wrapped = "\r\n".join(link[start : start + width] for start in range(0, len(link), width))

    assert token_in(wrapped, SPACE_URL) == token


@given(st.text())
def test_no_text_is_both_a_code_and_a_token(text: str) -> None:
    assert normalise_code(text) is None or token_in(text, SPACE_URL) is None
