"""The status of an election as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io

from models.administration_views import Status
from models.rules.spreadsheet_cells import neutralised

COLUMNS = ("code", "libelle", "electeurs", "messageries_ouvertes", "comptes_crees", "confirmes")


def status_csv(status: Status) -> str:
    """Return the lines of a status and its total as CSV (RFC 4180), with a heading."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in (*status.lines, status.total):
        writer.writerow(
            [
                neutralised(line.key),
                neutralised(line.label),
                line.electors,
                line.opened,
                line.accounts,
                line.confirmed,
            ]
        )
    return text.getvalue()
