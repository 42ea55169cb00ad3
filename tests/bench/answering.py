"""From a key to the end of the repaint that it causes, and what that sends to the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median
from time import monotonic, time

from tests.bench.figures import Figure, by_rank, percentile
from tests.bench.programs import BARE_SCREEN, DEMO_SCREEN, bare_program, demo_program
from tests.journeys.terminal import PATIENCE, Terminal

KEYS = 400
HIDDEN, BACKSPACE = "•", "\x7f"
"""What a password field shows of a character, and the key that takes one back."""
QUIET = 0.06
"""Seconds without a byte after which a repaint is taken for finished."""
IDLE = 5.0
"""Seconds during which an untouched program must send nothing."""
LIMIT = 6.0
"""Times the bare application: 3.6 to 4.9 was measured on a machine kept busy."""
AIM = 16.0
"""Milliseconds on an idle machine: one frame."""
MIDDLE_SIZE, LARGEST_SIZE = 300, 800
"""Bytes: of the medians and of the 99th percentiles."""
WORDS = ("Bruyere6Causses", "Pastel9Cassoulet", "vacances", "Toulouse31!", "été à Gavarnie")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one key caused: milliseconds until its last byte, and the bytes."""

    milliseconds: float
    size: int


def answering(home: Path) -> list[Figure]:
    """Return how fast, and with how many bytes, a key in a password field is answered.

    The demonstration's field has its rules lit live below it; the yardstick is
    a bare Input that hides what is typed. Both run, and are typed in in turn.
    """
    with bare_program(home, "password") as bare, demo_program(home) as demo:
        bare.wait_for(*BARE_SCREEN)
        demo.wait_for(*DEMO_SCREEN)
        idle_bare, idle_home = _idle_bytes(bare), _idle_bytes(demo)
        demo.press("2")
        demo.wait_for("CRÉER MON COMPTE", "une majuscule")
        demo.type("francoise.dupont@ac-toulouse.fr")
        demo.press("tab")
        answers, yardstick = _answers(demo, bare)
        idle_form = _idle_bytes(demo)
    return [
        *by_rank(
            "touche → écran, champ du mot de passe, règles vives",
            [answer.milliseconds for answer in answers],
            [answer.milliseconds for answer in yardstick],
            LIMIT,
            [50, 99],
            AIM,
        ),
        *_sizes([answer.size for answer in answers], [answer.size for answer in yardstick]),
        Figure("octets au repos en 5 s, accueil", idle_home, "o", idle_bare, 0, absolute=True),
        Figure("octets au repos en 5 s, formulaire", idle_form, "o", idle_bare, 0, absolute=True),
    ]


def _sizes(ours: list[int], theirs: list[int]) -> list[Figure]:
    """Return median and 99th percentile of the bytes of a key: they depend on no machine."""
    return [
        Figure(f"octets par touche, {rank}", size, "o", bare, limit, absolute=True)
        for rank, size, bare, limit in (
            ("médiane", median(ours), median(theirs), MIDDLE_SIZE),
            ("99e centile", percentile(ours, 99), percentile(theirs, 99), LARGEST_SIZE),
        )
    ]


def _answers(measured: Terminal, bare: Terminal) -> tuple[list[Answer], list[Answer]]:
    """Type words and take them back, each key in both terminals; return what it caused in each.

    A key during which the clock turned a minute is left out of both.
    """
    random = Random(2014)
    keys = cycle(key for word in random.sample(WORDS, len(WORDS)) for key in _typed(word))
    found: list[Answer] = []
    yardstick: list[Answer] = []
    _let_settle(measured)
    _let_settle(bare)
    while len(found) < KEYS:
        key, minute = next(keys), int(time() // 60)
        answer, plain = _answer(measured, key), _answer(bare, key)
        if int(time() // 60) == minute:
            found.append(answer)
            yardstick.append(plain)
    return found, yardstick


def _typed(word: str) -> list[str]:
    """Return the keys that type a word and rub it out again."""
    return [*word, *[BACKSPACE] * len(word)]


def _answer(terminal: Terminal, key: str) -> Answer:
    """Return what a key caused: until the field shows it, and the last byte that follows."""
    dots = terminal.text.count(HIDDEN) + (-1 if key == BACKSPACE else 1)
    before, pressed = len(terminal.output), monotonic()
    terminal.send(key)
    terminal.wait_until(lambda: terminal.text.count(HIDDEN) == dots, f"{dots} dots", PATIENCE)
    last = terminal.read_at
    while terminal.read(QUIET):
        last = terminal.read_at
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
