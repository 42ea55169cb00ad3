"""The board makes its keys, seals, closes, counts and publishes; three people have voted."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models import Espace, load_election
from models.voting.belenios_tool import find_tool
from tests.architecture.installation import InstalledProgram
from tests.journeys.board import MEMBERS, SHIFTED, Board
from tests.journeys.conftest import Start
from tests.journeys.french import english_words
from tests.journeys.kiosk.conftest import ALONE
from tests.journeys.poll import VOTED_IN, load_notices, with_vote
from tests.journeys.surroundings import surroundings
from tests.journeys.terminal import Terminal
from tests.journeys.visitor import VOTER_PASSWORD, Visitor
from tests.journeys.voter import Voter
from tests.models.clocks import HandClock, paris
from tests.models.services.vote.board import PASSPHRASES
from tests.models.steps import activate, sample
from tests.tui.commands import PEOPLE, admin

VOTES = {"fdupont": (), "jmartin1": ("down",), "kbenali": ()}
"""Who votes in the ministry's scrutin, by the keys that lead to their list from the first one."""


class Machine:
    """The program on a machine whose clock can be set, with an election in its home."""

    def __init__(self, program: InstalledProgram, home: Path) -> None:
        """Take the program, and where its data is."""
        self.program = program
        self.home = home
        self.config = home / "election.toml"
        self._moment = home / "moment.txt"

    def set_clock(self, moment: str, *, still: bool = False) -> None:
        """Have it be a moment of Paris, from which the time goes on, or at which it stands."""
        then, began = paris(moment).isoformat(), "" if still else datetime.now(UTC).isoformat()
        aside = self._moment.with_suffix(".part")
        aside.write_text(f"{then}|{began}", "utf-8")
        aside.replace(self._moment)

    def command(self, *arguments: str | Path) -> list[str | Path]:
        """Return how one of its programs is called."""
        script = SHIFTED.format(moment=str(self._moment))
        return [self.program.python, "-IBc", script, *arguments, "--config", self.config]

    @contextmanager
    def terminal(self, *arguments: str) -> Iterator[Visitor]:
        """Give a terminal with one of its programs."""
        places = ALONE if arguments == ("kiosk",) else surroundings(self.home)
        command = self.command(*arguments)
        with Terminal(command, environment=places, folder=self.home) as terminal:
            yield Visitor(terminal)

    def admin(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command of the administrator."""
        return subprocess.run(
            self.command("admin", *arguments),
            env=surroundings(self.home),
            cwd=self.home,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(program: InstalledProgram, home: Path) -> Machine:
    """An election with a board and lists, a week before its vote."""
    made = Machine(program, home)
    made.set_clock("2014-11-20 14:00")
    initialised = admin("init", "--config", made.config, HOME=str(home))
    assert initialised.returncode == 0, initialised.stderr
    made.config.write_text(with_vote(made.config.read_text("utf-8"), home), "utf-8")
    for command in (("migrate",), ("import", PEOPLE)):
        done = admin(*command, "--config", made.config, HOME=str(home))
        assert done.returncode == 0, done.stderr
    return made


def prepare_people(machine: Machine) -> dict[str, str]:
    """Give the voters their accounts and notices; return what is printed on theirs."""
    espace = Espace(load_election(machine.config), HandClock(paris("2014-11-20 14:00")))
    identifiers = load_notices(espace, machine.home / "notices")
    for name in VOTES:
        activate(espace, name, VOTER_PASSWORD)
    espace.close()
    return {name: identifiers[name].shown for name in VOTES}


def vote(visitor: Visitor, name: str, identifier: str) -> str:
    """Sign in, and vote in the ministry's scrutin; return the tracker."""
    visitor.arrives()
    visitor.presses("3")
    visitor.reads("Veuillez saisir votre adresse professionnelle")
    visitor.types(sample(name).address, fields=1)
    visitor.presses("tab")
    visitor.types(VOTER_PASSWORD, fields=1)
    visitor.presses("enter")
    visitor.reads("Vos scrutins", "CTM")
    visitor.terminal.settle()
    voter = Voter(visitor)
    voter.enters(identifier, VOTER_PASSWORD)
    return voter.votes(*VOTES[name])


@pytest.mark.timeout(400)
def test_from_the_keys_to_the_publication(machine: Machine, home: Path) -> None:
    identifiers = prepare_people(machine)
    with machine.terminal("bureau") as visitor:
        board = Board(visitor, home / "cles")
        rehearse(board)
        board.goes_back()
        board.makes_keys()
        board.goes_back("Les clés sont faites depuis")
        board.members_come(1, 3, 4)
        seal(board)
        board.goes_back()
        trackers = vote_everywhere(machine, identifiers)
        close(machine, board)
        board.goes_back()
        count(board)
        write_minutes(board, home / "proces-verbaux")
        assert not [word for screen in visitor.terminal.seen for word in english_words(screen)]
        visitor.presses("f10")
        assert visitor.terminal.wait_end() == 0
        assert not any(phrase.encode() in visitor.terminal.output for phrase in PASSPHRASES)
    read_results(machine, trackers)
    publish(machine, home / "proces-verbaux")


def rehearse(board: Board) -> None:
    board.opens(1, "RÉPÉTITION", "Bulletins dans chaque scrutin")
    board.visitor.presses("backspace", "backspace")
    board.visitor.types("2", fields=1)
    board.visitor.presses("enter")
    board.visitor.reads("L'essai est bon dans 4 scrutins", "Rien n'est gardé")


def seal(board: Board) -> None:
    board.opens(4, "SCELLEMENT", "Sceller l'élection")
    board.visitor.presses("enter")
    board.visitor.reads("Vous allez sceller l'élection")
    board.visitor.presses("enter")
    board.visitor.reads("Recopiez cette empreinte")


def vote_everywhere(machine: Machine, identifiers: dict[str, str]) -> dict[str, str]:
    """Have one person vote on a kiosk, the others at a terminal; return their trackers."""
    machine.set_clock("2014-11-28 10:00")
    trackers = {}
    for name in VOTES:
        with machine.terminal("kiosk" if name == "jmartin1" else "open") as visitor:
            if name == "jmartin1":
                visitor.reads("Appuyez sur une touche")
                visitor.presses("space")
            trackers[name] = vote(visitor, name, identifiers[name])
            visitor.presses("f10")
    return trackers


def close(machine: Machine, board: Board) -> None:
    """Find the urns open a second before their end, and close them at it."""
    visitor = board.visitor
    machine.set_clock("2014-12-04 16:59:59", still=True)
    board.looks_again()
    visitor.presses("6")
    visitor.reads("les urnes se ferment à partir du 4 décembre à 17 h")
    machine.set_clock("2014-12-04 17:00:00")
    board.looks_again()
    board.opens(6, "FERMETURE DES URNES", "Fermer les urnes")
    visitor.presses("enter")
    visitor.reads("Tout correspond", "CTM : 3 bulletins, 3 émargements")


def count(board: Board) -> None:
    """Add up; a wrong passphrase; members 2 and 4 do not come, others do; then the result."""
    visitor = board.visitor
    board.opens(7, "1 SUR 3", "Additionner les bulletins")
    visitor.presses("enter")
    visitor.reads("2 SUR 3", "Fichier ou dossier de la clé USB", "Il manque encore")
    board.types_share(board.file(2), "ce n'est pas la mienne")
    visitor.presses("enter")
    visitor.reads("Ce n'est pas la phrase secrète")
    for number in (3, 5, 1):
        board.types_share(board.file(number), PASSPHRASES[number - 1])
        visitor.presses("enter")
        visitor.reads(MEMBERS[number - 1], "3 SUR 3" if number == 1 else "Il manque encore")
    visitor.presses("enter")
    visitor.reads("LE DÉPOUILLEMENT EST FINI", "Voir les résultats")
    visitor.presses("enter")
    visitor.reads("CTM", "3 votants")


def read_results(machine: Machine, trackers: dict[str, str]) -> None:
    """Look for the results a second before their day, and at its first one."""
    machine.set_clock("2014-12-04 23:59:59", still=True)
    with machine.terminal("open") as visitor:
        visitor.arrives()
        visitor.terminal.settle()
        assert "Consultez les résultats    R" not in visitor.terminal.text
        machine.set_clock("2014-12-05 00:00:00", still=True)
        visitor.reads("Consultez les résultats")
        visitor.presses("r")
        visitor.reads("RÉSULTATS", "CTM")
        visitor.presses("v")
        Voter(visitor).finds(trackers["jmartin1"], "CTM", counted=True)
        visitor.presses("f10")


def write_minutes(board: Board, folder: Path) -> None:
    """Write the minutes from the page of the results, without which nothing is published."""
    folder.mkdir()
    board.visitor.terminal.settle()
    board.visitor.presses("p")
    board.visitor.reads("PROCÈS-VERBAUX ET PUBLICATION", "Écrire les procès-verbaux")
    board.types_folder(folder)
    board.visitor.presses("enter")
    board.visitor.reads(f"{len(VOTED_IN)} procès-verbaux dans")
    assert len(list(folder.glob("*.pdf"))) == len(VOTED_IN)


def publish(machine: Machine, folder: Path) -> None:
    """Publish before the president on the day, and have the tool verify what was published."""
    machine.set_clock("2014-12-05 08:00")
    with machine.terminal("bureau") as visitor:
        board = Board(visitor, machine.home / "cles")
        visitor.reads("BUREAU DE VOTE")
        board.members_come(1)
        board.opens(9, "PROCÈS-VERBAUX ET PUBLICATION", "Préparer la publication")
        board.types_folder(folder)
        visitor.presses("enter")
        visitor.reads("Le dossier à publier est prêt")
        board.goes_back()
        visitor.reads("Tout est fait")
        visitor.presses("f10")
    archives = sorted(folder.rglob("*.bel"))
    assert len(archives) == len(VOTED_IN)
    (script,) = folder.rglob("verifier.sh")
    for archive in archives:
        find_tool().verify_archive(archive)
        done = subprocess.run(["sh", script, archive], capture_output=True, text=True, check=False)
        assert "Tout est conforme" in done.stdout, done.stderr
    listed = json.loads(machine.admin("vote", "results", "--json").stdout)["results"]
    counted = {one["code"]: one for one in listed}
    assert [one["votes"] for one in counted["CTM"]["lists"]][:2] == [2, 1]
    assert counted["CTM"]["ballots"] == len(VOTES)
    assert all(counted[code]["ballots"] == 0 for code in VOTED_IN if code != "CTM")
    assert [one["seats"] for one in counted["CTM"]["lists"]][:2] == [10, 5]


def test_a_demonstration_counts_what_was_voted_in_it(start: Start) -> None:
    visitor = Visitor(start("demo", "--at", "2014-11-28 09:30", "--persona", "kbenali"))
    visitor.arrives()
    visitor.presses("3")
    visitor.reads("Veuillez saisir votre adresse professionnelle")
    visitor.terminal.settle()
    visitor.presses("enter")  # all is filled in
    visitor.reads("Vos scrutins", "CTM")
    visitor.terminal.settle()
    visitor.presses("enter")
    visitor.reads("Accédez au vote", "Identifiant de vote")
    visitor.terminal.settle()
    visitor.presses("enter")
    voter = Voter(visitor)
    voter.reads_the_lists()
    tracker = voter.votes()
    visitor.presses("f8")
    visitor.reads("CALENDRIER DE LA DÉMONSTRATION")
    visitor.presses("6")
    visitor.reads("ven. 5 déc.")
    visitor.terminal.settle()
    visitor.presses("f6")
    visitor.reads("BUREAU DE VOTE", "quand vous voulez")
    visitor.presses("f9")
    visitor.reads("une rivière sous la neige")
    visitor.presses("escape")
    visitor.reads("BUREAU DE VOTE")
    visitor.presses("escape")
    while "COMMENT ACTIVER" not in visitor.terminal.text:
        visitor.terminal.settle()
        visitor.presses("escape")
        visitor.terminal.settle()
    visitor.reads("▸ Consultez les résultats ◂")
    visitor.presses("r")
    visitor.reads("RÉSULTATS", "CTM", "participation 16,9 %")  # twelve of seventy-one
    visitor.presses("v")
    voter.finds(tracker, "CTM", counted=True)
    visitor.presses("f10")
    assert visitor.terminal.wait_end() == 0
