"""What the administrator counts, as tables for a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import asdict

from models.views.administration import Status, StatusAxis
from models.views.board import Board
from models.views.kiosk import KioskStatus, VisitEnd, VisitStep

FORMULA = re.compile(r"(?:\A|(?<=[;,\n\r\t\"]))(?=[=+@\t\r-])")
"""Before these signs a spreadsheet takes a text for a formula, at the start of a cell or of what
it takes for one: a French one splits at semicolons (OWASP, « CSV Injection »)."""

STATUS_COLUMNS = (
    "code",
    "libelle",
    "electeurs",
    "messageries_ouvertes",
    "comptes_crees",
    "confirmes",
)
STEPS = {
    VisitStep.HOME: "arret_accueil",
    VisitStep.MAILBOX: "arret_messagerie",
    VisitStep.ACCOUNT: "arret_creation_du_compte",
    VisitStep.CONFIRMATION: "arret_confirmation",
    VisitStep.CONFIRMED: "arret_compte_confirme",
    VisitStep.ACCESS: "arret_acces",
    VisitStep.SCRUTINS: "arret_scrutins",
}
REASONS = {
    VisitEnd.LEFT: "fin_quittez",
    VisitEnd.IDLE: "fin_sans_touche",
    VisitEnd.TIME: "fin_duree",
    VisitEnd.CRASH: "fin_erreur",
    VisitEnd.HUNG: "fin_blocage",
    VisitEnd.KILLED: "fin_interrompue",
    VisitEnd.STOPPED: "fin_arret_de_la_borne",
}
DESK_COLUMNS = ("sujet", "code", "libelle", "nombre", "sur")
DESK_AXES = {StatusAxis.CORPS: "corps", StatusAxis.SCHOOL: "etablissement"}
KIOSK_COLUMNS = ("borne", "vue_le", "visites", *STEPS.values(), *REASONS.values())


def status_csv(status: Status) -> str:
    """Return the lines of a status and its total as CSV (RFC 4180), with a heading."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(STATUS_COLUMNS)
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


def kiosk_csv(found: Sequence[KioskStatus]) -> str:
    """Return a line a kiosk as CSV (RFC 4180), with a heading; moments in ISO 8601, UTC."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(KIOSK_COLUMNS)
    for kiosk in found:
        writer.writerow(
            [
                neutralised(kiosk.name),
                kiosk.seen_at.isoformat(),
                kiosk.visits,
                *(kiosk.steps.get(step, 0) for step in STEPS),
                *(kiosk.reasons.get(end, 0) for end in REASONS),
            ]
        )
    return text.getvalue()


def desk_csv(board: Board, *others: Board) -> str:
    """Return the counts of the helpdesk's day as CSV: subject, code, label, number, of how many.

    Args:
        board: Whose lines and whose other counts are written.
        others: Of which the lines alone are: those of another axis.
    """
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(DESK_COLUMNS)
    stuck = asdict(board.stuck).items()
    writer.writerows(("bloques", name, "", number, "") for name, number in stuck)
    writer.writerow(("appels", "ouverts", "", board.open_calls, ""))
    writer.writerows(("appels", cause.value, "", number, "") for cause, number in board.calls)
    last = len(board.hours) - 1
    writer.writerows(
        ("confirmes", f"il y a {last - place} h", "", number, "")
        for place, number in enumerate(board.hours)
    )
    total = board.total
    writer.writerow(("activation", "", "total", total.confirmed, total.electors))
    for one in (board, *others):
        name = DESK_AXES[one.axis]
        writer.writerows(
            (name, neutralised(line.key), neutralised(line.label), line.confirmed, line.electors)
            for line in one.lines
        )
    return text.getvalue()


def neutralised(cell: str) -> str:
    """Return a text that no spreadsheet runs: an apostrophe precedes whatever could be a formula.

    Args:
        cell: A text; numbers are not handed here, a minus is theirs.
    """
    return FORMULA.sub("'", cell)
