"""The trial election on the screen: vote, open with the real shares, count, destroy."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from models import TrialScrutin
from models.errors import EngineUnavailable
from models.settings.presented_lists import lists_of
from tests.models.services.vote.board import SCRUTINS
from tests.tui.bureau.bureau import OPENING, Bureau, at_overview
from tests.tui.bureau.conftest import OpenBureau
from tests.tui.reading import until
from tests.tui.sandbox import answered, appeared, arrived, fill, focused_field, seen
from tui.bureau.screens.trial import BureauTrial
from tui.bureau.trial_words import AT_ONCE


async def at_urn(bureau: Bureau, pilot: Pilot[None]) -> None:
    await at_overview(bureau, pilot)
    await pilot.press("3")
    await arrived(bureau, pilot, "bureau_trial")
    await answered(bureau, pilot)
    await pilot.press("enter")
    await arrived(bureau, pilot, "bureau_trial_urn")
    await until(pilot, lambda: focused_field(bureau) == "list-1")


async def votes(bureau: Bureau, pilot: Pilot[None], number: int) -> None:
    await pilot.press("enter")
    words = "1 bulletin" if number == 1 else f"{number} bulletins"
    await appeared(bureau, pilot, f"L'urne d'essai en a {words}")
    await answered(bureau, pilot)


async def opens(bureau: Bureau, pilot: Pilot[None], number: int) -> None:
    bureau.screen.field("share_file").input.focus()
    await pilot.pause()
    await fill(pilot, str(bureau.files[number - 1]), bureau.passphrases[number - 1])
    await pilot.press("enter")
    await answered(bureau, pilot)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_what_was_chosen_is_shown_as_it_was_counted(
    open_bureau: OpenBureau, size: tuple[int, int]
) -> None:
    bureau = open_bureau(ground="keyed")
    async with bureau.app.run_test(size=size) as pilot:
        await at_urn(bureau, pilot)
        await votes(bureau, pilot, 1)
        await votes(bureau, pilot, 2)
        await pilot.press("up")  # the blank vote is the last
        await votes(bureau, pilot, 3)
        assert seen(bureau, "Bulletin déposé : Vote blanc")
        await pilot.press("o")
        await arrived(bureau, pilot, "bureau_trial_opening")
        for number in OPENING:
            await opens(bureau, pilot, number)
        await arrived(bureau, pilot, "bureau_trial_result")
        await appeared(bureau, pilot, "Les clés ouvrent")
        assert "3 bulletins : ce qui est compté est ce qui a été voté" in bureau.words
        await pilot.press("enter")
        await arrived(bureau, pilot, "bureau_overview")
        await appeared(bureau, pilot, "✓ Essai avec les vraies clés")
        assert seen(bureau, "le 20 nov. 14 h")
        assert [one.member.number for one in bureau.bureau_app.sitting.present] == list(OPENING)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_scrutins_are_told_apart_however_long_their_names_are(
    open_bureau: OpenBureau, size: tuple[int, int]
) -> None:
    bureau = open_bureau(ground="keyed")
    title = "Commission administrative paritaire académique des professeurs du second degré et"
    ends = ("des CPE", "des psychologues")
    shorts = ("CAP académique", "Commission administrative académique psy")
    async with bureau.app.run_test(size=size) as pilot:
        await at_overview(bureau, pilot)
        await pilot.press("3")
        await arrived(bureau, pilot, "bureau_trial")
        await answered(bureau, pilot)
        assert isinstance(bureau.screen, BureauTrial)
        scrutins = tuple(
            TrialScrutin(end, short, f"{title} {end}", ("Une", "Deux"))
            for end, short in zip(ends, shorts, strict=True)
        )
        bureau.screen.show(scrutins)
        await pilot.pause()
        assert "…" not in bureau.words
        for short, end in zip(shorts, ends, strict=True):
            for word in (*short.split(), *end.split()):
                assert word in bureau.words
        await pilot.press("down")
        await pilot.pause()
        assert seen(bureau, "▸ Commission")


async def test_ballots_are_drawn_by_lot(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(ground="keyed")
    async with bureau.app.run_test() as pilot:
        await at_urn(bureau, pilot)
        await pilot.press("t")
        await appeared(bureau, pilot, f"L'urne d'essai a {AT_ONCE} bulletins")


async def test_a_wrong_passphrase_and_an_absent_member_stop_nobody(
    open_bureau: OpenBureau,
) -> None:
    bureau = open_bureau(ground="keyed")
    async with bureau.app.run_test() as pilot:
        await at_urn(bureau, pilot)
        await votes(bureau, pilot, 1)
        await pilot.press("o")
        await arrived(bureau, pilot, "bureau_trial_opening")
        await opens(bureau, pilot, 2)
        bureau.screen.field("share_file").input.focus()
        await pilot.pause()
        await fill(pilot, str(bureau.files[2]), "une autre phrase que la sienne")
        await pilot.press("enter")
        await appeared(bureau, pilot, "Ce n'est pas la phrase secrète")
        assert focused_field(bureau) == "passphrase"
        bureau.screen.field("share_file").value = ""
        bureau.screen.field("passphrase").value = ""
        await opens(bureau, pilot, 1)
        await appeared(bureau, pilot, "Qu'un autre membre vienne à sa place")
        await opens(bureau, pilot, 4)
        await opens(bureau, pilot, 5)
        await arrived(bureau, pilot, "bureau_trial_result")


async def test_a_trial_is_abandoned_if_asked_twice_and_nothing_is_kept(
    open_bureau: OpenBureau,
) -> None:
    bureau = open_bureau(ground="keyed")
    async with bureau.app.run_test() as pilot:
        await at_urn(bureau, pilot)
        trial = vars(bureau.screen)["_trial"]
        await votes(bureau, pilot, 1)
        await pilot.press("o")
        await arrived(bureau, pilot, "bureau_trial_opening")
        await opens(bureau, pilot, 1)
        await appeared(bureau, pilot, "Il manque 2 membres")
        await pilot.press("escape")
        await appeared(bureau, pilot, "Quitter abandonne l'essai")
        await pilot.press("escape")
        await arrived(bureau, pilot, "bureau_trial")
        await until(pilot, lambda: trial.filled is None)
    assert bureau.espace.board.state().trial_held_at is None


async def test_an_empty_urn_is_not_opened(open_bureau: OpenBureau) -> None:
    bureau = open_bureau(ground="keyed")
    async with bureau.app.run_test() as pilot:
        await at_urn(bureau, pilot)
        await pilot.press("o")
        await until(pilot, lambda: bureau.screen.refusal.sentence != "")
        assert bureau.route == "bureau_trial_urn"


async def test_a_sealed_election_says_that_it_is_too_late(open_bureau: OpenBureau) -> None:
    bureau = open_bureau()
    async with bureau.app.run_test() as pilot:
        await at_overview(bureau, pilot)
        await pilot.press("3")
        await arrived(bureau, pilot, "bureau_trial")
        await appeared(bureau, pilot, "L'essai n'est plus possible : l'élection est scellée.")
        assert "notice" not in bureau.words


def take_lists(monkeypatch: pytest.MonkeyPatch, *codes: str) -> None:
    """Have nobody present a list in some scrutins."""
    monkeypatch.setattr(
        "models.services.board.trial.lists_of",
        lambda election, code: () if code in codes else lists_of(election, code),
    )


async def test_scrutins_without_lists_are_named(
    open_bureau: OpenBureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_lists(monkeypatch, "CTM")
    bureau = open_bureau(ground="keyed")
    async with bureau.app.run_test(size=(60, 20)) as pilot:
        await at_overview(bureau, pilot)
        await pilot.press("3")
        await arrived(bureau, pilot, "bureau_trial")
        await appeared(bureau, pilot, "Sans liste de candidats, donc sans essai : CTM.")
        assert focused_field(bureau) == "scrutins"


async def test_an_election_without_lists_says_what_to_do_and_leads_back(
    open_bureau: OpenBureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_lists(monkeypatch, *SCRUTINS)
    bureau = open_bureau(ground="keyed")
    async with bureau.app.run_test() as pilot:
        await at_overview(bureau, pilot)
        await pilot.press("3")
        await arrived(bureau, pilot, "bureau_trial")
        await appeared(bureau, pilot, "Aucun scrutin n'a de liste de candidats")
        assert "Choisissez le scrutin" not in bureau.words
        assert seen(bureau, "▸ Revenir au bureau ◂")
        await pilot.press("enter")
        await arrived(bureau, pilot, "bureau_overview")


async def test_an_engine_that_fails_leaves_the_urn_as_it_was(
    open_bureau: OpenBureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise EngineUnavailable

    bureau = open_bureau(ground="keyed")
    async with bureau.app.run_test() as pilot:
        await at_urn(bureau, pilot)
        await votes(bureau, pilot, 1)
        monkeypatch.setattr("models.voting.engines.OwnEngine.make_ballot", fail)
        await pilot.press("enter")
        await until(pilot, lambda: bureau.screen.refusal.sentence != "")
        monkeypatch.undo()
        await votes(bureau, pilot, 2)
