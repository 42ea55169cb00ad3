"""What is said at the end of a visit, wherever it is held."""

from __future__ import annotations

LEFT = "Votre visite est terminée. Rien n'en reste sur cet ordinateur."
"""What is said after QUITTEZ."""
