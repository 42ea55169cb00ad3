"""Which tables are the election's own: a database on a server may hold others beside them."""

from __future__ import annotations

from models.tables.accounts import ConfirmationCode, VoterAccount
from models.tables.audit import AuditEvent, AuditHead
from models.tables.base import Row
from models.tables.electors import Elector, RollEntry, Scrutin
from models.tables.installation import Installation
from models.tables.kept_counts import KeptCount
from models.tables.kiosks import Kiosk, KioskVisits
from models.tables.mailboxes import Mailbox, MailboxMessage
from models.tables.mails import WaitingMail
from models.tables.numens import MailboxNumen, PreparedHash
from models.tables.openings import MailboxOpening
from models.tables.throttles import RecentAct, Throttle

ROWS: tuple[type[Row], ...] = (
    AuditEvent,
    AuditHead,
    ConfirmationCode,
    Elector,
    Installation,
    KeptCount,
    Kiosk,
    KioskVisits,
    Mailbox,
    MailboxMessage,
    MailboxNumen,
    MailboxOpening,
    PreparedHash,
    RecentAct,
    RollEntry,
    Scrutin,
    Throttle,
    VoterAccount,
    WaitingMail,
)

ELECTION_TABLES = frozenset(row._meta.table_name for row in ROWS)
"""Names of the tables, the history of the migrations aside."""
