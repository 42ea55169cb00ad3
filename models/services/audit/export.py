"""Exporting the audit chain: pseudonyms and digests, no name and no address."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path

from models.context import Context
from models.files.whole import whole_file
from models.rules.text import clean_line
from models.services.audit.chain import ChainWalk, chain_end, every_event, is_purged
from models.services.audit.trail import record
from models.services.shared.own_files import own_files
from models.tables.audit import AuditEvent
from models.views.voter import AuditReport


def export_audit(
    context: Context,
    output: Path | Callable[[bytes], object],
    *,
    force: bool = False,
    source: str,
) -> AuditReport:
    """Write every event as a line of JSON, with the digests that chain it.

    A third party sees that nothing was taken out or put in between: each event
    names the digest of the previous one. The digests themselves are keyed, and
    only `admin audit verify` can make them again.

    Args:
        context: The open election.
        output: The file to write, 0600; or what takes each line.
        force: Replace a file.
        source: Who asked for it, for the audit trail.

    Returns:
        How many events were written, and the first that does not fit, if any.

    Raises:
        OutputRefused: The file cannot be written, or exists already.
    """
    with _written(context, output, force=force) as write, context.snapshot():
        walk = ChainWalk(context.keys, purged=is_purged())
        for event in every_event(context):
            walk.follow(event)
            write(_line(event))
        end = chain_end()
    if end is not None:
        with context.transaction():
            name = output.name if isinstance(output, Path) else "-"
            record(context, "audit_export", clean_line(name), source)
    return walk.report(end)


@contextmanager
def _written(
    context: Context, output: Path | Callable[[bytes], object], *, force: bool
) -> Iterator[Callable[[bytes], object]]:
    """Hold what takes the lines: that of a file puts them in place once all are there."""
    if not isinstance(output, Path):
        yield output
        return
    with whole_file(output, force=force, kept=own_files(context)) as file:
        yield file.write


def _line(event: AuditEvent) -> bytes:
    """Return an event; a pseudonym replaces where it came from."""
    facts = {
        "sequence": event.sequence,
        "at": event.at.astimezone(UTC).isoformat(),
        "kind": event.kind,
        "subject": event.subject,
        "source_digest": event.source_digest,
        "previous": event.previous,
        "digest": event.digest,
    }
    return f"{json.dumps(facts, ensure_ascii=False)}\n".encode()
