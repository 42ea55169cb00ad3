"""A person in the application de vote: the steps from the scrutins to the receipts."""

from __future__ import annotations

import re

from tests.journeys.visitor import Visitor

TRACKER = re.compile(r"Votre numéro de suivi :\s*((?:[A-Za-z0-9+/]{3,5}\s+){9})")
READ = 1.2
"""Seconds in which a person reads what they are about to vote for; an Enter before does nothing."""


class Voter:
    """Votes with a visitor's keyboard."""

    def __init__(self, visitor: Visitor) -> None:
        """Sit down with a visitor, at their scrutins."""
        self.visitor = visitor

    def enters(self, identifier: str, password: str) -> None:
        """Choose the scrutin that is pointed at, and give both means of access."""
        self.visitor.presses("enter")
        says = self.visitor.cast.says
        self.visitor.reads(says("vote.step.access"), says("vote.identifier.label"))
        self.visitor.types(identifier, fields=1)
        self.visitor.presses("tab")
        self.visitor.types(password, fields=1)
        self.visitor.presses("enter")
        self.reads_the_lists()

    def reads_the_lists(self) -> None:
        """Wait for the lists of a scrutin."""
        self.visitor.reads("puis le vote blanc", "Entrée Choisir")

    def votes(self, *keys: str) -> str:
        """Go to a list by its keys, choose it, read, and vote; return the tracker."""
        if keys:
            self.visitor.presses(*keys)
        self.visitor.presses("enter")
        says = self.visitor.cast.says
        self.visitor.reads("VOUS ALLEZ VOTER", says("vote.confirmation.final"), "VOTER ◂")
        self.visitor.terminal.read_for(READ)
        self.visitor.presses("enter")
        self.visitor.reads(says("vote.receipt.heading"), says("vote.receipt.mailed"))
        self.visitor.terminal.settle()
        screen = " ".join(self.visitor.terminal.text.split())
        self.visitor.terminal.read_for(READ)
        found = TRACKER.search(screen.replace("┃", "").replace("│", "") + " ")
        assert found, screen
        return "".join(found[1].split())

    def finds(self, tracker: str, short: str, *, counted: bool = False) -> None:
        """Look a ballot up on the page that anybody opens from the home screen."""
        self.visitor.reads("VÉRIFIER MON BULLETIN")
        self.visitor.goes_to_field("Numéro de suivi")
        self.visitor.presses("end", *["backspace"] * 12)
        self.visitor.types(tracker[:12], fields=1)
        self.visitor.presses("enter")
        said = "dans l'urne qui a été comptée." if counted else "Ce bulletin est dans l'urne."
        self.visitor.reads(said, f"Scrutin : {short} ·")
