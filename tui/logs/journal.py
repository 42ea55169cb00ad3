"""The record of unforeseen errors: kinds and places, never values.

One line an error, in the directory of `[logs]`, readable by its owner only. The
message of an error and the variables of its frames are left out: either may
hold what a person typed.
"""

from __future__ import annotations

import re
import secrets
import traceback
from pathlib import Path

from tui.logs.events import ERRORS, write_line


def make_reference() -> str:
    """Return a new reference for the logs, which a person can read out: 8 characters."""
    return secrets.token_hex(4).upper()


def record_error(error: BaseException, place: str) -> str:
    """Write one line about an error.

    Args:
        error: What was raised.
        place: Name of the profile under which the visit was held.

    Returns:
        The reference that is shown to the person, 8 characters; it is returned
        even if the journal cannot be written.
    """
    reference = make_reference()
    facts = {
        "reference": reference,
        "place": place,
        "kind": type(error).__name__,
        "frames": [
            re.sub("[<>]", "", f"{Path(frame.filename).name}:{frame.lineno} {frame.name}")
            for frame in traceback.extract_tb(error.__traceback__)
        ],
    }
    try:
        write_line(ERRORS, "unexpected", "error", facts)
    except OSError:
        return reference
    return reference
