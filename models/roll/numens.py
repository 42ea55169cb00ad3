"""NUMENs: hashed before their roll is loaded, on all cores, each batch kept at once."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

from peewee import EXCLUDED

from models.context import Context
from models.crypto.bound_hashes import Owner
from models.crypto.digests import keyed_digest
from models.rules.roll_lines import Values
from models.storage.dialect import Dialect
from models.tables.mailboxes import PreparedHash

HASHES_A_BATCH = 64
"""Hashes of each core that are kept together: two seconds of work are lost by a kill."""

_DUE_SQL = """
    INSERT INTO roll_numen_due SELECT r.line FROM roll_line r
    LEFT JOIN mailbox b ON b.elector_id = r.elector
    LEFT JOIN mailbox_opening o ON o.elector_id = r.elector
    LEFT JOIN mailbox_numen k ON k.elector_id = r.elector
    WHERE r.numen IS NOT NULL AND (b.id IS NULL OR (o.elector_id IS NULL AND b.numen_in_use
        AND (k.digest IS NULL OR k.digest <> r.numen)))"""
_KNOWN_SQL = """
    SELECT COUNT(*) FROM roll_numen_due d JOIN roll_line r ON r.line = d.line
    JOIN mailbox b ON b.elector_id = r.elector"""
_LATE_SQL = """
    SELECT COUNT(*) FROM roll_line r JOIN mailbox b ON b.elector_id = r.elector
    LEFT JOIN mailbox_opening o ON o.elector_id = r.elector
    LEFT JOIN mailbox_numen k ON k.elector_id = r.elector
    WHERE r.numen IS NOT NULL AND (o.elector_id IS NOT NULL OR NOT b.numen_in_use)
        AND (k.digest IS NULL OR k.digest <> r.numen)"""
_WITHOUT_SQL = """
    SELECT COUNT(*) FROM roll_line r LEFT JOIN mailbox b ON b.elector_id = r.elector
    WHERE r.numen IS NULL AND b.id IS NULL"""
_MISSING_SQL = """
    FROM roll_numen_due d JOIN roll_line r ON r.line = d.line
    WHERE NOT EXISTS (SELECT 1 FROM prepared_hash p WHERE p.uid = r.uid AND p.digest = r.numen)"""
_REPLACE_SQL = """
    UPDATE mailbox SET password_hash = p.password_hash
    FROM roll_numen_due d JOIN roll_line r ON r.line = d.line
    JOIN prepared_hash p ON p.uid = r.uid AND p.digest = r.numen
    WHERE mailbox.elector_id = r.elector AND mailbox.numen_in_use AND NOT EXISTS (
        SELECT 1 FROM mailbox_opening o WHERE o.elector_id = r.elector)"""
_MAKE_SQL = """
    INSERT INTO mailbox (elector_id, password_hash, numen_in_use, quota_bytes, used_bytes)
    SELECT r.elector, p.password_hash, TRUE, {quota}, 0
    FROM roll_numen_due d JOIN roll_line r ON r.line = d.line
    JOIN prepared_hash p ON p.uid = r.uid AND p.digest = r.numen
    WHERE NOT EXISTS (SELECT 1 FROM mailbox b WHERE b.elector_id = r.elector)"""
_REMEMBER_SQL = (
    """DELETE FROM mailbox_numen WHERE elector_id IN (
        SELECT r.elector FROM roll_numen_due d JOIN roll_line r ON r.line = d.line)""",
    """INSERT INTO mailbox_numen (elector_id, digest) SELECT r.elector, r.numen
    FROM roll_numen_due d JOIN roll_line r ON r.line = d.line
    JOIN mailbox b ON b.elector_id = r.elector WHERE b.numen_in_use AND NOT EXISTS (
        SELECT 1 FROM mailbox_opening o WHERE o.elector_id = r.elector)""",
    "DELETE FROM prepared_hash",
)


def numen_digest(context: Context, uid: str, numen: str) -> str:
    """Return the keyed digest that replaces the NUMEN of a person outside their mailbox.

    Its key is on no kiosk: there are so few NUMENs that a digest under a known key hides none.

    Raises:
        KeysMissing: The key of the administration is missing.
    """
    first = keyed_digest(context.keys.codes, "numen", uid, numen)
    return wrapped_digest(context, first)


def wrapped_digest(context: Context, digest: str) -> str:
    """Return the digest of a NUMEN as it is kept, of what it was before that key was there."""
    return keyed_digest(context.store.administration_key, "numen", digest)


@dataclass(frozen=True, slots=True)
class NumensFound:
    """The NUMENs of a roll.

    Attributes:
        new: Of people without a mailbox.
        corrected: Of mailboxes that were never opened, other ones than before.
        late: Other ones than before, of mailboxes that are open already.
        without: People without a mailbox to whom the roll gives none.
    """

    new: int
    corrected: int
    late: int
    without: int


def find_due(dialect: Dialect) -> NumensFound:
    """Find the NUMENs to load."""
    dialect.run(_DUE_SQL)
    dialect.refresh_statistics("roll_numen_due")
    due, corrected = dialect.one("SELECT COUNT(*) FROM roll_numen_due"), dialect.one(_KNOWN_SQL)
    late, without = dialect.one(_LATE_SQL), dialect.one(_WITHOUT_SQL)
    return NumensFound(due - corrected, corrected, late, without)


def prepare_hashes(
    context: Context, lines: Iterable[tuple[int, Values]], tell: Callable[[int, int], None]
) -> bool:
    """Hash the NUMENs that are due and not hashed by an earlier run.

    Args:
        context: The open election, on an open connection.
        lines: The lines of the file once more, in the same order.
        tell: Called with the hashes that are made and those that are due.

    Returns:
        Whether every NUMEN due is hashed: false if the file has changed since.
    """
    dialect = context.store.dialect
    numbers = array("q")
    for (line,) in dialect.run(f"SELECT r.line {_MISSING_SQL} ORDER BY r.line"):
        numbers.append(line)
    if not numbers:
        return True
    cores = os.cpu_count() or 1
    done = 0
    tell(done, len(numbers))
    pool = ThreadPoolExecutor(cores)
    try:
        people = _people_of(numbers, lines)
        while some := list(islice(people, HASHES_A_BATCH * cores)):
            hashes = pool.map(lambda person: _hashed(context, *person), some)
            _keep(context, some, list(hashes))
            done += len(some)
            tell(done, len(numbers))
    finally:
        pool.shutdown(cancel_futures=True)
    return not dialect.one(f"SELECT COUNT(*) {_MISSING_SQL}")


def write_mailboxes(context: Context) -> tuple[int, int]:
    """Make and correct the mailboxes of the NUMENs due; return how many of each.

    In the transaction of the import, whose people are written.
    """
    dialect = context.store.dialect
    replaced: int = dialect.run(_REPLACE_SQL).rowcount
    quota = context.election.mail.quota
    made: int = dialect.run(_MAKE_SQL.format(quota=quota)).rowcount
    for statement in _REMEMBER_SQL:
        dialect.run(statement)
    return made, replaced


def _people_of(
    numbers: array[int], lines: Iterable[tuple[int, Values]]
) -> Iterator[tuple[str, str]]:
    """Yield user name and NUMEN of the lines of some numbers, both in order."""
    wanted = iter(numbers)
    number = next(wanted, None)
    for line, values in lines:
        if line == number:
            uid, *_, numen, _ = values
            yield uid, numen or ""
            number = next(wanted, None)
            if number is None:
                return


def _hashed(context: Context, uid: str, numen: str) -> str:
    return context.passwords.make(numen, Owner.mailbox(uid))


def _keep(context: Context, people: list[tuple[str, str]], hashes: list[str]) -> None:
    rows = [
        {"uid": uid, "digest": numen_digest(context, uid, numen), "password_hash": password_hash}
        for (uid, numen), password_hash in zip(people, hashes, strict=True)
    ]
    with context.store.database.atomic():
        PreparedHash.insert_many(rows).on_conflict(
            conflict_target=[PreparedHash.uid],
            update={
                PreparedHash.digest: EXCLUDED.digest,
                PreparedHash.password_hash: EXCLUDED.password_hash,
            },
        ).execute()
