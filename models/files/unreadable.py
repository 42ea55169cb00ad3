"""Why a file that the administrator names cannot be read."""

from __future__ import annotations

from models.errors import Fault

UNREADABLE = "le fichier ne peut pas être lu"
FORBIDDEN = (
    f"{UNREADABLE} : ce compte n'en a pas le droit ; lancez la commande sous un compte qui l'a, ou "
    "changez les droits du fichier et de ses dossiers"
)
NOT_THERE = f"{UNREADABLE} : il n'existe pas"


def unreadable(error: OSError) -> Fault:
    """Return the fault of a file that could not be read.

    Args:
        error: What the system answered.
    """
    if isinstance(error, PermissionError):
        return Fault(FORBIDDEN)
    if isinstance(error, FileNotFoundError):
        return Fault(NOT_THERE)
    return Fault(UNREADABLE)
