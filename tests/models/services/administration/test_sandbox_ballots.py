"""The others' ballots in a demonstration's urns: real ones, which the board can count."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from models import SAMPLE_BOARD, Espace, NotASandbox, Progress, Stage
from models.data.samples.electors import PREFIX
from models.data.samples.passphrases import SAMPLE_PASSPHRASES
from models.services.administration.sandbox_ballots import BALLOTS
from models.services.administration.sandbox_vote import share_files
from models.tables.electors import Elector, Scrutin
from models.tables.urn import ClosedUrn, Signature, UrnBallot
from models.tables.vote_seal import ScrutinKey
from models.voting.ballots import ciphertexts
from models.voting.counting import add_up, count, decrypt_share
from models.voting.elections import parse_election
from models.voting.share_files import open_shares
from models.voting.trustees import parse_board
from tests.models.clocks import HandClock, paris
from tests.models.databases import SqliteDatabases

SCRUTINS = {"CTM", "CTA", "CCP-aed-aesh"}
"""Few: each ballot costs 20 ms."""


def with_few_scrutins(espace: Espace, moment: str = "2014-11-28 09:30") -> Espace:
    """Return the same election with the demonstration's board and few scrutins."""
    scrutins = tuple(one for one in espace.election.scrutins if one.code in SCRUTINS)
    election = espace.election.changed(board=SAMPLE_BOARD, scrutins=scrutins)
    return Espace(election, HandClock(paris(moment)))


@pytest.fixture(scope="module")
def filled(sqlite: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Espace]:
    """A sandbox in whose urns others' ballots are, which no test changes."""
    made = Espace(sqlite.filled(tmp_path_factory.mktemp("filled")), HandClock())
    opened = with_few_scrutins(made)
    opened.administration.prepare_vote()
    opened.administration.fill_urns()
    yield opened
    opened.close()


def ballots_of(espace: Espace) -> dict[str, int]:
    """Return how many ballots there are in each scrutin that has some."""
    with espace.context.connection():
        codes = [row.scrutin.code for row in UrnBallot.select(UrnBallot, Scrutin).join(Scrutin)]
    return {code: codes.count(code) for code in codes}


def moments(espace: Espace) -> list[datetime]:
    """Return when they signed."""
    with espace.context.connection():
        return [row.signed_at for row in Signature.select()]


def test_on_both_databases_the_others_vote_once(espace: Espace) -> None:
    opened = with_few_scrutins(espace)
    opened.administration.prepare_vote()
    opened.administration.fill_urns()
    assert ballots_of(opened) == dict.fromkeys(SCRUTINS, BALLOTS)
    opened.administration.fill_urns()
    assert ballots_of(opened) == dict.fromkeys(SCRUTINS, BALLOTS)
    assert opened.administration.verify_audit().first_fault is None
    assert opened.verify() is opened
    opened.close()


def test_only_invented_electors_vote_each_at_a_moment_of_their_own(filled: Espace) -> None:
    with filled.context.connection():
        rows = list(Signature.select(Signature, Elector).join(Elector))
    assert all(row.elector.uid.startswith(PREFIX) for row in rows)
    signed = moments(filled)
    assert len(signed) == len(set(signed)) == len(SCRUTINS) * BALLOTS
    vote = filled.election.calendar.vote
    assert vote.opens <= min(signed) < max(signed) <= filled.clock.now()
    assert max(signed) - min(signed) > timedelta(hours=12)


@pytest.mark.parametrize("code", sorted(SCRUTINS))
def test_the_board_counts_them_and_some_are_blank(filled: Espace, code: str) -> None:
    with filled.context.connection():
        key = ScrutinKey.select().join(Scrutin).where(Scrutin.code == code).get()
        cast = [
            row.ballot.encode()
            for row in UrnBallot.select().where(UrnBallot.scrutin == key.scrutin)
        ]
    election, board = parse_election(key.election.encode()), parse_board(key.trustees.encode())
    tally = add_up(election.lists, map(ciphertexts, cast))
    decryptions = {}
    files = zip(share_files(filled.context), SAMPLE_PASSPHRASES, strict=True)
    for number, (file, passphrase) in list(enumerate(files, 1))[: board.threshold]:
        share = open_shares(file.read_bytes(), passphrase).shares[election.uuid]
        decryptions[number] = decrypt_share(election, tally, share, secrets.randbelow)
    (votes,) = count(election, board, tally, decryptions, len(cast)).result
    assert sum(votes) == BALLOTS
    assert votes[0] == 2
    assert sum(1 for number in votes[1:] if number) >= 3


def test_before_the_vote_nobody_votes(file_espace: Espace) -> None:
    opened = with_few_scrutins(file_espace, "2014-11-27 09:59")
    opened.administration.fill_urns()
    opened.administration.prepare_vote()
    opened.administration.fill_urns()
    assert ballots_of(opened) == {}
    opened.close()


def test_after_the_vote_they_have_voted_in_it(file_espace: Espace) -> None:
    opened = with_few_scrutins(file_espace, "2014-12-05 09:00")
    opened.administration.fill_urns()
    assert ballots_of(opened) == {}, "nothing is sealed yet"
    opened.administration.prepare_vote()
    opened.administration.fill_urns()
    assert ballots_of(opened) == dict.fromkeys(SCRUTINS, BALLOTS)
    assert max(moments(opened)) < opened.election.calendar.vote_closes
    opened.close()


def test_nothing_comes_into_a_closed_urn(file_espace: Espace) -> None:
    opened = with_few_scrutins(file_espace)
    opened.administration.prepare_vote()
    with opened.context.transaction():
        ClosedUrn.insert(
            scrutin=Scrutin.get(Scrutin.code == "CTM").id,
            closed_at=opened.clock.now(),
            ballots=0,
            signatures=0,
            fingerprint="0" * 64,
        ).execute()
    opened.administration.fill_urns()
    assert ballots_of(opened) == {}
    opened.close()


class Ended(Exception):
    """Somebody has had enough."""


def test_ended_on_the_way_it_goes_on_the_next_time(file_espace: Espace) -> None:
    def tell(progress: Progress) -> None:
        if progress.stage is Stage.BALLOTS and progress.done == 5:
            raise Ended

    opened = with_few_scrutins(file_espace)
    opened.administration.prepare_vote()
    with pytest.raises(Ended):
        opened.administration.fill_urns(tell=tell)
    assert sum(ballots_of(opened).values()) == len(moments(opened)) == 5
    opened.administration.fill_urns()
    assert ballots_of(opened) == dict.fromkeys(SCRUTINS, BALLOTS)
    opened.close()


def test_a_real_election_is_left_alone(empty: Espace) -> None:
    with pytest.raises(NotASandbox):
        empty.administration.fill_urns()
