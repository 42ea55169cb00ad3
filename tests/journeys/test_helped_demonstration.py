"""A demonstration and the helpdesk beside it: two terminals of one machine."""

from __future__ import annotations

import re
from pathlib import Path

from models import SAMPLE_STAFF
from tests.journeys.agent import Agent
from tests.journeys.conftest import Start
from tests.journeys.surroundings import sandboxes_left
from tests.journeys.terminal import Terminal
from tests.journeys.visitor import Visitor

AGENT = SAMPLE_STAFF[0]
CODE = re.compile(r"Code d'aide ([A-Z]{3} [A-Z]{3})")
OVER = "La démonstration est terminée ou recommencée : ce poste s'arrête avec elle."


def ends_well(terminal: Terminal) -> None:
    """Read why the helpdesk ends; it does, and leaves its terminal as it was."""
    terminal.wait_for(OVER)
    assert terminal.wait_end() == 0
    assert terminal.faults_left() == []
    assert "Traceback" not in terminal.text


def test_an_agent_follows_the_demonstration_of_the_other_terminal(start: Start, home: Path) -> None:
    visitor = Visitor(start("demo"))
    visitor.arrives()
    visitor.presses("f1")
    visitor.reads("A Être aidé")
    visitor.presses("a")
    found = CODE.search(visitor.reads("Code d'aide", "Continuer"))
    assert found
    agent = Agent(start("helpdesk", "--demo"))
    agent.reads(f"« {AGENT.name} »", f"mot de passe « {AGENT.password} »")
    agent.comes_in(AGENT.name, AGENT.password)
    agent.finds("dupont")
    agent.follows(found[1], "Être aidé · démonstration")
    visitor.reads("Suivi par l'assistance.")
    visitor.presses("enter")
    visitor.arrives()
    visitor.opens_the_webmail()
    agent.reads("Entrée webmail", "● Nom d'utilisateur")
    visitor.presses("f8")
    visitor.reads("CALENDRIER DE LA DÉMONSTRATION")
    visitor.presses("5")
    for terminal in (visitor.terminal, agent.terminal):
        terminal.wait_for("jeu. 4 déc. 18 h 00")
    visitor.quits()
    ends_well(agent.terminal)
    assert sandboxes_left(home) == []


def test_a_demonstration_that_is_killed_ends_the_helpdesk_too(start: Start) -> None:
    demonstration = start("demo")
    visitor = Visitor(demonstration)
    visitor.arrives()
    visitor.presses("f1")
    visitor.reads("A Être aidé")
    visitor.presses("a")
    visitor.reads("Code d'aide")  # the sandbox is made
    agent = Agent(start("helpdesk", "--demo"))
    agent.comes_in(AGENT.name, AGENT.password)
    demonstration.process.kill()
    demonstration.process.wait()
    ends_well(agent.terminal)
    alone = start("helpdesk", "--demo")
    alone.wait_for("Aucune démonstration n'est en cours", "« make demo »")
    assert alone.wait_end() == 1
