"""The pictures of the helpdesk: drawn of its own election, once, and all of them or none."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models import (
    Election,
    Trouble,
    election_template,
    file_lock,
    invented_sample,
    load_election,
    sample_named,
)
from models.rules.path import MAIL_ELSEWHERE, WHOLE_PATH
from tests.journeys.kiosk.settings import set_in
from tests.journeys.leftovers import processes_named, wait_for_the_last_process
from tests.mail_servers.elections import read_elsewhere
from tests.tui.commands import admin, said
from tests.tui.desk.conftest import OpenDesk
from tests.tui.desk.desk import enter, find
from tests.tui.reading import until
from tests.tui.sandbox import appeared, arrived
from tui.administration.pictures import NICE
from tui.desk import picture_place
from tui.desk.host import pictures_of
from tui.desk.picture_place import KEPT, PicturePlace, place_of_demonstration, place_of_election
from tui.desk.pictures import OF_SCREEN, Drawing, Pictures, scene_for
from tui.desk.screens.picture import HOW, MISSING, UNDER_WAY
from tui.scenes import home, program, webmail
from tui.scenes.drawing import draw_scenes
from tui.scenes.program import Scene, scenes_of
from tui.scenes.stage import Stage
from tui.ssh.assistance.session import begin_pictures

FEW = (
    Scene("accueil", home.arrives),
    Scene("messagerie-connexion-attente", webmail.login_has_to_wait),
)


async def breaks(stage: Stage, pilot: Pilot[None]) -> None:
    raise RuntimeError("mot de passe de quelqu'un")


async def is_interrupted(stage: Stage, pilot: Pilot[None]) -> None:
    raise KeyboardInterrupt


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "election.toml"
    file.write_text(election_template("lyon-2026"), encoding="utf-8")
    set_in(file, "desk", pictures="ecrans")
    set_in(file, "logs", directory="journaux")
    return file


@pytest.fixture
def place(config: Path) -> PicturePlace:
    return place_of_election(load_election(config))


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return what has few scenes played: all of them take ten seconds of a core."""

    def play(*scenes: Scene) -> None:
        monkeypatch.setattr(program, "SCENES", scenes)

    play(*FEW)
    return play


def left_in(place: PicturePlace) -> set[str]:
    return {one.name for one in place.folder.parent.iterdir()}


@pytest.mark.usefixtures("few")
def test_the_command_draws_this_election_with_invented_people(
    config: Path, place: PicturePlace
) -> None:
    done = admin("pictures", "--json", "--config", config)
    facts = json.loads(done.stdout)
    facts.pop("seconds")
    assert facts == {"format": 1, "drawn": 2, "missing": [], "folder": str(place.folder)}
    assert left_in(place) == {place.folder.name, place.lock.name}
    assert place.folder.stat().st_mode & 0o777 == 0o700
    texts = {one.stem: one.read_text("utf-8") for one in place.folder.iterdir()}
    assert texts.keys() == {scene.name for scene in FEW}
    assert "académie de Lyon         mar. 13 oct. 9 h 30" in texts["accueil"]
    assert "Vous pourrez recommencer dans" in texts["messagerie-connexion-attente"]
    pictures = pictures_of(load_election(config))
    assert pictures.drawing is Drawing.THERE
    assert "Vous pourrez recommencer" in "\n".join(
        pictures.for_trouble(Trouble.MAILBOX_WAIT, WHOLE_PATH)
    )
    assert pictures.of_screen("home")[0] == texts["accueil"].splitlines()[1].strip()


@pytest.mark.usefixtures("few")
def test_what_the_scenes_are_refused_is_in_no_log(config: Path) -> None:
    done = admin("pictures", "--config", config)
    assert re.fullmatch(r"2 écrans dessinés en \d+ s : .*\n", said(done))
    logs = config.parent / "journaux"
    lines = [json.loads(line) for line in (logs / "events.jsonl").read_text("utf-8").splitlines()]
    assert [line["event"] for line in lines] == ["command"]
    assert not (logs / "errors.jsonl").exists()


def test_a_screen_that_cannot_be_drawn_costs_no_other_one(
    config: Path, place: PicturePlace, few: Callable[..., None]
) -> None:
    few(Scene("espace-acces", breaks), *FEW[:1])
    done = admin("pictures", "--config", config)
    assert done.returncode == 1
    assert "quelqu'un" not in said(done)
    found = re.search(r"« espace-acces » n'a pas pu .* référence ([0-9A-F]{8}) ", said(done))
    assert found
    errors = (config.parent / "journaux" / "errors.jsonl").read_text("utf-8")
    assert found[1] in errors
    assert "quelqu'un" not in errors
    assert [one.stem for one in place.folder.iterdir()] == ["accueil"]


@pytest.mark.parametrize("play", [breaks, is_interrupted])
def test_nothing_is_there_unless_the_drawing_ends(
    config: Path,
    place: PicturePlace,
    few: Callable[..., None],
    play: Callable[[Stage, Pilot[None]], None],
) -> None:
    few(Scene("accueil", play))  # type: ignore[arg-type]  # what asyncio makes of it is the test's
    assert admin("pictures", "--config", config).returncode != 0
    assert left_in(place) == {place.lock.name}
    few()
    assert pictures_of(load_election(config)).drawing is Drawing.MISSING


