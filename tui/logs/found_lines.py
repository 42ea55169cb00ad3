"""Reading the logs again: the lines of a reference, and what was refused around a moment."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from models import LogsSection
from tui.logs.events import ERRORS, EVENTS, file_of

SOON = timedelta(seconds=5)
"""Within which a refusal that the audit chain has is written to the logs too."""
_PAIR = re.compile(r"(\w+)=('[^']*'|\S+)")
_FIRST = re.compile(r"^(\S+) \[(\w+) *\] (\w+)")


@dataclass(frozen=True, slots=True)
class LogLine:
    """What a line of the logs tells of a refusal, an outage or an unforeseen error.

    Attributes:
        event: `refused`, `trouble` or `unexpected`.
        reason: Why, as a word; may be empty, as all that follows.
    """

    at: datetime
    event: str
    kind: str
    reason: str
    place: str
    host: str
    election: str
    reference: str


def lines_of(section: LogsSection, reference: str) -> list[LogLine]:
    """Return the lines of a reference, newest first.

    Args:
        section: `[logs]` of the election file.
        reference: Its beginning is enough.

    Raises:
        OSError: A file cannot be read.
    """
    return [
        line
        for line in _lines(section)
        if line.reference and line.reference.startswith(reference.upper())
    ]


def lines_about(
    section: LogsSection, refusals: list[tuple[datetime, str, str]]
) -> list[LogLine | None]:
    """Return the line that the logs have of each refusal, None if it is not sure.

    The logs name nobody: a line belongs to a refusal of the audit chain if its kind is the same and
    it was written at that moment and place. Of some refusals that follow each other closely, the
    first has the first line, if there are as many lines: one more may be another person's.

    Args:
        section: `[logs]` of the election file.
        refusals: Moment, kind and place, « salle-12 » or empty, of each.

    Raises:
        OSError: A file cannot be read.
    """
    if not refusals:
        return []
    since = min(at for at, _, _ in refusals) - SOON
    lines = [line for line in _lines(section) if line.at >= since and line.event == "refused"]
    in_order = sorted(range(len(refusals)), key=lambda number: refusals[number][0])
    found: list[LogLine | None] = [None] * len(refusals)
    for close in _close_together(in_order, refusals):
        of_these = [line for line in lines if any(_fits(line, *refusals[one]) for one in close)]
        if len(of_these) == len(close):
            for number, line in zip(close, sorted(of_these, key=lambda line: line.at), strict=True):
                found[number] = line
    return found


def _close_together(
    in_order: list[int], refusals: list[tuple[datetime, str, str]]
) -> Iterator[list[int]]:
    """Yield the numbers of refusals of one kind and place that may have the same lines."""
    kinds = dict.fromkeys(refusals[number][1:] for number in in_order)
    for kind in kinds:
        close: list[int] = []
        for number in (one for one in in_order if refusals[one][1:] == kind):
            if close and refusals[number][0] - refusals[close[-1]][0] > 2 * SOON:
                yield close
                close = []
            close.append(number)
        yield close


def _fits(line: LogLine, at: datetime, kind: str, place: str) -> bool:
    here = not place or not line.host or line.host == place
    return here and line.kind == kind and abs(line.at - at) <= SOON


def _lines(section: LogsSection) -> Iterator[LogLine]:
    """Yield the lines of all files, newest first."""
    for name in (EVENTS, ERRORS):
        for path in _files(section, file_of(name)):
            for text in reversed(path.read_text(encoding="utf-8", errors="replace").splitlines()):
                facts = _facts(text)
                if facts.get("reference") and (at := _moment(facts.get("timestamp", ""))):
                    yield LogLine(
                        at,
                        *(
                            facts.get(name, "")
                            for name in (
                                *("event", "kind", "reason", "place"),
                                *("host", "election", "reference"),
                            )
                        ),
                    )


def _files(section: LogsSection, newest: Path) -> list[Path]:
    older = [newest.with_name(f"{newest.name}.{number}") for number in range(1, section.files + 1)]
    return [path for path in (newest, *older) if path.is_file()]


def _facts(text: str) -> dict[str, str]:
    """Return the facts of a line in either form; none of what is no line of the logs."""
    if text.startswith("{"):
        try:
            facts = json.loads(text)
        except ValueError:  # cut by a full disk
            return {}
        return {name: fact for name, fact in facts.items() if isinstance(fact, str)}
    first = _FIRST.match(text)
    if first is None:
        return {}
    facts = {name: value.strip("'") for name, value in _PAIR.findall(text)}
    return facts | {"timestamp": first[1], "event": first[3]}


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
