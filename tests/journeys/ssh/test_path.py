"""The leaflet's path over SSH, with OpenSSH's client."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.installation import InstalledProgram
from tests.journeys.ssh.hosting import Host, hosting
from tests.journeys.test_fdupont import follow_the_leaflet
from tests.journeys.visitor import Visitor


def test_the_whole_leaflet_over_ssh(host: Host) -> None:
    with host.sits_down() as terminal:
        visitor = Visitor(terminal)
        follow_the_leaflet(visitor)
        assert "DÉMONSTRATION" in terminal.text
        visitor.presses("f10")
        terminal.wait_for("Votre visite est terminée.")
        assert terminal.wait_end() == 0


def test_on_the_linux_console_it_looks_as_there(host: Host) -> None:
    with host.sits_down(term="linux") as terminal:
        visitor = Visitor(terminal, kept="[x]", pointer=">")
        visitor.arrives()
        assert ";2;" not in terminal.output.decode("utf-8", "replace")
        visitor.presses("f10")
        assert terminal.wait_end() == 0


def test_nobody_is_offered_a_helpdesk_that_there_is_not(host: Host) -> None:
    with host.sits_down("aide") as terminal:
        terminal.wait_for("Activez votre messagerie", "Échap Fermer")
        assert "Être aidé" not in terminal.words
        terminal.press("a", "escape")
        terminal.wait_for("COMMENT ACTIVER VOTRE ESPACE")
        terminal.press("f10")
        assert terminal.wait_end() == 0


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("messagerie", "Bienvenue dans le webmail"),
        ("creation", "CRÉER MON COMPTE"),
        ("confirmation", "Recopiez le code du mail"),
        ("scrutins", "Vous êtes appelé à participer"),
        ("aide", "Activez votre messagerie"),
    ],
)
def test_a_word_opens_its_screen(host: Host, word: str, text: str) -> None:
    with host.sits_down(word) as terminal:
        terminal.wait_for(text)
        terminal.press("f10")
        assert terminal.wait_end() == 0


def test_another_sample_is_shown_to_the_room(program: InstalledProgram, directory: Path) -> None:
    words = ("--election", "lyon-2026")
    with hosting(program, directory, words=words) as host, host.sits_down("scrutins") as terminal:
        terminal.wait_for("Élections professionnelles 2026", "CSA ministériel")
        terminal.press("f10")
        assert terminal.wait_end() == 0
