"""The mailboxes of a Dovecot: who may open them, where they lie, what comes in."""

from __future__ import annotations

import os
import smtplib
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from time import time

from tests.mail_servers.waiting import wait_for

_numbers = count(1)


@dataclass(frozen=True)
class _Entry:
    """A mailbox in the file of users."""

    name: str
    password: str
    aliases: tuple[str, ...]
    quota: str


@dataclass(frozen=True)
class ServedMailboxes:
    """Mailboxes under one directory.

    Attributes:
        directory: All files of the server.
        lmtp: Port that takes mails for them.
    """

    directory: Path
    lmtp: int
    _entries: dict[str, _Entry] = field(default_factory=dict, init=False)

    def new_mailbox(self, name: str, password: str, *aliases: str, quota: str = "10M") -> None:
        """Make an empty mailbox of this name; an alias is an address that mail may go to.

        One that was there before is put aside: it is a directory behind a link,
        so that the file of users stays as it is.
        """
        number = next(_numbers)
        make_maildir(self.directory / "homes" / str(number))
        link, draft = self.home(name), self.directory / "homes" / f"new{number}"
        draft.symlink_to(str(number))
        draft.replace(link)
        entry = _Entry(name, password, aliases, quota)
        kept = {other: self._without_alias(other, name) for other in self._entries}
        if (wanted := kept | {name: entry}) != self._entries:
            self._entries.update(wanted)
            self._write_users()

    def _without_alias(self, other: str, name: str) -> _Entry:
        """Return an entry that a mailbox of this very name takes no mail from."""
        entry = self._entries[other]
        return replace(entry, aliases=tuple(one for one in entry.aliases if one != name))

    def change(self, name: str, *, password: str | None = None, quota: str | None = None) -> None:
        """Give a mailbox another password or another limit."""
        old = self._entries[name]
        self._entries[name] = replace(
            old, password=password or old.password, quota=quota or old.quota
        )
        self._write_users()

    def remove(self, name: str) -> None:
        """Take a mailbox away."""
        del self._entries[name]
        self._write_users()

    def put(self, name: str, *mails: bytes) -> None:
        """Lay mails into a mailbox, whatever its limit."""
        new = self.home(name) / "Maildir" / "new"
        for mail in mails:
            path = new / f"{int(time())}.M{next(_numbers)}.test"
            path.write_bytes(mail)
            path.chmod(0o666)

    def deliver(self, address: str, mail: bytes) -> None:
        """Hand a mail over by LMTP.

        Raises:
            smtplib.SMTPException: It is not taken: the mailbox is full.
        """
        with smtplib.LMTP("127.0.0.1", self.lmtp) as line:
            line.sendmail("expediteur@exemple.fr", [address], mail)

    def home(self, name: str) -> Path:
        """Return the directory of a mailbox."""
        return self.directory / "homes" / name

    def _write_users(self) -> None:
        """Write the file of users, each time with another date, and wait until it is read.

        Dovecot looks at the file once in a second.
        """
        path = self.directory / "users"
        draft = path.with_suffix(".new")
        lines = [
            f"{name}:{{PLAIN}}{entry.password}::::{self.home(entry.name)}::"
            f"userdb_quota_storage_size={entry.quota}"
            for entry in self._entries.values()
            for name in (entry.name, *entry.aliases)
        ]
        draft.write_text("\n".join([*lines, ""]))
        draft.chmod(0o644)
        date = 1_000_000_000 + next(_numbers)
        os.utime(draft, (date, date))
        draft.replace(path)
        written = int(time())
        wait_for(lambda: int(time()) > written, "the next second")


def make_maildir(home: Path) -> None:
    """Make an empty mailbox, owned by the account that the server runs as."""
    for place in ("", "Maildir", "Maildir/cur", "Maildir/new", "Maildir/tmp"):
        (home / place).mkdir(parents=True, exist_ok=True)
        (home / place).chmod(0o777)
