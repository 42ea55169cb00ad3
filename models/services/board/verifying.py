"""Replaying a scrutin from its archive alone, on any machine: no database is opened."""

from __future__ import annotations

from contextlib import suppress
from hashlib import file_digest
from pathlib import Path

from models.errors import EngineUnavailable, OutputRefused
from models.files.left_directories import scratch_directory
from models.rules.seats import allocate
from models.settings.election import Election
from models.settings.presented_lists import lists_of
from models.views.archives import VerifiedArchive
from models.views.progress import Progress, Stage, Tell, tell_nobody
from models.views.seats import Allocation, ListVotes
from models.voting.belenios_tool import find_tool
from models.voting.engines import OwnEngine, engine_words
from models.voting.verification import Verified, verify_archive

UNREADABLE = (
    "L'archive {path} ne peut pas être lue : rien n'a été vérifié. Vérifiez son nom, et que vous "
    "avez le droit de la lire."
)


def verify_scrutin_archive(
    path: Path, election: Election | None = None, *, tell: Tell = tell_nobody
) -> VerifiedArchive:
    """Verify an archive by this program on all cores, and by belenios-tool if it is there.

    Args:
        path: The file, whatever its name.
        election: An election file that may say how many seats the scrutin has.
        tell: Told how many bytes are read.

    Raises:
        ArchiveRefused: Something is missing, altered, twice or out of order; `cause` says what.
        OutputRefused: The file cannot be read.
        EngineUnavailable: belenios-tool is there and fails.
        ListsFileError, ElectionFileError: A file of lists cannot be read, or is wrong.
    """
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            verified = verify_archive(
                file, progress=lambda _: tell(Progress(Stage.CHECKING, file.tell(), size))
            )
            file.seek(0)
            fingerprint = file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise OutputRefused(UNREADABLE.format(path=path)) from error
    names = {OwnEngine.name, *_by_tool(path, verified)}
    parameters = verified.election.parameters
    (question,) = parameters.questions
    votes = verified.result.result[0] if verified.result else ()
    code, allocation = _seats(election, verified, votes[1:])
    return VerifiedArchive(
        path=path,
        uuid=parameters.uuid,
        name=parameters.name,
        title=parameters.description,
        lists=question.answers,
        ballots=verified.ballots,
        blank=votes[0] if votes else None,
        votes=votes[1:],
        checked=engine_words(names),
        setup=verified.setup,
        fingerprint=fingerprint,
        code=code,
        allocation=allocation,
    )


def _by_tool(path: Path, verified: Verified) -> tuple[str, ...]:
    """Return the tool's name if it is there and finds the archive right, under the name it wants.

    Raises:
        ArchiveRefused: It finds something wrong.
    """
    tool = None
    with suppress(EngineUnavailable):
        tool = find_tool()
    if tool is None:
        return ()
    with scratch_directory() as folder:
        named = folder / f"{verified.election.uuid}.bel"
        named.symlink_to(path.absolute())
        tool.verify_archive(named)
    return (tool.name,)


def _seats(
    election: Election | None, verified: Verified, votes: tuple[int, ...]
) -> tuple[str, Allocation | None]:
    """Return the code of the scrutin in the election file, and its seats once it is counted."""
    parameters = verified.election.parameters
    (question,) = parameters.questions
    for scrutin in election.scrutins if election else ():
        lists = lists_of(election, scrutin.code) if election else ()
        if (scrutin.title, tuple(one.name for one in lists)) != (
            parameters.description,
            question.answers,
        ):
            continue
        if not votes or scrutin.seats is None:
            return scrutin.code, None
        with_votes = zip(lists, votes, strict=True)
        return scrutin.code, allocate(
            scrutin.seats,
            [ListVotes(one.order, number, len(one.candidates)) for one, number in with_votes],
        )
    return "", None
