"""A vote on a kiosk: nothing of the choice, nor of the notice, is found by the next person."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from models import load_election
from models.settings.presented_lists import lists_of
from tests.journeys.election import prepare_election
from tests.journeys.kiosk.conftest import StartKiosk
from tests.journeys.kiosk.path import MAILBOX_PASSWORD, NUMEN, ROLL, VOTER_PASSWORD, whole_path
from tests.journeys.kiosk.settings import set_in
from tests.journeys.kiosk.traces import in_files, in_memories, in_memory, in_scroll_back
from tests.journeys.poll import Poll, seal, with_vote
from tests.journeys.voter import Voter

CHOSEN = 3
"""The place of the list that is voted for."""


@pytest.fixture
def poll(home: Path) -> Poll:
    """A sealed election with one person, who is unknown to the program."""
    sealed = seal(prepare_election(home, *ROLL, change=lambda text: with_vote(text, home)))
    (home / "roll.csv").unlink()
    set_in(sealed.config, "logs", directory=str(home / "journaux"))
    set_in(sealed.config, "kiosk", name="salle-12")
    return sealed


def test_neither_choice_nor_identifier_is_left_on_a_kiosk(
    poll: Poll, start_kiosk: StartKiosk, home: Path
) -> None:
    borne = start_kiosk(poll.config)
    visitor, traces = whole_path(borne, look=False)
    identifier = poll.identifiers["cdelmas"]
    voter = Voter(visitor)
    voter.enters(identifier.shown, VOTER_PASSWORD)
    (visit,) = borne.visits
    kept = [identifier.characters, identifier.shown]
    assert identifier.characters in in_memory(visit, kept)
    names = {one.name for one in lists_of(load_election(poll.config), "CTM")}
    tracker = voter.votes(*["down"] * (CHOSEN - 1))
    borne.quits()
    secrets = [*traces.all, *kept, tracker, NUMEN, MAILBOX_PASSWORD]
    assert in_memories(borne.processes, secrets) == {}
    # A visit that begins compares the lists with the seal: all of them, whoever voted for one.
    assert all(found == names for found in in_memories(borne.processes, names).values())
    borne.terminal.settle()
    assert in_scroll_back(bytes(borne.terminal.output), [*kept, *names, tracker]) == set()
    temporary = Path(tempfile.gettempdir()) / f"espace-electeur-{os.getuid()}"
    places = [temporary, home / "journaux", home / "donnees"]
    assert in_files(places, kept) == set()
    assert in_files([home / "journaux"], [tracker]) == set()
