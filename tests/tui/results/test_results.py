"""The results on screen: for anybody, from their second on, with their reasons."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from tests.models.counts import RESULTS_DAY, draw_lot, write_counts
from tests.models.steps import sample
from tests.tui.conftest import OpenSandbox
from tests.tui.reading import until
from tests.tui.results.counted import (
    MORNING_OF_RESULTS,
    VOTES,
    at_reasons,
    at_result,
    at_results,
    counted,
)
from tests.tui.sandbox import (
    BENALIS_PASSWORD,
    SOURCE,
    Sandbox,
    answered,
    appeared,
    arrived,
    focused_field,
    opened,
    plain,
    seen,
)
from tests.tui.vote.voters import at_scrutins
from tui.screens.results.overview import Results
from tui.widgets.voting_row import VotingRow


def shown(sandbox: Sandbox) -> str:
    return plain(sandbox.words)


async def test_anybody_comes_to_them_from_the_home_screen(open_sandbox: OpenSandbox) -> None:
    sandbox = counted(open_sandbox)
    async with sandbox.app.run_test() as pilot:
        await until(pilot, lambda: focused_field(sandbox) == "results")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "results")
        await appeared(sandbox, pilot, "Choisissez un scrutin")
        assert "Craie 4 sièges, Sablier 3" in shown(sandbox)
        assert "participation 69,0 %" in shown(sandbox)
        await pilot.press("escape")
        await arrived(sandbox, pilot, "home")
        await pilot.press("r")
        await arrived(sandbox, pilot, "results")


async def test_not_a_second_before(open_sandbox: OpenSandbox) -> None:
    sandbox = counted(open_sandbox, at=RESULTS_DAY - timedelta(seconds=30))
    async with sandbox.app.run_test() as pilot:
        await appeared(sandbox, pilot, "Vérifier mon bulletin")
        sandbox.clock.travel(RESULTS_DAY - timedelta(seconds=1))
        await pilot.press("r")
        await pilot.pause()
        assert sandbox.route == "home"
        await opened(sandbox, pilot, "results")
        await appeared(sandbox, pilot, "Consultez les résultats à partir du 5 décembre.")
        assert "Craie" not in shown(sandbox)
        await pilot.press("escape")
        sandbox.travel(RESULTS_DAY)
        await until(pilot, lambda: sandbox.screen.has_class("-results"))
        sandbox.travel(RESULTS_DAY - timedelta(seconds=1))
        await pilot.pause()
        assert not seen(sandbox, "Consultez les résultats ◂")
        assert not sandbox.screen.has_class("-results")


@pytest.mark.parametrize("place", [at_results, at_result, at_reasons])
async def test_whoever_travels_back_from_them_sees_none_any_more(
    open_sandbox: OpenSandbox, place: Callable[[Sandbox, Pilot[None]], Awaitable[None]]
) -> None:
    sandbox = counted(open_sandbox)
    async with sandbox.app.run_test() as pilot:
        await place(sandbox, pilot)
        sandbox.travel(RESULTS_DAY - timedelta(hours=8))
        await arrived(sandbox, pilot, "home")
        assert "Craie" not in shown(sandbox)


async def test_until_it_is_counted_one_reads_when_to_come_back(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(voting=True, at=MORNING_OF_RESULTS)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "results")
        await appeared(sandbox, pilot, "le bureau de vote dépouille")


async def test_a_result_has_votes_and_seats_and_names(open_sandbox: OpenSandbox) -> None:
    sandbox = counted(open_sandbox)
    async with sandbox.app.run_test(size=(80, 100)) as pilot:
        await at_result(sandbox, pilot)
        words = shown(sandbox)
        for said in (
            "Inscrits 71 · Votants 49, participation 69,0 %",
            "Blancs 3 · Suffrages exprimés 46 · Sièges 15",
            "SIÈGES POURVUS : 15 SUR 15",
            "1. Mme Agathe CAMBON",
            "Vérifié par deux programmes indépendants.",
        ):
            assert said in words
        lines = [plain(line) for line in sandbox.lines]
        (craie,) = [line.split() for line in lines if "Craie" in line and "━" in line]
        assert craie[2:] == ["9", "19,6", "%", "+0,8"]
        (seats,) = [line for line in lines if "Craie" in line and "●" in line]
        assert "●●●●  4 sièges (4 en 2011)" in seats
        (new,) = [line for line in lines if "Éprouvette" in line]
        assert new.rstrip().endswith("nouvelle")
        assert "Sans voix : Verger" in words
        assert not [line for line in lines if "Verger" in line and "━" in line]
        assert "↓ Suite" not in sandbox.lines[-1], "all of it is in sight"


async def test_a_result_that_goes_on_below_names_the_key(open_sandbox: OpenSandbox) -> None:
    sandbox = counted(open_sandbox)
    async with sandbox.app.run_test() as pilot:
        await at_result(sandbox, pilot)
        await until(pilot, lambda: "↓ Suite" in sandbox.lines[-1])
        assert "SIÈGES POURVUS" not in shown(sandbox)
        for _ in range(16):
            await pilot.press("down")
        await appeared(sandbox, pilot, "SIÈGES POURVUS")


async def test_a_scrutin_whose_seats_are_not_known_shows_its_votes(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = counted(open_sandbox)
    async with sandbox.app.run_test() as pilot:
        await at_results(sandbox, pilot)
        await pilot.press("down", "down", "enter")
        await arrived(sandbox, pilot, "scrutin_result")
        await appeared(sandbox, pilot, "Le nombre de sièges n'est pas connu ici.")
        assert "Pourquoi ce siège" not in shown(sandbox)
        await pilot.press("p")
        await pilot.pause()
        assert sandbox.route == "scrutin_result"


async def test_a_bar_is_full_at_all_of_the_valid_votes(open_sandbox: OpenSandbox) -> None:
    sandbox = counted(open_sandbox)
    async with sandbox.app.run_test(size=(80, 100)) as pilot:
        await at_result(sandbox, pilot)
        (craie,) = [line for line in sandbox.lines if "Craie" in line and "━" in line]
        # 19,6 % of the valid votes: a fifth of the bar, although no list has more.
        assert craie.count("━") == round(0.196 * (craie.count("━") + craie.count("─")))


async def test_the_fingerprint_of_the_archive_is_in_groups_of_four(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = counted(open_sandbox)
    async with sandbox.app.run_test(size=(80, 100)) as pilot:
        await at_result(sandbox, pilot)
        assert "abab abab abab abab abab abab abab abab" in shown(sandbox)


async def test_coming_back_the_results_have_the_focus_and_nothing_else_speaks_of_them(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = counted(open_sandbox)
    async with sandbox.app.run_test() as pilot:
        await until(pilot, lambda: focused_field(sandbox) == "results")
        assert shown(sandbox).count("Consultez les résultats") == 1
        assert "Le vote est clos depuis le 4 décembre à 17 h." in shown(sandbox)
        await pilot.press("enter")
        await arrived(sandbox, pilot, "results")
        await appeared(sandbox, pilot, "Choisissez un scrutin")
        await pilot.press("escape")
        await arrived(sandbox, pilot, "home")
        assert focused_field(sandbox) == "results"


async def test_scrutins_in_which_nobody_could_vote_are_in_one_line(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox(voting=True, at=MORNING_OF_RESULTS)
    write_counts(sandbox.espace, VOTES)
    result = sandbox.espace.voting.list_results()[-1]
    async with sandbox.app.run_test() as pilot:
        await at_results(sandbox, pilot)
        screen = sandbox.screen
        assert isinstance(screen, Results)
        empty = replace(result, electors=0)
        await screen.show_results((*sandbox.espace.voting.list_results()[:-1], empty))
        await appeared(sandbox, pilot, "Sans électeur : CAPA professeurs certifiés.")
        assert len(screen.query(VotingRow)) == len(VOTES) - 1
        assert "CAPA-certifie" not in shown(sandbox)


async def test_enter_is_named_once_where_rows_lead_to_results(open_sandbox: OpenSandbox) -> None:
    sandbox = counted(open_sandbox)
    async with sandbox.app.run_test() as pilot:
        await at_scrutins(sandbox, pilot)
        await appeared(sandbox, pilot, "pour lire son résultat")
        assert shown(sandbox).count("Entrée") == 1


async def test_nobody_may_have_chosen_a_list(open_sandbox: OpenSandbox) -> None:
    sandbox = counted(open_sandbox)
    async with sandbox.app.run_test() as pilot:
        await at_results(sandbox, pilot)
        await pilot.press("up", "enter")
        await arrived(sandbox, pilot, "scrutin_result")
        await appeared(sandbox, pilot, "Aucun suffrage exprimé.")


async def test_each_seat_has_its_averages_and_its_reason(open_sandbox: OpenSandbox) -> None:
    sandbox = counted(open_sandbox)
    async with sandbox.app.run_test(size=(80, 100)) as pilot:
        await at_reasons(sandbox, pilot)
        words = shown(sandbox)
        for said in (
            "46 suffrages exprimés pour 15 sièges : le quotient est 3,07.",
            "Siège 7 : à égalité de moyenne, Craie a le plus de voix.",
            "Siège 8 : à égalité de moyenne et de voix, Sablier a présenté le plus de candidats.",
            "Siège 10 : Cartable a la plus forte moyenne.",
        ):
            assert said in words
        lines = [plain(line) for line in sandbox.lines]
        (first,) = [line for line in lines if line.split()[:4] == ["Craie", "▸", "3,00", "2,25"]]
        assert first.count("▸") == 2
        await pilot.press("escape")
        await arrived(sandbox, pilot, "scrutin_result")


async def test_a_lot_that_is_due_is_said_and_marked(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(voting=True, at=MORNING_OF_RESULTS)
    write_counts(sandbox.espace, {"CTA": (0, 0, 0, 3, 3, 0, 3, 0, 0, 0)})
    async with sandbox.app.run_test(size=(80, 60)) as pilot:
        await at_result(sandbox, pilot)
        assert "Siège 10 : à égalité de moyenne" in shown(sandbox)
        assert "doit tirer au sort entre" in shown(sandbox)
        assert "○ 1 à pourvoir" in shown(sandbox)
        await pilot.press("p")
        await arrived(sandbox, pilot, "seat_reasons")
        assert any("? " in line for line in sandbox.lines)
        draw_lot(sandbox.espace, "CTA", 10, 4)
        await pilot.press("escape", "escape", "escape")
        await at_result(sandbox, pilot)
        assert "SIÈGES POURVUS : 10 SUR 10" in shown(sandbox)


async def test_a_person_comes_to_a_result_from_their_scrutins(open_sandbox: OpenSandbox) -> None:
    sandbox = counted(open_sandbox)
    async with sandbox.app.run_test() as pilot:
        await at_scrutins(sandbox, pilot)
        await appeared(sandbox, pilot, "Choisissez un scrutin pour lire son résultat.")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "scrutin_result")
        await appeared(sandbox, pilot, "Suffrages exprimés 46")
        assert "Mon reçu" not in shown(sandbox)
        await pilot.press("v")
        await arrived(sandbox, pilot, "ballot_check")


async def test_who_has_voted_finds_their_ballot_by_one_key(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(voting=True)
    async with sandbox.app.run_test(size=(80, 100)) as pilot:
        sandbox.sign_in()
        voter = sandbox.app.visit.voter
        assert voter is not None
        access = sandbox.espace.voting.enter(
            voter, "CTM", sample("kbenali").identifier, BENALIS_PASSWORD, source=SOURCE
        )
        ballot = sandbox.espace.voting.open_ballot(access, "CTM")
        receipt = sandbox.espace.voting.cast(access, ballot, 1, source=SOURCE)
        sandbox.app.visit.enter_vote(access)
        write_counts(sandbox.espace, {**VOTES, "CTM": (0, 1, *[0] * 16)})  # that one ballot
        sandbox.clock.travel(MORNING_OF_RESULTS)
        await opened(sandbox, pilot, "scrutins")
        await answered(sandbox, pilot)
        await pilot.press("enter")
        await arrived(sandbox, pilot, "scrutin_result")
        await appeared(sandbox, pilot, "Mon reçu")
        await pilot.press("v")
        await arrived(sandbox, pilot, "ballot_check")
        await appeared(sandbox, pilot, "Votre bulletin est dans l'urne qui a été comptée.")
        assert receipt.tracker in "".join(sandbox.words.split())
        await pilot.press("escape")
        await arrived(sandbox, pilot, "scrutin_result")
        await pilot.click("#receipt")
        await arrived(sandbox, pilot, "vote_receipt")


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)], ids=str)
async def test_every_line_is_reached_at_every_size(
    open_sandbox: OpenSandbox, size: tuple[int, int]
) -> None:
    sandbox = counted(open_sandbox)
    async with sandbox.app.run_test(size=size) as pilot:
        await at_results(sandbox, pilot)
        assert len(sandbox.screen.query(VotingRow)) == len(VOTES)
        await pilot.press("enter")
        await arrived(sandbox, pilot, "scrutin_result")
        await answered(sandbox, pilot)
        assert seen(sandbox, "Comité technique ministériel")
        read = sandbox.words
        while (page := sandbox.screen.query_one("#page")).scroll_offset.y < page.max_scroll_y:
            await pilot.press("pagedown")
            await pilot.pause()
            read += sandbox.words
        for said in ("Atelier", "Cartable", "Mme Agathe CAMBON", "Empreinte de l"):
            assert said in read


async def test_without_colours_signs_and_numbers_say_it(open_sandbox: OpenSandbox) -> None:
    sandbox = counted(open_sandbox, term="linux")
    async with sandbox.app.run_test(size=(80, 60)) as pilot:
        await at_reasons(sandbox, pilot)
        assert any("> 3,00" in line for line in sandbox.lines)


@pytest.mark.parametrize("route", ["results", "scrutin_result", "seat_reasons"])
async def test_each_page_has_its_help(open_sandbox: OpenSandbox, route: str) -> None:
    sandbox = counted(open_sandbox)
    ways = {"results": at_results, "scrutin_result": at_result, "seat_reasons": at_reasons}
    words = {
        "results": "La participation est la part des inscrits qui ont voté.",
        "scrutin_result": "L'écart est en points",
        "seat_reasons": "la plus forte moyenne",
    }
    async with sandbox.app.run_test() as pilot:
        await ways[route](sandbox, pilot)
        await pilot.press("f1")
        await until(pilot, lambda: words[route] in shown(sandbox))
