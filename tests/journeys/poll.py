"""A real election that is sealed: its board, its lists, its notices; and what its urns hold."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from models import Espace, MemberFile, SystemClock, load_election
from models.notices.export import opened_export
from models.notices.notice import Notice
from models.notices.public import PublicPart
from models.voting.archive import ArchiveWriter, read_archive
from models.voting.ballots import ciphertexts
from models.voting.belenios_tool import find_tool
from models.voting.counting import add_up, decrypt_share
from models.voting.elections import parse_election
from models.voting.group import parse_point
from models.voting.identifiers import VoteIdentifier, draw_identifier
from models.voting.messages import canonical
from models.voting.share_files import open_shares
from models.voting.trustees import parse_board
from tests.architecture.source_tree import ROOT
from tests.journeys.cast import TOULOUSE, cast_of
from tests.models.clocks import HandClock
from tests.models.services.vote.board import PASSPHRASES

SAMPLES = ROOT / "models" / "data" / "samples"
BOARD = """
[board]
president = "Mme Claire VIDAL"
secretary = "M. Paul GARRIGUES"
delegates = ["Mme Anne LACOSTE", "M. Yves MARTY", "Mme Nadia FERRAND"]
threshold = 3
"""
VOTED_IN = ("CTM", "CTA", "CAPN-certifie", "CAPA-certifie")
"""The scrutins of Mme Dupont."""
SOURCE = "administration"


@dataclass(frozen=True)
class Poll:
    """A sealed election.

    Attributes:
        config: Its file.
        identifiers: What is on the notices, by user name.
    """

    config: Path
    identifiers: Mapping[str, VoteIdentifier]


def with_vote(text: str, home: Path, sample: str = TOULOUSE) -> str:
    """Return a sample's election file with a board, and lists where its newcomer votes."""
    lists, cast = SAMPLES / sample / "lists", cast_of(sample)
    for code in cast.codes(cast.newcomer):
        shutil.copy(lists / f"{code}.toml", home)
        text = text.replace(f'code = "{code}"\n', f'code = "{code}"\nlists_file = "{code}.toml"\n')
    shutil.copytree(lists / "professions", home / "professions", dirs_exist_ok=True)
    return text + BOARD


def seal(config: Path) -> Poll:
    """Make notices, hold the ceremony, and seal an election."""
    espace = Espace(load_election(config), SystemClock())
    identifiers = load_notices(espace, config.parent / "bureau")
    files = [MemberFile(share(config, number), phrase) for number, phrase in _members()]
    espace.vote.make_board_keys(files, source=SOURCE)
    espace.vote.seal_election(keep=True, source=SOURCE)
    espace.verify()
    espace.close()
    return Poll(config, identifiers)


def load_notices(espace: Espace, folder: Path) -> dict[str, VoteIdentifier]:
    """Have the server know the notices of all electors; return what is printed on each."""
    folder.mkdir()
    listed, public = folder / "liste.jsonl", folder / "public.jsonl"
    espace.vote.export_roll(listed, source=SOURCE)
    identifiers = {}
    with opened_export(listed) as export, public.open("wb") as file:
        part = PublicPart(file, export.header, export.fingerprint, spares=0)
        electors = [elector for school in export.schools for elector in school.electors]
        for number, elector in enumerate(electors, 1):
            identifiers[elector.uid] = draw_identifier(secrets.randbelow)
            part.add(Notice(number, identifiers[elector.uid], elector))
        part.end()
    espace.vote.load_credentials(public, source=SOURCE)
    return identifiers


def share(config: Path, number: int) -> Path:
    """Return the file of a member's share."""
    return config.parent / "bureau" / f"part-{number}.json"


def count_by_the_tool(config: Path, folder: Path) -> dict[str, tuple[int, ...]]:
    """Close the urns once the vote is over, export them, and let belenios-tool verify and count.

    Returns:
        Votes by the code of the scrutin: blank, then each list.
    """
    election = load_election(config)
    after = HandClock(election.calendar.vote_closes + timedelta(minutes=1))
    espace = Espace(election, after)
    espace.vote.close_vote(source=SOURCE)
    folder.mkdir()
    exported = espace.vote.export_archives(folder)
    espace.close()
    return {one.code: _counted(config, folder / one.path.name, folder) for one in exported}


def _members() -> list[tuple[int, str]]:
    return list(enumerate(PASSPHRASES, 1))


def _counted(config: Path, path: Path, folder: Path) -> tuple[int, ...]:
    """Verify an archive, add the sum and three members' shares to a copy, and have it counted."""
    tool = find_tool()
    tool.verify_archive(path)
    with path.open("rb") as file:
        setup, *others = read_archive(file)
    texts = [one.data[-1] for one in others if one.event.type == "Ballot"]
    parameters, trustees, credentials = setup.data[:3]
    public, board = parse_election(parameters), parse_board(trustees)
    keys = [parse_point(one) for one in canonical(credentials, list[str])]
    tally = add_up(public.lists, map(ciphertexts, texts))
    counted = folder / "counted" / path.name
    counted.parent.mkdir(exist_ok=True)
    with counted.open("wb") as file:
        writer = ArchiveWriter(file, int(load_election(config).calendar.vote_opens.timestamp()))
        writer.setup(public, board, keys)
        for text in texts:
            writer.ballot(text)
        writer.end_ballots()
        writer.tally(tally, len(texts))
        for number, phrase in _members()[: board.threshold]:
            held = open_shares(share(config, number).read_bytes(), phrase).shares[public.uuid]
            writer.decryption(number, decrypt_share(public, tally, held, secrets.randbelow))
    (votes,) = tool.compute_result(counted).result
    return tuple(votes)
