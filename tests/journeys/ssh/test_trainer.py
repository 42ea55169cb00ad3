"""Who trains sees the room, speaks to it, moves its calendars, shows a screen to others."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import asyncssh
import pytest

from tests.architecture.installation import InstalledProgram
from tests.journeys.ssh.hosting import Host, hosting
from tests.journeys.ssh.memory import resident
from tests.journeys.ssh.seat import Seat, seat, seated

CODE = re.compile(r"\b[BCDFGHJKLMNPQRSTVWXZ]{5}\b")


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The private key of a trainer, its public one beside it."""
    private = asyncssh.generate_private_key("ssh-ed25519")
    path = tmp_path_factory.mktemp("trainer") / "id"
    private.write_private_key(path)
    private.write_public_key(path.with_suffix(".pub"))
    return path


@pytest.fixture(scope="module")
def host(
    program: InstalledProgram, tmp_path_factory: pytest.TempPathFactory, key: Path
) -> Iterator[Host]:
    """A host that knows a trainer."""
    settings = f'trainer_keys = "{key.with_suffix(".pub")}"\n'
    with hosting(program, tmp_path_factory.mktemp("host"), settings) as running:
        yield running


async def trainer(host: Host, key: Path) -> Seat:
    """Return a trainer in front of the room."""
    return await seat(host, user="trainer", key=str(key), first="LA SALLE")


async def test_the_room_shows_where_everybody_is(host: Host, key: Path) -> None:
    async with seated(host, term="putty", size=(100, 30)):
        leads = await trainer(host, key)
        await leads.reads("2 sessions", "accueil", "100×30 putty", "la salle", "28 nov. 9 h 30")
        async with seated(host, "scrutins") as other:
            await leads.reads("3 sessions", "scrutins")
            other.presses("f8")
            await leads.reads("calendrier (F8)")
            other.presses("escape")
        await leads.reads("2 sessions")
        await leads.quits()


async def test_a_sentence_is_read_by_all(host: Host, key: Path) -> None:
    async with seated(host) as one, seated(host) as other:
        leads = await trainer(host, key)
        leads.presses("tab", "On se retrouve à l'étape 2.", "enter")
        await one.reads("On se retrouve à l'étape 2.")
        one.presses("1")
        await one.reads("Bienvenue dans le webmail", "On se retrouve à l'étape 2.")
        await other.reads("On se retrouve à l'étape 2.")
        await leads.reads("La phrase s'affiche sur tous les écrans.")
        await leads.quits()


async def test_all_calendars_move_together(host: Host, key: Path) -> None:
    async with seated(host) as one, seated(host) as other:
        leads = await trainer(host, key)
        await leads.reads("3 sessions")
        leads.presses("f8")
        await leads.reads("CALENDRIER DE LA DÉMONSTRATION")
        leads.presses("5")
        await leads.reads("LA SALLE", "jeu. 4 déc.")
        leads.presses("d", "d")
        await leads.reads("Les calendriers de tous sont au 4 décembre à 18 h.")
        for person in (one, other):
            await person.reads("jeu. 4 déc. 18 h")
        await leads.quits()


async def test_a_group_alone_follows(host: Host, key: Path) -> None:
    leads = await trainer(host, key)
    code = CODE.findall(leads.words)[0]
    async with seated(host) as outside, seated(host, code.lower()) as inside:
        await leads.reads("3 sessions")
        leads.presses("g")
        await leads.reads("2 sessions dans votre groupe")
        leads.presses("tab", "Pour le groupe.", "enter")
        await inside.reads("Pour le groupe.")
        outside.presses("f9")
        await outside.reads("Bruyere6Causses")
        assert "Pour le groupe" not in outside.words
        outside.presses("escape")
    await leads.quits()


async def test_a_group_that_is_not_there_cannot_be_joined(host: Host) -> None:
    async with await host.connects() as connection:
        done = await connection.run("BCDFG", term_type="xterm", check=False)
    assert done.exit_status == 1
    assert "Le code BCDFG n'est pas connu ici." in str(done.stderr)


async def test_a_session_is_ended_once_that_is_said_twice(host: Host, key: Path) -> None:
    one = await seat(host)
    leads = await trainer(host, key)
    await leads.reads("2 sessions")
    leads.presses("delete")
    await leads.reads("Suppr encore une fois")
    leads.presses("delete")
    assert await one.ends() == 1
    assert "La personne qui anime a mis fin" in one.last_words
    await leads.reads("1 session.")
    await leads.quits()


