"""The vote of a demonstration: sealed, everybody's identifier good for their scrutins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from models import SAMPLE_BOARD, SAMPLE_PEOPLE, Espace, NotASandbox, Progress, SealBroken, Stage
from models.data.samples.electors import PREFIX, sample_identifier
from models.data.samples.passphrases import SAMPLE_PASSPHRASES
from models.errors import KeysRefused
from models.services.administration.sandbox_vote import SHARE_COST, share_files
from models.services.vote.seal import find_seal
from models.tables.audit import AuditEvent
from models.tables.electors import Elector, RollEntry, Scrutin
from models.tables.vote_seal import VoteSeal
from models.voting.share_files import open_shares
from tests.models.clocks import HandClock, paris
from tests.models.databases import SqliteDatabases

OTHERS = 10
"""Of each scrutin that a sample person is called to, at least."""


def with_sample_board(espace: Espace, moment: str = "2014-11-28 09:30") -> Espace:
    """Return the same election with the demonstration's board."""
    return Espace(espace.election.changed(board=SAMPLE_BOARD), HandClock(paris(moment)))


@pytest.fixture(scope="module")
def prepared(sqlite: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Espace]:
    """A sandbox whose vote is prepared, which no test changes."""
    made = Espace(sqlite.filled(tmp_path_factory.mktemp("prepared")), HandClock())
    opened = with_sample_board(made)
    opened.administration.prepare_vote()
    yield opened
    opened.close()


def called_of(espace: Espace) -> dict[str, list[tuple[int, str]]]:
    """Return ids of electors and codes of scrutins, by user name."""
    called: dict[str, list[tuple[int, str]]] = {}
    with espace.context.connection():
        rows = RollEntry.select(RollEntry, Elector, Scrutin).join(Elector)
        for row in rows.switch(RollEntry).join(Scrutin):
            called.setdefault(row.elector.uid, []).append((row.elector.id, row.scrutin.code))
    return called


def test_it_is_sealed_and_verifies(espace: Espace) -> None:
    opened = with_sample_board(espace)
    opened.administration.prepare_vote()
    assert opened.verify() is opened
    assert opened.administration.verify_audit().first_fault is None
    opened.close()


def test_every_scrutin_is_sealed_some_days_before_the_vote(prepared: Espace) -> None:
    state = prepared.vote.show_seal()
    assert state is not None
    assert not state.empty
    assert set(state.lists) == {one.code for one in prepared.election.scrutins}
    assert state.sealed_at == paris("2014-11-25 10:00")


def test_a_visit_that_knows_the_board_opens_it(prepared: Espace) -> None:
    again = with_sample_board(prepared)
    assert again.verify() is again
    again.close()
    with pytest.raises(SealBroken):
        Espace(prepared.election.changed(board=None), HandClock()).verify()


def test_the_chain_of_events_has_what_a_real_preparation_has(prepared: Espace) -> None:
    with prepared.context.connection():
        kinds = [event.kind.split("/")[0] for event in AuditEvent.select()]
    for kind in ("roll_export", "load_notices", "board_keys", "vote_sealed"):
        assert kinds.count(kind) == 1
    assert kinds.count("import_roll") == 2


def test_each_identifier_gives_a_credential_in_each_scrutin(prepared: Espace) -> None:
    called, seen = called_of(prepared), set()
    for person in SAMPLE_PEOPLE:
        for elector_id, code in called[person.user_name]:
            identifier = sample_identifier(person.user_name)
            assert identifier.shown == person.identifier
            seen.add(prepared.vote.credential_of(elector_id, code, identifier))
    assert len(seen) == sum(len(called[person.user_name]) for person in SAMPLE_PEOPLE)


def test_others_can_vote_wherever_a_sample_person_can(prepared: Espace) -> None:
    called = called_of(prepared)
    others = Counter(
        code for name, scrutins in called.items() if name.startswith(PREFIX) for _, code in scrutins
    )
    for person in SAMPLE_PEOPLE:
        assert all(others[code] >= OTHERS for _, code in called[person.user_name])
    (elector_id, code), *_ = called["fictif-pe1"]
    assert prepared.vote.credential_of(elector_id, code, sample_identifier("fictif-pe1"))


def test_the_members_keep_shares_that_their_passphrases_open(prepared: Espace) -> None:
    names = [name for name, _ in SAMPLE_BOARD.members]
    for file, passphrase, name in zip(
        share_files(prepared.context), SAMPLE_PASSPHRASES, names, strict=True
    ):
        assert file.stat().st_mode & 0o777 == 0o600
        assert prepared.vote.check_share(file.read_bytes(), passphrase).name == name
        shares = open_shares(file.read_bytes(), passphrase).shares
        assert len(shares) == len(prepared.election.scrutins)
    assert SHARE_COST.memory == 8


def test_once_it_is_prepared_nothing_changes(prepared: Espace) -> None:
    seal = prepared.vote.show_seal()
    prepared.administration.prepare_vote()
    assert prepared.vote.show_seal() == seal


def test_nothing_but_the_sandbox_is_left(prepared: Espace) -> None:
    directory = prepared.context.store.key_directory.parent
    assert {one.name for one in directory.iterdir() if one.is_dir()} <= {"keys", "bureau"}


def test_before_the_vote_it_is_sealed_at_once(file_espace: Espace) -> None:
    opened = with_sample_board(file_espace, "2014-10-01 09:00")
    opened.administration.prepare_vote()
    state = opened.vote.show_seal()
    assert state is not None
    assert state.sealed_at == paris("2014-10-01 09:00")
    opened.close()


class Ended(Exception):
    """Somebody has had enough."""


@pytest.mark.parametrize("stage", [Stage.WRITING, Stage.KEYS, Stage.CHECKING])
def test_it_can_be_ended_on_the_way(file_espace: Espace, stage: Stage) -> None:
    def tell(progress: Progress) -> None:
        if progress.stage is stage and progress.done:
            raise Ended

    opened = with_sample_board(file_espace)
    with pytest.raises(Ended):
        opened.administration.prepare_vote(tell=tell)
    with opened.context.connection():
        assert find_seal() is None
    opened.close()


def test_a_real_election_is_left_alone(empty: Espace) -> None:
    opened = with_sample_board(empty)
    with pytest.raises(NotASandbox):
        opened.administration.prepare_vote()
    with opened.context.connection():
        assert not Elector.select().exists()
        assert not VoteSeal.select().exists()
    opened.close()


def test_without_a_board_there_are_no_keys(file_espace: Espace) -> None:
    with pytest.raises(KeysRefused):
        file_espace.administration.prepare_vote()


def test_the_sample_people_are_alone_until_then(file_espace: Espace) -> None:
    assert set(called_of(file_espace)) == {person.user_name for person in SAMPLE_PEOPLE}
