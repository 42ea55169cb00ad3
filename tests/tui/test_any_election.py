"""Nothing of one election is said in another: screens, help, mails and refusals.

Every screen that opens by its name is read whole, and those of the path that leads into the urn.
Once of the sample of Lyon: a word or a number of Toulouse 2014 is a fault. And once of an election
that is made of Lyon's file by other settings, with an académie that begins with a vowel, the hours
of La Réunion, other rules of passwords and no departments: a word or a number of either is one.
"""

from __future__ import annotations

import inspect
import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models import (
    Espace,
    EspaceError,
    Sample,
    TravelClock,
    election_text,
    errors,
    invented_sample,
    sample_named,
)
from models.settings.reading import parse_election
from tests.tui.help_pages import help_pages
from tests.tui.reading import text_of, until, words_on
from tests.tui.sandbox import plain
from tui.demo.app import DemoApp
from tui.demo.sandbox import Sandbox, copy_of, fill_template, sandbox_election
from tui.help.topics import _TOPICS
from tui.scenes import drawing
from tui.scenes.program import SCENES, Scene
from tui.screens.base import EspaceScreen
from tui.visit.routes import Route

LYON, AIX = "lyon-2026", "aix-2026"
TOULOUSE = (
    r"toulous|2014|2011|\bnumens?\b|\bCT[MA]\b|comité technique|chaque enseignant|"
    r"(?<!1)8 caractères|13 caractères|"
    r"f\.?dupont|dupont|fran[cç]oise|benali|obriendarc|jmartin|cazenave|\b4 décembre à 1[67] h"
)
"""Words and numbers that only Toulouse 2014 has."""
OF_LYON = (
    r"lyon|\bparis\b|rhône|ravier|mollard|\bCSA\b|12 caractères|code provisoire|quatre lettres|"
    r"\bd[eu] (?:l')?aix"
)
"""Likewise Lyon, and what is no French for « d'Aix »."""
OTHER = {
    LYON: re.compile(TOULOUSE, re.IGNORECASE),
    AIX: re.compile(f"{TOULOUSE}|{OF_LYON}", re.IGNORECASE),
}
SHORT = {LYON: "CSA ministériel", AIX: "Comité des ministères"}
ZONE = {LYON: "heure de Paris", AIX: "heure de La Réunion"}
ORGANISER = {LYON: "académie de Lyon", AIX: "académie d'Aix-Marseille"}
DEPARTMENTS = re.compile(r"(?ms)^\[departments\]\n.*?(?=^# )")
OWN_SETTINGS = {
    "l'académie de Lyon": "l'académie d'Aix-Marseille",
    "Lyon": "Aix-Marseille",
    "ac-lyon": "ac-aix-marseille",
    "Europe/Paris": "Indian/Reunion",
    "code provisoire": "sésame",
    "quatre lettres et six chiffres": "trois lettres et neuf chiffres",
    "{4}[0-9]{6}": "{3}[0-9]{9}",
    "minimum = 12": "minimum = 14",
    'short = "CSA ministériel"': f'short = "{SHORT[AIX]}"',
    'short = "CSA académique"': 'short = "Comité de l\'académie"',
    "Manon Ravier écrit manon.ravier": "Églantine Huppe écrit eglantine.huppe",
}
"""What makes another election of Lyon's file."""
SIZE = (120, 90)
"""The whole of every screen is seen."""
SOURCE = "test"


def of_aix() -> Sample:
    """Return an election that nobody has seen: Lyon's file with other settings."""
    text = DEPARTMENTS.sub("", election_text(LYON))
    for old, new in OWN_SETTINGS.items():
        assert old in text, old
        text = text.replace(old, new)
    sample = invented_sample(parse_election(text, Path("election.toml")))
    zone = sample.election.calendar.zone
    return replace(sample, name=AIX, start=sample_named(LYON).start.replace(tzinfo=zone))


@pytest.fixture(scope="module", params=[LYON, AIX])
def sample(request: pytest.FixtureRequest) -> Sample:
    return sample_named(LYON) if request.param == LYON else of_aix()


@pytest.fixture(scope="module")
def template(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp(sample.name)
    fill_template(directory, TravelClock(sample.start), sample)
    return directory


@pytest.fixture
def sandbox(
    sample: Sample, template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Sandbox]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sandbox = Sandbox(sample.start, copy_of(template, sample), sample=sample, prepared=True)
    yield sandbox
    sandbox.delete()


@asynccontextmanager
async def shown(sandbox: Sandbox) -> AsyncIterator[tuple[DemoApp, Pilot[None], Espace]]:
    """Hold the demonstration, played by whoever has an account."""
    sample = sandbox.sample
    app = DemoApp(
        sandbox_election(Path(), sample),
        sandbox,
        sample.someone("confirmed"),
        environment={"TERM": "xterm-256color"},
    )
    async with app.run_test(size=SIZE) as pilot:
        yield app, pilot, await app.opened_espace()


async def read(app: DemoApp, pilot: Pilot[None]) -> str:
    """Return the text of the screen once it has its answer."""
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, EspaceScreen)
    await until(pilot, lambda: not screen.working)
    await pilot.pause()
    return text_of(app)


