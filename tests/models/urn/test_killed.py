"""Whatever dies while a ballot is taken: ballot and signature are both there, or neither."""

from __future__ import annotations

from models.errors import ReceiptUnknown
from tests.models.polls import Poll
from tests.models.processes.orders import Order, Visit, perform

PEOPLE = 45
"""One for each statement to be killed at."""


def names(number: int) -> list[str]:
    return [f"personne{one}" for one in range(number)]


def finds_a_receipt(poll: Poll, name: str) -> bool:
    """Return whether a person finds their ballot again, in a visit of its own."""
    try:
        receipt = poll.espace.voting.find_receipt(poll.enter(name), "CTM")
    except ReceiptUnknown:
        return False
    assert poll.espace.voting.look_up(receipt.tracker).tracker == receipt.tracker
    return True


def assert_whole(poll: Poll, visits: dict[str, Visit]) -> list[bool]:
    """Assert that whoever has not voted can, and nobody twice; return who had.

    Of those who had not, every eighth tries: a vote costs the work of a ballot.
    """
    had = [poll.signed(name) for name in visits]
    before = had.count(True)
    again = [
        (name, visit, voted)
        for number, ((name, visit), voted) in enumerate(zip(visits.items(), had, strict=True))
        if voted or number % 8 == 0
    ]
    for name, visit, voted in again:
        assert finds_a_receipt(poll, name) is voted
        assert perform(poll.espace, visit) == ("AlreadyVoted" if voted else "done")
        assert finds_a_receipt(poll, name)
    added = len(again) - before
    assert poll.counts() == (before + added, before + added)
    assert poll.espace.administration.verify_audit().first_fault is None
    return had


def test_a_vote_killed_at_any_statement_is_whole_or_can_be_made_again(poll: Poll) -> None:
    visits = {name: poll.visit(name) for name in names(PEOPLE)}
    poll.espace.close()
    (killed,) = Order.of(poll.espace.election, list(visits.values())).run("killed")
    statements = int(killed)
    assert statements > 15
    had = assert_whole(poll, dict(list(visits.items())[: statements + 1]))
    assert had[-1]
    assert had.count(False) > 10
