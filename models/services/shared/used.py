"""Whether anything was done in a database yet."""

from __future__ import annotations

from models.tables.accounts import VoterAccount
from models.tables.audit import AuditEvent, AuditHead
from models.tables.electors import Elector
from models.tables.mailboxes import Mailbox, PreparedHash
from models.tables.mails import WaitingMail


def is_used() -> bool:
    """Return whether anything was done in this database, inside a connection."""
    head = AuditHead.select(AuditHead.sequence).first()
    return head is None or head.sequence > 0 or Elector.select().exists()


def is_unused() -> bool:
    """Return whether there is not one row that says who somebody is, or what they have done."""
    tables = (Elector, VoterAccount, Mailbox, PreparedHash, WaitingMail, AuditEvent)
    return not is_used() and not any(table.select().exists() for table in tables)
