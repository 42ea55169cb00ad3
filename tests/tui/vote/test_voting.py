"""The way of a voter: from a scrutin to four receipts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models import AlreadyVoted, CandidateList
from models.errors import DatabaseUnavailable
from models.services.vote import casting
from models.services.vote.depositing import deposit_ballot
from models.tables.urn import Signature, UrnBallot
from tests.models.clocks import paris
from tests.models.steps import sample
from tests.tui.conftest import OpenSandbox
from tests.tui.reading import until
from tests.tui.sandbox import (
    BENALIS_PASSWORD,
    SOURCE,
    Sandbox,
    answered,
    appeared,
    arrived,
    enter,
    fill,
    focused_field,
    opened,
    seen,
)
from tests.tui.vote.voters import at_scrutins, choose, enter_vote, vote
from tui.visit.profiles import Profile


def counts(sandbox: Sandbox) -> tuple[int, int]:
    """Return the ballots and the signatures of all urns."""
    with sandbox.espace.context.connection():
        return UrnBallot.select().count(), Signature.select().count()


def lists_of(sandbox: Sandbox) -> tuple[CandidateList, ...]:
    """Return the lists of the first scrutin."""
    access = sandbox.app.visit.vote
    assert access is not None
    return sandbox.espace.voting.open_ballot(access, "CTM").scrutin.lists


async def test_four_scrutins_are_voted_in_by_enter_alone(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(voting=True)
    async with sandbox.app.run_test() as pilot:
        await at_scrutins(sandbox, pilot)
        await enter_vote(sandbox, pilot)
        for number, left in enumerate((3, 2, 1), start=1):
            await vote(sandbox, pilot)
            words = "Il vous reste un scrutin." if left == 1 else f"Il vous reste {left} scrutins."
            await appeared(sandbox, pilot, words)
            assert counts(sandbox) == (number, number)
            await pilot.press("enter")
            await arrived(sandbox, pilot, "vote_ballot")
            await appeared(sandbox, pilot, "puis le vote blanc")
        await vote(sandbox, pilot, "up")
        await appeared(sandbox, pilot, "Vous avez voté dans vos 4 scrutins.")
        assert counts(sandbox) == (4, 4)
        await pilot.press("enter")
        await arrived(sandbox, pilot, "scrutins")
        await appeared(sandbox, pilot, "Vous avez voté dans vos 4 scrutins.")
        assert sandbox.words.count("✓ voté le 28 nov.") == 4
        assert focused_field(sandbox) == "leave"


async def test_the_receipt_comes_by_mail_and_is_shown_again(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(voting=True)
    async with sandbox.app.run_test() as pilot:
        await at_scrutins(sandbox, pilot)
        await enter_vote(sandbox, pilot)
        await vote(sandbox, pilot, "down")
        shown = [line for line in sandbox.lines if line.count(" ") >= 8 and "┃" in line][-1]
        tracker = "".join(shown.replace("┃", "").split())
        assert len(tracker) == 43
        assert "Abécédaire" not in sandbox.words
        box = sandbox.espace.mailbox.open("kbenali", sample("kbenali").numen, source=SOURCE)
        folder = sandbox.espace.mailbox.list_folder(box)
        mail = sandbox.espace.mailbox.read(box, folder.messages[0].message_id)
        assert tracker in "".join(mail.body.split())
        assert "Vote blanc" not in mail.body
        await pilot.press("escape")
        await arrived(sandbox, pilot, "scrutins")
        await appeared(sandbox, pilot, "✓ voté")
        await pilot.press("up", "enter")
        await arrived(sandbox, pilot, "vote_receipt")
        assert tracker in "".join(sandbox.words.split())


async def test_escape_leads_back_step_by_step_and_forgets_no_pointer(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox(voting=True)
    async with sandbox.app.run_test() as pilot:
        await at_scrutins(sandbox, pilot)
        await enter_vote(sandbox, pilot)
        await choose(sandbox, pilot, "down", "down")
        assert "VOUS ALLEZ VOTER POUR" in sandbox.words
        await pilot.press("escape")
        await arrived(sandbox, pilot, "vote_ballot")
        assert seen(sandbox, "▸ 3")
        await pilot.press("c")
        await arrived(sandbox, pilot, "vote_list")
        await pilot.press("escape")
        await arrived(sandbox, pilot, "vote_ballot")
        assert seen(sandbox, "▸ 3")
        await pilot.press("escape")
        await arrived(sandbox, pilot, "scrutins")
        assert counts(sandbox) == (0, 0)
        await pilot.press("enter")
        await arrived(sandbox, pilot, "vote_ballot")  # once a visit is enough


async def test_nobody_votes_by_a_second_enter(
    open_sandbox: OpenSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.vote.calm.CALM", 1e6)
    sandbox = open_sandbox(voting=True)
    async with sandbox.app.run_test() as pilot:
        await at_scrutins(sandbox, pilot)
        await enter_vote(sandbox, pilot)
        await pilot.press("enter", "enter", "x", "enter", "tab", "shift+tab", "enter")
        await arrived(sandbox, pilot, "vote_confirmation")
        await pilot.click("#primary")
        await appeared(sandbox, pilot, "Lisez, puis appuyez sur Entrée pour voter.")
        assert sandbox.route == "vote_confirmation"
        assert counts(sandbox) == (0, 0)
        sandbox.screen.reading.since = 0.0
        monkeypatch.setattr("tui.screens.vote.calm.CALM", 0.0)
        await pilot.press("enter")
        await arrived(sandbox, pilot, "vote_receipt")
        assert counts(sandbox) == (1, 1)


async def test_each_fault_is_said_at_its_field(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(voting=True)
    async with sandbox.app.run_test() as pilot:
        await at_scrutins(sandbox, pilot)
        await pilot.press("enter")
        await arrived(sandbox, pilot, "vote_access")
        await pilot.press("enter")
        assert sandbox.screen.field("identifier").fault.startswith("Saisissez l'identifiant")
        right = sample("kbenali").identifier
        await fill(pilot, right.replace(right[0], "2" if right[0] != "2" else "3", 1), "")
        await appeared(sandbox, pilot, "ou deux sont inversés")
        assert focused_field(sandbox) == "voter_password"
        sandbox.screen.field("identifier").value = sample("fdupont").identifier.lower()
        await enter(pilot, BENALIS_PASSWORD)
        await appeared(sandbox, pilot, "Cet identifiant de vote n'est pas le vôtre.")
        assert focused_field(sandbox) == "identifier"
        sandbox.screen.field("identifier").value = right
        sandbox.screen.field("voter_password").value = "Autre4Chose"
        sandbox.screen.field("voter_password").input.focus()
        await pilot.press("enter")
        await appeared(sandbox, pilot, "Ce n'est pas votre mot de passe électeur")
        assert focused_field(sandbox) == "voter_password"
        assert sandbox.app.visit.vote is None


async def test_too_many_wrong_identifiers_wait(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(voting=True, long_waits=True)
    async with sandbox.app.run_test() as pilot:
        await at_scrutins(sandbox, pilot)
        await pilot.press("enter")
        await arrived(sandbox, pilot, "vote_access")
        await fill(pilot, sample("fdupont").identifier, BENALIS_PASSWORD)
        for _ in range(5):
            sandbox.screen.field("voter_password").input.focus()
            await pilot.press("enter")
            await answered(sandbox, pilot)
            await appeared(sandbox, pilot, "n'est pas le vôtre")
        sandbox.screen.field("voter_password").input.focus()
        await pilot.press("enter")
        await appeared(sandbox, pilot, "Trop d'essais. Vous pourrez recommencer dans 50 secondes")


async def test_a_vote_cast_elsewhere_meanwhile_is_shown_as_it_is(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox(voting=True)
    async with sandbox.app.run_test() as pilot:
        await at_scrutins(sandbox, pilot)
        await enter_vote(sandbox, pilot)
        await choose(sandbox, pilot)
        access = sandbox.app.visit.vote
        assert access is not None
        ballot = sandbox.espace.voting.open_ballot(access, "CTM")
        sandbox.espace.voting.cast(access, ballot, 0, source="autre poste")
        await pilot.press("enter")
        await arrived(sandbox, pilot, "vote_receipt")
        assert "ce que vous venez de choisir n'a pas été déposé" in sandbox.words
        assert "par mail" not in sandbox.words
        assert counts(sandbox) == (1, 1)
        with pytest.raises(AlreadyVoted):
            sandbox.espace.voting.open_ballot(access, "CTM")


@pytest.mark.parametrize("changed", [False, True])
async def test_after_a_lost_answer_the_receipt_is_of_the_choice_that_was_deposited(
    open_sandbox: OpenSandbox, monkeypatch: pytest.MonkeyPatch, changed: bool
) -> None:
    sandbox = open_sandbox(voting=True)
    deposit = deposit_ballot

    def unheard(*arguments: Any, **others: Any) -> str:
        deposit(*arguments, **others)
        monkeypatch.undo()
        raise DatabaseUnavailable

    async with sandbox.app.run_test() as pilot:
        await at_scrutins(sandbox, pilot)
        await enter_vote(sandbox, pilot)
        await choose(sandbox, pilot)
        monkeypatch.setattr(casting, "deposit_ballot", unheard)
        monkeypatch.setattr("tui.screens.vote.calm.CALM", 0.0)
        sandbox.screen.reading.since = 0.0
        await pilot.press("enter")
        await appeared(sandbox, pilot, "votre vote est peut-être déjà enregistré")
        assert counts(sandbox) == (1, 1)
        if changed:
            await pilot.press("escape")
            await arrived(sandbox, pilot, "vote_ballot")
            await choose(sandbox, pilot, "down")
        sandbox.screen.reading.since = 0.0
        await pilot.press("enter")
        await arrived(sandbox, pilot, "vote_receipt")
        assert ("n'a pas été déposé" in sandbox.words) is changed
        assert counts(sandbox) == (1, 1)


async def test_a_database_that_is_away_leaves_the_vote_to_be_repeated(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox(voting=True)
    async with sandbox.app.run_test() as pilot:
        await at_scrutins(sandbox, pilot)
        await enter_vote(sandbox, pilot)
        await choose(sandbox, pilot)
        sandbox.take_database_away()
        await pilot.press("enter")
        await answered(sandbox, pilot)
        await appeared(sandbox, pilot, "il ne sera jamais compté deux fois")
        assert sandbox.route == "vote_confirmation"
        sandbox.bring_database_back()
        await pilot.press("enter")
        await arrived(sandbox, pilot, "vote_receipt")
        assert counts(sandbox) == (1, 1)


async def test_at_five_o_clock_the_page_says_that_the_vote_is_over(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox(voting=True)
    async with sandbox.app.run_test() as pilot:
        await at_scrutins(sandbox, pilot)
        await enter_vote(sandbox, pilot)
        await choose(sandbox, pilot)
        sandbox.travel(sandbox.app.election.calendar.vote_closes)
        await pilot.press("enter")
        await answered(sandbox, pilot)
        await appeared(sandbox, pilot, "Le vote est clos depuis le 4 décembre à 17 h")
        assert counts(sandbox) == (0, 0)


async def test_nothing_of_the_choice_is_left_when_its_pages_are(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(voting=True)
    async with sandbox.app.run_test() as pilot:
        await at_scrutins(sandbox, pilot)
        await enter_vote(sandbox, pilot)
        await vote(sandbox, pilot, "down", "down")
        left = [screen for screen in sandbox.app.screen_stack if hasattr(screen, "_choice")]
        assert left == []
        assert [getattr(screen, "route", "") for screen in sandbox.app.screen_stack] == [
            "home",
            "scrutins",
            "vote_receipt",
        ]
        assert "_choice" not in repr(sandbox.app.visit)


async def test_the_access_ends_with_the_visit(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(voting=True)
    async with sandbox.app.run_test() as pilot:
        await at_scrutins(sandbox, pilot)
        await enter_vote(sandbox, pilot)
        visit = sandbox.app.visit
        assert visit.vote is not None
        assert visit.vote.identifier not in repr(visit)
        assert visit.typed("vote_access", "identifier") is None
        await pilot.press("f10")
        await until(pilot, lambda: not sandbox.app.is_running)
    assert visit.vote is None


async def test_an_election_that_is_not_sealed_shows_where_one_votes(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        await at_scrutins(sandbox, pilot)
        assert "vote2014.education.gouv.fr" in sandbox.words
        await pilot.press("escape")
        await arrived(sandbox, pilot, "home")
        await answered(sandbox, pilot)
        assert "Vérifier mon bulletin" not in sandbox.words


async def test_a_person_at_their_own_machine_keeps_the_receipt_as_text(
    open_sandbox: OpenSandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    own = Profile(name="terminal", source="terminal:test", own_machine=True)
    sandbox = open_sandbox(voting=True, profile=own)
    async with sandbox.app.run_test() as pilot:
        await at_scrutins(sandbox, pilot)
        await enter_vote(sandbox, pilot)
        await vote(sandbox, pilot)
        await pilot.click("#save")
        await appeared(sandbox, pilot, "✓ Reçu enregistré")
        await pilot.press("tab", "enter", "enter")
    files = sorted(tmp_path.glob("recu-*.txt"))
    assert [file.name for file in files] == ["recu-CTM.txt"]
    text = files[0].read_text("utf-8")
    assert files[0].stat().st_mode & 0o777 == 0o600
    assert "Votre numéro de suivi" in text
    assert "Sablier" not in text


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)], ids=str)
async def test_every_list_is_reached_and_whole_at_every_size(
    open_sandbox: OpenSandbox, size: tuple[int, int]
) -> None:
    sandbox = open_sandbox(voting=True)
    async with sandbox.app.run_test(size=size) as pilot:
        await at_scrutins(sandbox, pilot)
        await enter_vote(sandbox, pilot)
        lists = lists_of(sandbox)
        for one in lists:
            assert one.name.replace("'", "’").split()[0] in sandbox.words.replace("'", "’")
            await pilot.press("down")
        assert seen(sandbox, "▸ ·  Vote blanc")
        await pilot.press("down")
        assert seen(sandbox, "▸ 1")


async def test_whoever_is_wide_reads_the_candidates_beside(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(voting=True)
    async with sandbox.app.run_test(size=(120, 40)) as pilot:
        await at_scrutins(sandbox, pilot)
        await enter_vote(sandbox, pilot)
        first = lists_of(sandbox)
        await appeared(sandbox, pilot, first[0].candidates[0].split("(")[0].strip())
        await pilot.press("down")
        await appeared(sandbox, pilot, first[1].candidates[0].split("(")[0].strip())


async def test_anybody_finds_a_ballot_from_the_home_screen(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(voting=True)
    async with sandbox.app.run_test() as pilot:
        session = sandbox.espace.account.sign_in(
            "karim.benali@ac-toulouse.fr", BENALIS_PASSWORD, source=SOURCE
        )
        access = sandbox.espace.voting.enter(
            session, "CTM", sample("kbenali").identifier, BENALIS_PASSWORD, source=SOURCE
        )
        ballot = sandbox.espace.voting.open_ballot(access, "CTM")
        receipt = sandbox.espace.voting.cast(access, ballot, 1, source=SOURCE)
        await appeared(sandbox, pilot, "Vérifier mon bulletin")
        await pilot.press("v")
        await arrived(sandbox, pilot, "ballot_check")
        await fill(pilot, receipt.tracker[:12])
        await pilot.press("enter")
        await appeared(sandbox, pilot, "Ce bulletin est dans l'urne.")
        assert receipt.tracker in "".join(sandbox.words.split())
        sandbox.screen.field("tracker").value = receipt.tracker[:12].swapcase()
        await pilot.press("enter")
        await appeared(sandbox, pilot, "Aucun bulletin n'a ce numéro de suivi")


async def test_whoever_has_not_voted_everywhere_is_not_told_that_they_have(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox(voting=True)
    async with sandbox.app.run_test() as pilot:
        await at_scrutins(sandbox, pilot)
        await enter_vote(sandbox, pilot)
        await vote(sandbox, pilot)
        sandbox.clock.travel(paris("2014-12-04 18:00"))
        await pilot.press("escape")
        await arrived(sandbox, pilot, "scrutins")
        await appeared(sandbox, pilot, "LE VOTE EST CLOS")
        assert "Vous êtes appelé à participer à 4 scrutins." in sandbox.words
        assert "Vous avez voté dans vos" not in sandbox.words


async def test_help_is_there_on_every_page(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(voting=True)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "ballot_check")
        await pilot.press("f1")
        await appeared(sandbox, pilot, "Recopiez au moins ses douze premiers caractères")
