"""Events of the audit chain that were noted outside the database, read back from where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import is_zipfile

from models.archive.manifest import read_manifest
from models.archive.opening import opened_archive
from models.errors import AnchorUnreadable
from models.migrations.state import ROLL_MIGRATIONS
from models.views.voter import AuditAnchor

_NOTED = re.compile(r"(?<![0-9a-f])(\d{1,12}):([0-9a-f]{64})(?![0-9a-f])")
_EXPORTED = re.compile(r'"sequence": (\d{1,12}),.*"digest": "([0-9a-f]{64})"')

UNREADABLE = (
    "« {path} » ne contient aucune fin de chaîne. Donnez un export, un journal, ou la fin de "
    "chaîne elle-même, comme « admin audit verify » l'écrit : « 1234:… »."
)


def read_anchors(text: str) -> list[AuditAnchor]:
    """Return the events that a person names, or that a file holds.

    Args:
        text: « number:digest », or the path of a backup, an export, a log or any other text.

    Raises:
        AnchorUnreadable: It is neither.
        BackupUnusable: It is a backup that was damaged.
    """
    if found := list(_in_line(text)):
        return found
    path = Path(text)
    if is_zipfile(path):
        return _of_backup(path)
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            found = [anchor for line in lines for anchor in _in_line(line)]
    except OSError:
        found = []
    if not found:
        raise AnchorUnreadable(UNREADABLE.format(path=path))
    return found


def _of_backup(path: Path) -> list[AuditAnchor]:
    with opened_archive(path) as archive:
        found = list(_in_line(read_manifest(archive, path, ROLL_MIGRATIONS.known()).audit_end))
    if not found:
        raise AnchorUnreadable(UNREADABLE.format(path=path))
    return found


def _in_line(line: str) -> Iterator[AuditAnchor]:
    for pattern in (_NOTED, _EXPORTED):
        for match in pattern.finditer(line):
            yield AuditAnchor(int(match[1]), match[2])