def opens(app: DemoApp, route: Route) -> bool:
    """Open a screen, and return whether its name is enough: some are given what they show."""
    try:
        app.go(route)
    except TypeError:
        return False
    return True


def of_another(text: str, sample: Sample) -> list[str]:
    """Return the lines that name another election."""
    return [line.strip() for line in plain(text).splitlines() if OTHER[sample.name].search(line)]


async def test_no_screen_that_opens_by_its_name_speaks_of_another_election(
    sandbox: Sandbox,
) -> None:
    found = {}
    async with shown(sandbox) as (app, pilot, espace):
        person = sandbox.sample.people[0]
        app.visit.mailbox = espace.mailbox.open(person.user_name, person.numen, source=SOURCE)
        confirmed = sandbox.sample.someone("confirmed")
        app.visit.voter = espace.account.sign_in(
            confirmed.address, confirmed.voter_password or "", source=SOURCE
        )
        opened = 0
        for route in app.routes:
            if not opens(app, route):
                continue
            opened += 1
            if lines := of_another(await read(app, pilot), sandbox.sample):
                found[route] = lines
    assert found == {}
    assert opened > 30


async def test_the_path_to_the_urn_speaks_of_this_election(sandbox: Sandbox) -> None:
    """Sign in, read the scrutins, vote, and keep the receipt: what is to be typed is there."""
    pages: list[str] = []

    async def go_on(*keys: str, to: str) -> None:
        if not keys:
            assert isinstance(app.screen, EspaceScreen)
            app.screen.submit()
        await pilot.press(*keys)
        await until(pilot, lambda: getattr(app.screen, "route", "") == to)
        pages.append(await read(app, pilot))

    async with shown(sandbox) as (app, pilot, _):
        await go_on("3", to="account_access")
        await go_on(to="scrutins")
        name = sandbox.sample.name
        assert SHORT[name] in pages[-1]
        assert ORGANISER[name] in pages[-1].splitlines()[1]
        assert ZONE[name] in words_on(app)
        await go_on("enter", to="vote_access")
        await go_on(to="vote_ballot")
        assert "ficti" in pages[-1]
        await go_on("c", to="vote_list")
        await go_on("escape", to="vote_ballot")
        await go_on("enter", to="vote_confirmation")
        await go_on("enter", to="vote_receipt")
    assert of_another("\n".join(pages), sandbox.sample) == []


@pytest.mark.parametrize("topic", _TOPICS)
def test_no_page_of_help_speaks_of_another_election(topic: str, sample: Sample) -> None:
    app = DemoApp(sample.election, Sandbox(sample.start, sample=sample), environment={})
    assert of_another(dict(help_pages(app))[topic], sample) == []


def test_no_mail_speaks_of_another_election(sandbox: Sandbox) -> None:
    espace, sample = sandbox.open(), sandbox.sample
    nobody, confirmed = sample.people[0], sample.someone("confirmed")
    password = sample.guided.voter_password
    espace.account.ask_password_code(confirmed.address, source=SOURCE)
    espace.account.ask_password_code(nobody.address, source=SOURCE)
    sandbox.clock.travel(sample.start + timedelta(minutes=2))
    espace.account.create(confirmed.address, password, password, mailbox=None, source=SOURCE)
    sandbox.clock.travel(sample.start + timedelta(minutes=5))
    espace.administration.send_waiting_mail()
    letters = []
    for person in sample.people:
        mailbox = espace.mailbox.open(person.user_name, person.numen, source=SOURCE)
        for one in espace.mailbox.list_folder(mailbox).messages:
            message = espace.mailbox.read(mailbox, one.message_id)
            letters.append(f"{one.subject}\n{message.body}")
            assert of_another(letters[-1], sample) == []
    subjects = {letter.partition("\n")[0] for letter in letters}
    assert len(subjects) > 30
    assert ORGANISER[sample.name] in plain("\n".join(letters))


def refusals() -> Iterator[object]:
    kinds = {
        value
        for value in vars(errors).values()
        if inspect.isclass(value) and issubclass(value, EspaceError)
    }
    for kind in sorted(kinds, key=lambda one: one.__name__):
        yield pytest.param(kind, id=kind.__name__)


@pytest.mark.parametrize("kind", [*refusals()])
def test_no_refusal_speaks_of_another_election(kind: type[EspaceError]) -> None:
    assert not re.search(f"{TOULOUSE}|{OF_LYON}", plain(kind.sentence), re.IGNORECASE)


@pytest.fixture(scope="module")
def scenery(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("scenery")
    drawing.fill_template(sample, directory)
    return directory


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_no_picture_of_the_helpdesk_speaks_of_another_election(
    scene: Scene, sample: Sample, scenery: Path, tmp_path: Path
) -> None:
    shutil.copytree(scenery, tmp_path / "scene")
    text = await drawing.play_scene(scene, sample, tmp_path / "scene")
    assert sample.election.election.title in text
    assert of_another(text, sample) == []


async def test_the_guided_visit_names_the_people_of_this_election(sandbox: Sandbox) -> None:
    async with shown(sandbox) as (app, pilot, _):
        await pilot.press("f7", "3")
        await until(pilot, lambda: sandbox.sample.someone("confirmed").name in words_on(app))
