"""Standby: what it says, what opens a visit, and what is left of the one before."""

from __future__ import annotations

from typing import Literal

import pytest
from textual.events import Paste

from models import EndedVisit, KioskSection, VisitEnd
from tests.models.clocks import paris
from tests.tui.keyboard import Keyboard
from tests.tui.kiosk.conftest import OpenKiosk
from tests.tui.kiosk.kiosk import Kiosk, ended
from tests.tui.reading import lines_of, text_of, until
from tests.tui.sandbox import appeared, arrived
from tui.kiosk.app import KioskApp
from tui.kiosk.screens import standby_words
from tui.kiosk.screens.standby import Standby

SIZES = [(80, 24), (60, 20), (120, 40)]
LOW = (60, 20)
RESULTS = "Consultez les résultats à partir du 5 décembre."
LINE = "comptes vote clôture résultats"
"""The end of the line of days, which is in place of the sentence if there is room for it."""


def says_results(kiosk: Kiosk) -> bool:
    """Return whether the screen says when the results are read."""
    return RESULTS in kiosk.words or ("5 déc." in kiosk.words and LINE in kiosk.words)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("reason", [None, VisitEnd.LEFT, VisitEnd.CRASH], ids=str)
async def test_the_leaflet_and_the_one_thing_to_do_stand_on_every_size(
    open_kiosk: OpenKiosk, size: tuple[int, int], reason: VisitEnd | None
) -> None:
    before = ended(reason) if reason else None
    kiosk = open_kiosk(ended=before, reference="ABCD1234")
    async with kiosk.app.run_test(size=size) as pilot:
        await kiosk.stands_by(pilot)
        for words in (
            "COMMENT ACTIVER VOTRE ESPACE ÉLECTEUR",
            "Activez votre messagerie",
            "Jusqu'au 4 décembre à 16 h : il reste 6 jours et",
            "Le vote est ouvert jusqu'au 4 décembre à 17 h.",
            "Appuyez sur une touche",
        ):
            assert words in kiosk.words
        assert says_results(kiosk)
        assert (LINE in kiosk.words) is (size != LOW or reason is None)
        assert lines_of(kiosk.app)[0].endswith("ven. 28 nov. 9 h 30")
        assert lines_of(kiosk.app)[-1] == " F12 Personnel"


@pytest.mark.parametrize("layout", ["normal", "large"])
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_longest_words_leave_the_one_thing_to_do_in_sight(
    open_kiosk: OpenKiosk, size: tuple[int, int], layout: Literal["normal", "large"]
) -> None:
    kiosk = open_kiosk(
        ended=ended(VisitEnd.CRASH),
        reference="ABCD1234",
        at=paris("2014-12-04 16:30"),
        layout=layout,
    )
    async with kiosk.app.run_test(size=size) as pilot:
        await kiosk.stands_by(pilot)
        for words in (
            "référence ABCD1234 à l'assistance si elle se répète.",
            "être confirmé jusqu'au 4 décembre à 16 h 50.",
            "Appuyez sur une touche",
            "F12 Personnel",
        ):
            assert words in kiosk.words
        assert says_results(kiosk)


