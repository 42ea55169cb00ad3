"""`[database]` of the election file: where the rows and the keys are kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from models.settings.parts import Flaw, Section, Wait
from models.settings.server_url import check_server_url, is_server, with_files_from

DatabaseUrl = Annotated[
    str,
    Meta(
        pattern=r"^(sqlite:///|postgres(ql)?://).+$",
        description="« sqlite:///dossier/fichier » ou « postgresql://compte@machine/base »",
    ),
]


class DatabaseSection(Section, frozen=True, kw_only=True):
    """`[database]`: where the rows and the keys are kept.

    Attributes:
        url: `sqlite:///relative`, `sqlite:////absolute` or `postgresql://…`
            (models/settings/server_url.py). None: a SQLite file in the user's data directory.
        password_file: File of the password of a PostgreSQL server, on one line,
            closed to the other users of the machine.
        keys: Directory of the key files. None: `keys` beside the SQLite
            file, or in the user's data directory.
        connections: Connections that one process holds at once at most.
        connection_wait: How long a call waits for one of them, or for a server
            that has no room for another.
        idle_seconds: How long a connection is kept for the next call.
        connect_seconds: Patience with a server that does not answer.
        statement_seconds: Longest statement of a visit; what the administrator
            starts (import, migrations, backup) has no limit.
    """

    url: DatabaseUrl | None = None
    password_file: Path | None = None
    keys: Path | None = None
    connections: Annotated[int, Meta(ge=1, le=100)] = 4
    connection_wait: Wait = timedelta(seconds=5)
    idle_seconds: Wait = timedelta(seconds=2)
    connect_seconds: Wait = timedelta(seconds=5)
    statement_seconds: Wait = timedelta(seconds=15)

    def flaws(self) -> Iterator[Flaw]:
        """Yield what is wrong with the address of a server."""
        if self.url is not None and is_server(self.url):
            try:
                check_server_url(self.url)
            except ValueError as error:
                yield Flaw(("url",), str(error))

    def beside(self, directory: Path) -> DatabaseSection:
        """Return the section with its relative paths starting from an absolute directory."""
        moved: dict[str, object] = {}
        scheme, found, file = (self.url or "").partition(":///")
        if scheme == "sqlite" and found:
            moved["url"] = f"sqlite:///{directory / file}"
        elif self.url and is_server(self.url):
            moved["url"] = with_files_from(self.url, directory)
        for name in ("keys", "password_file"):
            if (path := getattr(self, name)) is not None:
                moved[name] = directory / path
        return self.changed(**moved)
