"""What the board reads of its minutes and of the publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import say_count, say_number, say_scrutins
from tui.visit.fingerprints import grouped
from tui.visit.sizes import say_size

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from models import MinutesFiles, PublicationReport
    from tui.visit.glyphs import Part

PUBLICATION = "resultats"
"""The folder of the pages, in the one that is typed."""

WHY = (
    "Un procès-verbal par scrutin, à imprimer, relire et signer. Puis la publication : un dossier "
    "« resultats » de pages que n'importe quel site peut servir."
)
FOLDER = "Dossier où les écrire"
MISSING = "Écrivez un dossier qui existe, par exemple celui d'une clé USB."
PUBLISH_FROM = "La publication est possible à partir du {moment}."
WRITTEN = "{count} dans {folder}. Imprimez chaque fichier « .pdf », relisez-le et signez-le."
PRINTED = "Son empreinte est imprimée au bas de chaque page."
PUBLISHED = (
    "Le dossier à publier est prêt : {folder} ({scrutins}, {files}, {size}). Donnez-le à qui tient "
    "le site."
)
UNCOUNTED = "Sans résultat, car non dépouillés : {names}."
SUMS = "Empreinte de ce dossier (SHA256SUMS), à noter et à joindre aux procès-verbaux :"
THERE = (
    "Il y en a déjà dans ce dossier : rien n'a été changé. Choisissez « Remplacer », ou un autre "
    "dossier."
)


def written_parts(folder: Path, files: tuple[MinutesFiles, ...]) -> tuple[Part, ...]:
    """Return what was written, and what is done with it."""
    count = f"{say_number(len(files))} procès-verba{'ux' if len(files) > 1 else 'l'}"
    return (f"{WRITTEN.format(count=count, folder=folder)} {PRINTED}",)


def published_parts(report: PublicationReport, names: Mapping[str, str]) -> tuple[Part, ...]:
    """Return what was published, with the fingerprint of all of it; names are by codes."""
    words = PUBLISHED.format(
        folder=report.folder,
        scrutins=say_count(len(report.scrutins), "scrutin"),
        files=say_count(report.files, "fichier"),
        size=say_size(report.size),
    )
    uncounted = UNCOUNTED.format(names=say_scrutins(report.uncounted, names))
    parts: list[Part] = [words, *([(f"\n{uncounted}", ".missing")] if report.uncounted else [])]
    return (*parts, f"\n{SUMS}\n", (grouped(report.fingerprint), ".strong"))
