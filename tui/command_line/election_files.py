"""Which election file a command works with."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "ESPACE_ELECTEUR_CONFIG"
"""Environment variable that names the election file if `--config` does not."""


def chosen_election_file(option: Path | None) -> Path:
    """Return the file of the option, of the environment, or of the user's configuration."""
    if option is not None:
        return option
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("espace-electeur", appauthor=False) / "election.toml"
