"""Importing beforehand what a visit uses: a host forks its visits once all is there."""

from __future__ import annotations

import tempfile
from importlib import import_module

from models.settings.election import Election
from models.storage.store import dialect_of

ALWAYS = (
    "argon2",
    "cryptography.fernet",
    "cryptography.hazmat.primitives.kdf.hkdf",
    "email_validator",
    "encodings.utf_8_sig",
    "models.espace",
    "models.crypto.sealing",
    "models.mail.embedded_mailboxes",
    "models.services.vote.covered",
    "models.services.board.visits_facade",
    "zxcvbn_rs_py",
)
"""What services import at their first use."""

BY_SERVERS = (
    "imap_tools",
    "inscriptis",
    "models.mail.decoding.bodies",
    "models.mail.decoding.structure",
    "models.mail.imap.clients",
    "models.mail.imap.mailboxes",
)
"""What they import besides if the mailboxes are on a server."""


def preload_services(election: Election) -> None:
    """Import what the calls of a visit use; leaves nothing open and starts no thread.

    Args:
        election: Says where its database and its mailboxes are.

    Raises:
        DatabaseUnavailable: The driver of its database is not installed.
    """
    dialect_of(election.database)  # imports the driver
    served = BY_SERVERS if election.mail.backend == "smtp-imap" else ()
    for name in (*ALWAYS, *served):
        import_module(name)
    tempfile.gettempdir()  # found by writing into each candidate: once is enough
