"""The vote of a demonstration: notices, keys of a board, seal, all with invented people.

It takes the ways of a real election but for two: no notice is printed, and the members' files cost
little to open, since everybody may read their passphrases.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from models.context import Context
from models.data.samples.electors import sample_identifier
from models.data.samples.passphrases import SAMPLE_PASSPHRASES
from models.data.samples.sample import Sample
from models.data.samples.shipped import sample_named
from models.files.private import make_private_directory
from models.files.whole import whole_file
from models.notices.export import opened_export
from models.notices.notice import Notice
from models.notices.public import PublicPart
from models.roll.report import ImportOptions
from models.services.administration.migration import require_sandbox
from models.services.administration.roll_import import import_roll
from models.services.administration.sandbox import SOURCE, EarlierClock
from models.services.vote.credentials import load_credentials
from models.services.vote.keys import keep_keys, require_board
from models.services.vote.roll_export import draw_uuids, export_roll
from models.services.vote.seal import find_seal
from models.services.vote.sealing import seal_election
from models.views.progress import Counted, Stage, Tell, tell_nobody
from models.voting.ceremony import make_keys
from models.voting.share_files import Cost, seal_shares

BEFORE_THE_VOTE = timedelta(days=2)
"""When it is sealed, if the demonstration has come as far."""
SHARE_COST = Cost(memory=8, passes=1, lanes=1)
"""The least that Argon2id does: the real cost took 2.3 s of all cores for five members."""
SHARE_FILE = "part-{number}.json"


def prepare_vote(
    context: Context, sample: Sample | None = None, *, tell: Tell = tell_nobody
) -> None:
    """Prepare the vote of a demonstration as far as its seal; nothing happens if it is sealed.

    Other electors are loaded besides the sample people. Nobody is kept waiting by a transaction:
    each is short.

    Args:
        context: A sandbox that was filled, its election having a board.
        sample: With which it was filled; None: the default one.
        tell: Called with how far it is; what it raises ends the preparation.

    Raises:
        NotASandbox: The database is a real one.
        KeysRefused: The election has no board.
    """
    require_sandbox(context)
    with context.connection():
        if find_seal() is not None:
            return
    sample = sample or sample_named()
    with sample.others() as path:
        import_roll(context, path, source=SOURCE, options=ImportOptions(numens=False), tell=tell)
    earlier = _before_the_vote(context)
    with TemporaryDirectory(dir=_directory(context)) as folder:
        public = _write_public_part(earlier, sample, Path(folder), tell)
        load_credentials(earlier, public, source=SOURCE, tell=tell)
    _make_keys(earlier, tell)
    seal_election(earlier, keep=True, source=SOURCE, tell=tell)


def share_files(context: Context) -> list[Path]:
    """Return where the members' shares of a demonstration are, in the order of their numbers."""
    directory = _directory(context) / "bureau"
    return [
        directory / SHARE_FILE.format(number=number)
        for number, _ in enumerate(SAMPLE_PASSPHRASES, 1)
    ]


def _directory(context: Context) -> Path:
    """Return the directory of the sandbox, which is deleted with it."""
    return context.store.key_directory.parent


def _before_the_vote(context: Context) -> Context:
    latest = context.election.calendar.vote_opens - BEFORE_THE_VOTE
    earliest = datetime.min.replace(tzinfo=UTC)
    return replace(context, clock=EarlierClock(context.clock, timedelta(), earliest, latest))


def _write_public_part(context: Context, sample: Sample, folder: Path, tell: Tell) -> Path:
    """Return the file of public credentials that notices of the roll would have given."""
    listed, public = folder / "liste.jsonl", folder / "public.jsonl"
    export_roll(context, listed, source=SOURCE, tell=tell)
    with opened_export(listed) as export, public.open("wb") as file:
        part = PublicPart(file, export.header, export.fingerprint, spares=0)
        counted = Counted(tell, Stage.WRITING, export.header.electors)
        electors = (elector for school in export.schools for elector in school.electors)
        for number, elector in enumerate(electors, 1):
            part.add(Notice(number, sample_identifier(elector.uid, sample), elector))
            counted.add(1)
        part.end()
    return public


def _make_keys(context: Context, tell: Tell) -> None:
    """Make the board's keys of all scrutins, and the files of its members."""
    board = require_board(context)
    with context.transaction():
        uuids = draw_uuids(context)
    keys = make_keys(
        election=context.election.title,
        uuids=list(uuids.values()),
        members=board.members,
        threshold=board.threshold,
        draw=secrets.randbelow,
        tell=tell,
    )
    files = share_files(context)
    make_private_directory(files[0].parent)
    for shares, path, passphrase in zip(keys.members, files, SAMPLE_PASSPHRASES, strict=True):
        with whole_file(path) as file:
            file.write(seal_shares(shares, passphrase, SHARE_COST))
    keep_keys(context, keys, uuids, source=SOURCE)
