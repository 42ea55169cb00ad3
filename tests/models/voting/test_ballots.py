"""Ballots: every honest one is valid for both engines, every other one for neither."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models.errors import BallotRefused
from models.voting.ballots import BLANK, check_ballot, tracker
from models.voting.belenios_tool import Tool
from models.voting.credentials import secret_key
from models.voting.engines import Engine, make_checked_ballot
from models.voting.group import NEUTRAL, ORDER, generated, point_text
from models.voting.messages import Ballot, canonical, encode
from tests.models.voting.elections import (
    DRAW,
    SmallElection,
    forged_ballot,
    hold_election,
    signed,
)

Path = tuple[str | int, ...]


def refused_by(engines: tuple[Engine, ...], held: SmallElection, text: bytes) -> None:
    """Assert that each engine refuses a ballot."""
    for engine in engines:
        with pytest.raises(BallotRefused):
            engine.check_ballot(held.scrutin, text)


@pytest.mark.parametrize("maker", [0, 1])
@pytest.mark.parametrize("choice", [BLANK, 1, 2, 3])
def test_a_ballot_of_each_engine_is_valid_for_the_other(
    held: SmallElection, engines: tuple[Engine, Engine], maker: int, choice: int
) -> None:
    made = make_checked_ballot(
        (engines[maker], engines[1 - maker]), held.scrutin, held.credentials[0], choice
    )
    assert made.maker == engines[maker].name
    assert made.checkers == (engines[1 - maker].name,)
    assert made.words == "vérifié par deux programmes indépendants"
    assert made.tracker == tracker(made.text)
    counted = held.counted([made.text], [1, 3, 5]).result
    assert counted == (tuple(int(place == choice) for place in range(4)),)


def test_one_engine_alone_says_so(held: SmallElection, engines: tuple[Engine, Engine]) -> None:
    made = make_checked_ballot(engines[:1], held.scrutin, held.credentials[0], 1)
    assert made.words == "vérifié par un seul programme"


@pytest.mark.parametrize("choice", [-1, 4])
def test_there_is_no_ballot_for_a_list_that_does_not_exist(
    held: SmallElection, choice: int
) -> None:
    with pytest.raises(ValueError, match="no such list"):
        held.ballot(0, choice)


def leaves(value: Any, path: Path = ()) -> list[Path]:
    """Return the places of all texts and numbers of a message."""
    if isinstance(value, dict):
        return [leaf for key, each in value.items() for leaf in leaves(each, (*path, key))]
    if isinstance(value, list):
        return [leaf for key, each in enumerate(value) for leaf in leaves(each, (*path, key))]
    return [path]


def at(value: Any, path: Path) -> Any:
    """Return what is in a place of a message."""
    for key in path:
        value = value[key]
    return value


TEXTS = (
    st.integers(0, ORDER - 1).map(str)
    | st.integers(0, ORDER - 1).map(generated).map(point_text)
    | st.sampled_from(["", "0", "1", str(ORDER - 1), "00" * 32, "ff" * 32, point_text(NEUTRAL)])
    | st.text(max_size=80)
)


@pytest.mark.parametrize("examples", [50, pytest.param(1000, marks=pytest.mark.soak)])
def test_every_altered_field_is_refused_by_both_engines(
    held: SmallElection, engines: tuple[Engine, Engine], examples: int
) -> None:
    valid = held.ballot(0, 2)
    secret = secret_key(held.credentials[0], held.scrutin.election.uuid)
    places = leaves(json.loads(valid))

    @settings(max_examples=examples, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(st.sampled_from(places), TEXTS, st.booleans())
    def alter(path: Path, text: str, again: bool) -> None:
        message = json.loads(valid)
        assume(at(message, path) != text)
        at(message, path[:-1])[path[-1]] = text
        altered = encode(message)
        if again and path[0] != "signature":
            altered = signed(canonical(altered, Ballot).unsigned(), secret)
        refused_by(engines, held, altered)

    alter()


def test_each_field_is_altered_once_and_refused(held: SmallElection) -> None:
    """Every field, with a value that could stand there."""
    valid = held.ballot(0, 2)
    for path in leaves(json.loads(valid)):
        message = json.loads(valid)
        before = at(message, path)
        other = point_text(generated(5)) if len(before) == 64 else "12345678901234"
        at(message, path[:-1])[path[-1]] = other
        with pytest.raises(BallotRefused):
            check_ballot(held.scrutin.election, json.dumps(message, separators=(",", ":")).encode())


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([0, 1, 1, 0], id="two lists"),
        pytest.param([0, 0, 0, 0], id="none"),
        pytest.param([1, 1, 0, 0], id="blank and a list"),
        pytest.param([0, 2, 0, 0], id="two votes for a list"),
        pytest.param([0, -1, 1, 1], id="a vote taken from a list"),
        pytest.param([0, -1, 2, 0], id="one in all"),
        pytest.param([2, -1, 0, 0], id="blank twice"),
        pytest.param([0, 1, 0], id="a list too few"),
        pytest.param([0, 1, 0, 0, 0], id="a list too many"),
    ],
)
def test_a_ballot_that_holds_anything_else_is_refused(
    held: SmallElection, engines: tuple[Engine, Engine], values: list[int]
) -> None:
    refused_by(engines, held, forged_ballot(held, values))


def test_the_forger_of_these_tests_can_also_be_honest(
    held: SmallElection, engines: tuple[Engine, Engine]
) -> None:
    for engine in engines:
        engine.check_ballot(held.scrutin, forged_ballot(held, [0, 0, 1, 0]))


def test_a_ciphertext_without_randomness_is_refused(held: SmallElection) -> None:
    """The neutral element shows the vote to everybody; belenios-tool takes it, the urn does not."""
    open_to_all = forged_ballot(held, [0, 1, 0, 0], randomness=[0, 0, 0, 0])
    with pytest.raises(BallotRefused) as refused:
        check_ballot(held.scrutin.election, open_to_all)
    assert refused.value.cause == "point: not in the group"


def test_a_ballot_of_another_scrutin_is_refused(
    held: SmallElection, engines: tuple[Engine, Engine]
) -> None:
    other = hold_election()
    refused_by(engines, held, other.ballot(0, 1))


def test_a_ballot_signed_by_another_credential_is_refused(
    held: SmallElection, engines: tuple[Engine, Engine]
) -> None:
    ballot = canonical(held.ballot(0, 1), Ballot)
    other = secret_key(held.credentials[1], held.scrutin.election.uuid)
    refused_by(engines, held, signed(ballot.unsigned(), other))


@pytest.mark.parametrize("times", [0, 2])
def test_a_ballot_answers_once(
    held: SmallElection, engines: tuple[Engine, Engine], times: int
) -> None:
    ballot = canonical(held.ballot(0, 1), Ballot)
    own = secret_key(held.credentials[0], held.scrutin.election.uuid)
    answering = msgspec.structs.replace(ballot.unsigned(), answers=ballot.answers * times)
    with pytest.raises(BallotRefused) as refused:
        check_ballot(held.scrutin.election, signed(answering, own))
    assert refused.value.cause == "not one answer"
    refused_by(engines, held, signed(answering, own))


def test_a_proof_of_more_or_fewer_values_is_none(
    held: SmallElection, engines: tuple[Engine, Engine]
) -> None:
    """« 0 or 1 » is shown by two branches; with a third one it could be « 0, 1 or 2 »."""
    ballot = canonical(held.ballot(0, 1), Ballot)
    own = secret_key(held.credentials[0], held.scrutin.election.uuid)
    (answer,) = ballot.answers
    first, *others = answer.individual_proofs
    for altered in (first[:1], (*first, first[0])):
        changed = msgspec.structs.replace(answer, individual_proofs=(altered, *others))
        unsigned = msgspec.structs.replace(ballot.unsigned(), answers=(changed,))
        with pytest.raises(BallotRefused) as refused:
            check_ballot(held.scrutin.election, signed(unsigned, own))
        assert refused.value.cause == "a ciphertext is not shown to hold 0 or 1"
        refused_by(engines, held, signed(unsigned, own))


@pytest.mark.parametrize(
    "altered",
    [
        pytest.param(lambda text: b" " + text, id="a space before"),
        pytest.param(lambda text: text + b"\n", id="a line after"),
        pytest.param(lambda text: text.replace(b",", b", ", 1), id="a space inside"),
        pytest.param(lambda text: text.replace(b'"alpha"', b'"\\u0061lpha"', 1), id="escaped"),
        pytest.param(lambda text: text[:-1] + b',"more":1}', id="a field more"),
        pytest.param(lambda text: text[: len(text) // 2], id="cut"),
        pytest.param(lambda text: b"", id="empty"),
        pytest.param(lambda text: b"[" * 100_000, id="deep"),
        pytest.param(lambda text: b"\xff" + text[1:], id="not UTF-8"),
        pytest.param(
            lambda text: json.dumps(
                dict(reversed(json.loads(text).items())), separators=(",", ":")
            ).encode(),
            id="in another order",
        ),
    ],
)
def test_what_is_not_canonical_is_refused(held: SmallElection, altered: Any) -> None:
    with pytest.raises(BallotRefused):
        check_ballot(held.scrutin.election, altered(held.ballot(0, 1)))


def test_proofs_of_one_ballot_do_not_serve_another_credential(held: SmallElection) -> None:
    """A copied ballot under one's own credential would tell what somebody has voted."""
    ballot = canonical(held.ballot(0, 1), Ballot)
    own = secret_key(held.credentials[1], held.scrutin.election.uuid)
    copied = json.loads(encode(ballot.unsigned()))
    copied["credential"] = point_text(generated(own))
    unsigned = canonical(
        json.dumps(copied, separators=(",", ":")).encode(), type(ballot.unsigned())
    )
    with pytest.raises(BallotRefused) as refused:
        check_ballot(held.scrutin.election, signed(unsigned, own))
    assert refused.value.cause == "a ciphertext is not shown to hold 0 or 1"


RANDOM = pytest.mark.parametrize(
    "number", [30, pytest.param(1000, marks=pytest.mark.soak, id="a thousand")]
)


@RANDOM
def test_random_ballots_of_the_tool_are_taken_by_ours(tool: Tool, number: int) -> None:
    held = hold_election(2, 1)
    for _ in range(number):
        text = tool.make_ballot(held.scrutin, held.credentials[0], DRAW(3))
        check_ballot(held.scrutin.election, text)


@RANDOM
def test_random_ballots_of_ours_are_taken_by_the_tool(tool: Tool, number: int) -> None:
    held = hold_election(2, 1)
    for _ in range(number):
        tool.check_ballot(held.scrutin, held.ballot(0, DRAW(3)))
