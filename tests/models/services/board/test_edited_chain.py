"""Whoever rewrites the audit chain to fit what they changed in the urns is found out."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from models.context import Context
from models.errors import SealBroken, ShareFileRefused
from models.services.vote.exporting import write_ballots
from models.services.vote.urns import Urn
from models.tables.audit import AuditEvent, AuditHead
from models.tables.count import MemberDecryption, ScrutinCount
from models.tables.electors import Elector
from models.tables.notices import VoteElection
from models.tables.urn import ClosedUrn, Signature, UrnBallot
from models.tables.vote_seal import ScrutinKey
from models.views.progress import Counted
from models.voting import counting
from models.voting.archive import ArchiveWriter
from models.voting.ballots import tracker
from models.voting.checking import check_ballots
from models.voting.elections import parse_election
from tests.models.polls import Poll
from tests.models.services.board.count import (
    EVENING,
    add_up,
    change,
    close,
    finish,
    results,
    scrutin,
    take,
    urns,
    vote,
)
from tests.models.services.board.members import FIRST, PRESIDENT, SECOND, present
from tests.models.steps import SOURCE

OPENING = (PRESIDENT, FIRST, SECOND)


@pytest.fixture
def closed(file_poll: Poll) -> Poll:
    """Closed urns: seven ballots, one, and none."""
    vote(file_poll)
    close(file_poll)
    return file_poll


def edit(act: str, ballots: int, fingerprint: str) -> None:
    """Have the chain say something else of the CTM, as whoever lacks its key can."""
    uuid = VoteElection.get(VoteElection.scrutin == scrutin()).uuid
    kind = f"{act}/{uuid}/{ballots}/{fingerprint}"[:64]
    edited = AuditEvent.update(kind=kind).where(AuditEvent.kind.startswith(f"{act}/{uuid}"))
    assert edited.execute() == 1


def take_out() -> None:
    """Take a ballot of the CTM out of its urn."""
    UrnBallot.select().where(UrnBallot.scrutin == scrutin()).first().delete_instance()


def take_out_with_its_signature() -> None:
    take_out()
    row = Signature.select().where(Signature.scrutin == scrutin()).first()
    here = (Signature.scrutin == scrutin()) & (Signature.elector == row.elector_id)
    Signature.delete().where(here).execute()


def correct_the_closing() -> tuple[int, str]:
    """Have the line of the closing fit the ballots of now; return what it says."""
    rows = UrnBallot.select(UrnBallot.tracker).where(UrnBallot.scrutin == scrutin())
    trackers = [row.tracker for row in rows.order_by(UrnBallot.tracker)]
    fingerprint = sha256("".join(f"{one}\n" for one in trackers).encode()).hexdigest()
    corrected = {"ballots": len(trackers), "signatures": len(trackers), "fingerprint": fingerprint}
    ClosedUrn.update(corrected).where(ClosedUrn.scrutin == scrutin()).execute()
    return len(trackers), fingerprint


def tally_of_one(poll: Poll, name: str) -> str:
    """Return the tally of one person's ballot, inside a connection."""
    here = (UrnBallot.scrutin == scrutin()) & (UrnBallot.credential == poll.credential(name))
    ballot = UrnBallot.get(here)
    election = parse_election(ScrutinKey.get(ScrutinKey.scrutin == scrutin()).election.encode())
    (found,) = check_ballots(election, iter([ballot.ballot.encode()]), None)
    total = counting.add_up(election.lists, (found.total,))
    return counting.tally_text(total).decode()


def without_one(
    context: Context, writer: ArchiveWriter, urn: Urn, count: Counted
) -> tuple[str, int]:
    """Write an urn without its first ballot, and say that all are written."""
    whole = writer.ballot
    written: list[bytes] = []

    def all_but_one(text: bytes) -> None:
        if written:
            whole(text)
        written.append(text)

    writer.ballot = all_but_one  # type: ignore[method-assign]
    return write_ballots(context, writer, urn, count)


def texts(poll: Poll) -> list[str]:
    """Return what was written down of the CTM or of all scrutins."""
    return [one.text for one in poll.espace.board.list_incidents() if one.scrutin in ("CTM", "")]


def test_the_tally_of_one_ballot_is_opened_by_nobody(closed: Poll) -> None:
    add_up(closed)

    def exchange() -> None:
        text = tally_of_one(closed, "personne4")
        one = {"tally": text, "ballots": 1}
        ScrutinCount.update(one).where(ScrutinCount.scrutin == scrutin()).execute()
        edit("added_up", 1, sha256(text.encode()).hexdigest())

    change(closed, exchange)
    with pytest.raises(SealBroken, match="chaîne d'audit"):
        take(closed, PRESIDENT)
    with closed.espace.context.connection():
        assert not MemberDecryption.select().exists()


def test_no_member_opens_a_tally_of_fewer_ballots_than_were_closed(closed: Poll) -> None:
    add_up(closed)
    one_less = ClosedUrn.update(ballots=6)
    change(closed, lambda: one_less.where(ClosedUrn.scrutin == scrutin()).execute())
    with pytest.raises(SealBroken, match="CTM"):
        take(closed, PRESIDENT)


