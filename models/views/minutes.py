"""The minutes (procès-verbal) of a scrutin: all that its board has done, found and signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.views.bureau import Incident
from models.views.results import ScrutinResult
from models.views.vote_board import BoardRole
from models.views.vote_days import NotedFingerprint
from models.views.vote_ground import SealedPart


@dataclass(frozen=True, slots=True)
class MinutesMember:
    """A member of the board.

    Attributes:
        number: From 1.
        name: As the election file has it.
        role: On the board.
        opened_at: Aware; when their share opened the urn, None: it was not needed.
    """

    number: int
    name: str
    role: BoardRole
    opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class MinutesAct:
    """An act of the board, as the audit chain has it.

    Attributes:
        name: Stable word: the value of a `BoardAct`, « keys » or « share ».
        at: Aware; when.
        members: Numbers of the members who were there; none are noted for the keys.
    """

    name: str
    at: datetime
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MinutesFingerprints:
    """What whoever verifies the election compares.

    Attributes:
        keys: Of the board's public keys: hexadecimal SHA-256.
        seal: Of the seal: likewise.
        sealed_at: Aware; when it was made.
        parts: What the seal covers.
        setup: What names the setup of the archive: likewise.
        trackers: The lists of trackers that were handed to the board, oldest first.
        compared: How many of them were compared with the urn after its closing, and were in it.
        urn: Of the trackers at the closing, sorted, a line each: hexadecimal SHA-256.
        archive: Of the whole archive; empty: the urn is not counted.
    """

    keys: str
    seal: str
    sealed_at: datetime
    parts: tuple[SealedPart, ...]
    setup: str
    trackers: tuple[NotedFingerprint, ...]
    compared: int
    urn: str
    archive: str


@dataclass(frozen=True, slots=True)
class MinutesLot:
    """A lot that the board has drawn.

    Attributes:
        seat: The number of the seat, from 1.
        winner: Order of the list that it went to.
        at: Aware; when it was entered.
    """

    seat: int
    winner: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of a scrutin.

    The same count always gives the same minutes: they do not say when they were written.

    Attributes:
        election: Title of the election.
        organiser: « académie de Toulouse ».
        zone: « heure de Paris »: whose hours are printed.
        code: Of the scrutin.
        short: What is shown of it.
        title: Of the scrutin.
        level: « national », « académique ».
        uuid: The identifier of its election: its archive is named after it.
        opens_at: Aware; when the vote began.
        ends_at: Aware; until when it lasted.
        closed_at: Aware; when the urn was closed.
        ballots: How many were in the urn at the closing.
        signatures: How many lines the signature list had.
        members: The board.
        threshold: How many of them open the urn.
        acts: What the board did, up to the count, oldest first.
        fingerprints: To be compared.
        result: None: the urn could not be counted.
        trouble: Why not, in French; empty: it was.
        lots: Those that were drawn.
        incidents: Of this scrutin, and of all of them.
    """

    election: str
    organiser: str
    zone: str
    code: str
    short: str
    title: str
    level: str
    uuid: str
    opens_at: datetime
    ends_at: datetime
    closed_at: datetime
    ballots: int
    signatures: int
    members: tuple[MinutesMember, ...]
    threshold: int
    acts: tuple[MinutesAct, ...]
    fingerprints: MinutesFingerprints
    result: ScrutinResult | None
    trouble: str
    lots: tuple[MinutesLot, ...]
    incidents: tuple[Incident, ...]


@dataclass(frozen=True, slots=True)
class MinutesFiles:
    """The minutes of a scrutin, written.

    Attributes:
        code: Of the scrutin.
        title: Of the scrutin.
        pdf: To be printed and signed.
        json: The same for programs.
        fingerprint: Of the JSON: hexadecimal SHA-256; it is printed on the PDF.
    """

    code: str
    title: str
    pdf: Path
    json: Path
    fingerprint: str
