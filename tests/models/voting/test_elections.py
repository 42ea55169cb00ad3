"""The parameters of a scrutin: of the one kind that this program votes in, or refused."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from models.voting.elections import parse_election
from models.voting.messages import encode
from tests.models.voting.elections import SmallElection

ALTERED: dict[str, tuple[dict[str, Any], str]] = {
    "version": ({"version": 0}, "another version or group"),
    "group": ({"group": "BELENIOS-2048"}, "another version or group"),
    "identifier": ({"uuid": "../urne"}, "no identifier"),
    "no question": ({"questions": ()}, "not one question"),
}
ASKED: dict[str, dict[str, Any]] = {
    "without lists": {"answers": ()},
    "without a blank vote": {"blank": False},
    "two choices": {"max": 2},
    "none at all": {"min": 0},
}


@pytest.mark.parametrize("name", ALTERED)
def test_another_protocol_is_refused(held: SmallElection, name: str) -> None:
    values, words = ALTERED[name]
    parameters = msgspec.structs.replace(held.scrutin.election.parameters, **values)
    with pytest.raises(ValueError, match=words):
        parse_election(encode(parameters))


def test_two_questions_are_refused(held: SmallElection) -> None:
    parameters = held.scrutin.election.parameters
    twice = msgspec.structs.replace(parameters, questions=parameters.questions * 2)
    with pytest.raises(ValueError, match="not one question"):
        parse_election(encode(twice))


@pytest.mark.parametrize("name", ASKED)
def test_what_is_no_choice_of_one_list_or_none_is_refused(held: SmallElection, name: str) -> None:
    parameters = held.scrutin.election.parameters
    (question,) = parameters.questions
    changed = msgspec.structs.replace(question, **ASKED[name])
    with pytest.raises(ValueError, match="not a choice of one list or none"):
        parse_election(encode(msgspec.structs.replace(parameters, questions=(changed,))))


def test_a_key_that_is_no_point_is_refused(held: SmallElection) -> None:
    parameters = held.scrutin.election.parameters
    with pytest.raises(ValueError, match="not in the group"):
        parse_election(encode(msgspec.structs.replace(parameters, public_key="f" * 64)))
