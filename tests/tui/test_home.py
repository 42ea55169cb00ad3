"""The home screen says what can be done now, and opens it by a key."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest

from models import Election, PathStep, TravelClock, toulouse_election
from tests.mail_servers.elections import read_elsewhere
from tests.models.clocks import MORNING, HandClock, paris
from tests.tui.conftest import KIOSK, SANDBOX, OpenApp, OpenSandbox
from tests.tui.reading import lines_of, text_of
from tests.tui.routes import SAMPLE
from tests.tui.test_visit import MAILBOX, VOTER, pending
from tui.application.app import EspaceApp
from tui.screens.base import say_present
from tui.screens.home_words import doors_of_everybody
from tui.visit.moments import Moments

MOMENTS = [
    (
        paris("2014-09-21 23:59"),
        [
            "votre compte y arrivera.",
            "pas encore ouvert",
            "Dès le 22 septembre et jusqu'au 4 décembre à 16 h.",
            "Le vote ouvre le 27 novembre à 10 h.",
        ],
    ),
    (
        paris("2014-10-01 08:00"),
        ["Jusqu'au 4 décembre à 16 h : il reste 64 jours", "Le vote ouvre le 27 novembre à 10 h."],
    ),
    (
        paris("2014-11-28 09:30"),
        ["il reste 6 jours et 6 heures", "Le vote est ouvert jusqu'au 4 décembre à 17 h."],
    ),
    (
        paris("2014-12-04 16:00"),
        ["création fermée", "être confirmé jusqu'au 4 décembre à 16 h 50."],
    ),
    (paris("2014-12-04 16:49"), ["Un mail de confirmation vous y attend peut-être."]),
    (paris("2014-12-04 16:50"), ["Elle reste ouverte à tout moment.", "fermé"]),
    (
        paris("2014-12-04 17:00"),
        ["Un compte confirmé reste utilisable.", "Le vote est clos depuis le 4 décembre à 17 h."],
    ),
    (
        paris("2014-12-05 00:00"),
        ["Consultez les résultats : www.education.gouv.fr", "résultats publiés"],
    ),
]


@pytest.mark.parametrize(("moment", "words"), MOMENTS, ids=lambda part: str(part)[:16])
async def test_the_doors_say_what_the_calendar_allows(
    open_app: OpenApp, moment: datetime, words: list[str]
) -> None:
    app = open_app(at=moment)
    async with app.run_test() as pilot:
        await pilot.pause()
        screen = " ".join(line.strip(" ┃▌") for line in lines_of(app))
        for expected in words:
            assert expected in " ".join(screen.split())


async def test_what_is_over_is_announced_no_more(open_app: OpenApp) -> None:
    app = open_app(at=paris("2014-12-05 00:00"))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "y arrivera" not in text_of(app)
        assert "à partir du" not in text_of(app)


async def test_a_journey_in_the_calendar_is_seen_at_once(open_app: OpenApp) -> None:
    app = open_app(profile=SANDBOX)
    async with app.run_test() as pilot:
        clock = app.moments._clock
        assert isinstance(clock, TravelClock)
        clock.travel(paris("2014-12-04 17:00"))
        say_present(app)
        await pilot.pause()
        assert "jeu. 4 déc. 17 h 00" in lines_of(app)[1]
        assert "vote clos" in text_of(app)


async def test_the_doors_say_what_this_visit_has_done_and_nothing_else(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        assert "✓" not in text_of(app)
        assert states_of(app) == ["à faire maintenant", "à faire", "après l'étape 2"]
        app.visit.mailbox = MAILBOX
        say_present(app)
        await pilot.pause()
        assert states_of(app) == ["✓ ouverte", "à faire maintenant", "après l'étape 2"]
        app.visit.pending = pending()
        app.go(SAMPLE)
        await pilot.pause()
        await pilot.press("escape")
        assert states_of(app) == ["✓ ouverte", "à faire maintenant", "après l'étape 2"]
        assert "Ouvrez le mail de confirmation dans votre messagerie." in text_of(app)
        app.visit.voter = VOTER
        say_present(app)
        await pilot.pause()
        assert states_of(app) == ["✓ ouverte", "✓ confirmé", "à faire maintenant"]


@pytest.mark.parametrize("elsewhere", [False, True])
def test_what_can_still_be_confirmed_is_not_said_to_be_closed(*, elsewhere: bool) -> None:
    election = toulouse_election()
    election = read_elsewhere(election) if elsewhere else election
    said = [
        doors_of_everybody(
            election, Moments(election.calendar, HandClock(paris(f"2014-12-04 {hour}")))
        )
        for hour in ("15:59", "16:00", "16:49", "16:50")
    ]
    states = [doors[PathStep.ACCOUNT].state for doors in said]
    assert states[1:] == ["création fermée", "création fermée", "fermé"]
    assert states[0].startswith("à faire")


def states_of(app: EspaceApp) -> list[str]:
    """Return what stands at the right end of each door's title on the screen."""
    titles = [line for line in lines_of(app) if re.match(r"  [┃▌] [123]", line)]
    return [title.split("  ")[-1].strip() for title in titles]


