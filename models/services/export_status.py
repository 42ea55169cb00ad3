"""The counts of the election as a table for a spreadsheet, written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from models.administration_views import Status, StatusAxis
from models.private_files import whole_file
from models.services.count_progress import CountProgress
from models.services.own_files import own_files
from models.services.use_case import UseCase
from models.status_table import status_csv


class ExportStatus(UseCase):
    """Writes what the status counts into a file."""

    def __call__(
        self, path: Path, by: StatusAxis, *, mark: bool = False, force: bool = False
    ) -> Status:
        """Return what was written.

        Args:
            path: The file to write, 0600.
            by: Along which axis.
            mark: Begin with the byte order mark by which spreadsheets know UTF-8.
            force: Replace a file.

        Raises:
            OutputRefused: The file cannot be written, or is in the way.
        """
        found = CountProgress(self.context)(by)
        with whole_file(path, force=force, kept=own_files(self.context)) as file:
            file.write(self.text(found).encode("utf-8-sig" if mark else "utf-8"))
        return found

    def text(self, found: Status) -> str:
        """Return the same table as a text."""
        return status_csv(found)
