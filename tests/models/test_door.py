"""The one door of the domain: what it hands out, and what its errors say."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

import models
from models import EspaceError, Refused, Unavailable, typeset

ERRORS = sorted(
    (
        value
        for value in (getattr(models, name) for name in models.__all__)
        if inspect.isclass(value) and issubclass(value, EspaceError)
    ),
    key=lambda error: error.__name__,
)


def test_every_name_of_the_door_is_behind_it() -> None:
    for name in models.__all__:
        assert getattr(models, name) is getattr(models, name)
    assert models.__all__ == sorted(models.__all__, key=lambda name: (not name.isupper(), name))


def test_what_types_are_checked_against_is_the_same() -> None:
    stub = Path(models.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    told = re.findall(r"^from (\S+) import (\w+) as \2$", stub, re.MULTILINE)
    assert sorted(name for _, name in told) == sorted(models.__all__)
    for room, name in told:
        assert getattr(import_module(room), name) is getattr(models, name)


def test_nothing_else_is() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'VoterAccount'"):
        models.VoterAccount  # type: ignore[attr-defined]  # noqa: B018 - reading it is what fails


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_says_in_french_what_to_do(error: type[EspaceError]) -> None:
    assert re.fullmatch(r"[A-ZÀ-Ý].*\.", error.sentence, re.DOTALL)
    assert "’" not in error.sentence
    assert "\u00a0" not in error.sentence
    assert "\u00a0" in typeset(f"{error.sentence} !")


def test_the_errors_are_one_tree() -> None:
    for error in ERRORS:
        kinds = [kind for kind in (Refused, Unavailable) if issubclass(error, kind)]
        files = {"ElectionFileError", "RollError", "EspaceError"}
        assert len(kinds) == 1 or error.__name__ in files


def test_the_drawing_of_the_tree_names_every_error() -> None:
    drawn = set(re.findall(r"[├└]── (\w+)", models.errors.__doc__ or ""))
    assert {error.__name__ for error in ERRORS} - {"EspaceError"} <= drawn
