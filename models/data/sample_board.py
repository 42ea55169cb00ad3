"""The board of the demonstration: five invented members, three of whom open the urns.

Everybody may read its passphrases here. They protect nothing, and nothing real is under their keys.
"""

from __future__ import annotations

from models.settings.board import BoardSection

SAMPLE_BOARD = BoardSection(
    president="Mme Olympe RIVIÈRE (fictive)",
    secretary="M. Anselme COLLINE (fictif)",
    delegates=(
        "Mme Bérénice VALLON (fictive)",
        "M. Théodule BOCAGE (fictif)",
        "Mme Philomène CLAIRIÈRE (fictive)",
    ),
    threshold=3,
    engines="one",
)
SAMPLE_PASSPHRASES = (
    "une rivière sous la neige",
    "une colline au soleil levant",
    "un vallon plein de brume",
    "un bocage après la pluie",
    "une clairière pour les cerfs",
)
"""Of the members, in the order of their numbers."""
