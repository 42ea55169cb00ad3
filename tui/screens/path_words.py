"""What is done at each place of the leaflet's path, in its words."""

from __future__ import annotations

OPEN_MAILBOX = "Activez votre messagerie"
CREATE_ACCOUNT = "Créez votre compte électeur"
CONFIRM_ACCOUNT = "Confirmez la création de votre compte électeur"
ENTER_SPACE = "Accédez à votre espace électeur"
LEFT = "Votre visite est terminée. Rien n'en reste sur cet ordinateur."
"""What is said after QUITTEZ."""
