"""What a kiosk does on a whole machine: restarted, killed, its keys pressed, its staff at work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from time import sleep

from tests.journeys.kiosk.path import MAILBOX_PASSWORD, VOTER_PASSWORD
from tests.journeys.visitor import NUMEN
from tests.machine.console import LOGIN, STANDBY
from tests.machine.full_screen import full_screen
from tests.machine.kiosk_check import (
    UNIT_FILE,
    WAYS_OUT,
    left_to_do,
    nothing_left_to_do,
    ways_out_are_named,
)
from tests.machine.kiosk_guide import (
    EVERY_DAY,
    STAFF_CODE,
    UNIT,
    UPDATE,
    follow_to_the_kiosk,
    part,
    reader_on,
)
from tests.machine.kiosk_unit import ENDED_WELL, GETTY, ending, is_another, main_process
from tests.machine.package_trial import newer_package
from tests.machine.trial import Trial

RESTARTS = 10
KEYS_THAT_DO_NOTHING = (
    ("alt", "f2"),
    ("ctrl", "alt", "f2"),
    ("alt", "right"),
    ("ctrl", "alt", "delete"),
    ("scroll_lock",),
    ("alt", "sysrq", "b"),
)


def kiosk_trial(trial: Trial) -> None:
    """Follow docs/borne.md, then do to the kiosk what people and machines do to it."""
    follow_to_the_kiosk(trial)
    nothing_left_to_do(trial)
    whole_visit(trial)
    restarted(trial)
    killed(trial)
    if trial.machine.is_whole:
        keys_and_button(trial)
        kernel_messages(trial)
    staff(trial)
    stopped(trial)
    ways_out_are_named(trial, WAYS_OUT)
    trial.console.waits()
    updated(trial)
    power_cut(trial)
    if trial.machine.is_whole:
        full_screen(trial)


def whole_visit(trial: Trial) -> None:
    """Go the leaflet's whole way by the keys of a French keyboard.

    The code of the mail is typed: other journeys follow its link.

    Not on an emulated processor: it draws a form for longer than the two seconds after which a
    kiosk ends a visit that is silent (`ALONE` of the hosts). There, a visit is
    only begun and left.
    """
    if not trial.machine.is_accelerated:
        with trial.step("une touche ouvre une visite ; entière, elle demande KVM"):
            trial.console.opens()
            trial.console.press("f10")
            trial.console.waits()
        return
    with trial.step("une visite entière", seen="une visite entière : compte, mail, code"):
        visitor = trial.console.opens()
        visitor.opens_the_webmail()
        visitor.signs_in_to_the_webmail("fdupont", NUMEN)
        visitor.chooses_a_mailbox_password(MAILBOX_PASSWORD)
        visitor.goes_on("Continuer : créez votre compte électeur")
        visitor.creates_an_account(VOTER_PASSWORD)
        visitor.opens_the_mail()
        visitor.types_the_code()
        visitor.sees_scrutins("CTM", "CTA", "CAPN", "CAPA")
        visitor.presses("f10")
        trial.console.waits()


def restarted(trial: Trial, unit: str = UNIT) -> None:
    """Restart the unit again and again: it ends on the kiosk, never on a login."""
    machine = trial.machine
    with trial.step(
        f"{RESTARTS} × systemctl restart {unit}", seen=f"{RESTARTS} relances sur l'accueil"
    ):
        for number in range(RESTARTS):
            said = machine.root.run(f"systemctl restart {unit}", 300)
            assert said.status == 0, f"{number + 1} : {said.text}"
            trial.console.waits()
            sleep(2)
            assert trial.is_active(unit), f"{number + 1} : {unit} ne tourne plus"
            assert not trial.is_active(GETTY), f"{number + 1} : un écran de connexion"
            assert STANDBY in trial.console.words, trial.console.text


def killed(trial: Trial) -> None:
    """Kill all of the unit: it comes back by itself."""
    with trial.step("SIGKILL de l'unité, trois fois", seen="3 fois tuée, 3 fois revenue"):
        for _ in range(3):
            before = main_process(trial, UNIT)
            trial.machine.root.must(f"systemctl kill --signal=KILL {UNIT}")
            trial.console.wait_until(partial(is_another, trial, UNIT, before), "another process")
            trial.console.waits()
            assert not trial.is_active(GETTY)


@contextmanager
def undisturbed(trial: Trial) -> Iterator[None]:
    """See that what is done in the block leaves the same kiosk on the same screen."""
    before = (main_process(trial, UNIT), trial.boot_id(), "1")
    yield
    sleep(4)
    shown = trial.machine.root.must("fgconsole").strip()
    assert (main_process(trial, UNIT), trial.boot_id(), shown) == before
    trial.console.waits()
    assert LOGIN not in trial.console.words, trial.console.text


def keys_and_button(trial: Trial) -> None:
    """Press the keys that leave a console or restart a machine, and the power button."""
    with trial.step("touches et bouton d'alimentation", seen="ni touche ni bouton n'en sort"):
        for keys in KEYS_THAT_DO_NOTHING:
            with undisturbed_visit(trial, keys):
                for _ in range(8 if "delete" in keys else 1):
                    trial.emulator.press(keys)
        with undisturbed(trial):
            for _ in range(2):
                trial.emulator.power_button()


@contextmanager
def undisturbed_visit(trial: Trial, keys: tuple[str, ...]) -> Iterator[None]:
    """Do as `undisturbed`; a key that standby takes for a visitor's opens a visit: it is left."""
    before = (main_process(trial, UNIT), trial.boot_id(), "1")
    yield
    sleep(1)
    shown = trial.machine.root.must("fgconsole").strip()
    assert (main_process(trial, UNIT), trial.boot_id(), shown) == before, keys
    if STANDBY not in trial.console.words:
        trial.console.press("f10")
    trial.console.waits()


