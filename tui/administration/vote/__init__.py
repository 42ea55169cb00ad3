"""`admin vote …`: the ground of the vote, its days, its closing."""

from __future__ import annotations

from tui.administration.recorded import RecordedCommand
from tui.administration.vote.check_share import check_share
from tui.administration.vote.close import close
from tui.administration.vote.count import count
from tui.administration.vote.credential import credential
from tui.administration.vote.export import export
from tui.administration.vote.keep_trackers import fingerprint
from tui.administration.vote.keys import keys
from tui.administration.vote.load import load_credentials
from tui.administration.vote.lot import lot
from tui.administration.vote.notices import notices
from tui.administration.vote.publish import publish
from tui.administration.vote.rehearse import rehearse
from tui.administration.vote.replace import replace_notice
from tui.administration.vote.results import results
from tui.administration.vote.roll_export import roll_export
from tui.administration.vote.seal import seal
from tui.administration.vote.turnout import status
from tui.administration.vote.verify import verify
from tui.command_line.options import group

vote = group("Prépare et tient le vote : notices, clés, scellement, fermeture, dépouillement.")

vote.command(
    "roll-export", cls=RecordedCommand, help="Écrit la liste pour la machine des notices."
)(roll_export)
vote.command(
    cls=RecordedCommand,
    help="Fait les notices de vote, sur une machine à part.",
)(notices)
vote.command(
    "load-credentials", cls=RecordedCommand, help="Charge les éléments publics des notices."
)(load_credentials)
vote.command(
    "replace-notice", cls=RecordedCommand, help="Remplace une notice perdue par une de la réserve."
)(replace_notice)
vote.command(cls=RecordedCommand, help="Donne la clé d'une notice pour l'outil Belenios.")(
    credential
)
vote.command(
    cls=RecordedCommand, help="Fait les clés du bureau : chaque membre emporte sa part, scellée."
)(keys)
vote.command(
    "check-share", cls=RecordedCommand, help="Vérifie qu'une part s'ouvre avec sa phrase secrète."
)(check_share)
vote.command(
    cls=RecordedCommand, help="Scelle l'élection : rien n'en change avant le dépouillement."
)(seal)
vote.command(cls=RecordedCommand, help="Essaie tout le vote en petit, dans un dossier à part.")(
    rehearse
)
vote.command(
    cls=RecordedCommand, help="Écrit pour le bureau les numéros de suivi ; pour une minuterie."
)(fingerprint)
vote.command(cls=RecordedCommand, help="Montre la participation par scrutin, corps et heure.")(
    status
)
vote.command(
    cls=RecordedCommand, help="Ferme les urnes, une fois le vote fini, et compare ce qui y est."
)(close)
vote.command(cls=RecordedCommand, help="Écrit l'archive de chaque scrutin, que chacun vérifie.")(
    export
)
vote.command(
    cls=RecordedCommand, help="Dépouille : les membres ouvrent les urnes, chacun avec sa part."
)(count)
vote.command(cls=RecordedCommand, help="Montre ce qui a été dépouillé, et les sièges.")(results)
vote.command(cls=RecordedCommand, help="Enregistre un siège que le bureau a tiré au sort.")(lot)
vote.command(
    cls=RecordedCommand, help="Rejoue un scrutin depuis son archive, sur n'importe quelle machine."
)(verify)
vote.command(
    cls=RecordedCommand, help="Publie les résultats : des pages, des fichiers et les archives."
)(publish)
