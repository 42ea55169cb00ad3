"""`admin migrate`: the database brought up to the program."""

from __future__ import annotations

from tui.command_line.options import ConfigOption, JsonOption, answer, chosen_espace


def migrate(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Apply the pending migrations."""
    names = chosen_espace(config).administration.migrate()
    sentence = (
        f"La base de données est à jour ({', '.join(names)})."
        if names
        else "La base de données était déjà à jour."
    )
    answer(as_json, {"applied": names}, sentence)
