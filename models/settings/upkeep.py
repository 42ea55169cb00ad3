"""`[logs]` and `[purge]` of the election file: what is written down, and what is deleted when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from models.settings.parts import Flaw, Section

URNS_FIRST = (
    "les urnes se gardent au moins aussi longtemps que les comptes : {days} au minimum, comme "
    "after_days"
)


class LogsSection(Section, frozen=True, kw_only=True):
    """`[logs]`: what is written of what the program does.

    Attributes:
        form: JSON, one object a line, or lines for a person.
        target: A file that is rotated, standard error, or lines that begin
            with their priority (`<6>`) for systemd's journal.
        directory: Of the files. None: the user's log directory.
        size: Bytes of a file before the next one is begun.
        files: Old files that are kept.
        level: What is less important is not written.
    """

    form: Literal["json", "console"] = "json"
    target: Literal["file", "stderr", "journal"] = "file"
    directory: Path | None = None
    size: Annotated[int, Meta(ge=1024, le=1 << 30)] = 1_000_000
    files: Annotated[int, Meta(ge=0, le=100)] = 10
    level: Literal["debug", "info", "warning", "error"] = "info"

    @property
    def place(self) -> Path:
        """The directory of the files, which may not exist yet."""
        if self.directory is not None:
            return self.directory
        from platformdirs import user_log_path

        return user_log_path("espace-electeur", appauthor=False)

    def beside(self, directory: Path) -> LogsSection:
        """Return the section with its relative path starting from an absolute directory."""
        if self.directory is None:
            return self
        return self.changed(directory=directory / self.directory)


class PurgeSection(Section, frozen=True, kw_only=True):
    """`[purge]`: when the personal data of the election may be deleted.

    The defaults only say what is usual here; which periods bind is for the
    organiser to decide: the files of a vote are kept until the periods for
    appeals have ended or, in case of an appeal, until the final decision
    (décret 2011-595 of 26 May 2011, electronic votes of the State's civil service).

    Attributes:
        after_days: Days from the results to the day of the purge.
        vote_after_days: Days from the results until what a sealed vote leaves behind goes too:
            roll, signature lists, urns and the keys of the board, which are kept for two years
            and then destroyed (arrêté of July 2011 on the vote by Internet).
        sent_mail_days: Days that the row of a mail, sent or refused, is kept
            while the election goes on.
    """

    after_days: Annotated[int, Meta(ge=1, le=3650)] = 90
    vote_after_days: Annotated[int, Meta(ge=1, le=3650)] = 730
    sent_mail_days: Annotated[int, Meta(ge=1, le=365)] = 30

    def flaws(self) -> Iterator[Flaw]:
        """Yield urns that would be destroyed before the accounts."""
        if self.vote_after_days < self.after_days:
            yield Flaw(("vote_after_days",), URNS_FIRST.format(days=self.after_days))
