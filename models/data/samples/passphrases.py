"""What opens the keys of a demonstration's board.

Everybody may read it: nothing real is under these keys.
"""

from __future__ import annotations

SAMPLE_PASSPHRASES = (
    "une rivière sous la neige",
    "une colline au soleil levant",
    "un vallon plein de brume",
    "un bocage après la pluie",
    "une clairière pour les cerfs",
)
"""Of the members of every sample's board, in the order of their numbers."""
