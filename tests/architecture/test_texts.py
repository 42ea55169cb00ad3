"""The catalogue and the code agree: each key that is asked for exists, each text is asked for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import pytest

import tui.help
from models.mail.letters import LETTERS
from models.settings.user_names import TABLES
from models.texts.catalogue import find_text, list_groups, list_texts
from tests.architecture.source_tree import PACKAGES, parsed, source_files
from tui.help.page import HelpKeys

pytestmark = pytest.mark.lint

KEY = re.compile(rf"(?:{'|'.join(list_groups())})(?:\.[a-z_0-9]+)+")

EVERY = (*list_texts(), *list_texts(elsewhere=True))


def help_keys() -> Iterator[str]:
    """Yield the keys of all pages of help."""
    for module in iter_modules(tui.help.__path__, "tui.help."):
        for value in vars(import_module(module.name)).values():
            pages = value.values() if isinstance(value, dict) else ()
            for page in pages:
                if isinstance(page, HelpKeys):
                    yield from (page.title, page.text)


def written_keys() -> Iterator[str]:
    """Yield each text of the sources that looks like a key; the catalogue asks for none."""
    for path in source_files(*PACKAGES):
        if path.name == "catalogue.py":
            continue
        for node in ast.walk(parsed(path)):
            match node:
                case ast.Constant(value=str(text)) if KEY.fullmatch(text):
                    yield text


@cache
def used() -> frozenset[str]:
    parts = ("rule", "help", "example", "exceptions")
    names = {f"{table}.{part}" for table in TABLES.values() for part in parts}
    letters = {f"{table}.{part}" for table in LETTERS for part in ("subject", "first_line", "text")}
    return frozenset({*written_keys(), *names, *letters, *help_keys()})


def test_each_key_that_is_asked_for_is_in_the_catalogue() -> None:
    asked = used() - {*TABLES.values(), *LETTERS}
    known = {text.key for text in EVERY}
    assert {key for key in asked if find_text(key) is None} - known == set()


def test_each_text_of_the_catalogue_is_asked_for() -> None:
    assert {text.key for text in EVERY} - used() == set()


def test_no_word_of_one_election_is_in_the_catalogue() -> None:
    own = re.compile(r"NUMEN|2014|Toulouse|\b8 caractères|\b13 caractères|heure de Paris")
    for text in EVERY:
        paragraphs = (text.default,) if isinstance(text.default, str) else text.default
        assert not any(own.search(one) for one in paragraphs), text.key
