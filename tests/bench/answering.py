"""From a key to the end of the repaint that it causes, and what that sends to the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median
from time import monotonic, time

from tests.bench.figures import Figure, percentile
from tests.bench.programs import BARE_SCREEN, DEMO_SCREEN, bare_program, demo_program
from tests.journeys.terminal import Terminal

KEYS = 400
QUIET = 0.06
"""Seconds without a byte after which a repaint is taken for finished."""
IDLE = 5.0
"""Seconds during which an untouched program must send nothing."""
WORDS = ("Bruyere6Aubrac", "Pastel9Cassoulet", "vacances", "Toulouse31!", "été à Gavarnie")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one key caused: milliseconds until its last byte, and the bytes."""

    milliseconds: float
    size: int


def answering(home: Path) -> list[Figure]:
    """Return how fast, and with how many bytes, a key in a password field is answered.

    The demonstration's field has its rules lit live below it; the yardstick is
    a bare Input that hides what is typed.
    """
    with bare_program(home, "password") as bare:
        bare.wait_for(*BARE_SCREEN)
        yardstick = _answers(bare)
        idle_bare = _idle_bytes(bare)
    with demo_program(home) as demo:
        demo.wait_for(*DEMO_SCREEN)
        idle_home = _idle_bytes(demo)
        demo.press("2")
        demo.wait_for("CRÉER MON COMPTE", "une majuscule")
        demo.type("francoise.dupont@ac-toulouse.fr")
        demo.press("tab")
        answers = _answers(demo)
        idle_form = _idle_bytes(demo)
    name = "champ du mot de passe, règles vives"
    return [
        *_by_rank(f"touche → écran, {name}", answers, yardstick),
        Figure(
            "octets par touche, médiane",
            median(answer.size for answer in answers),
            "o",
            median(answer.size for answer in yardstick),
            300,
        ),
        Figure(
            "octets par touche, 99e centile",
            percentile([answer.size for answer in answers], 99),
            "o",
            percentile([answer.size for answer in yardstick], 99),
            800,
        ),
        Figure("octets au repos en 5 s, accueil", idle_home, "o", idle_bare, 0),
        Figure("octets au repos en 5 s, formulaire", idle_form, "o", idle_bare, 0),
    ]


def _by_rank(name: str, answers: list[Answer], yardstick: list[Answer]) -> list[Figure]:
    """Return median and 99th percentile of the times, in milliseconds."""
    ours = [answer.milliseconds for answer in answers]
    theirs = [answer.milliseconds for answer in yardstick]
    return [
        Figure(f"{name}, médiane", median(ours), "ms", median(theirs), 16),
        Figure(f"{name}, 99e centile", percentile(ours, 99), "ms", percentile(theirs, 99), 16),
    ]


def _answers(terminal: Terminal) -> list[Answer]:
    """Type words and take them back, key by key; return what each key caused."""
    random = Random(2014)
    found: list[Answer] = []
    keys = cycle(key for word in random.sample(WORDS, len(WORDS)) for key in _typed(word))
    _let_settle(terminal)
    while len(found) < KEYS:
        answer = _answer(terminal, next(keys))
        if answer is not None:
            found.append(answer)
    return found


def _typed(word: str) -> list[str]:
    """Return the keys that type a word and rub it out again."""
    return [*word, *["\x7f"] * len(word)]


def _answer(terminal: Terminal, key: str) -> Answer | None:
    """Return what a key caused, None where the clock turned a minute meanwhile."""
    before, minute = len(terminal.output), int(time() // 60)
    pressed = monotonic()
    terminal.send(key)
    terminal.read(1.0)
    last = terminal.read_at
    while terminal.read(QUIET):
        last = terminal.read_at
    if int(time() // 60) != minute:
        return None
    return Answer((last - pressed) * 1000, len(terminal.output) - before)


def _idle_bytes(terminal: Terminal) -> int:
    """Return the bytes sent in 5 s in which no key is pressed and no minute turns."""
    _let_settle(terminal)
    while True:
        sent, minute = 0, int(time() // 60)
        sent = len(terminal.read_for(IDLE))
        if int(time() // 60) == minute:
            return sent


def _let_settle(terminal: Terminal) -> None:
    """Read until nothing has come for half a second, at most five seconds long."""
    limit = monotonic() + 5.0
    while terminal.read(0.5) and monotonic() < limit:
        pass
