"""`ssh assistance@host`: agents answer the telephone on a real election, beside demonstrations."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import asyncssh
import pytest

from tests.architecture.installation import InstalledProgram
from tests.journeys.agent import Agent
from tests.journeys.kiosk.traces import in_memory
from tests.journeys.ssh.helpdesk import (
    ADDRESS,
    FROM_HERE,
    TITLE,
    Helpdesk,
    agent,
    finds,
    prepare_helpdesk,
    signed_in,
)
from tests.journeys.ssh.hosting import Host, hosting
from tests.journeys.ssh.seat import seated
from tests.journeys.ssh.test_stop import figures, status
from tests.journeys.surroundings import surroundings
from tests.journeys.terminal import PATIENCE, Terminal
from tests.journeys.visitor import Visitor
from tests.mail_servers.waiting import wait_for
from tests.private_memory import open_files

PEOPLE = (ADDRESS, TITLE)
"""What only who has opened the election knows."""


@pytest.fixture(scope="module")
def helpdesk(tmp_path_factory: pytest.TempPathFactory) -> Helpdesk:
    """An election that the tests of this file share."""
    return prepare_helpdesk(tmp_path_factory.mktemp("election"))


@pytest.fixture
def own_helpdesk(helpdesk: Helpdesk, tmp_path: Path) -> Helpdesk:
    """A copy of it that a test may spoil."""
    home = tmp_path / "election"
    shutil.copytree(helpdesk.config.parent, home)
    return Helpdesk(home / helpdesk.config.name, home / helpdesk.key.name)


@pytest.fixture(scope="module")
def host(
    program: InstalledProgram, tmp_path_factory: pytest.TempPathFactory, helpdesk: Helpdesk
) -> Iterator[Host]:
    """A host on which the helpdesk is open."""
    directory = tmp_path_factory.mktemp("host")
    with hosting(
        program, directory, helpdesk.settings, words=helpdesk.words, looked_into=True
    ) as running:
        yield running


def test_an_agent_answers_a_call_over_ssh(host: Host, helpdesk: Helpdesk) -> None:
    with host.sits_down(user="assistance", key=helpdesk.key) as terminal:
        person = Agent(terminal)
        person.comes_in()
        person.finds("zoe lannès")
        person.recognises()
        person.resends()
        person.ends_the_call()
        person.presses("f10")
        terminal.wait_for("Vos appels sont gardés.")
        assert terminal.wait_end() == 0
        assert "DÉMONSTRATION" not in terminal.output.decode("utf-8", "replace")
    events = helpdesk.asked("SELECT kind, source FROM audit_event ORDER BY sequence")
    assert ("staff_signed_in", FROM_HERE) in events
    assert ("desk_caller/recognised", f"assistance:durand {FROM_HERE}") in events
    acts = [kind for kind, source in events if source == f"assistance:durand {FROM_HERE}"]
    assert any(str(kind).startswith("desk_resend") for kind in acts)
    states = "SELECT DISTINCT state FROM waiting_mail"
    wait_for(lambda: helpdesk.asked(states) == [("sent",)], "the mail that a sender sends")
    assert ("closed", "code_expired") in helpdesk.asked("SELECT state, cause FROM desk_call")


async def test_two_agents_at_once_see_each_other(host: Host, helpdesk: Helpdesk) -> None:
    one, other = await asyncio.gather(signed_in(host, helpdesk), signed_in(host, helpdesk, "petit"))
    await finds(one)
    await finds(other)
    await other.reads("Aussi en ligne : durand.")
    await one.reads("Aussi en ligne : petit.")
    assert len(host.agents) == 2
    await one.quits()
    await other.quits()


async def test_a_demonstration_beside_it_knows_nothing_of_the_election(
    host: Host, helpdesk: Helpdesk
) -> None:
    one = await signed_in(host, helpdesk)
    async with seated(host):
        await finds(one)
        (opened,), (demonstration,) = host.agents, host.sessions
        assert in_memory(opened, PEOPLE) == set(PEOPLE)
        assert places(opened, helpdesk)
        for process in (demonstration, host.process.pid):
            assert in_memory(process, PEOPLE) == set()
        for process in (demonstration, host.process.pid, host.gate):  # where screens pass through
            assert places(process, helpdesk) == set()
    await one.quits()


def places(process: int, helpdesk: Helpdesk) -> set[str]:
    """Return the files of the election that a process has open or has mapped."""
    folder = str(helpdesk.config.parent)
    mapped = Path(f"/proc/{process}/maps").read_text("utf-8").splitlines()
    names = {place for place, _ in open_files(process)} | {line.split()[-1] for line in mapped}
    return {name for name in names if name.startswith(folder)}


async def test_who_is_cut_off_finds_the_call_again_and_a_followed_visit_is_followed_no_more(
    host: Host, helpdesk: Helpdesk, program: InstalledProgram, tmp_path: Path
) -> None:
    command: list[str | Path] = [program.command, "open", "--config", helpdesk.config]
    with Terminal(command, environment=surroundings(tmp_path), folder=tmp_path) as terminal:
        code = await asyncio.to_thread(code_of, Visitor(terminal))
        one = await signed_in(host, helpdesk)
        await finds(one)
        one.presses("s")
        await one.reads("SUIVRE UNE VISITE")
        one.presses(code, "enter")
        await asyncio.to_thread(terminal.wait_for, "Suivi par l'assistance.")
        one.connection.abort()
        await asyncio.to_thread(host.wait_empty)
        await asyncio.to_thread(terminal.wait_for, "L'assistance a quitté la visite.")
        terminal.press("f10")
        assert await asyncio.to_thread(terminal.wait_end) == 0
    assert ("desk_follow", f"assistance:durand {FROM_HERE}") in helpdesk.asked(
        "SELECT kind, source FROM audit_event"
    )
    again = await signed_in(host, helpdesk)
    await again.reads("Vos appels : Entrée les reprend.", "Lannes")
    await again.quits()


def code_of(visitor: Visitor) -> str:
    """Return the code by which a visit asks for help, which goes on then."""
    visitor.arrives()
    visitor.presses("f1")
    visitor.reads("A Être aidé")
    visitor.presses("a")
    found = re.search("Code d'aide ([A-Z]{3} [A-Z]{3})", visitor.reads("Code d'aide", "Continuer"))
    assert found
    visitor.presses("enter")
    visitor.arrives()
    return found[1]


async def test_a_line_that_is_dead_ends_the_session(
    program: InstalledProgram, directory: Path, helpdesk: Helpdesk
) -> None:
    settings = f"keepalive_seconds = 1\n{helpdesk.settings}"
    with (
        hosting(program, directory, settings, words=helpdesk.words) as running,
        running.sits_down(user="assistance", key=helpdesk.key) as terminal,
    ):
        Agent(terminal).reads("ASSISTANCE", "Votre mot de passe")
        os.kill(terminal.process.pid, signal.SIGSTOP)
        try:
            await asyncio.to_thread(running.wait_empty)
        finally:
            os.kill(terminal.process.pid, signal.SIGKILL)


async def test_a_key_of_somebody_else_opens_nothing(
    host: Host, helpdesk: Helpdesk, tmp_path: Path
) -> None:
    other = tmp_path / "id"
    asyncssh.generate_private_key("ssh-ed25519").write_private_key(other)
    for key in (str(other), None):
        with pytest.raises(asyncssh.PermissionDenied):
            await host.connects("assistance", key)
    assert "donnez votre clé publique à qui tient le serveur" in plain(await banner(host))
    with pytest.raises(asyncssh.PermissionDenied):  # and an agent's key leads no room
        await host.connects("trainer", str(helpdesk.key))


async def banner(host: Host) -> str:
    """Return what an agent without a key is told before they are refused."""
    heard: list[str] = []

    class Listening(asyncssh.SSHClient):
        def auth_banner_received(self, msg: str, lang: str) -> None:
            heard.append(msg)

    with pytest.raises(asyncssh.PermissionDenied):
        await asyncssh.connect(
            "127.0.0.1",
            host.port,
            client_factory=Listening,
            username="assistance",
            known_hosts=None,
            config=[],
            client_keys=None,
        )
    return "".join(heard)


@pytest.mark.parametrize("told", ["the keys alone", "the election alone"])
async def test_without_an_election_and_keys_it_is_closed_in_one_sentence(
    program: InstalledProgram,
    directory: Path,
    helpdesk: Helpdesk,
    told: str,
    capfd: pytest.CaptureFixture[str],
) -> None:
    keys = told == "the keys alone"
    settings, words = (helpdesk.settings, []) if keys else ("", helpdesk.words)
    with hosting(program, directory, settings, words=words) as closed:
        async with await closed.connects("assistance") as connection:
            done = await connection.run(term_type="xterm", check=False)
        assert closed.agents == []
    assert done.exit_status == 1
    assert "L'assistance n'est pas ouverte sur ce serveur. Tapez « espace-electeur" in plain(
        str(done.stderr)
    )
    said = plain(capfd.readouterr().err)
    assert ("nommez son élection par « --config »" if keys else "« assistance_keys »") in said


def plain(text: str) -> str:
    """Return a text with the spaces and apostrophes of a keyboard."""
    return " ".join(text.replace("’", "'").split())


@pytest.mark.parametrize("told", ["absent.toml", "wrong.toml"])
def test_an_election_file_that_is_of_no_use_is_said_at_the_start(
    program: InstalledProgram, directory: Path, told: str
) -> None:
    (directory / "wrong.toml").write_text("[election]\ntitle = 3\n", encoding="utf-8")
    done = subprocess.run(
        [program.command, "serve", "--directory", str(directory), "--config", directory / told],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


async def test_what_becomes_of_the_election_meanwhile_is_said_to_who_comes(
    program: InstalledProgram, directory: Path, own_helpdesk: Helpdesk
) -> None:
    config, whole = own_helpdesk.config, own_helpdesk.config.read_text(encoding="utf-8")
    with hosting(program, directory, own_helpdesk.settings, words=own_helpdesk.words) as running:
        own_helpdesk.asked("CREATE TABLE kept AS SELECT * FROM schema_migration")
        own_helpdesk.asked(
            "DELETE FROM schema_migration WHERE name = (SELECT max(name) FROM schema_migration)"
        )
        one = await agent(running, own_helpdesk, "SERVICE INDISPONIBLE")
        await one.reads("espace-electeur admin migrate")
        own_helpdesk.asked("DELETE FROM schema_migration")
        own_helpdesk.asked("INSERT INTO schema_migration SELECT * FROM kept")
        one.presses("down", "enter")
        await one.reads("Votre mot de passe")
        await one.quits()
        config.write_text(away(whole), encoding="utf-8")
        one = await agent(running, own_helpdesk, "SERVICE INDISPONIBLE")
        await one.quits()
        config.unlink()
        one = await agent(running, own_helpdesk, "L'assistance ne s'ouvre pas.")
        assert await one.ends() == 1
        assert config.name in one.words
        assert "Une erreur inattendue" not in one.last_words
        async with seated(running):
            pass


def away(text: str) -> str:
    """Return an election file whose database is where nothing is."""
    lines = text.splitlines(keepends=True)
    return "".join(
        'url = "sqlite:///absente/election.sqlite"\n' if line.startswith("url = ") else line
        for line in lines
    )


async def test_a_closed_account_does_not_come_in(
    program: InstalledProgram, directory: Path, own_helpdesk: Helpdesk
) -> None:
    espace = own_helpdesk.espace
    espace.desk.disable_staff("petit", source="admin")
    espace.close()
    with hosting(program, directory, own_helpdesk.settings, words=own_helpdesk.words) as running:
        one = await agent(running, own_helpdesk)
        one.presses("petit", "tab", "Balcon violet, trois girafes", "enter")
        await one.reads("incorrect")
        await one.quits()


async def test_nothing_but_the_helpdesk_is_to_be_had(
    host: Host, helpdesk: Helpdesk, tmp_path: Path
) -> None:
    async with await host.connects("assistance", str(helpdesk.key)) as connection:
        without = await connection.run(check=False)
        assert without.exit_status == 1
        assert "L'assistance s'affiche dans un terminal" in plain(str(without.stderr))
        for word in ("ls", "scrutins", "aide", "BCDFG"):
            done = await connection.run(word, term_type="xterm", check=False)
            assert done.exit_status == 1
            assert "n'existe pas ici" in plain(str(done.stderr))
        done = await connection.run("scp -t /tmp", term_type="xterm", check=False)
        assert "Ni fichiers ni commandes ici" in str(done.stderr)
        with pytest.raises((asyncssh.ChannelOpenError, asyncssh.SFTPError)):
            await connection.start_sftp_client()
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.open_connection("127.0.0.1", host.port)
        with pytest.raises(asyncssh.ChannelListenError):
            await connection.start_server(lambda *_: True, "127.0.0.1", 0)
        shown = await connection.run("--help", check=False)
        assert "ssh assistance@HÔTE" in str(shown.stdout)
    assert host.agents == []


async def test_the_places_of_the_helpdesk_are_its_own(
    program: InstalledProgram, directory: Path, helpdesk: Helpdesk
) -> None:
    settings = f"sessions = 1\nassistance_sessions = 1\n{helpdesk.settings}"
    with hosting(program, directory, settings, words=helpdesk.words) as running:
        async with seated(running):  # the last place of the demonstrations
            one = await agent(running, helpdesk)
            async with await running.connects("assistance", str(helpdesk.key)) as connection:
                done = await connection.run(term_type="xterm", check=False)
            assert "Toutes les places de l'assistance sont prises." in plain(str(done.stderr))
            await asyncio.to_thread(
                wait_for, lambda: '"assistance_full": 1' in figures(directory), "the figures"
            )
            assert "dont l'assistance" in plain(status(program, directory))
            facts = json.loads(status(program, directory, "--json"))
            assert (facts["sessions"], facts["assistance"]) == (2, 1)
            await one.quits()


async def test_who_leaves_it_alone_is_gone_in_the_end(
    program: InstalledProgram, directory: Path, helpdesk: Helpdesk
) -> None:
    settings = f"assistance_idle_seconds = 1\n{helpdesk.settings}"
    with hosting(program, directory, settings, words=helpdesk.words) as running:
        one = await agent(running, helpdesk)
        await one.reads("Aucune touche pendant 1 seconde : la session est terminée.")
        assert await one.ends() == 0


async def test_agents_are_warned_of_the_end(
    program: InstalledProgram, directory: Path, helpdesk: Helpdesk
) -> None:
    with hosting(
        program, directory, helpdesk.settings, closing=300, words=helpdesk.words
    ) as running:
        one = await signed_in(running, helpdesk)
        running.process.send_signal(signal.SIGTERM)
        await one.reads("Le serveur s'arrête dans 5 minutes.")
        running.process.send_signal(signal.SIGTERM)
        assert await one.ends() == 1
        assert "Vos appels sont gardés" in one.last_words
        assert await asyncio.to_thread(running.process.wait, PATIENCE) == 0


BREAKS = """
import sys
from tui.desk.app import DeskApp
from tui.cli import main

def crash(app):
    raise RuntimeError("on purpose")

DeskApp.action_theme = crash
sys.argv[0] = "espace-electeur"
main()
"""
"""F3 breaks the session."""


async def test_a_session_that_breaks_ends_alone(
    program: InstalledProgram, directory: Path, helpdesk: Helpdesk
) -> None:
    with hosting(
        program, directory, helpdesk.settings, words=helpdesk.words, script=BREAKS
    ) as running:
        one, other = await agent(running, helpdesk), await agent(running, helpdesk)
        one.presses("f3")
        assert await one.ends() == 1
        assert "à qui tient le serveur" in one.last_words
        assert "cet ordinateur" not in one.words
        await other.quits()
