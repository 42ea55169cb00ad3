"""The record of what nobody foresaw: kinds and places, never values.

One line of JSON an error, in the user's log directory, readable by its owner
only. The message of an error and the variables of its frames are left out:
either may hold what a person typed.
"""

from __future__ import annotations

import os
import secrets
import traceback
from pathlib import Path


def journal_path() -> Path:
    """Return the file of the journal; its directory is made on first use."""
    from platformdirs import user_log_path

    return user_log_path("espace-electeur", appauthor=False) / "errors.jsonl"


def record_error(error: BaseException, place: str) -> str:
    """Write one line about an error.

    Args:
        error: What was raised.
        place: Name of the profile under which the visit was held.

    Returns:
        The reference that is shown to the person, 8 characters; it is returned
        even where the journal cannot be written.
    """
    reference = secrets.token_hex(4).upper()
    try:
        _write(reference, error, place)
    except OSError:
        return reference
    return reference


def _write(reference: str, error: BaseException, place: str) -> None:
    import structlog

    path = journal_path()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        logger = structlog.wrap_logger(
            structlog.WriteLogger(file),
            processors=[
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.JSONRenderer(),
            ],
        )
        logger.error(
            "unexpected",
            reference=reference,
            place=place,
            kind=type(error).__name__,
            frames=[
                f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ],
        )
