"""`espace-electeur demo`: a demonstration on this terminal."""

from __future__ import annotations

from pathlib import Path

from models import SAMPLE_PEOPLE, EspaceError, SamplePerson
from tui.demo.app import DemoApp
from tui.demo.journeys import START, parse_moment
from tui.demo.sandbox import Sandbox, sandbox_election
from tui.hosts.terminal import hold_visit


def hold_demo(at: str | None, persona: str | None) -> int:
    """Hold a demonstration and return its exit status; the sandbox is deleted at its end.

    Args:
        at: The moment at which it starts, as typed; None for the sample people's.
        persona: User name of the sample person that it starts as, or None.

    Raises:
        EspaceError: `at` is not a moment, or no one has this user name.
    """
    person = sample_person(persona) if persona is not None else None
    election = sandbox_election(Path())
    start = parse_moment(at or START, election.calendar.zone)
    sandbox = Sandbox(start, helped=True)
    try:
        return hold_visit(DemoApp(election, sandbox, person), sandbox.delete)
    finally:
        sandbox.delete()


def sample_person(user_name: str) -> SamplePerson:
    """Return the sample person of a user name.

    Raises:
        EspaceError: No one has it; the sentence names those who are there.
    """
    wanted = user_name.strip().lower()
    for person in SAMPLE_PEOPLE:
        if person.user_name == wanted:
            return person
    names = ", ".join(person.user_name for person in SAMPLE_PEOPLE)
    raise EspaceError(f"Cette personne d'essai n'existe pas. Choisissez parmi : {names}.")
