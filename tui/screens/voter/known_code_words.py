"""Why a code is refused in another visit than the one that asked for it."""

from __future__ import annotations

from models import (
    EspaceError,
    ExhaustedCode,
    MalformedCode,
    StaleCode,
    WrongCode,
    code_hint,
    say_count,
)
from tui.screens.voter.code_entry import DEAD

LEFT = "{words} Il vous reste {tries}."
EXPIRED, STALE = "Ce code a expiré.", "Ce code n'est plus valable."


def code_fault(error: EspaceError, typed: str, another: str) -> str | None:
    """Return what is said beside the code, None if something else was refused.

    Args:
        error: The refusal.
        typed: The code as it was typed.
        another: How to come by another code: this visit has none that it could ask for again.
    """
    match error:
        case MalformedCode():
            return code_hint(typed) or error.text
        case WrongCode(tries_left=0) | ExhaustedCode():
            return f"{DEAD} {another}"
        case WrongCode():
            return LEFT.format(words=error.text, tries=say_count(error.tries_left, "essai"))
        case StaleCode(expired=True):
            return f"{EXPIRED} {another}"
        case StaleCode(given=None):
            return f"{STALE} {another}"
        case StaleCode():  # used, or replaced: the sentence says what to do
            return error.text
    return None