def test_a_closing_rewritten_with_its_event_is_not_added_up(closed: Poll) -> None:
    def rewrite() -> None:
        take_out_with_its_signature()
        edit("closed", *correct_the_closing())

    change(closed, rewrite)
    for _ in range(2):
        with pytest.raises(SealBroken, match="chaîne d'audit"):
            add_up(closed)
    assert [text for text in texts(closed) if "chaîne d'audit" in text] == texts(closed)
    assert len(texts(closed)) == 1
    with closed.espace.context.connection():
        assert not ScrutinCount.select().exists()


def test_the_closing_names_a_chain_that_was_edited_during_the_vote(file_poll: Poll) -> None:
    vote(file_poll)

    def edit_a_vote() -> None:
        event = AuditEvent.select().where(AuditEvent.kind == "ballot_taken/CTM").first()
        AuditEvent.update(kind="ballot_taken/CTA").where(
            AuditEvent.sequence == event.sequence
        ).execute()

    change(file_poll, edit_a_vote)
    file_poll.clock.go(EVENING)
    for _ in range(2):
        closing = file_poll.espace.board.close(present(file_poll.espace, *OPENING), source=SOURCE)
        assert not closing.right
    assert closing.chain_fault is not None
    (text,) = texts(file_poll)
    assert f"événement {closing.chain_fault}" in text


def test_an_end_that_was_cut_off_is_named(closed: Poll) -> None:
    def cut() -> None:
        head = AuditHead.get()
        AuditEvent.delete().where(AuditEvent.sequence == head.sequence).execute()

    change(closed, cut)
    with pytest.raises(SealBroken, match="chaîne d'audit"):
        add_up(closed)


def test_a_ballot_that_went_with_its_signature_during_the_vote_is_missed(file_poll: Poll) -> None:
    vote(file_poll)
    change(file_poll, take_out_with_its_signature)
    file_poll.clock.go(EVENING)
    closing = file_poll.espace.board.close(present(file_poll.espace, *OPENING), source=SOURCE)
    assert not closing.right
    assert texts(file_poll) == ["À la fermeture, 6 bulletins dans l'urne pour 7 votes pris."]
    assert urns(add_up(file_poll))["CTM"].added_up
    assert texts(file_poll)[1:] == [
        "Avant le dépouillement, 6 bulletins dans l'urne pour 7 votes pris."
    ]


def test_a_ballot_that_came_with_a_signature_by_the_database_is_noticed(file_poll: Poll) -> None:
    vote(file_poll)
    text, credential = file_poll.made("personne40", 2), file_poll.credential("personne40")

    def put_in() -> None:
        UrnBallot.insert(
            scrutin=scrutin(), tracker=tracker(text), credential=credential, ballot=text.decode()
        ).execute()
        Signature.insert(
            elector=Elector.get(Elector.uid == "personne40"),
            scrutin=scrutin(),
            signed_at=file_poll.espace.context.now,
            source=SOURCE,
        ).execute()

    change(file_poll, put_in)
    file_poll.clock.go(EVENING)
    assert not file_poll.espace.board.close(
        present(file_poll.espace, *OPENING), source=SOURCE
    ).right
    assert texts(file_poll) == ["À la fermeture, 8 bulletins dans l'urne pour 7 votes pris."]


def test_no_result_is_recorded_of_an_urn_with_a_corrected_closing(
    closed: Poll, tmp_path: Path
) -> None:
    add_up(closed)
    for member in OPENING:
        take(closed, member)

    def spoil() -> None:
        take_out()
        correct_the_closing()

    change(closed, spoil)
    state = finish(closed)
    assert urns(state)["CTM"].trouble
    assert urns(state)["CTM"].counted_at is None
    assert set(results(closed)) == {"CTA", "CAPN-certifie"}
    with pytest.raises(SealBroken, match="CTM"):
        closed.espace.vote.export_archives(tmp_path)


def test_an_archive_is_not_written_of_an_urn_with_a_corrected_closing(
    closed: Poll, tmp_path: Path
) -> None:
    def spoil() -> None:
        take_out()
        correct_the_closing()

    change(closed, spoil)
    with pytest.raises(SealBroken, match="L'archive de CTM n'est pas écrite"):
        closed.espace.vote.export_archives(tmp_path)


def test_a_result_that_our_own_verification_refuses_is_not_recorded(
    closed: Poll, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has the key of the chain too: the copy is verified as anybody will verify it."""
    add_up(closed)
    for member in OPENING:
        take(closed, member)
    finishing = "models.services.board.finishing"
    monkeypatch.setattr(f"{finishing}.write_ballots", without_one)
    state = finish(closed)
    assert "vérification" in urns(state)["CTM"].trouble
    assert "CTM" not in results(closed)


def test_keys_of_an_edited_event_are_not_those_of_the_board(file_poll: Poll) -> None:
    def edit_the_keys() -> None:
        AuditEvent.update(at=file_poll.espace.context.now).where(
            AuditEvent.kind.startswith("board_keys/")
        ).execute()

    vote(file_poll)
    close(file_poll)
    add_up(file_poll)
    change(file_poll, edit_the_keys)
    with pytest.raises(ShareFileRefused):
        take(file_poll, PRESIDENT)