@pytest.mark.parametrize(
    ("moment", "done", "door"),
    [
        ("2014-09-21 23:59", (), 1),
        ("2014-09-21 23:59", ("mailbox",), 2),
        ("2014-11-28 09:30", (), 1),
        ("2014-11-28 09:30", ("mailbox",), 2),
        ("2014-11-28 09:30", ("pending",), 2),
        ("2014-12-04 16:00", ("mailbox", "mail_unread"), 2),
        ("2014-12-04 16:00", ("mailbox", "mail_read"), 3),
        ("2014-11-28 09:30", ("mailbox", "voter"), 3),
        ("2014-12-04 16:00", ("mailbox",), 3),
        ("2014-12-04 16:00", ("pending",), 2),
        ("2014-12-04 16:50", ("pending",), 3),
        ("2014-11-28 09:30", ("mailbox", "full"), 1),
        ("2014-11-28 09:30", ("mailbox", "pending", "full"), 1),
        ("2014-12-04 16:50", ("mailbox", "full"), 3),
        ("2014-12-05 00:00", (), 3),
    ],
)
async def test_the_focus_is_on_the_next_door(
    open_app: OpenApp, moment: str, done: tuple[str, ...], door: int
) -> None:
    app = open_app(at=paris(moment))
    come_to(app, done)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.focused is app.screen.query_one(f"#door-{door}")
        assert f"{door}▸" in text_of(app)
        await pilot.press("down" if door < 3 else "up")
        say_present(app)
        await pilot.pause()
        assert f"{door}▸" not in text_of(app)


def come_to(app: EspaceApp, done: tuple[str, ...]) -> None:
    """Let the visit have come to all this."""
    for part in done:
        for name, value in others()[part].items():
            setattr(app.visit, name, value)


async def test_a_full_box_is_said_and_comes_first(open_app: OpenApp) -> None:
    app = open_app()
    come_to(app, ("mailbox", "full"))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Aucun mail ne peut y arriver : videz-la." in text_of(app)
        assert states_of(app)[0] == "✗ boîte saturée"


async def test_a_mail_that_waits_for_room_is_not_said_to_be_there(open_app: OpenApp) -> None:
    app = open_app()
    come_to(app, ("mailbox", "pending", "full"))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Le mail de confirmation attend de la place dans votre boîte." in text_of(app)
        assert "Ouvrez le mail" not in text_of(app)


async def test_whoever_is_in_the_voter_space_awaits_no_confirmation(open_app: OpenApp) -> None:
    app = open_app()
    come_to(app, ("voter",))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Elle reste ouverte à tout moment." in text_of(app)
        assert "confirmation" not in text_of(app)


async def test_the_mail_that_lies_in_the_box_leads_there(open_app: OpenApp) -> None:
    app = open_app()
    come_to(app, ("mailbox", "mail_unread"))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Un mail de l'élection est dans votre messagerie." in text_of(app)
        assert states_of(app) == ["✓ ouverte", "à faire maintenant", "après l'étape 2"]


async def test_a_mail_that_was_read_leads_past_the_second_door(open_app: OpenApp) -> None:
    """Its account is confirmed, or its link is dead: the access page knows."""
    app = open_app()
    come_to(app, ("mailbox", "mail_read"))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Vous avez lu le mail de l'élection : passez à l'étape 3." in text_of(app)
        assert states_of(app) == ["✓ ouverte", "mail lu", "à faire maintenant"]


