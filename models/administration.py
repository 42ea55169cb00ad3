"""The administrator's side of the house: counts, checks, backups, what is deleted when."""

from __future__ import annotations

from models.context import Context
from models.services.backup_election import BackupElection
from models.services.check_installation import CheckInstallation
from models.services.count_kiosks import CountKiosks
from models.services.count_progress import CountProgress
from models.services.export_audit import ExportAudit
from models.services.export_status import ExportStatus
from models.services.prepare_staff_code import HashStaffCode, MakeStaffCode
from models.services.purge_election import PurgeElection
from models.services.purge_expired import PurgeExpired
from models.services.restore_election import RestoreElection


class Administration:
    """Hands out the services that keep an election, each a call as those of `Espace`."""

    def __init__(self, context: Context) -> None:
        """Bind the services to an open election."""
        self.count_progress = CountProgress(context)
        self.export_status = ExportStatus(context)
        self.count_kiosks = CountKiosks(context)
        self.make_staff_code = MakeStaffCode(context)
        self.hash_staff_code = HashStaffCode(context)
        self.check_installation = CheckInstallation(context)
        self.backup = BackupElection(context)
        self.restore = RestoreElection(context)
        self.export_audit = ExportAudit(context)
        self.purge_election = PurgeElection(context)
        self.purge_expired = PurgeExpired(context)
