"""The demonstration's two screens, by keyboard."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from models import SAMPLE_PEOPLE, EspaceError, sample_named, toulouse_election
from tests.models.clocks import MORNING
from tests.tui.reading import lines_of, text_of, until, words_on
from tests.tui.sandbox import write
from tests.tui.test_visit import pending
from tui.demo.app import DemoApp
from tui.demo.host import Beginning, hold_demo, sample_person
from tui.demo.sandbox import PREFIX, Sandbox
from tui.demo.screens.people import HEAD, IDENTIFIER, ROOM, columns_of, in_columns
from tui.demo.tour import CLOSE, captions
from tui.visit.routes import Route
from tui.widgets.head import ALL_ROLES
from tui.widgets.voting_row import VotingRow

CAPTIONS = captions(sample_named())


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[DemoApp]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sandbox = Sandbox(MORNING)
    yield DemoApp(toulouse_election(), sandbox, environment={"TERM": "xterm-256color"})
    sandbox.delete()


async def test_the_banner_never_goes(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("f8", "escape", "f9", "escape", "1", "escape", "2", "escape", "3"):
            await pilot.press(key)
            assert "DÉMONSTRATION" in text_of(app)


async def test_a_moment_of_the_list_is_one_key_away(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8", "4")
        await until(pilot, lambda: "jeu. 4 déc. 16 h 30" in text_of(app))
        assert "La création est fermée depuis le 4 décembre à 16 h." in words_on(app)


async def test_the_signs_of_a_french_keyboard_choose_like_its_numbers(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8", "apostrophe")
        await until(pilot, lambda: "jeu. 4 déc. 16 h 30" in text_of(app))
        await pilot.press("f9", "é")
        await until(pilot, lambda: "DÉMONSTRATION · Jean-Noël O'Brien d'Arc" in text_of(app))


async def test_the_calendar_opens_on_the_present_moment(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8")
        await pilot.pause()
        assert "3▸ Vote ouvert" in text_of(app)
        await pilot.press("5")
        await until(pilot, lambda: "jeu. 4 déc. 18 h 00" in text_of(app))
        await pilot.press("f8")
        await pilot.pause()
        assert "5▸ Vote clos" in text_of(app)


async def test_any_moment_can_be_typed(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8", *["tab"] * 4)
        await pilot.press(*"5/12/2014", "enter")
        await until(pilot, lambda: "ven. 5 déc. 0 h 00" in text_of(app))
        # The demonstration's board counts its urns first.
        await until(pilot, lambda: "résultats publiés" in text_of(app))


async def test_a_wrong_moment_is_pointed_out_beside_the_field(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8", *["tab"] * 4)
        await pilot.press(*"demain", "enter")
        await until(pilot, lambda: "✗ Écrivez la date et l'heure ainsi" in text_of(app))
        assert "demain" in text_of(app)


async def test_the_people_stand_whole_each_word_in_its_column(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9")
        lines = lines_of(app)
        assert ALL_ROLES in text_of(app)
        assert next(line for line in lines if "Personne " in line).endswith(IDENTIFIER)
        titles = next(line for line in lines if "Personne " in line)
        places = [titles.index(word) for word in HEAD]
        for person in SAMPLE_PEOPLE:
            (line,) = (line for line in lines if person.user_name in line)
            known = (person.name, person.user_name, person.numen)
            starts = [*places[1:], None]
            told = [line[start:end].strip() for start, end in zip(places, starts, strict=True)]
            assert told == list(known)
            detail = lines[lines.index(line) + 1]
            said, known_here = detail.removesuffix(person.identifier), person.voter_password
            assert said != detail
            assert person.situation.rstrip(".") in said
            assert said.rstrip().endswith(known_here or person.situation)


@pytest.mark.parametrize("user_name", ["pierre-loup.lhermitte", "anne-charlotte.de-la-tour-du-pin"])
def test_a_long_user_name_is_apart_from_its_neighbours_and_never_cut(user_name: str) -> None:
    rows = [
        ("Pierre-Loup L'Hermitte d'Auvergne", user_name, "FCTV260202"),
        ("Jean Martin", "jmartin", "un mot de passe choisi"),
    ]
    names, user_names = columns_of(HEAD, *rows)
    for row in rows:
        line = in_columns(row, (names, user_names))
        name, typed = line[:names], line[names : names + user_names]
        assert name.endswith(" ")
        assert name.strip() == row[0] or row[0].startswith(name.strip().removesuffix("…"))
        assert typed == row[1].ljust(user_names)
        assert typed.endswith(" ")
        assert line.endswith(row[2])
        assert len(line) <= ROOM


async def test_on_a_low_screen_one_reads_on_to_the_last_identifier(app: DemoApp) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("f9")
        for person in SAMPLE_PEOPLE:
            lines = lines_of(app)
            (number,) = (n for n, line in enumerate(lines) if person.user_name in line)
            assert person.numen in lines[number]
            assert (person.voter_password or person.situation) in lines[number + 1]
            assert person.identifier in lines[number + 2]
            await pilot.press("down")


async def test_identifier_and_password_of_the_vote_are_typed_too(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9", "5")
        assert app.visit.typed("vote_access", "identifier") == SAMPLE_PEOPLE[4].identifier
        assert app.visit.typed("vote_access", "voter_password") == "Pastel9Cassoulet"


async def test_becoming_somebody_wipes_the_visit_and_fills_the_fields(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9", "1")
        app.visit.pending = pending()
        await pilot.press("f9", "5")
        visit = app.visit
        assert visit.pending is None
        assert visit.typed("webmail_login", "user_name") == "kbenali"
        assert visit.typed("webmail_login", "mailbox_password") == "31E0700042MNO"
        assert visit.typed("account_access", "voter_password") == "Pastel9Cassoulet"
        assert "COMMENT ACTIVER VOTRE ESPACE ÉLECTEUR" in text_of(app)
        assert "DÉMONSTRATION · Karim Benali" in text_of(app)


async def test_whoever_comes_to_the_scrutins_at_once_can_vote(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9", "5", "3", "enter")
        await until(pilot, lambda: bool(app.screen.query(VotingRow)))
        await pilot.press("enter")
        await until(pilot, lambda: "votre notice de vote" in words_on(app))
        assert SAMPLE_PEOPLE[4].identifier in words_on(app)
        await pilot.press("enter")
        await until(pilot, lambda: "tirage au sort" in words_on(app))


PATH: tuple[Route, ...] = (
    "home",
    "webmail_login",
    "webmail_new_password",
    "inbox",
    "account_creation",
    "mail_sent",
    "message",
    "confirmation",
    "password_reminder",
    "scrutins",
    "account_access",
    "vote_access",
    "vote_ballot",
    "vote_list",
    "vote_confirmation",
    "vote_receipt",
    "ballot_check",
    "results",
    "scrutin_result",
    "seat_reasons",
)


@pytest.mark.parametrize("route", PATH)
def test_every_screen_of_the_path_has_its_caption(route: Route) -> None:
    caption = CAPTIONS[route]
    assert caption.notice.endswith(".")
    assert caption.then.endswith(".")


async def test_the_guided_visit_goes_along_and_ends_by_the_key_that_began_it(
    app: DemoApp,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9", "1")
        assert CLOSE not in text_of(app)
        await pilot.press("f7")
        await until(pilot, lambda: CAPTIONS["home"].notice in words_on(app))
        assert CLOSE in words_on(app)
        await pilot.press("1")
        await until(pilot, lambda: CAPTIONS["webmail_login"].notice in words_on(app))
        assert CAPTIONS["home"].notice not in words_on(app)
        await pilot.press("f9")  # of a screen off the path it says nothing
        await until(pilot, lambda: "PERSONNES DE LA DÉMONSTRATION" in text_of(app))
        assert CLOSE not in words_on(app)
        await pilot.press("escape", "f7")
        await until(pilot, lambda: CLOSE not in words_on(app))
        await pilot.press("escape")
        await until(pilot, lambda: "COMMENT ACTIVER" in text_of(app))
        assert CLOSE not in words_on(app)


async def test_the_guided_visit_of_nobody_plays_the_first_sample_person(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f7")
        await until(pilot, lambda: "DÉMONSTRATION · Françoise Dupont" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: "fdupont" in text_of(app))


async def test_a_caption_says_what_is_so_at_another_date(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9", "1", "f7", "2")
        await until(pilot, lambda: CAPTIONS["account_creation"].notice in words_on(app))
        await pilot.press("f8", "4", "2")
        await until(pilot, lambda: "LA CRÉATION DES COMPTES EST FERMÉE" in words_on(app))
        await until(pilot, lambda: CAPTIONS["closed_form"].notice in words_on(app))
        assert CAPTIONS["account_creation"].notice not in words_on(app)
        await pilot.press("f1")
        await until(pilot, lambda: "Un compte déjà créé peut encore être confirmé" in words_on(app))
        assert "Vous n'avez pas de compte électeur ? Adressez-vous" in words_on(app)
        await pilot.press("escape", "f8", "5", "f9", "4", "3", "enter")
        await until(pilot, lambda: "LA CONFIRMATION DES COMPTES EST FERMÉE" in words_on(app))
        assert CAPTIONS["closed_form"].notice in words_on(app)
        await pilot.press("f1")
        await until(pilot, lambda: "ou plus de mot de passe ? Adressez-vous" in words_on(app))


async def test_a_caption_says_that_the_box_is_full(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        people = [person.user_name for person in SAMPLE_PEOPLE]
        await pilot.press("f9", str(people.index("jobriendarc") + 1), "f7", "1")
        await until(pilot, lambda: CAPTIONS["webmail_login"].notice in words_on(app))
        await pilot.press("enter", "enter")
        await until(pilot, lambda: CAPTIONS["webmail_new_password"].notice in words_on(app))
        app.replace("inbox")
        await until(pilot, lambda: CAPTIONS["full_inbox"].notice in words_on(app))


async def test_a_caption_says_that_a_mail_waits_for_room(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9", "2", "f7", "1")
        await until(pilot, lambda: CAPTIONS["webmail_login"].notice in words_on(app))
        await pilot.press("enter", "enter")
        await until(pilot, lambda: CAPTIONS["webmail_new_password"].notice in words_on(app))
        app.replace("account_creation")
        await until(pilot, lambda: CAPTIONS["account_creation"].notice in words_on(app))
        for _ in range(2):
            await write(pilot, "Pastel9Cassoulet")
            await pilot.press("enter")
        await until(pilot, lambda: "LE MAIL NE PEUT PAS ARRIVER" in text_of(app))
        await until(pilot, lambda: CAPTIONS["stuck_mail"].notice in words_on(app))
        assert CAPTIONS["mail_sent"].notice not in words_on(app)
        await pilot.press("f1")
        await until(pilot, lambda: "Pas besoin d'en demander un autre." in words_on(app))


async def test_a_caption_says_that_a_code_or_a_mail_is_of_no_use(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9", "4", "f7", "3", "enter")
        await until(pilot, lambda: "Le code de votre dernier mail a expiré." in words_on(app))
        await until(pilot, lambda: CAPTIONS["dead_code"].notice in words_on(app))
        await pilot.press("f9", "4", "1", "enter")
        await until(pilot, lambda: "Remplacez votre NUMEN" in words_on(app))
        app.replace("inbox")
        await until(pilot, lambda: "Ouvrir le mail de l'élection" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: CAPTIONS["message"].notice in words_on(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Ce lien a expiré." in words_on(app))
        await until(pilot, lambda: CAPTIONS["stale_message"].notice in words_on(app))
        await pilot.press("f1")
        await until(pilot, lambda: "Un mail qui ne sert plus" in text_of(app))


async def test_a_mailbox_password_that_was_changed_fills_the_field_of_who_plays_again(
    app: DemoApp,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9", "1", "1", "enter")
        await until(pilot, lambda: "Remplacez votre NUMEN" in words_on(app))
        for _ in range(2):
            await write(pilot, "Camion-bleu7")
            await pilot.press("enter")
        await until(pilot, lambda: "Mot de passe changé" in text_of(app))
        await pilot.press("f9")
        await until(pilot, lambda: "Camion-bleu7" in text_of(app))
        assert SAMPLE_PEOPLE[0].numen not in text_of(app)
        await pilot.press("1", "1", "enter")
        await until(pilot, lambda: "francoise.dupont@ac-toulouse.fr · " in words_on(app))
        await pilot.press("f8", "f5", "f9")
        await until(pilot, lambda: SAMPLE_PEOPLE[0].numen in text_of(app))
        assert "Camion-bleu7" not in text_of(app)


async def test_a_voter_password_that_was_chosen_is_typed_for_who_plays_again(
    app: DemoApp,
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9", "1", "2")
        await until(pilot, lambda: "CRÉER MON COMPTE" in text_of(app))
        for _ in range(2):
            await write(pilot, "Glycine8Garonne")
            await pilot.press("enter")
        await until(pilot, lambda: "UN MAIL VOUS A ÉTÉ ADRESSÉ" in text_of(app))
        await pilot.press("f9")
        await until(pilot, lambda: "choisi ici · Glycine8Garonne" in text_of(app))
        await pilot.press("1", "3")
        await until(pilot, lambda: "ACCÉDER" in text_of(app))
        assert "•" * len("Glycine8Garonne") in text_of(app)


async def test_asking_for_an_account_again_changes_no_password(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9", "5", "2")
        await until(pilot, lambda: "CRÉER MON COMPTE" in text_of(app))
        for _ in range(2):
            await write(pilot, "Glycine8Garonne")
            await pilot.press("enter")
        await until(pilot, lambda: "UN MAIL VOUS A ÉTÉ ADRESSÉ" in text_of(app))
        await pilot.press("f9")
        await until(pilot, lambda: "Compte confirmé · Pastel9Cassoulet" in text_of(app))
        await pilot.press("5", "3", "enter")
        await until(pilot, lambda: "Vous êtes appelé" in words_on(app))


@pytest.mark.parametrize("screen", ["f8", "f9"])
async def test_everything_begins_again_over_a_password_half_typed(
    app: DemoApp, screen: str
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(3):
            await pilot.press("f9", "1", "2")
            await until(pilot, lambda: "CRÉER MON COMPTE" in text_of(app))
            await write(pilot, "Abc")
            await pilot.press(screen, "f5")
            await until(pilot, lambda: "COMMENT ACTIVER" in text_of(app))
            await app.opened_espace()
    assert app.return_code is None


async def test_after_the_mailbox_the_voter_password_is_typed_too(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9", "5", "1", "enter")
        await until(pilot, lambda: "Remplacez votre NUMEN" in words_on(app))
        app.replace("inbox")
        await until(pilot, lambda: "karim.benali@ac-toulouse.fr · " in words_on(app))
        app.go("account_access")
        await until(pilot, lambda: "ACCÉDER" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Vous êtes appelé" in words_on(app))


async def test_a_form_that_another_date_opens_has_the_cursor(app: DemoApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9", "1", "f8", "1", "2")
        await until(pilot, lambda: "PAS ENCORE OUVERTE" in text_of(app))
        app.demonstration.travel(MORNING)
        await until(pilot, lambda: "CRÉER MON COMPTE" in text_of(app))
        await write(pilot, "Glycine8Garonne")
        await until(pilot, lambda: "•" * 15 in text_of(app))


async def test_on_a_low_screen_the_banner_hides_nothing_of_a_new_password(app: DemoApp) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("f9", "1", "1", "enter")
        await until(pilot, lambda: "Remplacez votre NUMEN" in text_of(app))
        assert "les deux saisies sont identiques" in text_of(app)
        assert "Plus tard" in text_of(app)


async def test_what_a_caption_says_to_type_is_taken(app: DemoApp) -> None:
    """Whoever follows the captions comes to the inbox."""
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9", "1", "f7", "1")
        await until(pilot, lambda: CAPTIONS["webmail_login"].notice in words_on(app))
        await pilot.press("enter", "enter")
        await until(pilot, lambda: CAPTIONS["webmail_new_password"].notice in words_on(app))
        password = re.search(r"(\S+), deux fois", CAPTIONS["webmail_new_password"].then)
        assert password
        for _ in range(2):
            await write(pilot, password[1])
            await pilot.press("enter")
        await until(pilot, lambda: CAPTIONS["inbox"].notice in words_on(app))


async def test_the_reset_key_begins_again(app: DemoApp, tmp_path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        first = await app.opened_espace()
        await pilot.press("f8", "6", "f8", "f5")
        assert await app.opened_espace() is not first
        assert "ven. 28 nov. 9 h 3" in text_of(app)
        assert abs(app.demonstration.sandbox.clock.now() - MORNING) < timedelta(minutes=2)
        assert len(list(tmp_path.glob(f"{PREFIX}*"))) == 1


def test_an_unknown_person_is_answered_with_those_who_are_there() -> None:
    with pytest.raises(EspaceError, match=r"fdupont, jobriendarc.*hcazenave"):
        hold_demo(Beginning(persona="personne"))


def test_a_sample_person_is_found_in_any_case() -> None:
    assert sample_person(" FDupont ", sample_named()).name == "Françoise Dupont"
