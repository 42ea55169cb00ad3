"""Ballots that no visit has made, offered to the urn: none comes in, and nobody has voted."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from models.errors import AlreadyVoted, BallotRefused, VoteNotPrepared
from models.voting.credentials import private_credential, secret_key
from models.voting.group import NEUTRAL, generated, point_text
from models.voting.messages import Ballot, canonical
from tests.models.polls import Poll
from tests.models.voting.elections import SmallElection, forged_ballot, signed
from tests.models.voting.test_ballots import at, leaves

OUTSIDE = "ff" * 32
"""On no curve."""
LIES = {
    "a ciphertext is not shown to hold 0 or 1",
    "blank and a list at once",
    "neither blank nor one list",
}


def refused(poll: Poll, text: bytes, name: str = "fdupont", credential: str | None = None) -> str:
    """Assert that a ballot is refused without a trace; return the cause."""
    before = poll.rows()
    with pytest.raises(BallotRefused) as refusal:
        poll.deposit(text, name, credential=credential)
    assert poll.rows() == before
    return refusal.value.cause or ""


def secret_of(poll: Poll, name: str = "fdupont") -> int:
    """Return the secret key of a person in the CTM."""
    uuid = poll.sealed(name).election.uuid
    return secret_key(private_credential(poll.identifiers[name]), uuid)


def test_an_honest_ballot_is_taken_once(poll: Poll) -> None:
    """So that what follows is refused for what is wrong with it."""
    text = poll.made()
    tracker = poll.deposit(text)
    assert poll.espace.voting.look_up(tracker).tracker == tracker
    assert poll.counts() == (1, 1)
    before = poll.rows()
    with pytest.raises(AlreadyVoted):
        poll.deposit(text)
    with pytest.raises(AlreadyVoted):
        poll.deposit(poll.made(choice=2))
    assert poll.rows() == before


def test_a_ballot_is_not_taken_again_from_somebody_else(poll: Poll) -> None:
    text, credential = poll.made(), poll.credential()
    poll.deposit(text)
    assert refused(poll, text, "kbenali") == "signed by another credential"
    with pytest.raises(BallotRefused, match="deuxième fois") as replayed:
        poll.deposit(text, "kbenali", credential=credential)
    assert replayed.value.cause == "replayed"
    with pytest.raises(BallotRefused, match="deuxième fois"):  # another one of the same notice
        poll.deposit(poll.made(choice=2), "kbenali", credential=credential)
    assert poll.counts() == (1, 1)
    poll.deposit(poll.made("kbenali"), "kbenali")
    assert poll.counts() == (2, 2)


def test_a_ballot_altered_in_any_field_is_refused(poll: Poll) -> None:
    valid, credential = poll.made(), poll.credential()
    places = leaves(json.loads(valid))
    assert len(places) > 20
    before = poll.rows()
    for path in places:
        message = json.loads(valid)
        value = at(message, path)
        other = point_text(generated(5)) if len(value) == 64 else "12345678901234"
        at(message, path[:-1])[path[-1]] = other
        with pytest.raises(BallotRefused):
            poll.deposit(json.dumps(message, separators=(",", ":")).encode(), credential=credential)
    assert poll.rows() == before


@pytest.mark.parametrize(
    "point",
    [
        pytest.param(OUTSIDE, id="on no curve"),
        pytest.param(point_text(NEUTRAL), id="the neutral element"),
        pytest.param("00" * 32, id="of order four"),
        pytest.param(f"7f{'ff' * 30}ec", id="of order two"),
    ],
)
@pytest.mark.parametrize("field", ["credential", "alpha", "beta"])
def test_a_point_outside_the_group_is_refused(poll: Poll, point: str, field: str) -> None:
    """Signed again, so that only the point is wrong."""
    message = json.loads(poll.made())
    if field == "credential":
        message["credential"] = point
    else:
        message["answers"][0]["choices"][0][field] = point
    altered = canonical(json.dumps(message, separators=(",", ":")).encode(), Ballot)
    text = signed(altered.unsigned(), secret_of(poll))
    assert refused(poll, text) == "point: not in the group"


def held(poll: Poll) -> SmallElection:
    """Return the scrutin with the secret of its first elector, who lies."""
    private = private_credential(poll.identifiers["fdupont"])
    return SmallElection(poll.sealed().for_engines, (), (private,))


def test_a_forged_ballot_of_more_or_less_than_a_vote_is_refused(poll: Poll) -> None:
    lists = poll.sealed().election.lists
    nothing = [0] * (lists + 1)
    for votes in ({1: 2}, {1: -1, 2: 2}, {1: -1, 2: 1, 3: 1}, {1: 1, 2: 1}, {0: 1, 1: 1}, {}):
        values = [votes.get(place, 0) for place in range(lists + 1)]
        assert refused(poll, forged_ballot(held(poll), values)) in LIES
    open_to_all = forged_ballot(held(poll), [0, 1, *nothing[2:]], randomness=nothing)
    assert refused(poll, open_to_all) == "point: not in the group"
    poll.deposit(forged_ballot(held(poll), [0, 1, *nothing[2:]]))


def test_a_ballot_of_another_scrutin_is_refused(poll: Poll) -> None:
    assert refused(poll, poll.made(scrutin="CTA")) == "of another scrutin"
    before = poll.rows()
    with pytest.raises(VoteNotPrepared):
        poll.deposit(
            poll.made(), "personne0", scrutin="CAPN-certifie", credential=poll.credential()
        )
    assert poll.rows() == before


def test_a_ballot_signed_by_another_credential_is_refused(poll: Poll) -> None:
    assert refused(poll, poll.made("kbenali")) == "signed by another credential"
    whose = canonical(poll.made(), Ballot)
    other = signed(whose.unsigned(), secret_of(poll, "kbenali"))
    assert refused(poll, other) == "signed by another credential"


@pytest.mark.parametrize(
    "altered",
    [
        pytest.param(lambda text: text + b"\n", id="a line after"),
        pytest.param(lambda text: text.replace(b",", b", ", 1), id="a space inside"),
        pytest.param(lambda text: text.replace(b'"alpha"', b'"\\u0061lpha"', 1), id="escaped"),
        pytest.param(lambda text: text[:-1] + b',"more":1}', id="a field more"),
        pytest.param(lambda text: text[: len(text) // 2], id="cut"),
        pytest.param(lambda text: b"", id="empty"),
        pytest.param(lambda text: b"null", id="nothing"),
        pytest.param(lambda text: b"[" * 1_000_000, id="deep"),
        pytest.param(lambda text: text * 1_000, id="huge"),
        pytest.param(lambda text: b'"' + b"x" * 10_000_000 + b'"', id="ten million characters"),
        pytest.param(lambda text: b"\xff" + text[1:], id="not UTF-8"),
        pytest.param(lambda text: text.replace(b"answers", "réponses".encode(), 1), id="French"),
    ],
)
def test_what_is_no_ballot_byte_for_byte_is_refused(
    file_poll: Poll, altered: Callable[[bytes], bytes]
) -> None:
    refused(file_poll, altered(file_poll.made()))
