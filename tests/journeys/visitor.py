"""A person at the keyboard, with the leaflet in hand: the steps of the path, by keys alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import pairwise

from tests.journeys.terminal import PATIENCE, Terminal

HOME_SCREEN = ("COMMENT ACTIVER VOTRE ESPACE", "F10 QUITTEZ")
"""What is on the first screen, on any terminal, once it is complete."""

NUMEN = "16E0501234ABC"
"""Of Mme Dupont, the person of the leaflet."""
VOTER_PASSWORD = "Bruyere6Causses"
"""One that keeps every rule."""

CODE = re.compile(r"\b[BCDFGHJKLMNPQRSTVWXZ]{5}-[BCDFGHJKLMNPQRSTVWXZ]{5}\b")
"""A code as a mail shows it."""
LINK = "Cliquer sur le lien de confirmation"
FOCUS_SHOWN = 5.0
"""Seconds in which a screen shows its focus, if it has any."""
MOST_TABS = 20
FOCUSED_FIELD = ("▌", "║")
"""What is on the left of the field that has the focus, on an xterm and on the console."""


class Visitor:
    """Reads the screen before each key, and presses what the screen names."""

    def __init__(self, terminal: Terminal, *, kept: str = "✓", pointer: str = "▸") -> None:
        """Sit down.

        Args:
            terminal: Where the program runs.
            kept: The sign of a rule that is kept, `[x]` on the Linux console.
            pointer: What is before the button that has the focus.
        """
        self.terminal = terminal
        self._kept = kept
        self._pointer = pointer

    @property
    def page(self) -> list[str]:
        """The lines below the demonstration's banner and the time, which goes on."""
        return self.terminal.lines[2:]

    def reads(self, *texts: str) -> str:
        """Wait until the texts are on the screen, and return the screen."""
        return self.terminal.wait_for(*texts)

    def presses(self, *keys: str) -> None:
        """Press keys; Enter once the page has stood for a moment."""
        if "enter" in keys:
            self.terminal.stand()
        self.terminal.press(*keys)

    def arrives(self) -> None:
        """Read the first screen."""
        self.reads(*HOME_SCREEN)

    def goes_to(self, button: str) -> None:
        """Press Tab until a button has the focus.

        Raises:
            AssertionError: It never has.
        """
        pointed = f"{self._pointer} {button}"
        self._tabs_until(lambda: pointed in self.terminal.words, button)

    def goes_to_field(self, label: str) -> None:
        """Press Tab until the field under a label has the focus.

        Raises:
            AssertionError: It never has.
        """
        self._tabs_until(partial(self._is_in_field, label), label)

    def _is_in_field(self, label: str) -> bool:
        lines = [line.strip() for line in self.terminal.lines]
        return any(
            above.startswith(label) and below.startswith(FOCUSED_FIELD)
            for above, below in pairwise(lines)
        )

    def _tabs_until(self, there: Callable[[], bool], what: str) -> None:
        # A screen takes the focus to what is to be filled in: a Tab pressed before that is
        # painted would be followed by one step more than is seen.
        with suppress(AssertionError):
            self.terminal.wait_until(lambda: bool(self._marked()), "a focus", FOCUS_SHOWN)
        for _ in range(MOST_TABS):
            self.terminal.settle()
            if there():
                return
            unmoved = self._focus()
            self.presses("tab")
            self.terminal.wait_until(partial(self._has_moved, unmoved), "the focus to move")
        raise AssertionError(f"no way by Tab to « {what} »:\n{self.terminal.text}")

    def _numbered(self) -> list[tuple[int, str]]:
        return list(enumerate(line.strip() for line in self.terminal.lines))

    def _marked(self) -> list[tuple[int, str]]:
        """Return the lines that show the focus."""
        return [
            (number, line)
            for number, line in self._numbered()
            if line.startswith(FOCUSED_FIELD) or f"{self._pointer} " in line
        ]

    def _focus(self) -> list[tuple[int, str]]:
        """Return the lines that show the focus, or all of them if nothing shows it."""
        return self._marked() or self._numbered()

    def _has_moved(self, unmoved: list[tuple[int, str]]) -> bool:
        return self._focus() != unmoved

    def chooses(self, button: str) -> None:
        """Go to a button and press it."""
        self.goes_to(button)
        self.presses("enter")

    def goes_on(self, button: str) -> None:
        """Wait until a button has the focus by itself, and press it."""
        self.reads(f"{self._pointer} {button}")
        self.presses("enter")

    # The mailbox

    def opens_the_webmail(self) -> None:
        """Open the first door."""
        self.presses("1")
        self.reads("Étape 1 sur 3", "Bienvenue dans le webmail de l'académie de Toulouse")

    def signs_in_to_the_webmail(self, user_name: str, password: str) -> None:
        """Type user name and password, as the leaflet says."""
        self.reads("Nom d'utilisateur", "Connexion")
        self._fills(user_name, password)

    def chooses_a_mailbox_password(self, password: str) -> None:
        """Put a password of one's own in the place of the NUMEN."""
        self.reads("Remplacez votre NUMEN", "de la ponctuation")
        self._fills(password, password, ready="les deux saisies sont identiques")
        self.reads("Mot de passe changé :")

    def keeps_the_numen(self) -> None:
        """Put the change of the mailbox password off."""
        self.reads("Remplacez votre NUMEN")
        self.chooses("Plus tard")

    def empties_the_mailbox(self) -> None:
        """Delete every mail for good."""
        self.reads("boîte saturée", "puis Suppr et Entrée.")
        self.presses("ctrl+a")
        self.reads("Supprimer définitivement les 9 mails cochés")
        self.presses("delete")
        self.goes_on("Supprimer définitivement")

    def reads_the_mail(self) -> None:
        """Read the mail of the election, which has come and was opened by itself."""
        self.reads("Votre code de confirmation :", LINK)

    # The account

    def creates_an_account(self, password: str, address: str = "") -> None:
        """Type the voter password twice, below the address that is proposed or is typed first."""
        self.reads("Étape 2 sur 3", "Vous n'êtes pas encore enregistré")
        if address:
            self.types(address, fields=1)
            self.presses("tab")
        # Where an address is proposed the screen goes there by itself, perhaps not at once: a Tab
        # pressed before would lead one field too far.
        label = "Mot de passe électeur"
        self.terminal.wait_until(partial(self._is_in_field, label), label)
        self._fills(password, password, ready="les deux saisies sont identiques")
        self.reads("UN MAIL VOUS A ÉTÉ ADRESSÉ", "Étape 2")

    def opens_the_mail(self) -> None:
        """Open the mail, from the page that says that it was sent or from the inbox."""
        self.goes_on("Ouvrir le mail")
        self.reads_the_mail()

    def clicks_on_the_link(self, password: str = "") -> None:
        """Follow the link of the mail, which confirms, and read what is to be remembered.

        Args:
            password: The voter password, asked for if it was typed before the mailbox was open.
        """
        self.goes_on(LINK)
        if password:
            self.reads("Ajoutez le mot de passe électeur que vous avez créé.")
            self.terminal.type(password)
            self.presses("enter")
        self.remembers()

    def types_the_code(self) -> None:
        """Read the code in the open mail, go back, and type it in the place of the link."""
        (code,) = set(CODE.findall(self.terminal.text))
        self.presses("escape")
        self.chooses("Continuer sans lire ce mail")
        self.reads("Recopiez le code du mail", "Code de confirmation")
        self.terminal.type(code)
        self.presses("enter")
        self.remembers()

    def remembers(self) -> None:
        """Read what is to be remembered once the account is confirmed, and go on."""
        self.reads(
            "Retenez bien le mot de passe que vous venez de créer.",
            "Ce sera celui que vous utiliserez pour voter.",
        )
        self.goes_on("Voir mes scrutins")

    def sees_scrutins(self, *shorts: str) -> None:
        """Read the list: these scrutins, in this order, and no other."""
        called = f"à participer à {len(shorts)} scrutins."
        screen = self.reads("Étape 3 sur 3", called, "POUR VOTER")
        known = ("CTM", "CTA", "CAPN", "CAPA", "CAPD", "CCP", "CCMMEP", "CCMA", "CCMD")
        first_words = [line.strip(" ▸>│").partition(" ")[0] for line in screen.splitlines()]
        found = [word for word in first_words if word in known]
        assert found == list(shorts), screen

    def quits(self) -> None:
        """Press QUITTEZ: the program ends well, and the terminal is as it was."""
        self.presses("f10")
        assert self.terminal.wait_end() == 0
        assert self.terminal.faults_left() == []

    def _fills(self, first: str, second: str, *, ready: str = "") -> None:
        """Type into two fields one after the other, and press Enter once they are right."""
        self.types(first, fields=1)
        self.presses("tab")
        self.types(second, fields=1 if first != second else 2)
        if ready:
            self.reads(f"{self._kept} {ready}")
        self.presses("enter")

    def types(self, text: str, *, fields: int) -> None:
        """Type a text, and go on once so many fields show it, in clear or as dots."""
        self.terminal.type(text)
        shown = (text, *(dot * len(text) for dot in "•·*"))

        def stands() -> bool:
            lines = self.terminal.text.splitlines()
            return sum(any(form in line for form in shown) for line in lines) >= fields

        self.terminal.wait_until(stands, f"{fields} × {len(text)} characters", PATIENCE)
