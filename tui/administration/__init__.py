"""`espace-electeur admin …`: the administrator's commands, without a screen."""

from __future__ import annotations

from tui.administration.alert import alert
from tui.administration.audit import export as export_audit
from tui.administration.audit import verify
from tui.administration.backup import backup, restore
from tui.administration.check import check
from tui.administration.export import export
from tui.administration.init import init
from tui.administration.lists import check as check_lists
from tui.administration.lists import show as show_lists
from tui.administration.metrics import serve_metrics
from tui.administration.migrate import migrate
from tui.administration.people import people
from tui.administration.person import person
from tui.administration.pictures import pictures
from tui.administration.purge import purge
from tui.administration.recorded import RecordedCommand
from tui.administration.release import release
from tui.administration.remind import remind
from tui.administration.roles import roles
from tui.administration.roll import import_roll
from tui.administration.send import send
from tui.administration.staff import add as add_staff
from tui.administration.staff import disable as disable_staff
from tui.administration.staff import list_accounts as list_staff
from tui.administration.staff import reset as reset_staff
from tui.administration.staff_code import staff_code
from tui.administration.status import status
from tui.administration.texts import texts
from tui.administration.vote import vote as vote_group
from tui.command_line.french import CHECK_STATUSES
from tui.command_line.options import group

administration = group("Préparer, suivre, sauvegarder et purger une élection.")
audit = group("Vérifie la chaîne d'audit, ou l'écrit.")
administration.add_typer(audit, name="audit")
lists = group("Les listes de candidats.")
administration.add_typer(lists, name="lists")
staff = group("Les comptes de l'assistance.")
administration.add_typer(staff, name="staff")
administration.add_typer(vote_group, name="vote")

administration.command(
    cls=RecordedCommand, help="Écrit un fichier d'élection commenté et prépare sa base."
)(init)
administration.command(cls=RecordedCommand, help="Met la base de données à jour.")(migrate)
administration.command(
    cls=RecordedCommand, help="Écrit le SQL qui donne à chaque machine son rôle dans la base."
)(roles)
administration.command("import", cls=RecordedCommand, help="Charge une liste électorale (CSV).")(
    import_roll
)
administration.command(
    cls=RecordedCommand,
    help="Vérifie tout ce dont l'élection dépend, et dit quoi faire.",
    epilog=CHECK_STATUSES,
)(check)
administration.command(cls=RecordedCommand, help="Affiche l'avancement de l'élection.")(status)
administration.command(
    cls=RecordedCommand, help="Prévient par mail de ce qui commence ou finit d'aller mal."
)(alert)
administration.command(
    "serve-metrics",
    cls=RecordedCommand,
    help="Sert les mesures d'une supervision (Prometheus), sur cette machine.",
)(serve_metrics)
administration.command(
    cls=RecordedCommand, help="Écrit les comptes de l'élection dans un fichier CSV."
)(export)
administration.command(cls=RecordedCommand, help="Sauvegarde l'élection dans un fichier.")(backup)
administration.command(
    cls=RecordedCommand, help="Restaure une sauvegarde dans une base de données vide."
)(restore)
administration.command(
    cls=RecordedCommand, help="Efface les données personnelles, une fois l'élection passée."
)(purge)
administration.command(cls=RecordedCommand, help="Envoie les mails qui attendent.")(send)
administration.command(cls=RecordedCommand, help="Dit où en est une personne, et pourquoi.")(person)
administration.command(cls=RecordedCommand, help="Dit qui n'a pas activé son compte.")(people)
administration.command(cls=RecordedCommand, help="Écrit à qui n'a pas activé son compte.")(remind)
administration.command(cls=RecordedCommand, help="Lève les attentes d'une personne.")(release)
administration.command(
    "staff-code",
    cls=RecordedCommand,
    help="Prépare le code de sortie des bornes.",
)(staff_code)
staff.command("add", cls=RecordedCommand, help="Fait un compte, et dit son premier mot de passe.")(
    add_staff
)
staff.command(
    "reset", cls=RecordedCommand, help="Rouvre un compte par un nouveau premier mot de passe."
)(reset_staff)
staff.command("disable", cls=RecordedCommand, help="Ferme un compte et ses sessions.")(
    disable_staff
)
staff.command("list", cls=RecordedCommand, help="Affiche les comptes.")(list_staff)
administration.command(
    cls=RecordedCommand, help="Affiche les textes que le fichier d'élection peut changer."
)(texts)
administration.command(
    cls=RecordedCommand, help="Dessine les écrans que l'assistance montre, de cette élection."
)(pictures)
lists.command(
    "check",
    cls=RecordedCommand,
    help="Vérifie les listes et leurs fichiers.",
    epilog=CHECK_STATUSES,
)(check_lists)
lists.command("show", cls=RecordedCommand, help="Affiche les listes, les candidats, les textes.")(
    show_lists
)
audit.command("export", cls=RecordedCommand, help="Écrit la chaîne d'audit, sans aucun nom.")(
    export_audit
)
audit.command(cls=RecordedCommand, help="Vérifie que la chaîne d'audit est entière.")(verify)
