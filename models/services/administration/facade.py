"""The administrator's services: database, roll, mails, counts, checks, backups, purges."""

from __future__ import annotations

from models.services.administration.alerts import send_alerts
from models.services.administration.backup import back_up
from models.services.administration.candidate_lists import check_lists, show_lists
from models.services.administration.election_files import start_election
from models.services.administration.expiry import purge_expired
from models.services.administration.figures import read_figures, read_levels
from models.services.administration.installation import check_installation
from models.services.administration.kiosks import count_kiosks
from models.services.administration.migration import migrate
from models.services.administration.people import list_not_activated
from models.services.administration.progress import count_progress, export_status
from models.services.administration.purge import purge_election
from models.services.administration.release import release
from models.services.administration.remind import remind
from models.services.administration.restoration import restore
from models.services.administration.roles import role_statements
from models.services.administration.roll_import import import_roll
from models.services.administration.sandbox import fill_sandbox
from models.services.administration.sandbox_ballots import fill_urns
from models.services.administration.sandbox_count import count_urns, reopen_urns
from models.services.administration.sandbox_vote import prepare_vote, share_files
from models.services.administration.staff_codes import hash_staff_code, make_staff_code
from models.services.administration.texts import list_texts
from models.services.audit.anchors import read_anchors
from models.services.audit.chain import verify_audit
from models.services.audit.export import export_audit
from models.services.board.publishing import publish_results
from models.services.sending.unsent import count_unsent_mail, list_unsent_mail
from models.services.sending.waiting import send_waiting_mail
from models.services.shared.facade import Facade, UseCase


class Administration(Facade):
    """What the administrator's commands call."""

    start_election = UseCase(start_election)
    migrate = UseCase(migrate)
    fill_sandbox = UseCase(fill_sandbox)
    prepare_vote = UseCase(prepare_vote)
    share_files = UseCase(share_files)
    fill_urns = UseCase(fill_urns)
    reopen_urns = UseCase(reopen_urns)
    count_urns = UseCase(count_urns)
    import_roll = UseCase(import_roll)

    send_waiting_mail = UseCase(send_waiting_mail)
    count_unsent_mail = UseCase(count_unsent_mail)
    list_unsent_mail = UseCase(list_unsent_mail)

    count_progress = UseCase(count_progress)
    export_status = UseCase(export_status)
    count_kiosks = UseCase(count_kiosks)
    check_installation = UseCase(check_installation)
    send_alerts = UseCase(send_alerts)
    read_figures = UseCase(read_figures)
    read_levels = UseCase(read_levels)
    check_lists = UseCase(check_lists)
    show_lists = UseCase(show_lists)
    list_texts = UseCase(list_texts)
    role_statements = UseCase(role_statements)
    make_staff_code = UseCase(make_staff_code)
    hash_staff_code = UseCase(hash_staff_code)

    release = UseCase(release)
    list_not_activated = UseCase(list_not_activated)
    remind = UseCase(remind)
    verify_audit = UseCase(verify_audit)
    read_anchors = staticmethod(read_anchors)
    export_audit = UseCase(export_audit)
    back_up = UseCase(back_up)
    restore = UseCase(restore)
    publish_results = UseCase(publish_results)
    purge_election = UseCase(purge_election)
    purge_expired = UseCase(purge_expired)
