"""Many ballots at the same moment: one for a person, and none is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from models.errors import DatabaseBusy, EspaceError
from models.tables.urn import UrnBallot
from models.voting.ballots import tracker
from models.voting.engines import CHECKED_BY_ONE
from tests.models.polls import Poll
from tests.models.processes.orders import Order, Visit, perform

CROWD = 50
PROCESSES = 12


def deposited(poll: Poll, offers: Sequence[tuple[str, bytes]]) -> Counter[str]:
    """Offer ballots, each with a person's name, at the same moment; return what became of them."""
    together = Barrier(len(offers))
    credentials = {name: poll.credential(name) for name, _ in offers}

    def offer(one: tuple[str, bytes]) -> str:
        name, text = one
        together.wait()
        while True:
            try:
                poll.deposit(text, name, credential=credentials[name], checked=CHECKED_BY_ONE)
            except DatabaseBusy:
                continue
            except EspaceError as error:
                return type(error).__name__
            return "done"

    with ThreadPoolExecutor(len(offers)) as pool:
        return Counter(pool.map(offer, offers))


def assert_sound(poll: Poll) -> None:
    assert poll.espace.administration.verify_audit().first_fault is None


def test_fifty_ballots_of_one_person_at_once_are_one(poll: Poll) -> None:
    made = [poll.made(choice=choice) for choice in range(4)]
    offers = [("fdupont", made[number % 4]) for number in range(CROWD)]
    mails = poll.rows()["waiting_mail"]
    assert deposited(poll, offers) == {"done": 1, "AlreadyVoted": CROWD - 1}
    assert poll.counts() == (1, 1)
    assert poll.rows()["waiting_mail"] == mails + 1
    assert_sound(poll)


def test_the_ballots_of_fifty_people_at_once_are_fifty(poll: Poll) -> None:
    names = [f"personne{number}" for number in range(CROWD)]
    offers = [(name, poll.made(name, choice=number % 3)) for number, name in enumerate(names)]
    mails = poll.rows()["waiting_mail"]
    assert deposited(poll, offers) == {"done": CROWD}
    assert poll.counts() == (CROWD, CROWD)
    with poll.espace.context.connection():
        urn = {row.tracker: row.ballot for row in UrnBallot.select()}
    assert urn == {tracker(text): text.decode() for _, text in offers}
    assert poll.rows()["waiting_mail"] == mails + CROWD
    assert_sound(poll)


def test_two_visits_of_one_person_with_different_choices_are_one_vote(poll: Poll) -> None:
    visits = [poll.visit(choice=1), poll.visit(choice=2)]
    together = Barrier(2)

    def vote(visit: Visit) -> str:
        together.wait()
        return perform(poll.espace, visit)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(vote, visits)) == ["AlreadyVoted", "done"]
    assert poll.counts() == (1, 1)
    receipt = poll.espace.voting.find_receipt(poll.enter(), "CTM")
    assert poll.espace.voting.look_up(receipt.tracker).short == "CTM"


def test_visits_of_one_person_in_as_many_processes_are_one_vote(poll: Poll) -> None:
    visits = [poll.visit(choice=number % 3) for number in range(PROCESSES)]
    poll.espace.close()
    outcomes = Counter(Order.of(poll.espace.election, visits).run("crowd"))
    assert outcomes == {"done": 1, "AlreadyVoted": PROCESSES - 1}
    assert poll.counts() == (1, 1)
    assert_sound(poll)
