"""Handing out the audit chain: pseudonyms and digests, nobody's name or address."""

from __future__ import annotations

import json
from datetime import UTC
from pathlib import Path

from models.private_files import whole_file
from models.rules.text import clean_line
from models.services.audit_chain import ChainWalk, chain_head
from models.services.audit_trail import record
from models.services.own_files import own_files
from models.services.snapshot import snapshot
from models.services.use_case import UseCase
from models.tables.audit import AuditEvent
from models.views import AuditReport


class ExportAudit(UseCase):
    """Writes every event as a line of JSON, with the digests by which it is chained.

    A third party sees that nothing was taken out or put in between, each event
    naming the digest of the one before; the digests themselves are keyed, and
    only `admin audit verify` can make them again.
    """

    def __call__(self, path: Path, *, force: bool = False, source: str) -> AuditReport:
        """Return how many events were written, and the first that does not fit, if any.

        Args:
            path: The file to write, 0600.
            force: Replace a file.
            source: Who asked for it, for the audit trail.

        Raises:
            OutputRefused: The file cannot be written, or is in the way.
        """
        context = self.context
        walk = ChainWalk(context.keys)
        with whole_file(path, force=force, kept=own_files(context)) as file, snapshot(context):
            for event in AuditEvent.select().order_by(AuditEvent.sequence).iterator():
                walk.follow(event)
                file.write(_line(event))
            head = chain_head()
        if head is not None:
            with context.transaction():
                record(context, "audit_export", clean_line(path.name), source)
        return walk.report(head)


def _line(event: AuditEvent) -> bytes:
    """Return an event without the place it came from, which stands for it as a pseudonym."""
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
