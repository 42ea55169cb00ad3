"""The results as tables for a spreadsheet: CSV (RFC 4180), UTF-8."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from models.views.csv_tables import neutralised
from models.views.results import ScrutinResult

COLUMNS = (
    "scrutin",
    "titre",
    "niveau",
    "electeurs",
    "votants",
    "blancs",
    "exprimes",
    "ordre",
    "liste",
    "nom_court",
    "voix",
    "sieges",
    "elus",
    "voix_avant",
    "sieges_avant",
)


def results_csv(results: Iterable[ScrutinResult]) -> bytes:
    """Return a line a list, with what is the same for its scrutin on each of them.

    Those elected are in one cell, by rank, a semicolon between two.
    """
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(COLUMNS)
    for result in results:
        scrutin = [
            *map(neutralised, (result.code, result.title, result.level)),
            *(result.electors, result.voters, result.blank, result.valid),
        ]
        for one in result.lists:
            writer.writerow(
                [
                    *scrutin,
                    one.order,
                    neutralised(one.name),
                    neutralised(one.short),
                    one.votes,
                    "" if one.seats is None else one.seats,
                    neutralised("; ".join(one.elected)),
                    "" if one.before is None else one.before.votes,
                    "" if one.before is None or one.before.seats is None else one.before.seats,
                ]
            )
    return text.getvalue().encode()
