"""The one door of the domain: what it hands out, and what its errors say."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import models
from models import EspaceError, errors, typeset

ERRORS = sorted(
    (
        value
        for value in (getattr(models, name) for name in models.__all__)
        if inspect.isclass(value) and issubclass(value, EspaceError)
    ),
    key=lambda error: error.__name__,
)
BRANCH = re.compile(r"^((?:│   |    )*)[├└]── (\w+)", re.MULTILINE)


def listed() -> Iterator[tuple[str, str]]:
    """Yield the module and the name of each line of the door's list."""
    stub = Path(models.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    for line in ast.parse(stub).body:
        if isinstance(line, ast.ImportFrom):
            for name in line.names:
                assert name.asname == name.name, "what is not named again is not exported"
                yield f"models.{line.module}", name.name


def drawn_edges() -> set[tuple[str, str]]:
    """Return the pairs of an error and its parent as the drawing of the tree shows them."""
    edges, path = set(), ["EspaceError"]
    for indent, name in BRANCH.findall(errors.__doc__ or ""):
        depth = len(indent) // 4 + 1
        path[depth:] = [name]
        edges.add((name, path[depth - 1]))
    return edges


def test_every_name_of_the_list_is_the_one_of_its_module() -> None:
    found = list(listed())
    for module, name in found:
        assert getattr(models, name) is getattr(import_module(module), name)
    assert sorted(models.__all__) == sorted({name for _, name in found})
    assert len(found) == len(models.__all__)


def test_nothing_else_is_handed_out() -> None:
    with pytest.raises(AttributeError, match="VoterAccount"):
        models.VoterAccount  # type: ignore[attr-defined]  # noqa: B018 - reading it is what fails


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_says_in_french_what_to_do(error: type[EspaceError]) -> None:
    assert re.fullmatch(r"[A-ZÀ-Ý].*\.", error.sentence, re.DOTALL)
    assert "’" not in error.sentence
    assert "\u00a0" not in error.sentence
    assert "\u00a0" in typeset(f"{error.sentence} !")


def test_the_tree_of_errors_is_drawn_as_it_is() -> None:
    kinds = {
        value
        for value in vars(errors).values()
        if inspect.isclass(value) and issubclass(value, EspaceError)
    }
    real = {
        (kind.__name__, parent.__name__)
        for kind in kinds - {EspaceError}
        for parent in kind.__bases__
    }
    assert drawn_edges() == real


@pytest.mark.parametrize("error", ERRORS)
def test_a_command_that_a_sentence_names_is_known_without_reading_it(
    error: type[EspaceError],
) -> None:
    needs = list(inspect.signature(error).parameters)[1:]
    if "espace-electeur admin" in error.sentence or not needs:
        named = re.search("« espace-electeur (admin [^»]*) »", error.sentence)
        assert error().command == (named[1] if named else None)


TYPED_KEPT = "Votre saisie est conservée : "


@pytest.mark.parametrize("error", ERRORS)
def test_where_nothing_was_typed_nothing_is_said_of_it(error: type[EspaceError]) -> None:
    before, kept, after = error.sentence.partition(TYPED_KEPT)
    assert error.if_nothing_typed == (before + after.capitalize() if kept else None)
    if kept:
        assert error().text_on_form(typed=True) == error.sentence
        assert error().text_on_form(typed=False) == error.if_nothing_typed


def test_a_more_precise_sentence_is_shown_whatever_was_typed() -> None:
    precise = errors.DatabaseUnavailable("Attendez minuit.")
    assert {precise.text_on_form(typed=typed) for typed in (True, False)} == {"Attendez minuit."}


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_is_constructed_in_one_way(error: type[EspaceError]) -> None:
    """The sentence first and alone by position, optional; what else it knows by keyword."""
    sentence, *facts = inspect.signature(error).parameters.values()
    assert (sentence.name, sentence.default) == ("sentence", None)
    assert {fact.kind for fact in facts} <= {inspect.Parameter.KEYWORD_ONLY}
