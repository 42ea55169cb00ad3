"""Words about a person agree with their civility."""

from __future__ import annotations

import re

import pytest

from models import toulouse_election
from models.rules.person_reasons import REASONS, explain
from models.views.desk import Diagnosis, Standing, Trouble
from tests.models.clocks import MORNING

HER = re.compile(r"\b(?:qu')?elle\b(?!-)", re.IGNORECASE)


def said(monkeypatch: pytest.MonkeyPatch, trouble: Trouble, civility: str) -> Diagnosis:
    """Return what is said of a person in a trouble."""
    module = "models.rules.person_reasons"
    monkeypatch.setattr(f"{module}.trouble_of", lambda *_: trouble)
    monkeypatch.setattr(
        f"{module}.REASONS",
        {trouble: tuple(_filled(words) for words in REASONS[trouble])},
    )
    return explain(Standing(), toulouse_election().calendar, MORNING, "jmartin", civility)


def _filled(words: str) -> str:
    """Return a sentence with its facts filled in, but for those of the civility."""
    return re.sub(r"\{(?!she\}|She\}|let\}|Let\})\w+\}", "X", words)


@pytest.mark.parametrize("civility", ["M.", ""])
@pytest.mark.parametrize("trouble", Trouble, ids=lambda trouble: trouble.value)
def test_only_a_woman_is_said_to_be_one(
    monkeypatch: pytest.MonkeyPatch, trouble: Trouble, civility: str
) -> None:
    found = said(monkeypatch, trouble, civility)
    for sentence in (found.words, found.next_step):
        assert not HER.search(sentence)
        assert sentence[0].isupper()