async def test_what_is_open_is_said_again_when_a_minute_passes(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await kiosk.stands_by(pilot)
        kiosk.travel(paris("2014-12-04 17:00"))
        await appeared(kiosk, pilot, "Le vote est clos depuis le 4 décembre à 17 h.")
        assert "La création est fermée depuis le 4 décembre à 16 h." in kiosk.words


async def test_results_that_are_out_are_announced_no_more(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(at=paris("2014-12-04 23:59"), ended=ended(VisitEnd.CRASH))
    async with kiosk.app.run_test(size=LOW) as pilot:
        await kiosk.stands_by(pilot)
        assert "Consultez les résultats à partir du 5 décembre." in kiosk.words
        kiosk.travel(paris("2014-12-05 00:00"))
        await appeared(kiosk, pilot, "Consultez les résultats : ")
        assert "Consultez les résultats à partir du" not in kiosk.words


async def test_the_host_is_told_that_it_stands_and_that_somebody_comes(
    open_kiosk: OpenKiosk,
) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await kiosk.stands_by(pilot)
        assert kiosk.told == ["ready"]
        await kiosk.begins(pilot)
        assert kiosk.told == ["ready", "begun"]


@pytest.mark.parametrize(
    "data",
    [
        "1",
        "\r",
        " ",
        "é",
        "\t",
        "\x1b[A",
        "\x1b[21~",
        "\x1bOP",
        "\x1b[200~16E0501234ABC\r\x1b[201~",
    ],
    ids=repr,
)
async def test_any_key_opens_a_visit_and_does_nothing_else(
    open_kiosk: OpenKiosk, data: str
) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await kiosk.stands_by(pilot)
        Keyboard(kiosk.app).send(data)
        await arrived(kiosk, pilot, "home")
        assert "Entrée Ouvrir · ↑ ↓ Choisir" in text_of(kiosk.app)
        assert "Retour" not in text_of(kiosk.app)
        await pilot.press("escape")
        assert kiosk.route == "home"
        assert len(kiosk.app.screen_stack) == 1
        assert kiosk.told == ["ready", "begun"]


async def test_a_touch_anywhere_opens_a_visit_and_no_door(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await kiosk.stands_by(pilot)
        Keyboard(kiosk.app).send("\x1b[<0;40;10M\x1b[<0;40;10m")
        await arrived(kiosk, pilot, "home")
        await pilot.click("#door-3")
        await arrived(kiosk, pilot, "account_access")


@pytest.mark.parametrize(
    "data",
    [
        *("\x03", "\x1a", "\x1c", "\x11", "\x10", "\x04", "\x1b[?62;1;4c", "\x1b[I", "\x1b[O"),
        *("\x1b[<35;10;10M", "\x1b[<64;10;10M", "\x1b]11;rgb:1111/2222/3333\x1b\\"),
    ],
    ids=repr,
)
async def test_what_is_no_key_of_a_person_opens_none(open_kiosk: OpenKiosk, data: str) -> None:
    kiosk = open_kiosk()
    async with kiosk.app.run_test() as pilot:
        await kiosk.stands_by(pilot)
        keyboard = Keyboard(kiosk.app)
        keyboard.send(data)
        keyboard.send("")
        await pilot.pause()
        assert kiosk.route == "kiosk_standby"
        assert kiosk.told == ["ready"]


async def test_a_key_before_the_election_is_open_is_not_lost(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk()
    kiosk.opener.answers.clear()
    async with kiosk.app.run_test() as pilot:
        await pilot.press("x")
        await appeared(kiosk, pilot, "Un instant…")
        assert kiosk.told == ["ready"]
        kiosk.opener.answers.set()
        await arrived(kiosk, pilot, "home")


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (VisitEnd.LEFT, "✓ Votre visite est terminée. Rien n'en reste sur cet ordinateur."),
        (VisitEnd.IDLE, "aucune touche depuis 2 minutes. Appuyez sur une touche pour recommencer."),
        (VisitEnd.TIME, "Votre visite a été effacée : elle a duré plus de 20 minutes."),
        (VisitEnd.CRASH, "✗ Une erreur est survenue, votre visite est terminée. Donnez la réf"),
        (VisitEnd.HUNG, "Donnez la référence ABCD1234 à l'assistance si elle se répète."),
        (VisitEnd.KILLED, "Donnez la référence ABCD1234 à l'assistance si elle se répète."),
    ],
    ids=str,
)
async def test_the_end_of_the_visit_before_is_said_for_a_while(
    open_kiosk: OpenKiosk, reason: VisitEnd, words: str
) -> None:
    kiosk = open_kiosk(ended=ended(reason), reference="ABCD1234")
    async with kiosk.app.run_test() as pilot:
        await kiosk.stands_by(pilot)
        assert words in kiosk.words
        standby = kiosk.app.screen
        assert isinstance(standby, Standby)
        standby.drop_notice()
        await until(pilot, lambda: words not in kiosk.words)
        assert "Appuyez sur une touche" in text_of(kiosk.app)


@pytest.mark.parametrize("reason", [VisitEnd.IDLE, VisitEnd.TIME], ids=str)
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_where_one_touches_the_end_of_the_visit_before_says_so(
    open_kiosk: OpenKiosk, size: tuple[int, int], reason: VisitEnd
) -> None:
    kiosk = open_kiosk(ended=ended(reason), layout="large", at=paris("2014-12-04 16:30"))
    async with kiosk.app.run_test(size=size) as pilot:
        await kiosk.stands_by(pilot)
        for words in (
            "Appuyez sur une touche ou touchez l'écran pour recommencer.",
            "Appuyez sur une touche ou touchez l'écran F12",
        ):
            assert words in kiosk.words


def test_a_fault_is_said_for_longer_and_without_a_reference_where_there_is_none() -> None:
    section = KioskSection()
    left = standby_words.words_of_end(VisitEnd.LEFT, section)
    fault = standby_words.words_of_end(VisitEnd.KILLED, section)
    assert left is not None
    assert fault is not None
    assert (left.seconds, fault.seconds) == (60, 120)
    assert "référence" not in fault.text
    assert standby_words.words_of_end(VisitEnd.STOPPED, section) is None


@pytest.mark.parametrize("reason", [VisitEnd.IDLE, VisitEnd.TIME, VisitEnd.CRASH], ids=str)
async def test_the_end_of_a_word_typed_after_an_unasked_end_opens_no_visit(
    open_kiosk: OpenKiosk, reason: VisitEnd
) -> None:
    kiosk = open_kiosk(ended=ended(reason))
    async with kiosk.app.run_test() as pilot:
        await kiosk.stands_by(pilot)
        kiosk.elapsed.pass_by(1.4)
        await pilot.press("a", "1", "enter")
        kiosk.app.post_message(Paste("16E0501234ABC"))
        await pilot.pause()
        assert kiosk.route == "kiosk_standby"
        kiosk.elapsed.pass_by(0.1)
        await pilot.press("a")
        assert kiosk.route == "kiosk_standby", "the keyboard has not been quiet yet"
        kiosk.elapsed.pass_by(1.5)
        await pilot.press("a")
        await arrived(kiosk, pilot, "home")


async def test_after_quittez_the_next_person_is_served_in_a_moment(open_kiosk: OpenKiosk) -> None:
    kiosk = open_kiosk(ended=ended(VisitEnd.LEFT))
    async with kiosk.app.run_test() as pilot:
        await kiosk.stands_by(pilot)
        await pilot.press("x")
        assert kiosk.route == "kiosk_standby", "the fingers of the person before are still there"
        kiosk.elapsed.pass_by(0.4)
        await kiosk.begins(pilot)


async def test_ended_visits_are_put_into_the_database_once(open_kiosk: OpenKiosk) -> None:
    visits: list[EndedVisit] = [ended(VisitEnd.LEFT), ended(VisitEnd.IDLE)]
    kiosk = open_kiosk(unsaved=visits)
    kiosk.app.availability.report_every = 1  # a test does not wait for a minute
    async with kiosk.app.run_test() as pilot:
        await until(pilot, lambda: kiosk.told == ["ready", "saved 2"])
        await kiosk.reports_again(pilot)
        assert kiosk.reports[:2] == [2, 0]
        assert kiosk.told == ["ready", "saved 2"]
        (status,) = kiosk.espace.administration.count_kiosks()
        assert (status.name, status.visits) == ("salle-12", 2)


async def test_nothing_moves_once_the_standby_is_shown(
    open_kiosk: OpenKiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    regions: list[object] = []
    ready = KioskApp.on_ready

    def noted(app: KioskApp) -> None:
        regions.append(app.screen.query_one("#middle .heading").region)
        ready(app)

    monkeypatch.setattr(KioskApp, "on_ready", noted)
    kiosk = open_kiosk()
    async with kiosk.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        regions.append(kiosk.app.screen.query_one("#middle .heading").region)
    assert regions[0] == regions[1]
