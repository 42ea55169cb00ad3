"""The word lists are usable as they stand: lower case, one a line, each once."""

from __future__ import annotations

from importlib.resources import files

from models.data.words import CHOSEN, OWN, french_words

LINES = [
    line
    for name in (OWN, CHOSEN)
    for line in files("models.data").joinpath(name).read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_it_holds_more_than_a_thousand_words_in_lower_case() -> None:
    assert len(french_words()) >= 1000
    assert all(word.isalpha() and word == word.lower() for word in french_words())


def test_each_line_is_one_word_and_none_comes_twice() -> None:
    assert len(LINES) == len(set(LINES)) == len(french_words())


def test_words_and_first_names_are_there() -> None:
    assert {"vacances", "soleil", "bonjour", "élections", "toulouse", "françoise"} <= french_words()


def test_it_is_read_once() -> None:
    assert french_words() is french_words()
