"""`admin init`: a commented election file to start from, and its database."""

from __future__ import annotations

import os

import models
from tui.command_line.options import ConfigOption, chosen_espace
from tui.command_line.saying import say


def init(config: ConfigOption = None) -> None:
    """Write a commented election file, which must not exist, and prepare its database."""
    from tui.command_line.election_files import chosen_election_file

    path = chosen_election_file(config)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        if not os.path.exists(path):  # False, too, if the folder is shut
            raise models.EspaceError(
                f"Le fichier {path} ne peut pas être écrit. Choisissez un dossier où vous avez "
                "le droit d'écrire, ou un autre nom."
            ) from None
        raise models.EspaceError(
            f"Le fichier {path} existe déjà : rien n'a été changé. Pour préparer sa base de "
            f"données, lancez « espace-electeur admin migrate --config {path} »."
        ) from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(models.election_template())
    chosen_espace(path).administration.migrate()
    say(f"Le fichier {path} est écrit et sa base de données est prête.")
