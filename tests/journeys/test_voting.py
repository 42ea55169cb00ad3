"""A newcomer votes in their four scrutins, on the installed program, from their notice on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.architecture.installation import InstalledProgram
from tests.journeys.cast import Cast
from tests.journeys.conftest import Start
from tests.journeys.election import prepare_election
from tests.journeys.french import english_words
from tests.journeys.poll import Poll, count_by_the_tool, seal, with_vote
from tests.journeys.real_servers import new_database
from tests.journeys.surroundings import surroundings
from tests.journeys.terminal import Terminal
from tests.journeys.test_fdupont import follow_the_leaflet
from tests.journeys.visitor import Visitor
from tests.journeys.voter import READ, Voter


@pytest.fixture
def poll(home: Path, cast: Cast) -> Poll:
    """A sealed election on SQLite."""

    def change(text: str) -> str:
        return with_vote(text, home, cast.name)

    return seal(prepare_election(home, change=change, sample=cast.name))


def test_a_person_votes_in_four_scrutins_and_the_tool_counts_what_they_voted(
    start: Start, home: Path, poll: Poll, cast: Cast
) -> None:
    terminal = start("open", "--config", poll.config)
    visitor, person = Visitor(terminal, cast=cast), cast.newcomer
    follow_the_leaflet(visitor)
    voter, shorts = Voter(visitor), cast.shorts(person)
    identifier = poll.identifiers[person.user_name]
    voter.enters(identifier.shown, cast.voter_password)
    trackers = [voter.votes()]
    for short, keys in zip(shorts[1:], (["down", "down"], ["up"], []), strict=True):
        visitor.reads(f"suivant : {short}")  # on the button if it is short, above it if not
        visitor.goes_on("Voter au scrutin suivant")
        voter.reads_the_lists()
        trackers.append(voter.votes(*keys))
    visitor.reads("Vous avez voté dans vos 4 scrutins.")
    visitor.goes_on("Revenir à mes scrutins")
    visitor.reads("C'EST FAIT")
    assert len(set(trackers)) == 4
    visitor.presses("escape")
    visitor.arrives()
    visitor.presses("v")
    for tracker, short in zip(trackers, shorts, strict=True):
        voter.finds(tracker, short)
    assert not [word for screen in terminal.seen for word in english_words(screen)]
    visitor.presses("f10")
    assert terminal.wait_end() == 0
    assert cast.voter_password.encode() not in terminal.output
    voted = count_by_the_tool(poll.config, home / "archives")
    chosen = dict(zip(cast.codes(person), (1, 3, 0, 1), strict=True))
    assert {code: votes.index(1) for code, votes in voted.items()} == chosen
    assert all(sum(votes) == 1 for votes in voted.values())


def test_two_hosts_of_one_server_take_one_ballot_a_scrutin(
    complete_program: InstalledProgram, home: Path, postgresql: str
) -> None:
    served = f'url = "{new_database(postgresql, "vote")}"\nkeys = "donnees/keys"\n'

    def change(text: str) -> str:
        lines = text.splitlines(keepends=True)
        moved = "".join(served if line.startswith("url = ") else line for line in lines)
        return with_vote(moved, home)

    poll = seal(prepare_election(home, change=change))
    with two_hosts(complete_program, home, poll.config) as hosts:
        votes_at_both(*hosts, poll.identifiers["fdupont"].shown)
    voted = count_by_the_tool(poll.config, home / "archives")
    assert (voted["CTM"].index(1), sum(voted["CTM"])) == (2, 1)
    assert (voted["CTA"].index(1), sum(voted["CTA"])) == (0, 1)


@contextmanager
def two_hosts(
    program: InstalledProgram, home: Path, config: Path
) -> Iterator[tuple[Visitor, Visitor]]:
    """Give two terminals, each with a program of its own."""
    command: list[str | Path] = [program.command, "open", "--config", config]
    places = surroundings(home)
    with (
        Terminal(command, environment=places, folder=home) as one,
        Terminal(command, environment=places, folder=home) as other,
    ):
        yield Visitor(one), Visitor(other)


def votes_at_both(first: Visitor, second: Visitor, identifier: str) -> None:
    """Choose other lists at both, vote at one, then at the other; and in another scrutin."""
    follow_the_leaflet(first)
    one, password = Voter(first), first.cast.voter_password
    one.enters(identifier, password)
    second.arrives()
    second.presses("3")
    second.reads("Veuillez saisir votre adresse professionnelle")
    second.types("francoise.dupont@ac-toulouse.fr", fields=1)
    second.presses("tab")
    second.types(password, fields=1)
    second.presses("enter")
    second.sees_scrutins("CTM", "CTA", "CAPN", "CAPA")
    other = Voter(second)
    other.enters(identifier, password)
    tracker = one.votes("down")
    second.presses("enter")
    second.reads("VOUS ALLEZ VOTER POUR")
    second.terminal.read_for(READ)
    second.presses("enter")
    shown = second.reads("ce que vous venez de choisir n'a pas été déposé", tracker[:4])
    assert "par mail" not in shown
    second.terminal.read_for(READ)
    second.goes_on("Voter au scrutin suivant : CTA")
    other.reads_the_lists()
    other.votes("up")
    first.goes_on("Voter au scrutin suivant : CTA")
    first.reads("VOTRE BULLETIN EST DANS L'URNE", "CTA ·")
    for visitor in (first, second):
        visitor.presses("f10")
        assert visitor.terminal.wait_end() == 0
