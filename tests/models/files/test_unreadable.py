"""Why a file cannot be read, in words that say what to do."""

from __future__ import annotations

import pytest

from models.files.unreadable import unreadable


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(), "n'en a pas le droit ; lancez la commande sous un compte qui l'a"),
        (FileNotFoundError(), "il n'existe pas"),
        (OSError(), "ne peut pas être lu"),
    ],
)
def test_each_reason_has_its_words(error: OSError, words: str) -> None:
    assert unreadable(error).reason.endswith(words) or words in unreadable(error).reason