def kernel_messages(trial: Trial) -> None:
    """Have the kernel say something: it is not written over the kiosk."""
    with trial.step("messages du noyau hors de l'écran", seen="messages du noyau tus"):
        for level in (1, 3, 4):
            trial.machine.root.must(f"echo '<{level}>ESSAI-NOYAU-{level}' > /dev/kmsg")
        trial.console.settle(1)
        assert "ESSAI-NOYAU" not in trial.console.words, trial.console.text
        assert "ESSAI-NOYAU-3" in trial.machine.root.must("dmesg")


def staff(trial: Trial) -> None:
    """Leave the kiosk by F12 and the code, and take it back as the guide says."""
    with trial.step("F12 et le code du personnel : une connexion", seen="F12 rend la console"):
        trial.console.leaves_standby_by("f12", "Code du personnel", "Quitter la borne")
        trial.console.type(STAFF_CODE)
        trial.console.stand()
        trial.console.press("enter")
        trial.console.wait_for(LOGIN)
        assert trial.is_active(GETTY)
    reader = reader_on(trial)
    reader.follow(part(EVERY_DAY))
    with trial.step("la borne reprise"):
        trial.console.waits()
        assert not trial.is_active(GETTY)


def stopped(trial: Trial) -> None:
    """Stop the unit: it ends well, the login comes back, and the kiosk with a start."""
    root = trial.machine.root
    with trial.step("systemctl stop, puis start", seen="systemctl stop finit bien"):
        root.must(f"systemctl stop {UNIT}")
        assert ending(trial, UNIT) == ENDED_WELL
        trial.console.wait_for(LOGIN)
        root.must(f"systemctl start {UNIT}", 300)
        trial.console.waits()
        assert not trial.is_active(GETTY)


def updated(trial: Trial) -> None:
    """Follow « Mettre à jour » on a kiosk whose unit is of an earlier version."""
    newer_package(trial)
    trial.machine.root.must(f"sed -i 's/^OnSuccess=.*/OnSuccess={GETTY}/' {UNIT_FILE}")
    reader_on(trial).follow(part(UPDATE))
    with trial.step("la borne mise à jour", seen="mise à jour suivie, unités comprises"):
        trial.console.waits()
        left = left_to_do(trial)
        assert not left, left


def power_cut(trial: Trial) -> None:
    """Cut the current: the machine comes back on the kiosk, and no login."""
    with trial.step("coupure de courant", seen="coupure de courant"):
        before = trial.boot_id()
        trial.machine.restart()
        trial.console.waits()
        assert trial.boot_id() != before
        assert not trial.is_active(GETTY)
