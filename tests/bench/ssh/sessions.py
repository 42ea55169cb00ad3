"""Demonstrations over SSH: how soon one begins, and how a room of people is answered."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import monotonic

from tests.bench.figures import Figure, by_rank
from tests.bench.ssh.memory import mean_of, proportional
from tests.bench.ssh.person import Person, sits_down
from tests.bench.ssh.served import BARE_END, Yardstick, served
from tests.journeys.ssh.hosting import Host

ROUNDS = 15
START_LIMIT, START_AIM = 0.6, 120.0
"""Times the bare application started fresh over SSH; milliseconds on an idle machine."""
FEW, MANY = 50, 100
"""People in the room."""
TOGETHER = 5
"""Of them, come at once: a room fills in a minute, not in an instant."""
MOST_MEMORY = 18.0
"""MiB of a session, what it shares counted in proportion."""
TYPED = "Les trois lilas, 31 roses bleu"
"""A password, as far as one that is judged at each key goes."""
KEYS_A_SECOND = 3
ECHO_LIMIT, ECHO_AIM = 6.0, 50.0
"""Times the bare application's echo in a room as large; milliseconds on an idle machine."""
FIRST_SCREEN, KEY = 16 * 1024, 300
"""Bytes at 80×24."""
QUIET, SETTLED = 0.06, 1.0
"""Seconds without a byte, after which an answer is complete, and a new page."""
IDLE = 5.0
"""Seconds in which nobody touches anything: less than the minute after which the time turns."""
DOT = "•"
"""What a field shows of each character that it hides."""
HOME_END = "QUITTEZ"
"""On the last line of each page."""
FORM = "creation"
NOT_SHOWN = "la mémoire des sessions n'est pas mesurée : seul root peut la lire"


@dataclass(frozen=True, slots=True)
class Line:
    """The bytes of one session.

    Attributes:
        first: Of its first screen.
        keys: Of each key.
        idle: Of `IDLE` seconds.
    """

    first: int
    keys: list[int]
    idle: int


def ssh_sessions(home: Path) -> list[Figure]:
    """Return what sessions cost; the yardstick is the bare application started fresh for each."""
    with served(home) as (host, bare):
        return asyncio.run(_figures(host, bare))


async def _figures(host: Host, bare: Yardstick) -> list[Figure]:
    return [
        *await _starts(host, bare),
        *await _bytes(host, bare),
        *await _room(host, bare),
    ]


# Alone


async def _starts(host: Host, bare: Yardstick) -> list[Figure]:
    """Come and go, in turn here and there; the first time is not counted."""
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(ROUNDS + 1):
        for port, seen, times in ((bare.port, BARE_END, theirs), (host.port, HOME_END, ours)):
            person = await sits_down(port, seen)
            if number:
                times.append(1000 * (person.read_at - person.asked_at))
            await person.settles(QUIET)
            person.leaves()
            await asyncio.to_thread(host.wait_empty)
    name = "session SSH : de la connexion au premier écran"
    middle = Figure(
        f"{name}, médiane", median(ours), "ms", median(theirs), START_LIMIT, aim=START_AIM
    )
    return [*by_rank(name, ours, theirs, START_LIMIT), middle]


async def _bytes(host: Host, bare: Yardstick) -> list[Figure]:
    home, ours = await _line(host.port, HOME_END, None), await _line(host.port, HOME_END, FORM)
    theirs = await _line(bare.port, BARE_END, None)
    return [
        Figure(
            "session SSH : octets du premier écran, 80×24",
            home.first,
            "o",
            theirs.first,
            FIRST_SCREEN,
            absolute=True,
        ),
        Figure(
            "session SSH : octets par touche, champ du mot de passe, médiane",
            median(ours.keys),
            "o",
            median(theirs.keys),
            KEY,
            absolute=True,
        ),
        Figure(
            f"session SSH : octets au repos en {IDLE:.0f} s, accueil et formulaire",
            home.idle + ours.idle,
            "o",
            theirs.idle,
            0,
            absolute=True,
        ),
    ]


