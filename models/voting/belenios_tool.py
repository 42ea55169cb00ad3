"""The reference implementation, `belenios-tool` of Debian, run as a process.

Its secrets go through pipes that only it inherits: no file, argument or environment ever holds one.
Public data is given in a folder of its own, which is removed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from models.errors import ArchiveRefused, BallotRefused, DiskFull, EngineUnavailable
from models.files.left_directories import scratch_directory
from models.files.whole import FULL_ERRORS
from models.voting.archive import ArchiveWriter
from models.voting.credentials import public_credential
from models.voting.engines import Scrutin
from models.voting.group import Point, parse_point
from models.voting.messages import Ballot, Result, canonical

PROGRAM = "belenios-tool"
VERSION = "3.0"
"""The version of Debian 13, whose protocol is the one of `elections.PROTOCOL_VERSION`."""

SECONDS = 30.0
"""How long one ballot may take: it takes 0.1 s on an idle machine."""
SECONDS_AN_ARCHIVE = 24 * 3600.0
"""How long a whole archive may take: a million ballots take four hours on one core."""

LONGEST_CAUSE = 200
"""Characters of what the tool says that are kept for the logs."""

MISSING = (
    "Le programme « belenios-tool » n'est pas installé sur cette machine. Installez le paquet "
    "Debian belenios-tool (« make services » le fait), puis recommencez."
)
OTHER_VERSION = (
    "« belenios-tool » est ici en version {found} ; ce programme connaît la version {known}, celle "
    "de Debian 13. Installez-la, puis recommencez."
)
FAILED = (
    "« belenios-tool » s'est arrêté sans répondre ({reason}). Rien n'a été enregistré : "
    "recommencez ; si cela se répète, prévenez l'assistance."
)

CUT = FAILED.format(reason="réponse coupée")

_ERROR_STATUS = 124
"""Of every error that the tool reports itself."""
_COMPLAINT = re.compile(rb"^belenios-tool: (?:error: )?(.+?)(?: in ballot \{.*)?$", re.MULTILINE)
"""What it says of anything wrong: a ballot that is not valid, or of which a field is no number."""
_OF_THE_MACHINE = re.compile(r"Sys_error|Unix_error|Out_of_memory|Stack_overflow")
_ENVIRONMENT = {"BELENIOS_USE_URANDOM": "1", "LANG": "C.UTF-8", "PATH": os.defpath}
"""BELENIOS_USE_URANDOM keeps the tool from waiting for entropy."""


@dataclass(frozen=True, slots=True)
class Tool:
    """An engine (`engines.Engine`).

    Attributes:
        path: The program.
        version: Which one it is.
        seconds: How long a ballot may take.
    """

    path: Path
    version: str = VERSION
    seconds: float = SECONDS

    @property
    def name(self) -> str:
        """Its name and its version."""
        return f"{PROGRAM} {self.version}"

    def make_ballot(self, scrutin: Scrutin, credential: str, choice: int) -> bytes:
        """Return a ballot; see `engines.Engine`."""
        public = public_credential(credential, scrutin.election.uuid)
        places = range(scrutin.election.lists + 1)
        chosen = ",".join(str(int(place == choice)) for place in places)
        with _folder(scrutin, [public]) as folder, _pipes(credential, f"[[{chosen}]]") as pipes:
            options = zip(("--privcred", "--choice"), map(_name_of, pipes), strict=True)
            done = self._started(
                ["election", "generate-ballot", *(part for option in options for part in option)],
                folder,
                pipes,
            )
        _require_success(done)
        text = done.stdout.removesuffix(b"\n")
        try:
            made = canonical(text, Ballot)
        except ValueError as error:
            raise EngineUnavailable(CUT) from error
        if parse_point(made.credential) != public:
            raise EngineUnavailable(FAILED.format(reason="réponse pour un autre identifiant"))
        return text

    def check_ballot(self, scrutin: Scrutin, text: bytes) -> None:
        """Check a ballot; see `engines.Engine`."""
        try:
            credential = parse_point(canonical(text, Ballot).credential)
        except ValueError as error:
            raise BallotRefused().because(str(error)) from error
        with _folder(scrutin, [credential]) as folder:
            file = folder / "ballot.json"
            file.write_bytes(text + b"\n")
            done = self._started(["election", "verify-ballot", "--ballot", file.name], folder)
        complaint = _complaint(done)
        if done.returncode == _ERROR_STATUS and complaint and not _OF_THE_MACHINE.search(complaint):
            raise BallotRefused().because(complaint)
        _require_success(done)

    def verify_archive(self, path: Path, seconds: float = SECONDS_AN_ARCHIVE) -> None:
        """Verify a whole archive, whose name is the identifier of its election and `.bel`.

        The versions 3.0 to 3.3 look at every ballot and may drop what they have found: `verify` in
        tool_election.ml ignores the promise, so that it depends on which reading ends first. Each
        ballot has to be checked by itself too, by `check_ballot`.

        Raises:
            ArchiveRefused: The tool finds something wrong; `cause` is what it says.
            EngineUnavailable: The tool cannot be used, or fails.
        """
        self._read_archive("verify", path, seconds)

    def compute_result(self, path: Path, seconds: float = SECONDS_AN_ARCHIVE) -> Result:
        """Return the result of an archive that has all its partial decryptions.

        Raises:
            ArchiveRefused: The tool finds something wrong; `cause` is what it says.
            EngineUnavailable: The tool cannot be used, or fails.
        """
        text = self._read_archive("compute-result", path, seconds).removesuffix(b"\n")
        try:
            return canonical(text, Result)
        except ValueError as error:
            raise EngineUnavailable(CUT) from error

    def _read_archive(self, command: str, path: Path, seconds: float) -> bytes:
        with scratch_directory() as folder:
            (folder / path.name).symlink_to(path.absolute())
            done = self._started(["election", command], folder, seconds=seconds)
        _require_alive(done)
        if done.returncode:
            raise ArchiveRefused().because(_complaint(done))
        return done.stdout

    def _started(
        self,
        arguments: Sequence[str],
        folder: Path,
        pipes: Sequence[int] = (),
        seconds: float | None = None,
    ) -> subprocess.CompletedProcess[bytes]:
        return _started(self.path, arguments, folder, pipes, seconds or self.seconds)


def find_tool(program: str = PROGRAM) -> Tool:
    """Return the tool of this machine.

    Args:
        program: Its name or path.

    Raises:
        EngineUnavailable: It is not there, does not start, or is of another version.
    """
    path = shutil.which(program)
    if path is None:
        raise EngineUnavailable(MISSING)
    try:
        file = os.stat(path)
    except OSError as error:
        raise EngineUnavailable(MISSING) from error
    return _found(Path(path), (file.st_dev, file.st_ino, file.st_size, file.st_ctime_ns))


@lru_cache(maxsize=1)
def _found(path: Path, _file: tuple[int, ...]) -> Tool:
    """Return the program, whose version is asked for once: a process takes an eighth of a vote.

    Args:
        path: Where it is.
        _file: What is another one if the file was replaced or written to.
    """
    done = _started(path, ["--version"], Path("/"), (), SECONDS)
    found = done.stdout.decode(errors="replace").split(" ")[0].strip()
    if done.returncode or found != VERSION:
        raise EngineUnavailable(OTHER_VERSION.format(found=found or "inconnue", known=VERSION))
    return Tool(path)


@contextmanager
def _folder(scrutin: Scrutin, credentials: Sequence[Point]) -> Iterator[Path]:
    """Give a folder with an archive without ballots.

    The tool reads all public credentials each time, 1.5 s for 20 000 of them: it gets those only
    that it needs. Whether a credential may vote is the urn's to know.
    """
    with scratch_directory() as folder:
        try:
            with (folder / f"{scrutin.election.uuid}.bel").open("wb") as file:
                ArchiveWriter(file, 0).setup(scrutin.election, scrutin.board, credentials)
            yield folder
        except OSError as error:
            if error.errno not in FULL_ERRORS:
                raise
            raise DiskFull from error


@contextmanager
def _pipes(*texts: str) -> Iterator[tuple[int, ...]]:
    """Give descriptors from which a process that inherits them reads these short texts."""
    with ExitStack() as stack:
        readers = []
        for text in texts:
            reader, writer = os.pipe()
            stack.callback(os.close, reader)
            with os.fdopen(writer, "wb") as file:
                file.write(text.encode() + b"\n")
            readers.append(reader)
        yield tuple(readers)


def _name_of(descriptor: int) -> str:
    return f"/dev/fd/{descriptor}"


def _started(
    path: Path, arguments: Sequence[str], folder: Path, pipes: Sequence[int], seconds: float
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - a fixed program, no shell
            [path, *arguments],
            cwd=folder,
            env=_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            pass_fds=pipes,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        # Not from the error: it would hold what the tool has said of a ballot.
        reason = f"rien après {seconds:.0f} s"
        raise EngineUnavailable(FAILED.format(reason=reason)) from None
    except (FileNotFoundError, PermissionError) as error:
        raise EngineUnavailable(MISSING) from error
    except OSError as error:
        raise EngineUnavailable(FAILED.format(reason=os.strerror(error.errno or 0))) from error


def _require_success(done: subprocess.CompletedProcess[bytes]) -> None:
    _require_alive(done)
    if done.returncode:
        raise EngineUnavailable(FAILED.format(reason=f"code de sortie {done.returncode}"))


def _require_alive(done: subprocess.CompletedProcess[bytes]) -> None:
    if done.returncode < 0:
        raise EngineUnavailable(FAILED.format(reason=f"signal {-done.returncode}"))


def _complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return what the tool complains of, without the ballot; empty if it does not."""
    found = _COMPLAINT.search(done.stderr)
    return found[1].decode(errors="replace")[:LONGEST_CAUSE] if found else ""
