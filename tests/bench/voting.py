"""The vote's protocol: our engine beside belenios-tool, with the seventeen lists of the CTM."""

from __future__ import annotations

import secrets
import subprocess
import tracemalloc
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from hashlib import sha256
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from models.voting.archive import ArchiveWriter
from models.voting.belenios_tool import Tool, find_tool
from models.voting.credentials import private_credential, public_credential
from models.voting.engines import OwnEngine, make_checked_ballot
from models.voting.identifiers import draw_identifier
from models.voting.verification import verify_archive
from tests.bench.figures import Figure, by_rank
from tests.models.voting.elections import OPENING, SmallElection, hold_election

LISTS = 17
BALLOTS = 10_000
ROUNDS = 40
"""Ballots that are timed one by one."""
CREDENTIALS = 10_000
FEW = 1_000
"""Ballots of the archive whose writing takes no less memory than that of all."""
AT_ONCE = 100
"""Ballots that a process makes before it answers."""


def voting(folder: Path) -> list[Figure]:
    """Return what ballots, credentials and archives cost, each beside the tool in this run."""
    tool = find_tool()
    held = hold_election(LISTS, BALLOTS)
    ballots = list(_made(held))
    path = folder / f"{held.scrutin.election.uuid}.bel"
    return [
        *_single_ballots(held, tool, ballots),
        _credentials(held, tool, folder),
        *_writing(held, ballots, path),
        _verifying(held, tool, ballots, path),
    ]


def _single_ballots(held: SmallElection, tool: Tool, ballots: list[bytes]) -> list[Figure]:
    """Time a ballot by each engine, in turn: made, checked, and both as in a visit."""
    own = OwnEngine()
    scrutin, credential = held.scrutin, held.credentials[0]
    acts: dict[str, tuple[Callable[[int], object], Callable[[int], object]]] = {
        "faire un bulletin": (
            lambda place: own.make_ballot(scrutin, credential, place),
            lambda place: tool.make_ballot(scrutin, credential, place),
        ),
        "vérifier un bulletin": (
            lambda place: own.check_ballot(scrutin, ballots[place]),
            lambda place: tool.check_ballot(scrutin, ballots[place]),
        ),
    }
    figures = []
    for name, (ours, theirs) in acts.items():
        pairs = [(_timed(ours, n), _timed(theirs, n)) for n in _places()]
        figures += by_rank(f"{name}, {LISTS} listes", *_columns(pairs), limit=1.0, ranks=(50, 95))
    whole = partial(make_checked_ballot, (tool, own), scrutin, credential)
    pairs = [(_timed(whole, n), _timed(acts["faire un bulletin"][1], n)) for n in _places()]
    return [
        *figures,
        *by_rank(
            "bulletin fait par l'un, vérifié par l'autre",
            *_columns(pairs),
            limit=2.0,
            ranks=(50, 95),
            aim=250.0,
        ),
    ]


def _credentials(held: SmallElection, tool: Tool, folder: Path) -> Figure:
    """Return how many identifiers a core draws and derives in a second."""
    uuid = held.scrutin.election.uuid
    started = perf_counter()
    for number in range(CREDENTIALS):
        identifier = draw_identifier(secrets.randbelow)
        key = public_credential(private_credential(identifier), uuid)
        identifier.link(number, uuid, key)
    ours = CREDENTIALS / (perf_counter() - started)
    started = perf_counter()
    subprocess.run(
        [
            tool.path,
            *("setup", "generate-credentials", "--group", "Ed25519"),
            *("--uuid", uuid, "--count", str(CREDENTIALS), "--dir", folder),
        ],
        env={"BELENIOS_USE_URANDOM": "1"},
        capture_output=True,
        check=True,
    )
    theirs = CREDENTIALS / (perf_counter() - started)
    return Figure(
        "identifiants de vote tirés et dérivés, un cœur",
        ours,
        "/s",
        theirs,
        0.5,
        at_least=True,
        aim=2000,
    )


def _writing(held: SmallElection, ballots: list[bytes], path: Path) -> list[Figure]:
    """Return how fast an archive is written, and that its size asks for no memory."""
    keys = held.public_credentials
    started = perf_counter()
    with path.open("wb") as file:
        writer = ArchiveWriter(file, OPENING)
        writer.setup(held.scrutin.election, held.scrutin.board, keys)
        for ballot in ballots:
            writer.ballot(ballot)
    ours = len(ballots) / (perf_counter() - started)
    started = perf_counter()
    with path.with_suffix(".plain").open("wb") as file:
        for ballot in ballots:
            file.write(ballot + sha256(ballot).digest())
    plain = len(ballots) / (perf_counter() - started)
    return [
        Figure("archive : bulletins écrits", ours, "/s", plain, 0.1, at_least=True, aim=5000),
        Figure(
            f"archive : mémoire pour {len(ballots)} bulletins, ÷ celle de {FEW}",
            _peak(held, ballots, path) / _peak(held, ballots[:FEW], path),
            "×",
            None,
            1.2,
            absolute=True,
        ),
    ]


def _peak(held: SmallElection, ballots: Iterable[bytes], path: Path) -> int:
    """Return how many bytes writing an archive takes at most."""
    tracemalloc.start()
    with path.with_suffix(".traced").open("wb") as file:
        writer = ArchiveWriter(file, OPENING)
        for ballot in ballots:
            writer.ballot(ballot)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def _verifying(held: SmallElection, tool: Tool, ballots: list[bytes], path: Path) -> Figure:
    """Return how long a whole archive takes, on all cores, beside the tool.

    It is counted: before the count the tool ends while it is still at the ballots.
    """
    path.write_bytes(held.archive(ballots, (1, 2, 3)))
    started = perf_counter()
    with path.open("rb") as file:
        verify_archive(file)
    ours = perf_counter() - started
    started = perf_counter()
    tool.verify_archive(path)
    return Figure(
        f"archive : {BALLOTS} bulletins vérifiés sur tous les cœurs",
        ours,
        "s",
        perf_counter() - started,
        1.0,
    )


def _made(held: SmallElection) -> Iterable[bytes]:
    """Yield a ballot of each elector, made on all cores."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as executor:
        starts = range(0, BALLOTS, AT_ONCE)
        yield from chain.from_iterable(executor.map(partial(_some, held), starts))


def _some(held: SmallElection, start: int) -> list[bytes]:
    return [held.ballot(voter, voter % (LISTS + 1)) for voter in range(start, start + AT_ONCE)]


def _places() -> Iterable[int]:
    return (number % (LISTS + 1) for number in range(ROUNDS))


def _timed(act: Callable[[int], object], place: int) -> float:
    started = perf_counter()
    act(place)
    return (perf_counter() - started) * 1000


def _columns(pairs: list[tuple[float, float]]) -> tuple[list[float], list[float]]:
    return [ours for ours, _ in pairs], [theirs for _, theirs in pairs]