async def _line(port: int, seen: str, target: str | None) -> Line:
    """Sit down, wait, and type if there is a field."""
    person = await sits_down(port, seen, target)
    await person.settles(SETTLED)
    first = len(person.output)
    await asyncio.sleep(IDLE)
    idle, keys = len(person.output) - first, []
    if target == FORM or seen == BARE_END:
        for letter in TYPED:
            before = len(person.output)
            person.types(letter)
            await person.reads(DOT, before)
            await person.settles(QUIET)
            keys.append(len(person.output) - before)
    person.leaves()
    return Line(first, keys, idle)


# In a room


async def _room(host: Host, bare: Yardstick) -> list[Figure]:
    """Have fifty people type, here and there, and fifty more come here."""
    theirs = await _filled(bare.port, BARE_END, None, FEW)
    plain, plain_echo = _memory(lambda: mean_of(bare.sessions)), await _echoes(theirs)
    _empty(theirs)
    ours = await _filled(host.port, HOME_END, FORM, FEW)
    echo = await _echoes(ours)
    figures = [
        *by_rank(
            f"{FEW} sessions SSH, {KEYS_A_SECOND} touches/s chacune : de la touche à l'écran",
            echo,
            plain_echo,
            ECHO_LIMIT,
            [50, 95],
            ECHO_AIM,
        ),
        *_memories(host, FEW, plain),
    ]
    ours += await _filled(host.port, HOME_END, FORM, MANY - FEW)
    figures += _memories(host, MANY, plain)
    _empty(ours)
    await asyncio.to_thread(host.wait_empty)
    return figures


async def _filled(port: int, seen: str, target: str | None, people: int) -> list[Person]:
    """Let people in, a few at a time, and wait until their pages stand."""
    room: list[Person] = []
    while len(room) < people:
        coming = min(TOGETHER, people - len(room))
        room += await asyncio.gather(*(sits_down(port, seen, target) for _ in range(coming)))
    await asyncio.gather(*(person.settles(SETTLED) for person in room))
    return room


def _empty(room: list[Person]) -> None:
    for person in room:
        person.leaves()


async def _echoes(room: list[Person]) -> list[float]:
    """Have everybody type at once; return the milliseconds from each key to its dot."""
    pause = 1 / KEYS_A_SECOND
    began = monotonic()
    all_of_them = await asyncio.gather(
        *(_types(person, began + pause * place / len(room)) for place, person in enumerate(room))
    )
    return [milliseconds for one in all_of_them for milliseconds in one]


async def _types(person: Person, first: float) -> list[float]:
    """Type at a steady pace from a moment on; whoever is late types on at once."""
    taken = []
    for number, letter in enumerate(TYPED):
        await asyncio.sleep(max(0.0, first + number / KEYS_A_SECOND - monotonic()))
        before = len(person.output)
        pressed = person.types(letter)
        taken.append(1000 * (await person.reads(DOT, before) - pressed))
    return taken


def _memories(host: Host, people: int, plain: float | None) -> list[Figure]:
    """Return the memory of a session, and of what all of them need, if it may be read."""
    session = _memory(lambda: mean_of(host.sessions))
    if session is None:
        return []
    name = f"mémoire proportionnelle, {people} sessions SSH"
    return [
        Figure(f"{name} : une session", session, "Mio", plain, MOST_MEMORY, absolute=True),
        *(
            Figure(f"{name} : {which}", proportional(pid), "Mio", None, None, absolute=True)
            for which, pid in (("l'hôte", host.process.pid), ("la porte", host.gate))
        ),
    ]


def _memory(measure: Callable[[], float]) -> float | None:
    try:
        return measure()
    except PermissionError:
        print(NOT_SHOWN, file=sys.stderr)
        return None