async def test_a_session_is_looked_at_and_not_touched(host: Host, key: Path) -> None:
    one = await seat(host, "messagerie", first="Bienvenue dans le webmail")
    leads = await trainer(host, key)
    own, shown = await shows(leads, one)
    looks = await seat(host, shown, user="voir", size=(90, 30), first="Bienvenue dans le webmail")
    await leads.reads(f"{shown} 1")
    small = await seat(host, shown, user="voir", size=(60, 20), first="il faut 80 colonnes")
    small.resizes(80, 24)
    await small.reads("Bienvenue dans le webmail")
    looks.presses("x", "escape", "f10", "enter")  # nothing of it reaches the session
    one.presses("escape")
    for person in (one, looks, small):
        await person.reads("COMMENT ACTIVER")
    small.presses("q")
    assert await small.ends() == 0
    leads.presses("v")
    assert await looks.ends() == 0
    assert own != shown
    await one.quits()
    await leads.quits()


async def test_whoever_looks_without_reading_makes_nothing_grow(host: Host, key: Path) -> None:
    leads = await trainer(host, key)
    leads.presses("v")
    _, shown = await codes(leads)
    looks = await seat(host, shown, user="voir", window=4096, first="LA SALLE")
    looks.process.stdout.channel.pause_reading()
    before = resident(host.gate)
    for number in range(20_000):
        looks.process.change_terminal_size(80 + number % 3, 24)
        if number % 100 == 0:
            await asyncio.sleep(0)
    async with seated(host):
        assert resident(host.gate) < before + (8 << 20)
    looks.connection.abort()
    await leads.quits()


async def test_a_page_on_which_nothing_moves_is_shown_whole(host: Host, key: Path) -> None:
    one = await seat(host, first="COMMENT ACTIVER")
    leads = await trainer(host, key)
    _, shown = await shows(leads, one)
    looks = await seat(host, shown, user="voir", size=(90, 30), first="COMMENT ACTIVER")
    for size in ((60, 20), (90, 30)):
        looks.resizes(*size)
        await looks.reads("COMMENT ACTIVER" if size[0] > 80 else "il faut 80 colonnes")
    one.resizes(81, 24)
    one.resizes(80, 24)
    await looks.reads("QUITTEZ", "Activez votre messagerie")
    await one.quits()
    assert await looks.ends() == 0
    await leads.quits()


async def test_whoever_looks_and_answers_nothing_holds_nobody_up(
    program: InstalledProgram, tmp_path: Path, key: Path
) -> None:
    settings = f'stalled_seconds = 1\ntrainer_keys = "{key.with_suffix(".pub")}"\n'
    with hosting(program, tmp_path, settings) as host:
        one, leads = await seat(host), await trainer(host, key)
        _, shown = await shows(leads, one)
        deaf = await seat(host, shown, user="voir", window=2048, first="COMMENT")
        looks = await seat(host, shown, user="voir", first="COMMENT ACTIVER")
        await leads.reads(f"{shown} 2")
        deaf.process.stdout.channel.pause_reading()
        for _ in range(60):
            one.presses("f9", "escape")
        await leads.reads(f"{shown} 1")
        await one.quits()
        assert await looks.ends() == 0
        await leads.quits()
        deaf.connection.abort()


async def shows(leads: Seat, one: Seat) -> tuple[str, str]:
    """Have the first session shown, and return the codes of the group and of that session."""
    await leads.reads("2 sessions")
    leads.presses("v", "v")
    await one.reads("Votre écran est montré.")
    return await codes(leads)


async def codes(leads: Seat) -> tuple[str, str]:
    """Return the code of the group, and that of the session that is shown."""
    await leads.reads("Pour regarder la session")
    own, *others = CODE.findall(leads.words)
    (shown,) = set(others)
    return own, shown


async def test_nobody_looks_by_another_code(host: Host) -> None:
    for word in ("", "BCDFG", "../x"):
        async with await host.connects("voir") as connection:
            done = await connection.run(word or None, term_type="xterm", check=False)
        assert done.exit_status == 1


async def test_only_a_trainer_opens_the_room(host: Host) -> None:
    async with seated(host) as one:
        one.presses("f6", "f9")
        await one.reads("Bruyere6Causses")
        one.presses("escape")
        await one.reads("COMMENT ACTIVER")
        assert "LA SALLE" not in one.words


async def test_a_key_of_somebody_else_opens_nothing(host: Host, tmp_path: Path) -> None:
    other = tmp_path / "id"
    asyncssh.generate_private_key("ssh-ed25519").write_private_key(other)
    with pytest.raises(asyncssh.PermissionDenied):
        await host.connects("trainer", str(other))
