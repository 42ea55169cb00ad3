"""`admin init`: a commented election file to start from, and its database."""

from __future__ import annotations

import models
from tui.command_line.environment import resume_collection
from tui.command_line.options import ConfigOption, JsonOption, answer


def init(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Write a commented election file, which must not exist, and prepare its database."""
    from tui.command_line.election_files import chosen_election_file

    resume_collection()
    path = chosen_election_file(config)
    election = models.toulouse_election().read_from(path.absolute())
    espace = models.Espace(election, models.SystemClock())
    espace.administration.start_election(path)
    espace.close()
    sentence = f"Le fichier {path} est écrit et sa base de données est prête."
    answer(as_json, {"file": str(path)}, sentence)
