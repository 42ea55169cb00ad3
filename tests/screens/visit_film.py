"""The README's moving picture: the leaflet's way, from the demonstration's home to the scrutins."""

from __future__ import annotations

import re
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import Any

import pyte

from tests.journeys.surroundings import surroundings
from tests.journeys.terminal import Terminal
from tests.journeys.visitor import LINK, NUMEN, VOTER_PASSWORD, Visitor
from tests.screens.recording import Frame, moving_picture, rows_of

NAME = "visite"
COLUMNS, LINES = 80, 24
MAILBOX_PASSWORD = "Camion-bleu7"
READ, GLANCED, TYPED = 2.6, 1.2, 0.09
"""Seconds for which a page, a change of a page, and a letter are shown."""
MOST_BYTES = 1_000_000
ON, OFF = b"\x1b[?1049h", b"\x1b[?1049l"
SWITCH = re.compile(rb"(\x1b\[\?1049[hl])")
"""To a page of the program's own, and back to the shell's (ctlseqs, xterm)."""


class Camera:
    """Films what a terminal shows."""

    def __init__(self, terminal: Terminal) -> None:
        """Take the terminal, from its beginning on."""
        self._terminal = terminal
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0
        self._beneath: dict[int, Any] = {}
        self._left_at = (0, 0)
        self.frames: list[Frame] = []

    def takes(self, seconds: float) -> None:
        """Take a picture of what stands now, to be shown for so many seconds."""
        self._terminal.settle()
        self._feed(bytes(self._terminal.output[self._fed :]))
        self._fed = len(self._terminal.output)
        self.frames.append(Frame(rows_of(self._screen), seconds))

    def _feed(self, output: bytes) -> None:
        """Draw what was sent, on the program's own page while it has one: pyte knows no other.

        What a shell's page shows when a program's is laid over it is filmed: nobody could wait
        for it.
        """
        for piece in SWITCH.split(output):
            if piece == ON:
                if any(row.strip() for row in self._screen.display):
                    self.frames.append(Frame(rows_of(self._screen), READ))
                self._beneath = deepcopy(dict(self._screen.buffer))
                self._left_at = (self._screen.cursor.y, self._screen.cursor.x)
                self._screen.erase_in_display(2)
            elif piece == OFF:
                self._screen.buffer.clear()
                self._screen.buffer.update(self._beneath)
                self._screen.cursor.y, self._screen.cursor.x = self._left_at
            else:
                self._stream.feed(piece)


def film(command: list[str]) -> str:
    """Return the moving picture of a visit.

    Args:
        command: The installed program.
    """
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with Terminal(
            [*command, "demo"],
            environment=surroundings(home),
            folder=home,
            columns=COLUMNS,
            lines=LINES,
        ) as terminal:
            visitor = Visitor(terminal)
            camera = Camera(terminal)
            _visit(visitor, camera)
            visitor.quits()
    return moving_picture(camera.frames, COLUMNS)


def _visit(visitor: Visitor, camera: Camera) -> None:
    """Go the leaflet's way by Enter alone, and have each step filmed."""
    visitor.arrives()
    camera.takes(READ)
    _goes_on(visitor, camera, "Bienvenue dans le webmail")
    _types(visitor, camera, "fdupont")
    _goes_on(visitor, camera, "F2 Afficher", GLANCED)
    _types(visitor, camera, NUMEN)
    _goes_on(visitor, camera, "Remplacez votre NUMEN")
    _types(visitor, camera, MAILBOX_PASSWORD)
    _goes_on(visitor, camera, "✓ difficile à deviner", GLANCED)
    _types(visitor, camera, MAILBOX_PASSWORD)
    _goes_on(visitor, camera, "Continuer : créez votre compte")
    _goes_on(visitor, camera, "Vous n'êtes pas encore enregistré")
    _types(visitor, camera, VOTER_PASSWORD)
    _goes_on(visitor, camera, "✓ difficile à deviner", GLANCED)
    _types(visitor, camera, VOTER_PASSWORD)
    _goes_on(visitor, camera, "Le mail est arrivé dans votre boîte.")
    _goes_on(visitor, camera, LINK)
    _goes_on(visitor, camera, "VOTRE COMPTE ÉLECTEUR EST CONFIRMÉ")
    _goes_on(visitor, camera, "POUR VOTER", 2 * READ)


def _goes_on(visitor: Visitor, camera: Camera, seen: str, seconds: float = READ) -> None:
    visitor.presses("enter")
    visitor.reads(seen)
    camera.takes(seconds)


def _types(visitor: Visitor, camera: Camera, text: str) -> None:
    """Type a text three letters at a time: a picture for each would be as large again."""
    for start in range(0, len(text), 3):
        visitor.terminal.type(text[start : start + 3])
        camera.takes(3 * TYPED)
