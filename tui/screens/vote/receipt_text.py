"""A receipt as text, in a file that can be printed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from models import show_tracker, typeset

if TYPE_CHECKING:
    from models import Election, Receipt
    from tui.visit.glyphs import Part
    from tui.visit.moments import Moments

SAVED = "✓ Reçu enregistré : {path}"
NOT_SAVED = "✗ Le reçu n'a pas pu être enregistré : {path}. Notez le numéro de suivi."
MOST = 100
"""Receipts of one name that are kept beside each other."""
FOLDER = Path("~")


def receipt_lines(election: Election, moments: Moments, receipt: Receipt) -> str:
    """Return a receipt to print; nothing of the choice."""
    lines = (
        election.title,
        election.organiser,
        "",
        "Reçu de vote",
        f"Scrutin : {receipt.short} · {receipt.title}",
        f"Vous avez voté le {moments.moment(receipt.voted_at)}.",
        f"Votre numéro de suivi : {show_tracker(receipt.tracker)}",
        "",
        "Ce numéro montre que votre bulletin est dans l'urne ; il ne dit rien de votre choix.",
        "Vérifiez-le à tout moment par « Vérifier mon bulletin », à l'accueil de l'application.",
    )
    return "".join(f"{typeset(line)}\n" for line in lines)


def save_receipt(text: str, receipt: Receipt) -> Part:
    """Write a receipt into the person's home directory; return what is said of it."""
    name = f"recu-{''.join(sign for sign in receipt.short if sign.isalnum())}"
    path = FOLDER.expanduser() / f"{name}.txt"
    for number in range(2, MOST):
        try:
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            path = path.with_name(f"{name}-{number}.txt")
            continue
        except OSError:
            break
        try:
            with os.fdopen(file, "w", encoding="utf-8") as opened:
                opened.write(text)
        except OSError:
            path.unlink(missing_ok=True)
            break
        return SAVED.format(path=path), ".kept"
    return NOT_SAVED.format(path=path), ".missing"
