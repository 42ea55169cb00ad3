"""What is published of an election: a folder that any web server can serve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.views.results import ScrutinResult


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file that can be downloaded.

    Attributes:
        path: From the folder that is published, with slashes.
        size: In bytes.
        fingerprint: Hexadecimal SHA-256.
    """

    path: str
    size: int
    fingerprint: str

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class PublishedScrutin:
    """A scrutin that is counted, with its files.

    Attributes:
        result: What came out.
        setup: What names the setup of its archive: hexadecimal SHA-256.
        archive: For whoever verifies it.
        minutes: To be read, a PDF.
        minutes_json: The same for programs.
        json: The result for programs.
        csv: Likewise for spreadsheets.
        window: From when to when one voted in it; None: as in the whole election.
    """

    result: ScrutinResult
    setup: str
    archive: PublishedFile
    minutes: PublishedFile
    minutes_json: PublishedFile
    json: PublishedFile
    csv: PublishedFile
    window: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True)
class UncountedScrutin:
    """A scrutin that could not be counted.

    Attributes:
        code: As the election file names it.
        short: What is shown; several scrutins may share it.
        title: In full.
        level: « national », « académique ».
        trouble: Why not, in French.
        minutes: To be read, a PDF.
        minutes_json: The same for programs.
    """

    code: str
    short: str
    title: str
    level: str
    trouble: str
    minutes: PublishedFile
    minutes_json: PublishedFile


@dataclass(frozen=True, slots=True)
class Publication:
    """What the pages are made of.

    Attributes:
        title: Of the election.
        organiser: « académie de Toulouse ».
        zone: « heure de Paris ».
        opens_at: Aware; when the vote began.
        ends_at: Aware; until when it lasted.
        seal: The fingerprint of the seal: hexadecimal SHA-256.
        scrutins: Those that are counted, in the election file's order.
        uncounted: Those that could not be.
        json: All results for programs.
        csv: Likewise for spreadsheets.
        verifier: The script that verifies an archive.
    """

    title: str
    organiser: str
    zone: str
    opens_at: datetime
    ends_at: datetime
    seal: str
    scrutins: tuple[PublishedScrutin, ...]
    uncounted: tuple[UncountedScrutin, ...]
    json: PublishedFile
    csv: PublishedFile
    verifier: PublishedFile


@dataclass(frozen=True, slots=True)
class PublicationReport:
    """A folder that was published.

    Attributes:
        folder: Where it is.
        scrutins: Codes of the scrutins whose results are in it.
        uncounted: Codes of those that could not be counted.
        files: How many files it has.
        size: All of them together, in bytes.
        fingerprint: Of the list of their fingerprints, `SHA256SUMS`: hexadecimal SHA-256.
    """

    folder: Path
    scrutins: tuple[str, ...]
    uncounted: tuple[str, ...]
    files: int
    size: int
    fingerprint: str