@pytest.mark.usefixtures("few")
def test_who_draws_behind_a_helpdesk_draws_once_and_an_administrator_anew(
    config: Path, place: PicturePlace
) -> None:
    assert admin("pictures", "--background", "--config", config).stdout
    kept = place.folder / "accueil.txt"
    kept.write_text("gardé", encoding="utf-8")
    assert admin("pictures", "--background", "--config", config).stdout == ""
    assert kept.read_text("utf-8") == "gardé"
    assert admin("pictures", "--config", config).returncode == 0
    assert kept.read_text("utf-8") != "gardé"


def test_a_machine_that_cannot_write_has_no_pictures_and_a_sentence(config: Path) -> None:
    text = config.read_text("utf-8")
    config.write_text(text.replace("'ecrans'", "'/dev/null/ecrans'"), encoding="utf-8")
    done = admin("pictures", "--config", config)
    assert done.returncode == 1
    assert "Le dossier /dev/null/ecrans ne peut pas être écrit" in said(done)
    pictures = pictures_of(load_election(config))
    pictures.begin()
    assert pictures.drawing is Drawing.MISSING
    assert pictures.of_screen("home") == ()


def test_one_process_draws_for_all_and_killed_leaves_nothing(
    config: Path, place: PicturePlace
) -> None:
    election = load_election(config)
    first, second = pictures_of(election), pictures_of(election)
    first.begin()
    process = first._drawing
    assert process is not None
    while not any(name.endswith(".part") for name in left_in(place)):
        with pytest.raises(subprocess.TimeoutExpired):  # it goes on
            process.wait(timeout=0.05)
    found = {first.drawing, second.drawing}
    second.begin()
    niceness = os.getpriority(os.PRIO_PROCESS, process.pid)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert found == {Drawing.UNDER_WAY}
    assert second._drawing is None
    assert niceness == min(19, os.getpriority(os.PRIO_PROCESS, 0) + NICE)
    assert {first.drawing, second.drawing} == {Drawing.MISSING}
    assert not place.folder.exists()


def test_a_host_over_ssh_begins_the_drawing_and_waits_for_none(
    config: Path, place: PicturePlace
) -> None:
    begin_pictures(config)
    while not place.is_being_drawn:
        os.sched_yield()
    for number in processes_named(config):
        os.kill(number, signal.SIGKILL)
    wait_for_the_last_process(config)
    while place.is_being_drawn:  # a process has no name any more a moment before its files close
        os.sched_yield()
    assert not place.folder.exists()


def test_another_text_date_or_version_makes_other_pictures(
    config: Path, place: PicturePlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def now() -> PicturePlace:
        return place_of_election(load_election(config))

    assert now() == place
    with config.open("a", encoding="utf-8") as file:
        file.write("\n[texts]\n'doors.step.confirm' = 'Confirmez'\n")
    changed = now()
    assert changed != place
    monkeypatch.setattr(picture_place, "program_version", lambda: "9.9")
    assert now() not in (place, changed)


def test_a_demonstration_has_pictures_of_its_own_with_the_vote(config: Path) -> None:
    names = ("toulouse-2014", "lyon-2026", str(config))
    folders = {place_of_demonstration(name).folder.name for name in names}
    folders.add(place_of_election(load_election(config)).folder.name)
    assert len(folders) == 4


def test_only_the_newest_are_kept(place: PicturePlace) -> None:
    root = place.folder.parent
    for number in range(KEPT + 2):
        one = PicturePlace(root / f"election{number:02}", ())
        one.folder.mkdir(parents=True)
        one.lock.touch()
        os.utime(one.folder, (number, number))
    place.forget_others()
    assert len(left_in(place)) == 2 * KEPT
    assert "election00" not in left_in(place)
    assert f"election{KEPT + 1:02}.lock" in left_in(place)


async def test_an_agent_reads_that_it_is_being_drawn_then_sees_it(
    open_desk: OpenDesk, place: PicturePlace, election: Election
) -> None:
    desk = open_desk()
    desk.desk_app.pictures = Pictures(place)
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await enter(desk, pilot)
        await find(desk, pilot, "fdupont")
        await pilot.press("e")
        await arrived(desk, pilot, "desk_picture")
        await appeared(desk, pilot, MISSING[:40])
        with file_lock(place.lock):
            await appeared(desk, pilot, UNDER_WAY)
            place.folder.mkdir()
            shown = place.folder / "messagerie-connexion.txt"
            shown.write_text("Titre\nBienvenue dans le webmail\n", encoding="utf-8")
        await until(pilot, lambda: "Bienvenue dans le webmail" in desk.words)
        assert HOW[:40] in desk.words
        assert "Titre" not in desk.words
        shutil.rmtree(place.folder)


def test_an_election_whose_mails_are_read_elsewhere_has_its_own_scenes(tmp_path: Path) -> None:
    sample = invented_sample(read_elsewhere(sample_named("lyon-2026").election))
    drawn = {one.name: one.text for one in draw_scenes(sample, scenes_of(MAIL_ELSEWHERE), tmp_path)}
    texts = {name: text for name, text in drawn.items() if isinstance(text, str)}
    assert texts.keys() == drawn.keys(), drawn
    shown = {scene_for(trouble, MAIL_ELSEWHERE) for trouble in Trouble} - {None}
    assert shown <= texts.keys() <= shown | {*OF_SCREEN.values()}
    assert "Code de confirmation" in texts["compte-code-recu"]
    assert not any("NUMEN" in text or "ACTIVEZ VOTRE MESSAGERIE" in text for text in texts.values())
