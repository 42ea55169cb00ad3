"""Whatever was changed in an urn is found before its count, named, and goes into the minutes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import CountRefused, SealBroken
from models.tables.count import MemberDecryption, ScrutinCount
from models.tables.notices import PublicCredential
from models.tables.urn import ClosedUrn, Signature, UrnBallot
from models.tables.vote_seal import ScrutinKey
from models.voting.ballots import tracker
from models.voting.messages import Ballot, canonical, encode
from tests.models.polls import Poll
from tests.models.services.board.count import (
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
from tests.models.services.board.members import FIRST, PRESIDENT, SECOND

UNIQUE = "urn_ballot_scrutin_id_credential"
"""The index by which a credential has one ballot."""


def first() -> UrnBallot:
    """Return a ballot of the CTM, inside a connection."""
    row: UrnBallot = UrnBallot.select().where(UrnBallot.scrutin == scrutin()).first()
    return row


def take_out() -> None:
    first().delete_instance()


def put_in(poll: Poll) -> Callable[[], None]:
    text = poll.made("personne40", 2)
    credential = poll.credential("personne40")

    def put() -> None:
        UrnBallot.insert(
            scrutin=scrutin(), tracker=tracker(text), credential=credential, ballot=text.decode()
        ).execute()

    return put


def exchange(poll: Poll) -> Callable[[], None]:
    """Take out one ballot and put in another one of the same voter, by its own tracker."""
    text = poll.made("personne0", 3)
    credential = poll.credential("personne0")

    def act() -> None:
        UrnBallot.update(tracker=tracker(text), ballot=text.decode()).where(
            (UrnBallot.scrutin == scrutin()) & (UrnBallot.credential == credential)
        ).execute()

    return act


def exchange_under_its_tracker(poll: Poll) -> Callable[[], None]:
    text = poll.made("personne0", 3).decode()
    credential = poll.credential("personne0")

    def act() -> None:
        UrnBallot.update(ballot=text).where(
            (UrnBallot.scrutin == scrutin()) & (UrnBallot.credential == credential)
        ).execute()

    return act


def spoil_a_proof() -> None:
    """Alter a number of a proof, and give the ballot the tracker that it has now."""
    row = first()
    ballot = canonical(row.ballot.encode(), Ballot)
    (answer,) = ballot.answers
    (one, other), *rest = answer.individual_proofs
    spoilt = type(answer)(
        answer.choices, ((other, one), *rest), answer.overall_proof, answer.blank_proof
    )
    unsigned = type(ballot.unsigned())(
        ballot.election_uuid, ballot.election_hash, ballot.credential, (spoilt,)
    )
    text = encode(unsigned.signed(ballot.signature))
    UrnBallot.update(ballot=text.decode(), tracker=tracker(text)).where(
        UrnBallot.tracker == row.tracker
    ).execute()


def change_the_closing() -> None:
    ClosedUrn.update(fingerprint="0" * 64).where(ClosedUrn.scrutin == scrutin()).execute()


def remove_the_closing() -> None:
    ClosedUrn.delete().where(ClosedUrn.scrutin == scrutin()).execute()


def change_a_credential_of_the_urn() -> None:
    UrnBallot.update(credential="f" * 64).where(UrnBallot.tracker == first().tracker).execute()


def strike_a_voter_off() -> None:
    PublicCredential.delete().where(PublicCredential.key == first().credential).execute()


TAMPERINGS: dict[str, tuple[Callable[[Poll], Callable[[], None]], str]] = {
    "taken out": (lambda _: take_out, "L'urne a 6 bulletins ; elle en avait 7 à la fermeture."),
    "put in": (put_in, "L'urne a 8 bulletins ; elle en avait 7"),
    "exchanged": (exchange, "n'a plus les mêmes bulletins qu'à la fermeture"),
    "exchanged under its tracker": (
        exchange_under_its_tracker,
        "1 bulletin sans rapport avec le numéro de suivi",
    ),
    "proof": (lambda _: spoil_a_proof, "1 bulletin sans preuves justes"),
    "closing changed": (lambda _: change_the_closing, "n'est plus celle dont la chaîne d'audit"),
    "closing removed": (lambda _: remove_the_closing, "a disparu de la base"),
    "credential": (lambda _: change_a_credential_of_the_urn, "d'une autre clé publique"),
    "voter struck off": (lambda _: strike_a_voter_off, "ne sont plus ceux qui ont été scellés"),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_it_is_named_with_its_scrutin_and_the_other_urns_are_counted(
    closed: Poll, name: str
) -> None:
    tamper, words = TAMPERINGS[name]
    change(closed, tamper(closed))
    for _ in range(2):
        state = add_up(closed)
    found = urns(state)
    assert words in found["CTM"].trouble
    assert (found["CTM"].added_up, found["CTA"].added_up, found["CTA"].trouble) == (False, True, "")
    assert state.added_up
    incidents = closed.espace.board.list_incidents()
    assert [one.scrutin for one in incidents if words in one.text] == ["CTM"]
    assert all(one.found for one in incidents)
    for member in (PRESIDENT, FIRST, SECOND):
        take(closed, member)
    assert finish(closed).counted
    assert set(results(closed)) == {"CTA", "CAPN-certifie"}


def test_an_urn_that_was_put_right_is_counted_after_the_others(closed: Poll) -> None:
    text: list[UrnBallot] = []

    def lose() -> None:
        text.append(first())
        take_out()

    change(closed, lose)
    add_up(closed)
    take(closed, PRESIDENT)
    change(closed, lambda: text[0].save(force_insert=True))
    assert urns(add_up(closed))["CTM"].trouble, "its turn comes once the others are open"
    for member in (FIRST, SECOND):
        take(closed, member)
    finish(closed)
    state = add_up(closed)
    assert urns(state)["CTM"].added_up
    assert state.came == ()
    for member in (PRESIDENT, FIRST, SECOND):
        state = take(closed, member)
    assert state.came == (PRESIDENT, FIRST, SECOND)
    assert finish(closed).counted
    assert set(results(closed)) == {"CTM", "CTA", "CAPN-certifie"}


def strike_a_signature() -> None:
    row = Signature.select().where(Signature.scrutin == scrutin()).first()
    Signature.delete().where(
        (Signature.elector == row.elector_id) & (Signature.scrutin == row.scrutin_id)
    ).execute()


@pytest.mark.parametrize("when", ["before the closing", "after it"])
def test_a_line_of_the_signature_list_that_is_missing_goes_into_the_minutes(
    poll: Poll, when: str
) -> None:
    vote(poll)
    if when == "before the closing":
        change(poll, strike_a_signature)
    close(poll)
    if when == "after it":
        change(poll, strike_a_signature)
    for _ in range(2):
        state = add_up(poll)
    assert urns(state)["CTM"].added_up
    texts = [one.text for one in poll.espace.board.list_incidents() if one.scrutin == "CTM"]
    assert texts[0] == "Avant le dépouillement, 7 bulletins dans l'urne pour 6 lignes d'émargement."
    assert texts[1:] == (
        ["6 lignes d'émargement ; il y en avait 7 à la fermeture."] if when == "after it" else []
    )


def test_a_number_of_signatures_that_was_rewritten_is_named(closed: Poll) -> None:
    change(closed, strike_a_signature)
    change(
        closed,
        lambda: (
            ClosedUrn.update(signatures=ClosedUrn.signatures - 1)
            .where(ClosedUrn.scrutin == scrutin())
            .execute()
        ),
    )
    found = urns(add_up(closed))
    assert "la chaîne d'audit a gardé l'empreinte" in found["CTM"].trouble
    assert found["CTA"].trouble == ""


def test_a_ballot_that_was_put_in_twice_is_found_without_the_index(closed: Poll) -> None:
    text = closed.made("personne0", 3)
    credential = closed.credential("personne0")

    def put() -> None:
        closed.espace.context.store.dialect.run(f"DROP INDEX {UNIQUE}")
        UrnBallot.insert(
            scrutin=scrutin(), tracker=tracker(text), credential=credential, ballot=text.decode()
        ).execute()

    change(closed, put)
    assert "1 clé avec plus d'un bulletin." in urns(add_up(closed))["CTM"].trouble


def other_tally() -> None:
    row = ScrutinCount.get(ScrutinCount.scrutin == scrutin("CTA"))
    ScrutinCount.update(tally=row.tally).where(ScrutinCount.scrutin == scrutin()).execute()


def test_a_tally_that_was_exchanged_is_not_opened(added_up: Poll) -> None:
    change(added_up, other_tally)
    with pytest.raises(SealBroken, match="La somme des bulletins de CTM n'est plus celle"):
        take(added_up, PRESIDENT)


def test_what_was_changed_between_the_shares_and_the_result_is_named(added_up: Poll) -> None:
    for member in (PRESIDENT, FIRST, SECOND):
        take(added_up, member)
    change(added_up, take_out)
    state = finish(added_up)
    assert "ses bulletins ne sont plus ceux" in urns(state)["CTM"].trouble
    assert set(results(added_up)) == {"CTA", "CAPN-certifie"}


def test_a_decryption_that_was_exchanged_is_named(added_up: Poll) -> None:
    for member in (PRESIDENT, FIRST, SECOND):
        take(added_up, member)

    def exchange_two() -> None:
        one, other = MemberDecryption.select().where(MemberDecryption.scrutin == scrutin()).limit(2)
        MemberDecryption.update(text=other.text).where(
            (MemberDecryption.scrutin == one.scrutin_id) & (MemberDecryption.member == one.member)
        ).execute()

    change(added_up, exchange_two)
    with pytest.raises(CountRefused, match="CTM par Mme Claire VIDAL n'est plus juste"):
        finish(added_up)
    assert [one.scrutin for one in added_up.espace.board.list_incidents()] == ["CTM"]
    assert "CTM" not in results(added_up)
    take(added_up, PRESIDENT)
    finish(added_up)
    assert "CTM" in results(added_up)


def test_nothing_is_added_up_if_what_was_sealed_has_changed(closed: Poll) -> None:
    def other_parameters() -> None:
        key = ScrutinKey.get(ScrutinKey.scrutin == scrutin())
        key.election = key.election.replace("2014", "2015")
        key.save()

    change(closed, other_parameters)
    with pytest.raises(SealBroken, match="ceci a changé : les clés du bureau"):
        add_up(closed)


def test_an_archive_that_is_no_more_the_counted_one_is_not_written(
    added_up: Poll, tmp_path: Path
) -> None:
    for member in (PRESIDENT, FIRST, SECOND):
        take(added_up, member)
    finish(added_up)

    def other_result() -> None:
        ScrutinCount.update(result='{"result":[[0,7,0,0,0]]}').where(
            ScrutinCount.scrutin == scrutin()
        ).execute()

    change(added_up, other_result)
    with pytest.raises(SealBroken, match="ne serait plus celle qui a été dépouillée"):
        added_up.espace.vote.export_archives(tmp_path)
