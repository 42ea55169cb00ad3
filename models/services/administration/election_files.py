"""Writing an election file: a first one with its database, or that of a backup."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from models.archive.sealed import BackupKey
from models.context import Context
from models.data.samples.shipped import sample_named
from models.errors import OutputRefused
from models.files.whole import whole_file
from models.services.administration.checks.database import data_directory
from models.services.administration.migration import migrate
from models.services.administration.restoration import election_text_in
from models.settings.reading import election_template
from models.settings.server_url import is_server

EXISTS = (
    "Le fichier {path} existe déjà : rien n'a été changé. Pour préparer sa base de données, lancez "
    "« espace-electeur admin migrate --config {path} »."
)


@dataclass(frozen=True, slots=True)
class SampleRoll:
    """A roll to be written for who begins an election: that of a sample.

    Attributes:
        sample: Its name.
        file: Must not exist.
    """

    sample: str
    file: Path


def start_election(
    context: Context, file: Path, text: str | None = None, *, roll: SampleRoll | None = None
) -> bool:
    """Write a commented election file and prepare its database: all of it, or nothing.

    The database of a server is left for later: it may not be there yet, and its password is not in
    the file.

    Args:
        context: The election that the file will describe, where it will be.
        file: Must not exist.
        text: Of the file, None for that of the default sample.
        roll: Write a sample roll as well.

    Returns:
        Whether the database is prepared.

    Raises:
        OutputRefused: There is one already, or no right or no room to write it.
        Unavailable: The database cannot be prepared.
    """
    if os.path.exists(file):  # False, too, if its folder is shut
        raise OutputRefused(EXISTS.format(path=file))
    with suppress(OSError):  # what is wrong with the folder is said of the file
        file.parent.mkdir(parents=True, exist_ok=True)
    here = not is_server(context.election.database.url or "")
    with ExitStack() as held:
        written = held.enter_context(whole_file(file))
        written.write((text or election_template()).encode())
        written.flush()
        if roll is not None:
            listed = held.enter_context(whole_file(roll.file))
            with sample_named(roll.sample).roll() as path:
                listed.write(path.read_bytes())
            listed.flush()
        if here:
            with _whole_or_nothing(context):
                migrate(context)
    return here


@contextmanager
def _whole_or_nothing(context: Context) -> Iterator[None]:
    """Remove what has come into the places of the database and its keys, if it fails."""
    places = (data_directory(context), context.store.key_directory)

    def found() -> set[Path]:
        return {
            path
            for place in places
            for path in (place, *(place.rglob("*") if place.exists() else ()))
            if path.exists()
        }

    before = found()
    try:
        yield
    except BaseException:
        context.store.close()
        for path in sorted(found() - before, reverse=True):  # what is in a folder first
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


@contextmanager
def election_file_of(backup: Path, file: Path, key: BackupKey | None = None) -> Iterator[bool]:
    """Hold the election file of a backup in its place, if there is none; it stays if all is well.

    Args:
        backup: What `back_up` has written.
        file: Where the election file is, or is to be.
        key: Opens the backup if it is sealed.

    Yields:
        Whether it was written.

    Raises:
        BackupUnusable: The backup cannot be read.
        OutputRefused: The election file cannot be written.
    """
    text = "" if os.path.exists(file) else election_text_in(backup, key)
    if not text:
        yield False
        return
    with whole_file(file) as written:
        written.write(text.encode())
    try:
        yield True
    except BaseException:
        file.unlink(missing_ok=True)
        raise
