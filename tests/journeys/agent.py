"""An agent of the helpdesk at the keyboard."""

from __future__ import annotations

from tests.journeys.terminal import Terminal
from tests.models.desk.staff_members import OWN


class Agent:
    """Who answers the telephone: reads before each key."""

    def __init__(self, terminal: Terminal) -> None:
        """Sit down."""
        self.terminal = terminal

    def reads(self, *texts: str) -> str:
        """Wait until the texts are on the screen, and return the screen."""
        return self.terminal.wait_for(*texts)

    def presses(self, *keys: str) -> None:
        """Press keys; Enter once the page has stood for a moment."""
        if "enter" in keys:
            self.terminal.stand()
        self.terminal.press(*keys)

    def comes_in(self, name: str = "durand", password: str = OWN) -> None:
        """Sign in, nobody having called yet."""
        self.reads("ASSISTANCE", "Votre mot de passe")
        self.terminal.type(name)
        self.presses("tab")
        self.terminal.type(password)
        self.presses("enter")
        self.reads("QUI APPELLE ?", "Aucun appel")

    def finds(self, typed: str) -> None:
        """Open the one person that is found."""
        self.terminal.type(typed)
        self.reads("Une personne : Entrée l'ouvre.")
        self.presses("enter")
        self.reads("POUR VOUS SEUL", "LE CHEMIN")

    def recognises(self) -> None:
        """Have the caller show who they are."""
        self.presses("q")
        self.reads("QUI EST À L'APPAREIL ?", "▸ Quel est votre corps")
        self.presses("enter")
        self.reads("✓ juste", "▸ Dans quel établissement")
        self.presses("enter")
        self.reads("▸ Enregistrer")
        self.presses("enter")
        self.reads("La personne est reconnue.")

    def resends(self) -> None:
        """Send the code of an expired confirmation again."""
        self.presses("r")
        self.reads("Motif", "▸ Le code a expiré")
        self.presses("enter")
        self.reads("▸ Renvoyer le code")
        self.presses("enter")
        self.reads("Un mail est demandé")
        self.presses("enter")
        self.reads("Le mail de confirmation est dans votre messagerie")

    def follows(self, code: str, source: str = "borne salle-12") -> None:
        """Follow the visit of a code."""
        self.presses("s")
        self.reads("SUIVRE UNE VISITE")
        self.terminal.type(code)
        self.presses("enter")
        self.reads(source)

    def ends_the_call(self) -> None:
        """Close the call, for the likely reason."""
        self.presses("escape")
        self.reads("FIN DE L'APPEL", "Ne connaît pas sa messagerie")
        self.presses("enter")
        self.reads("QUI APPELLE ?", "Aucun appel")
