"""What the program writes down of what it does: events, kinds, numbers, never what was typed.

Where and how is said by `[logs]` of the election file. Only the facts that are
named here pass, each of its own kind and shape: a text that could hold a name,
an address, a password or a code is dropped.
"""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models import Election, LogsSection

EVENTS, ERRORS, VISITS = "events", "errors", "visits"
"""Names of the files, without what their form adds."""

PRIORITIES = {"debug": 7, "info": 6, "warning": 4, "error": 3}
"""Of systemd's journal (sd-daemon(3)): it reads `<6>` at the beginning of a line."""

TEXTS = {
    "event": r"[a-z_]{1,40}",
    "level": r"[a-z]{1,10}",
    "timestamp": r"[0-9T:.+-]{1,32}Z?",
    "reference": r"[0-9A-F]{8}",
    "place": r"[a-z_]{1,40}",
    "kind": r"[A-Za-z_]{1,60}",
    "command": r"espace-electeur( [a-z-]{1,20}){0,3}",
    "frames": r"[\w.-]{1,80}:[0-9]{1,6} \w{1,80}",
    "start": r"[0-9T:.+-]{1,32}Z?",
    "end": r"[0-9T:.+-]{1,32}Z?",
    "reason": r"[a-z]{1,20}",
    "step": r"[a-z]{1,20}",
    "audit_end": r"[0-9]{1,12}:[0-9a-f]{64}",
    "errno": r"E[A-Z0-9]{1,20}",
    "terminals": r"[A-Za-z0-9.+_-]{0,64}:[0-9]{1,9}",
    "reasons": r"[a-z_]{1,20}:[0-9]{1,9}",
}
"""The facts in words that pass, each in the shape that the program gives it."""

NUMBERS = frozenset(
    {
        "status",
        "seconds",
        "sent",
        "waiting",
        "refused",
        "rows",
        "events",
        "sessions",
        "assistance",
        "begun",
        "ended",
        "faults",
        "mean_seconds",
        "longest_seconds",
    },
)
"""The facts in numbers that pass."""

_chosen: list[LogsSection] = []
_origin: dict[str, str] = {}
"""What each line tells of where it comes from: all elections of an account share a folder."""


def file_of(name: str) -> Path:
    """Return the file that lines of a name are written to, if the target is a file."""
    section = _section()
    return section.place / f"{name}.{'jsonl' if section.form == 'json' else 'log'}"


def use(section: LogsSection, **origin: str) -> None:
    """Write from now on as a section of the election file says; opens nothing.

    Args:
        section: `[logs]`.
        origin: What each line tells besides, from the election file and of this machine.
    """
    _chosen[:] = [section]
    _origin.clear()
    _origin.update(origin)


def use_election(election: Election) -> None:
    """Write from now on as an election file says, with its title and this host in each line."""
    host = election.kiosk.known_as(socket.gethostname())
    use(election.logs, election=election.title, host=host)


def write_event(event: str, level: str = "info", **facts: object) -> None:
    """Write one event of the administrator's commands or the sender.

    Nothing is written before an election file is known, and nothing is said
    if it cannot be: what was asked for is done all the same.
    """
    if _chosen:
        with suppress(OSError):
            write_line(EVENTS, event, level, facts)


def write_line(name: str, event: str, level: str, facts: dict[str, Any]) -> None:
    """Write one line.

    Args:
        name: Of the file, `events` or `errors`, if the target is a file.
        event: What happened, one word.
        level: One of `PRIORITIES`.
        facts: What is known of it; what is neither in `TEXTS` nor in `NUMBERS` is dropped.

    Raises:
        OSError: It cannot be written.
    """
    import structlog

    section = _section()
    logger = structlog.wrap_logger(
        structlog.WriteLogger(_target(section, name)),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_known,
            _with_origin,
            _renderer(section.form),
            *([_with_priority(level)] if _to_journal(section) else []),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(section.level),
    )
    getattr(logger, level)(event, **facts)


def only_known(logger: object, method: str, facts: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Return the facts that may be written, as a processor of structlog."""
    return {name: value for name, value in facts.items() if _may_pass(name, value)}


def _with_origin(logger: object, method: str, facts: MutableMapping[str, Any]) -> Mapping[str, Any]:
    return {**facts, **_origin}


def _may_pass(name: str, value: object) -> bool:
    if name in NUMBERS:
        return isinstance(value, int | float)
    shape = TEXTS.get(name)
    texts = value if isinstance(value, list) else [value]
    return shape is not None and all(
        isinstance(text, str) and re.fullmatch(shape, text) for text in texts
    )


def _section() -> LogsSection:
    """Return where to write, as usual if no election file is known."""
    import models

    return _chosen[0] if _chosen else models.LogsSection()


def _target(section: LogsSection, name: str) -> Any:
    """Return what the lines are written to; never a terminal, on which a screen is painted."""
    if section.target == "file" or sys.stderr.isatty():
        from tui.logs.rotated_file import RotatedFile

        return RotatedFile(file_of(name), section.size, section.files)
    return sys.stderr


def _to_journal(section: LogsSection) -> bool:
    return section.target == "journal" and not sys.stderr.isatty()


def _renderer(form: str) -> Any:
    import structlog

    if form == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=False)


def _with_priority(level: str) -> Any:
    def begin(logger: object, method: str, line: str) -> str:
        return f"<{PRIORITIES[level]}>{line}"

    return begin
