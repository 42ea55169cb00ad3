"""The board in front of its host: members who come in turn, with stick and passphrase."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.visitor import Visitor
from tests.models.services.vote.board import BOARD, PASSPHRASES

MEMBERS = [name for name, _ in BOARD.members]

SHIFTED = """
from datetime import UTC, datetime, timedelta
from pathlib import Path
from models import clock

def now(self):
    then, began = Path({moment!r}).read_text().split("|")
    passed = datetime.now(UTC) - datetime.fromisoformat(began) if began else timedelta()
    return (datetime.fromisoformat(then) + passed).astimezone(UTC)

clock.SystemClock.now = now
from tui.__main__ import main
raise SystemExit(main())
"""
"""The program on a machine whose clock a test sets: it goes on from a moment that a file has,
or stands still at it."""


class Board:
    """Types what the members of the board type.

    Attributes:
        visitor: Reads the screen and presses the keys.
        sticks: The folder in which the members' sticks are, in that of the program.
    """

    def __init__(self, visitor: Visitor, sticks: Path) -> None:
        """Sit down in front of the first page."""
        self.visitor = visitor
        self.sticks = sticks

    def stick(self, number: int) -> Path:
        """Return the folder of a member's stick."""
        folder = self.sticks / f"CLE{number}"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def file(self, number: int) -> Path:
        """Return the file of a member's share."""
        return self.stick(number) / f"part-{number}-de-cle.json"

    def _typed(self, place: Path) -> str:
        """Return a place as it is typed: from the program's folder, it fits into the field."""
        return str(place.relative_to(self.sticks.parent))

    def opens(self, step: int, *texts: str) -> None:
        """Open a step of the first page, and read its page."""
        self.visitor.reads("BUREAU DE VOTE", "quand vous voulez")
        self.visitor.terminal.settle()
        self.visitor.presses(str(step))
        self.visitor.reads(*texts)

    def looks_again(self) -> None:
        """Leave the first page and return to it: it says how far the board is now."""
        self.visitor.terminal.settle()
        self.visitor.presses("m")
        self.visitor.reads("MEMBRES PRÉSENTS")
        self.goes_back()
        self.visitor.terminal.settle()

    def goes_back(self, *pages: str) -> None:
        """Return to the first page, by other ones that are known by their words."""
        for words in pages:
            self.visitor.terminal.settle()
            self.visitor.presses("escape")
            self.visitor.reads(words)
        self.visitor.terminal.settle()
        self.visitor.presses("escape")
        self.visitor.reads("BUREAU DE VOTE", "Répétition")

    def makes_keys(self) -> None:
        """Hold the ceremony: five members, each with a stick."""
        self.opens(2, "CLÉS DU BUREAU", "Commencer")
        self.visitor.presses("enter")
        for number, phrase in enumerate(PASSPHRASES, 1):
            self.visitor.reads(f"MEMBRE {number} SUR 5", "C'est moi")
            self.visitor.presses("enter")
            self.visitor.reads("Dossier de votre clé USB", "Valider ma phrase")
            self.visitor.terminal.settle()
            self.visitor.types(self._typed(self.stick(number)), fields=1)
            self.visitor.presses("tab")
            self.visitor.types(phrase, fields=1)
            self.visitor.presses("tab")
            self.visitor.types(phrase, fields=1)
            self.visitor.presses("enter")
        self.visitor.reads("TOUS ONT SAISI", "FAIRE LES CLÉS")
        self.visitor.presses("enter")
        self.visitor.reads("Empreinte des clés")

    def member_comes(self, number: int) -> None:
        """Show who a member is, on the page for it."""
        self.visitor.reads("MEMBRES PRÉSENTS")
        self.types_share(self.file(number), PASSPHRASES[number - 1])
        self.visitor.presses("enter")
        self.visitor.reads(f"✓ {MEMBERS[number - 1]} (")

    def members_come(self, *numbers: int) -> None:
        """Have members come, from the first page, and return to it."""
        self.visitor.terminal.settle()
        self.visitor.presses("m")
        for number in numbers:
            self.member_comes(number)
            self.visitor.terminal.settle()
        self.goes_back()

    def types_folder(self, folder: Path) -> None:
        """Type a folder in place of the one that is proposed."""
        self.visitor.terminal.settle()
        self.visitor.goes_to_field("Dossier où les écrire")
        self.visitor.presses("end", *["backspace"] * 60)
        self.visitor.types(self._typed(folder), fields=1)

    def types_share(self, file: Path, phrase: str) -> None:
        """Type where a share is, and its passphrase."""
        self.visitor.terminal.settle()
        self.visitor.goes_to_field("Fichier ou dossier de la clé USB")
        self.visitor.presses("end", *["backspace"] * 60)  # another member's, if they were refused
        self.visitor.types(self._typed(file), fields=1)
        self.visitor.presses("tab")
        self.visitor.types(phrase, fields=1)
