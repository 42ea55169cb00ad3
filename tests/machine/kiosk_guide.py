"""docs/borne.md, followed from an empty machine to a kiosk that runs."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.source_tree import ROOT
from tests.journeys.election import moved_to_now
from tests.machine.guide import Command, Step, steps_of
from tests.machine.reader import Reader, installed_by
from tests.machine.trial import Trial
from tui.administration.staff_code import ASK, ASK_AGAIN

GUIDE = ROOT / "docs" / "borne.md"
UNIT = "espace-electeur-borne"
CAGE = "espace-electeur-borne-cage"
STAFF_CODE = "Tilleul-Orage7"
_STAFF = "sudo -u borne espace-electeur admin staff-code --config /srv/elections/election.toml"
_INIT = "sudo espace-electeur admin init --config /srv/elections/election.toml"
_CHECKS = frozenset({0, 1, 2})
"""`kiosk --check` is looked at by itself: nobody tells this machine the time."""

IN_A_CONTAINER = {
    "sudo sysctl --system": frozenset({0, 1}),
    "sudo setupcon --force": frozenset({0, 1}),
}
"""How commands end that set what a container has not: the kernel, and a console."""

TO_THE_RESTART = (
    *("Ce qu'il faut", "Le compte et le programme", "Le fichier d'élection", "La console"),
    "Désactiver les autres accès",
)
TO_THE_KIOSK = ("L'unité", "Vérifier")
FULL_SCREEN = ("En plein écran : cage et foot",)
EVERY_DAY = ("Tous les jours",)
UPDATE = ("Mettre à jour",)
PARTS = (TO_THE_RESTART, TO_THE_KIOSK, FULL_SCREEN, EVERY_DAY, UPDATE)


def part(titles: tuple[str, ...], page: Path = GUIDE) -> list[Step]:
    """Return the steps of some parts of a guide."""
    return [step for step in steps_of(page) if step.title in titles]


def reader_on(trial: Trial) -> Reader:
    """Return who follows this guide."""
    reader = Reader(
        trial.machine,
        installed_by(steps_of(GUIDE)),
        answers={_STAFF: tuple((words_of(asked), STAFF_CODE) for asked in (ASK, ASK_AGAIN))},
        statuses=({} if trial.machine.is_whole else IN_A_CONTAINER)
        | {
            step.line: _CHECKS
            for step in steps_of(GUIDE)
            if isinstance(step, Command) and "kiosk --check" in step.line
        },
        told=trial.told,
    )
    return reader


def words_of(asked: str) -> str:
    """Return the words of a question before its colon, which is typeset on the screen."""
    return asked.partition(" :")[0]


def follow_to_the_kiosk(trial: Trial) -> Reader:
    """Follow the guide until the kiosk runs, and say what it has printed on the way."""
    reader = reader_on(trial)
    for step in part(TO_THE_RESTART):
        reader.follow([step])
        if step == Command(step.title, _INIT):
            reader.change_election(moved_to_now)
        if step == Command(step.title, _STAFF):
            (line,) = re.findall(r'staff_code_hash = "[^"]+"', reader.said[_STAFF].text)
            reader.edit_election(f"[kiosk]\n{line}\n")
    with trial.step("la machine redémarrée"):
        before = trial.boot_id()
        trial.machine.restart("sudo reboot")
        assert trial.boot_id() != before
    reader.follow(part(TO_THE_KIOSK))
    with trial.step(
        "l'accueil sur la console", seen="docs/borne.md suivi de la machine vide à la borne"
    ):
        trial.console.waits()
    return reader
