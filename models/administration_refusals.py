"""What is refused to the administrator, each with the sentence that says what to do."""

from __future__ import annotations

from models.refusals import Refused


class OutputRefused(Refused):
    """A file cannot be written, or would replace another one; nothing is left of it."""

    sentence = "Le fichier ne peut pas être écrit. Choisissez un autre nom ou un autre dossier."


class BackupUnusable(Refused):
    """A file is no whole backup of a version that this program knows."""

    sentence = "Cette sauvegarde n'est pas utilisable : rien n'a été restauré. Prenez-en une autre."


class RestoreRefused(Refused):
    """A backup is good and may not go into this database."""

    sentence = (
        "Cette base de données n'est pas vide : rien n'a été restauré. Restaurez dans une base "
        "neuve, en changeant « url » dans [database]."
    )


class StaffCodeWeak(Refused):
    """A staff code that may not be a kiosk's."""

    sentence = (
        "Ce code ne convient pas ({reason}) : rien n'a été fait. Choisissez-en un autre, ou "
        "laissez le programme en faire un avec « --generate »."
    )

    def __init__(self, reason: str) -> None:
        """Say why, « pas encore, allongez-le »."""
        super().__init__(self.sentence.format(reason=reason))


class PurgeRefused(Refused):
    """The day of the purge has not come, or it is done already."""

    sentence = "Le jour de la purge n'est pas venu : rien n'a été effacé."
