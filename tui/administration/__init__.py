"""`espace-electeur admin …`: the administrator's commands, without a screen."""

from __future__ import annotations

from tui.administration.audit import verify
from tui.administration.calling import group
from tui.administration.init import init
from tui.administration.migrate import migrate
from tui.administration.roll import import_roll
from tui.french import FrenchCommand

administration = group("Préparer une élection : fichier, base de données, liste électorale.")
audit = group("La chaîne d'audit.")
administration.add_typer(audit, name="audit")

administration.command(
    cls=FrenchCommand, help="Écrit un fichier d'élection commenté et prépare sa base de données."
)(init)
administration.command(cls=FrenchCommand, help="Met la base de données à jour.")(migrate)
administration.command("import", cls=FrenchCommand, help="Charge une liste électorale (CSV).")(
    import_roll
)
audit.command(cls=FrenchCommand, help="Vérifie que la chaîne d'audit est entière.")(verify)