async def test_whoever_reads_the_help_on_a_door_stays_at_it(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await pilot.press("down", "f1")
        assert "CRÉER MON COMPTE" in text_of(app)
        await pilot.press("escape")
        assert app.focused is not None
        assert app.focused.id == "door-2"
        await pilot.press("enter", "escape")  # a door that was opened and left leads to the next
        assert app.focused.id == "door-1"


async def test_the_focus_goes_to_the_next_door_when_that_is_another_one(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await pilot.press("down", "down")
        app.go(SAMPLE)
        await pilot.pause()
        app.visit.mailbox = MAILBOX
        await pilot.press("escape")
        assert app.focused is app.screen.query_one("#door-2")


def others() -> dict[str, dict[str, object]]:
    """Return what a visit may have come to: its attributes."""
    return {
        "mailbox": {"mailbox": MAILBOX},
        "voter": {"voter": VOTER},
        "pending": {"pending": pending()},
        "expired": {"pending": pending(MORNING - timedelta(days=2))},
        "mail_unread": {"mail_unread": True},
        "mail_read": {"mail_unread": False},
        "full": {"box_full": True},
    }


@pytest.mark.parametrize(
    ("key", "done", "name"),
    [
        ("1", (), "webmail_login"),
        ("1", ("mailbox",), "inbox"),
        ("2", (), "account_creation"),
        ("2", ("pending",), "mail_sent"),
        ("2", ("expired",), "confirmation"),
        ("2", ("voter",), "scrutins"),
        ("2", ("mailbox", "mail_unread"), "inbox"),
        ("3", (), "account_access"),
        ("3", ("voter",), "scrutins"),
    ],
)
async def test_a_number_opens_its_door_as_far_as_one_has_come(
    open_app: OpenApp,
    monkeypatch: pytest.MonkeyPatch,
    key: str,
    done: tuple[str, ...],
    name: str,
) -> None:
    app = open_app()
    opened: list[str] = []
    monkeypatch.setattr(app, "go", opened.append)
    async with app.run_test() as pilot:
        come_to(app, done)
        await pilot.press(key)
        app.screen.query_one(f"#door-{key}").focus()
        await pilot.press("enter")
        await pilot.click(f"#door-{key}")
    assert opened == [name] * 3


@pytest.mark.parametrize(("key", "door"), [("ampersand", 1), ("é", 2), ("quotation_mark", 3)])
async def test_the_keys_of_a_french_keyboard_open_without_shift(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch, key: str, door: int
) -> None:
    app = open_app()
    opened: list[str] = []
    monkeypatch.setattr(app, "go", opened.append)
    async with app.run_test() as pilot:
        await pilot.press(key)
    assert opened == [["webmail_login", "account_creation", "account_access"][door - 1]]


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40), (110, 34)], ids=str)
@pytest.mark.parametrize("demo", [False, True])
async def test_nothing_of_the_home_screen_is_lost(
    open_app: OpenApp, size: tuple[int, int], demo: bool
) -> None:
    app = open_app(profile=SANDBOX if demo else KIOSK)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        lines = lines_of(app)
        results = "Consultez les résultats à partir du 5 décembre."
        assert any(results in line or "clôture  " in line for line in lines)
        assert any("3  Accédez à votre espace électeur" in line for line in lines)
        assert lines[-1].endswith("F10 QUITTEZ")
        assert ("DÉMONSTRATION" in lines[0]) is demo
        assert any(line.endswith("ven. 28 nov. 9 h 30") for line in lines[:2])
        assert ("Deux étapes, puis le vote" in text_of(app)) is (size[0] >= 120)


async def test_the_banner_of_the_demonstration_names_whose_part_one_plays(
    open_app: OpenApp,
) -> None:
    app = open_app(profile=SANDBOX)
    app.visit.persona = "Françoise Dupont"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert lines_of(app)[0].startswith(" DÉMONSTRATION · Françoise Dupont  ")
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert lines_of(app)[0].startswith(" DÉMONSTRATION · Françoise Dupont  ")
        assert lines_of(app)[0].endswith("F7 · F8 · F9")


@pytest.mark.parametrize(
    ("size", "drawn"), [((80, 24), True), ((60, 20), True), ((60, 16), False)], ids=str
)
async def test_the_line_of_the_days_gives_way_to_a_sentence_if_there_is_no_room(
    open_app: OpenApp, size: tuple[int, int], drawn: bool
) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert ("◆" in text_of(app)) is drawn
        assert ("Consultez les résultats à partir du" in text_of(app)) is not drawn


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (10, 5), (30, 8)], ids=str)
async def test_a_terminal_of_any_size_is_survived(open_app: OpenApp, size: tuple[int, int]) -> None:
    app = open_app(profile=SANDBOX)
    async with app.run_test(size=size) as pilot:
        await pilot.press("tab", "down", "f1", "escape")
        app.go(SAMPLE)
        await pilot.press("a", "tab", "b", "pagedown")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Étape 2 sur 3" in text_of(app)


@pytest.mark.parametrize(
    ("organiser", "width", "shown"),
    [
        (None, 64, "2014 · Toulouse"),
        (None, 120, "2014 · académie de Toulouse"),
        ("ministère de la Culture", 120, "2014 · ministère de la Culture"),
        ("Centre national d'enseignement à distance", 80, r"2014 · Centre national[^·]*…"),
    ],
)
async def test_the_head_says_who_holds_the_election_shortened_if_need_be(
    open_sandbox: OpenSandbox, organiser: str | None, width: int, shown: str
) -> None:
    def changed(election: Election) -> Election:
        return election.changed(election=election.election.changed(organiser=organiser))

    app = open_sandbox(changed=changed, profile=KIOSK).app
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.pause()
        head = lines_of(app)[0]
        assert re.search(shown, head)
        assert organiser is None or "Toulouse" not in head
