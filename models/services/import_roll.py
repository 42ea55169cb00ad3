"""Loading the electoral roll: the whole file in one transaction, or nothing of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

from models.errors import Fault, RollError
from models.roll_file import read_roll
from models.rules.eligibility import ScrutinRule, scrutins_of
from models.rules.roll_lines import RollLine
from models.services.audit_trail import record
from models.services.use_case import UseCase
from models.tables.electors import Elector, RollEntry, Scrutin
from models.tables.mailboxes import Mailbox
from models.views import ImportReport

ROWS_A_STATEMENT = 400
"""Rows of an INSERT: nine columns stay under SQLite's 32 766 parameters."""


class ImportRoll(UseCase):
    """Adds the people of a roll and their scrutins; known people are brought up to date."""

    def __call__(self, path: Path, *, source: str) -> ImportReport:
        """Return the counts of what the roll now holds of this file.

        NUMENs are hashed before the transaction; a person who has a mailbox
        already keeps its password.

        Raises:
            RollError: The file has faults; nothing was loaded.
        """
        context = self.context
        numbered = read_roll(path, context.election)
        lines = list(numbered.values())
        with context.connection():
            if faults := _taken_addresses(numbered):
                raise RollError(path, faults)
            opened = {row.uid for row in Elector.select(Elector.uid).join(Mailbox)}
        new_boxes = [line for line in lines if line.numen and line.uid not in opened]
        with ThreadPoolExecutor() as pool:
            hashes = list(pool.map(context.hashes.make, (line.numen or "" for line in new_boxes)))
        with context.transaction():
            scrutins = self._scrutins()
            _vacate_addresses(lines)
            _write_electors(lines)
            ids = _ids_of(line.uid for line in lines)
            entries = self._write_entries(lines, ids, scrutins)
            boxes = [
                {
                    "elector": ids[line.uid],
                    "password_hash": password_hash,
                    "quota_bytes": context.election.mail.quota,
                }
                for line, password_hash in zip(new_boxes, hashes, strict=True)
            ]
            for rows in _batches(boxes):
                Mailbox.insert_many(rows).execute()
            record(context, "import_roll", path.name, source)
        return ImportReport(len(lines), entries, len(boxes))

    def _scrutins(self) -> dict[str, int]:
        """Bring the table of scrutins up to the election file; return their ids by code."""
        for position, scrutin in enumerate(self.context.election.scrutins):
            facts = {
                "short": scrutin.short,
                "title": scrutin.title,
                "level": scrutin.level,
                "seats": scrutin.seats,
                "position": position,
            }
            Scrutin.insert(code=scrutin.code, **facts).on_conflict(
                conflict_target=[Scrutin.code], update=facts
            ).execute()
        return {row.code: row.id for row in Scrutin.select()}

    def _write_entries(
        self, lines: Sequence[RollLine], ids: dict[str, int], scrutins: dict[str, int]
    ) -> int:
        rules = [
            ScrutinRule(scrutin.code, scrutin.corps, scrutin.department)
            for scrutin in self.context.election.scrutins
        ]
        entries = [
            {"elector": ids[line.uid], "scrutin": scrutins[code]}
            for line in lines
            for code in line.scrutins or scrutins_of(line.corps, line.department, rules)
        ]
        for some in _batches(list(ids.values())):
            RollEntry.delete().where(RollEntry.elector.in_(some)).execute()
        for rows in _batches(entries):
            RollEntry.insert_many(rows).execute()
        return len(entries)


COLUMNS = (
    "uid",
    "mail",
    "civility",
    "last_name",
    "first_name",
    "corps",
    "department",
    "uai",
    "school",
)


def _taken_addresses(numbered: dict[int, RollLine]) -> list[Fault]:
    """Return a fault for each address of somebody else, whom the file does not name."""
    lines = {line.mail: (number, line.uid) for number, line in numbered.items()}
    named = {line.uid for line in numbered.values()}
    return [
        Fault("cette adresse est déjà celle d'une autre personne", lines[row.mail][0], "mail")
        for some in _batches(list(lines))
        for row in Elector.select(Elector.uid, Elector.mail).where(Elector.mail.in_(some))
        if row.uid != lines[row.mail][1] and row.uid not in named
    ]


def _vacate_addresses(lines: Sequence[RollLine]) -> None:
    """Take their address from known people who get another one: two may have changed places."""
    for some in _batches(lines):
        mails = {line.uid: line.mail for line in some}
        for row in Elector.select().where(Elector.uid.in_(list(mails))):
            if row.mail != mails[row.uid]:
                Elector.update(mail=row.uid).where(Elector.id == row.id).execute()


def _write_electors(lines: Sequence[RollLine]) -> None:
    for some in _batches(lines):
        rows = [{column: getattr(line, column) for column in COLUMNS} for line in some]
        Elector.insert_many(rows).on_conflict(
            conflict_target=[Elector.uid],
            preserve=[getattr(Elector, column) for column in COLUMNS[1:]],
        ).execute()


def _ids_of(uids: Iterator[str]) -> dict[str, int]:
    ids: dict[str, int] = {}
    for some in _batches(list(uids)):
        found = Elector.select(Elector.uid, Elector.id).where(Elector.uid.in_(some))
        ids.update((row.uid, row.id) for row in found)
    return ids


def _batches(rows: Sequence[Any]) -> Iterator[list[Any]]:
    remaining = iter(rows)
    while some := list(islice(remaining, ROWS_A_STATEMENT)):
        yield some
