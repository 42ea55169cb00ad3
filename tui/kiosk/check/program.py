"""The program: started isolated, and nothing of it within reach of the kiosk's account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import Finding
from tui.kiosk.check.rights import replaceable

if TYPE_CHECKING:
    from tui.kiosk.check.machine import Machine

NOT_ISOLATED = (
    "Python prend des réglages dans l'environnement : lancez la borne par « espace-electeur "
    "kiosk », sans « python -m »."
)
WITHIN_REACH = (
    "Le compte de la borne peut changer {path}, où est le programme : lancez « sudo chown "
    "root: {path} » et « sudo chmod go-w {path} »."
)

OUT_OF_REACH = "Isolé, et hors de portée du compte de la borne."
ISOLATED = "Isolé ; ses droits se vérifient depuis le compte de la borne."


def check_program(machine: Machine) -> list[Finding]:
    """Look at how Python was started, and at who may change what it runs."""
    wrong = [] if machine.isolated else [NOT_ISOLATED]
    if machine.uid != 0:
        places = {
            place: None
            for path in machine.program
            for place in replaceable(machine, path)
            if path.exists()
        }
        wrong += [WITHIN_REACH.format(path=place) for place in places]
    if wrong:
        return [Finding("program", "Programme", False, text) for text in wrong]
    # Root changes everything; that it must not be root is said of the account.
    text = ISOLATED if machine.uid == 0 else OUT_OF_REACH
    return [Finding("program", "Programme", True, text)]
