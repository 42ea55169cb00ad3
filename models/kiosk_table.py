"""The kiosks of a day as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from models.kiosk_views import KioskStatus, VisitEnd, VisitStep
from models.rules.spreadsheet_cells import neutralised

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
COLUMNS = ("borne", "vue_le", "visites", *STEPS.values(), *REASONS.values())


def kiosk_csv(found: Sequence[KioskStatus]) -> str:
    """Return a line a kiosk as CSV (RFC 4180), with a heading; moments in ISO 8601, UTC."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
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
