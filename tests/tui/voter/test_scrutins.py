"""Scrutins: those of the person, their state at this moment, and how to vote."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime

import pytest
from textual.screen import Screen

from models import Person
from tests.models.clocks import PARIS
from tests.tui.conftest import OpenSandbox
from tests.tui.reading import text_of, until
from tests.tui.sandbox import (
    DUPONT,
    GOOD,
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
from tui.screens.path_words import LEFT
from tui.screens.voter.scrutin_words import called_words, person_words
from tui.visit.glyphs import HELD_SPACE
from tui.widgets.scrutin_row import ScrutinRow


def sign_in(sandbox: Sandbox) -> None:
    """Create and confirm the account of Mme Dupont, in this visit."""
    mailbox = sandbox.open_mailbox("fdupont")
    pending = sandbox.espace.account.create(DUPONT, GOOD, GOOD, mailbox=mailbox, source=SOURCE)
    code, _ = sandbox.newest_mail(mailbox)
    sandbox.app.visit.voter = sandbox.espace.account.confirm(pending, code, source=SOURCE)


async def test_the_four_scrutins_of_the_person_are_listed(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sign_in(sandbox)
        await opened(sandbox, pilot, "scrutins")
        await answered(sandbox, pilot)
        assert seen(sandbox, "Mme Dupont · certifiée")
        assert seen(sandbox, "Vous êtes appelée à participer à 4 scrutins.")
        rows = [line for line in sandbox.lines if line.endswith("encore 6 jours")]
        assert [row.split()[0] for row in rows] == ["CTM", "CTA", "CAPN", "CAPA"]
        assert seen(sandbox, "Étape 3 sur 3 · Vos scrutins")


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)], ids=str)
async def test_every_title_is_whole_beside_its_state(
    open_sandbox: OpenSandbox, size: tuple[int, int]
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=size) as pilot:
        sign_in(sandbox)
        await opened(sandbox, pilot, "scrutins")
        await answered(sandbox, pilot)
        for row in sandbox.screen.query(ScrutinRow):
            drawn = row.render().plain.replace(HELD_SPACE, " ")
            assert drawn.startswith(row.words.short)
            words = " ".join(drawn.split())
            assert row.words.state in words
            title = " ".join(drawn.replace(row.words.state, "", 1).split())
            assert f"{row.words.short} {plain(row.words.title)}" in plain(title)
            assert not row.can_focus


async def test_enter_shows_what_is_below_before_it_ends_the_visit(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=(60, 20)) as pilot:
        sign_in(sandbox)
        await opened(sandbox, pilot, "scrutins")
        await answered(sandbox, pilot)
        assert "▸ QUITTEZ ◂" not in sandbox.words
        await pilot.press("enter")
        await appeared(sandbox, pilot, "▸ QUITTEZ ◂")
        assert sandbox.app.visit.voter is not None
        await pilot.press("enter")
        assert sandbox.app.visit.voter is None


async def test_the_block_tells_how_to_vote_and_quittez_has_the_focus(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sign_in(sandbox)
        await opened(sandbox, pilot, "scrutins")
        await answered(sandbox, pilot)
        for words in (
            "POUR VOTER",
            "Connectez-vous à l'application de vote : vote2014.education.gouv.fr",
            "du 27 novembre 10 h au 4 décembre 17 h, heure de Paris.",
            "Il vous faut votre mot de passe électeur et l'identifiant de votre notice de vote",
            "Consultez les résultats à partir du 5 décembre.",
        ):
            assert words in sandbox.words
        assert seen(sandbox, "▸ QUITTEZ ◂")
        assert focused_field(sandbox) == "leave"
        await pilot.press("enter")
        await until(pilot, lambda: not sandbox.app.is_running)
    assert sandbox.app.farewell == LEFT
    assert sandbox.app.visit.voter is None


async def test_a_high_screen_tells_the_level_and_the_seats_of_each_scrutin(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=(120, 40)) as pilot:
        sign_in(sandbox)
        await opened(sandbox, pilot, "scrutins")
        await answered(sandbox, pilot)
        assert "niveau national, 15 sièges" in sandbox.words
        assert seen(sandbox, "◆")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "niveau" not in sandbox.words


@pytest.mark.parametrize(
    ("moment", "state", "words"),
    [
        (datetime(2014, 11, 26, 9, 0, tzinfo=PARIS), "dans 1 jour", "POUR VOTER"),
        (datetime(2014, 12, 4, 16, 40, tzinfo=PARIS), "encore 19 minutes", "POUR VOTER"),
        (datetime(2014, 12, 4, 17, 0, tzinfo=PARIS), "vote clos", "LE VOTE EST CLOS"),
        (
            datetime(2014, 12, 5, 0, 0, tzinfo=PARIS),
            "résultats publiés",
            "Consultez les résultats : www.education.gouv.fr/electionspro2014",
        ),
    ],
    ids=["upcoming", "last minutes", "closed", "results"],
)
async def test_the_states_follow_the_calendar(
    open_sandbox: OpenSandbox, moment: datetime, state: str, words: str
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sign_in(sandbox)
        await opened(sandbox, pilot, "scrutins")
        await answered(sandbox, pilot)
        sandbox.travel(moment)
        await pilot.pause()
        assert sum(line.endswith(state) for line in sandbox.lines) == 4
        assert words in sandbox.words


async def test_a_low_terminal_reads_on_by_the_keys(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test(size=(60, 20)) as pilot:
        sign_in(sandbox)
        await opened(sandbox, pilot, "scrutins")
        await answered(sandbox, pilot)
        assert "4 scrutins" in sandbox.words
        assert "▸ QUITTEZ ◂" not in sandbox.words
        await pilot.press("pagedown")
        assert "Consultez les résultats à partir du 5 décembre." in sandbox.words
        assert "▸ QUITTEZ ◂" in sandbox.words


async def test_a_session_that_ended_leads_to_the_access_with_its_sentence(
    open_sandbox: OpenSandbox,
) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sign_in(sandbox)
        voter = sandbox.app.visit.voter
        assert voter is not None
        sandbox.app.visit.voter = replace(voter, account_version=voter.account_version - 1)
        await sandbox.app.opened_espace()
        sandbox.app.go("scrutins")
        await arrived(sandbox, pilot, "account_access")
        assert "Votre connexion a expiré." in sandbox.screen.refusal.sentence
        assert sandbox.app.visit.voter is None
        assert sandbox.screen.field("address").value == DUPONT


async def test_a_database_that_is_away_can_be_asked_again(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sign_in(sandbox)
        await sandbox.app.opened_espace()
        sandbox.take_database_away()
        await opened(sandbox, pilot, "scrutins")
        await answered(sandbox, pilot)
        assert "momentanément indisponible" in sandbox.screen.refusal.sentence
        assert seen(sandbox, "▸ Réessayer ◂")
        sandbox.bring_database_back()
        await pilot.press("enter")
        await answered(sandbox, pilot)
        assert seen(sandbox, "4 scrutins")
        assert not seen(sandbox, "Réessayer")


async def test_who_is_on_no_roll_reads_whom_to_ask(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sign_in(sandbox)
        await sandbox.app.opened_espace()
        sandbox.strike_from_the_roll()
        await opened(sandbox, pilot, "scrutins")
        await answered(sandbox, pilot)
        assert "Vous n'êtes appelée à participer à aucun scrutin." in sandbox.words
        assert "SI C'EST UNE ERREUR" in sandbox.words


@pytest.mark.parametrize(
    ("civility", "count", "words"),
    [
        ("Mme", 4, "Vous êtes appelée à participer à 4 scrutins."),
        ("M.", 1, "Vous êtes appelé à participer à un scrutin."),
        ("", 2, "Vous êtes appelé(e) à participer à 2 scrutins."),
        ("M.", 0, "Vous n'êtes appelé à participer à aucun scrutin."),
    ],
)
def test_the_person_is_called_in_their_gender(civility: str, count: int, words: str) -> None:
    person = Person(1, "x", DUPONT, civility, "Claude", "[Martin]", "CPE", "")
    assert called_words(person, count) == words
    assert person_words(person) == f"{civility} [Martin] · CPE".strip()


async def test_the_sentence_the_rows_and_the_pane_are_painted_at_once(
    open_sandbox: OpenSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a machine so busy that a row takes its time to be there."""
    painted: list[str] = []
    paint = Screen._compositor_refresh

    def record(screen: Screen[object]) -> None:
        paint(screen)
        painted.append(text_of(sandbox.app))

    async def take_time(row: ScrutinRow) -> None:
        await asyncio.sleep(0.1)

    monkeypatch.setattr(Screen, "_compositor_refresh", record)
    monkeypatch.setattr(ScrutinRow, "on_mount", take_time, raising=False)
    sandbox = open_sandbox()
    async with sandbox.app.run_test() as pilot:
        sign_in(sandbox)
        await opened(sandbox, pilot, "scrutins")
        await appeared(sandbox, pilot, "▸ QUITTEZ ◂")
    begun = [text for text in painted if "à participer à" in text or "POUR VOTER" in text]
    assert begun
    assert all("CTM" in text and "CAPA" in text and "POUR VOTER" in text for text in begun)
