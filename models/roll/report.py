"""What an import is asked for, and what it found and did."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What an import is asked to do.

    Attributes:
        most_faults: Faults that are listed; all of them are counted.
        dry_run: Do everything but hash NUMENs, and keep nothing.
        remove: Remove the people whom the file leaves out, but those who have an account.
        remove_accounts: Remove those too, with their accounts.
        removes_many: Remove them however many they are.
        numens: Read the NUMENs; None: if the mailboxes are the embedded ones.
    """

    most_faults: int = 100
    dry_run: bool = False
    remove: bool = False
    remove_accounts: bool = False
    removes_many: bool = False
    numens: bool | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import found in the file and did with it.

    Attributes:
        electors: People of the file.
        entries: Their places in scrutins.
        mailboxes: Mailboxes made.
        without_mailbox: People of the file who have none, and to whom it gives no first password;
            0 if the mailboxes are on a server.
        numens_replaced: NUMENs corrected in mailboxes that were never opened.
        numens_late: Other NUMENs than before, of mailboxes that are open already: not taken.
        numens_ignored: The file gives NUMENs and they were not read.
        numens_column: What the file calls the column of the NUMENs; empty: it has none.
        encoding: « UTF-8 », « UTF-8 avec BOM » or « Windows-1252 ».
        added: New people.
        changed: Known people of whom something changed.
        unchanged: Known people.
        left_out: People of the database whom the file does not name.
        removed: Those of them who were removed.
        kept_accounts: Those of them who have an account, and stay.
        homonyms: People who share first and last name with another person.
        homonym_names: Two user names of each of the first homonyms.
        shared_numens: People who have the same NUMEN as somebody else: one of them is wrong.
        shared_numen_names: Two user names of each of the first such NUMENs.
        corps: Code and people of each corps.
        scrutins: Code and people of each scrutin, in the order of the election file.
        blocked_seconds: Of the longest transaction: how long others could not write to a
            SQLite database at a stretch.
        open_to_all: Every account of the machine may read the file.
        needs_yes: A dry run of what is refused without `removes_many`.
        kept: False for a dry run.
    """

    electors: int
    entries: int
    mailboxes: int
    without_mailbox: int
    numens_replaced: int
    numens_late: int
    numens_ignored: bool
    numens_column: str
    encoding: str
    added: int
    changed: int
    unchanged: int
    left_out: int
    removed: int
    kept_accounts: int
    homonyms: int
    homonym_names: tuple[tuple[str, str], ...] = field(repr=False)
    shared_numens: int
    shared_numen_names: tuple[tuple[str, str], ...] = field(repr=False)
    corps: tuple[tuple[str, int], ...]
    scrutins: tuple[tuple[str, int], ...]
    blocked_seconds: float
    open_to_all: bool
    needs_yes: bool
    kept: bool
