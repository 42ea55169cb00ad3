"""What leads to the screens of the helpdesk."""

from __future__ import annotations

from datetime import timedelta

from textual.pilot import Pilot

import models.services.accounts.codes as codes
from models import (
    REASONS,
    CallerFact,
    CallState,
    Cause,
    DeskAct,
    DeskOrder,
    Espace,
    FollowedField,
    FollowedPage,
    FollowedRule,
    StaffRole,
    StaffSession,
    Verdict,
)
from tests.models.desk.staff_members import SOURCE, comes
from tests.models.steps import person_on_roll
from tests.tui.reading import until
from tests.tui.sandbox import Sandbox, answered, appeared, arrived, fill, opened
from tui.desk.app import DeskApp

PERSON = "ifabre"
FOLLOWED = FollowedPage(
    "account_creation",
    focused="voter_password",
    fields=(
        FollowedField("address", "Adresse de messagerie professionnelle"),
        FollowedField("voter_password", "Mot de passe électeur"),
        FollowedField("password_confirmation", "Confirmation du mot de passe"),
    ),
    rules=(
        FollowedRule("8 caractères au minimum", Verdict.KEPT),
        FollowedRule("une majuscule", Verdict.KEPT),
        FollowedRule("une minuscule", Verdict.KEPT),
        FollowedRule("un chiffre", Verdict.MISSING),
    ),
)


def station_of(sandbox: Sandbox) -> DeskApp:
    app = sandbox.app
    assert isinstance(app, DeskApp)
    return app


async def arrives(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await answered(sandbox, pilot)


def signed_in(
    sandbox: Sandbox, name: str = "durand", role: StaffRole = StaffRole.AGENT
) -> StaffSession:
    """Make an agent, and let them sit here."""
    session = comes(sandbox.espace, name, role)
    sandbox.espace.desk.refresh_search()
    station_of(sandbox).station.staff = session
    station_of(sandbox).station.touch()
    return session


async def chooses_a_password(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    signed_in(sandbox)
    await opened(sandbox, pilot, "desk_password")


async def enrols(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    signed_in(sandbox)
    await opened(sandbox, pilot, "desk_authenticator")
    await appeared(sandbox, pilot, "JBSW Y3DP")


async def has_an_application(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    signed_in(sandbox)
    await opened(sandbox, pilot, "desk_authenticator_in_use")


async def searches(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    signed_in(sandbox)
    await opened(sandbox, pilot, "desk_search")
    await pilot.press(*"college")
    await appeared(sandbox, pilot, "personnes ; ajoutez")


async def has_calls(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    session = signed_in(sandbox)
    nine = sandbox.espace.clock.now() - timedelta(minutes=30)
    for name, state, at in (
        (PERSON, CallState.ASIDE, None),
        ("kbenali", CallState.TO_CALL_BACK, nine + timedelta(days=1)),
        ("fdupont", CallState.TO_CALL_BACK, nine),
    ):
        call = sandbox.espace.desk.open_call(
            session, person_on_roll(sandbox.espace, name), source=SOURCE
        )
        sandbox.espace.desk.leave_call(session, call.call_id, state, call_back_at=at)
    await opened(sandbox, pilot, "desk_search")
    await appeared(sandbox, pilot, "à rappeler")


async def opens_a_person(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    signed_in(sandbox)
    await opened(sandbox, pilot, "desk_search")
    elector_id = person_on_roll(sandbox.espace, PERSON)
    await opened(sandbox, pilot, "desk_person", elector_id=elector_id)
    await appeared(sandbox, pilot, "LE CHEMIN")


async def asks_who_calls(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await opens_a_person(sandbox, pilot)
    await pilot.press("q")
    await arrived(sandbox, pilot, "desk_caller")
    await pilot.press("enter", "enter")
    await pilot.pause()


async def knows_the_person(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await asks_who_calls(sandbox, pilot)
    await pilot.click("#primary")
    await arrived(sandbox, pilot, "desk_person")
    await appeared(sandbox, pilot, "reconnue")


async def resends(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await knows_the_person(sandbox, pilot)
    await pilot.press("r")
    await arrived(sandbox, pilot, "desk_act")
    await pilot.press("enter")
    await pilot.pause()


async def has_resent(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await resends(sandbox, pilot)
    codes.secrets.token_urlsafe(0)  # type: ignore[attr-defined]  # that link is the sample's own
    await pilot.press("enter")
    await appeared(sandbox, pilot, "Un mail est demandé")


async def corrects(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    signed_in(sandbox, "chef", StaffRole.SUPERVISOR)
    elector_id = person_on_roll(sandbox.espace, PERSON)
    await opened(sandbox, pilot, "desk_search")
    await opened(sandbox, pilot, "desk_person", elector_id=elector_id)
    await appeared(sandbox, pilot, "LE CHEMIN")
    await pilot.press("q")
    await arrived(sandbox, pilot, "desk_caller")
    await pilot.press("1", "2", "3")
    await pilot.click("#primary")
    await appeared(sandbox, pilot, "La personne est reconnue")
    await pilot.press("c")
    await arrived(sandbox, pilot, "desk_act")
    await fill(pilot, "ines.fabre2@ac-toulouse.fr")
    await pilot.press("enter", "1")
    await pilot.pause()


async def looks_at_the_screen(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await opens_a_person(sandbox, pilot)
    await pilot.press("e")
    await arrived(sandbox, pilot, "desk_picture")


async def reads_the_history(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await has_resent(sandbox, pilot)
    await pilot.press("enter")
    await arrived(sandbox, pilot, "desk_person")
    app = station_of(sandbox)

    def is_read() -> bool:
        file = app.station.file
        return file is not None and any("desk_resend" in line.kind for line in file.history)

    await until(pilot, is_read)
    await pilot.press("h")
    await arrived(sandbox, pilot, "desk_history")


async def spells(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await knows_the_person(sandbox, pilot)
    await pilot.press("p")
    await arrived(sandbox, pilot, "desk_spelling")


async def ends(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await opens_a_person(sandbox, pilot)
    await pilot.press("escape")
    await arrived(sandbox, pilot, "desk_ending")


async def calls_back(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await ends(sandbox, pilot)
    await pilot.press("r")
    await arrived(sandbox, pilot, "desk_call_back")
    await appeared(sandbox, pilot, "À toute heure")


def asks_to_disable(espace: Espace) -> None:
    """Have a supervisor ask for an account to be disabled."""
    chef = comes(espace, "chef", StaffRole.SUPERVISOR)
    call = espace.desk.open_call(chef, person_on_roll(espace, "kbenali"), source=SOURCE)
    espace.desk.note_answers(chef, call.call_id, tuple(CallerFact), source=SOURCE)
    order = DeskOrder(chef, call.call_id, REASONS[DeskAct.DISABLE][0], SOURCE)
    espace.desk.ask_for(order, DeskAct.DISABLE)


async def is_the_second(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    signed_in(sandbox)
    asks_to_disable(sandbox.espace)
    await opened(sandbox, pilot, "desk_requests")
    await appeared(sandbox, pilot, "Benali")
    await pilot.press("enter")
    await appeared(sandbox, pilot, "encore une fois")


async def left_the_terminal(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await opens_a_person(sandbox, pilot)
    await opened(sandbox, pilot, "desk_lock")


async def asks_for_a_code(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    signed_in(sandbox)
    await opened(sandbox, pilot, "desk_follow")


async def follows(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    await asks_for_a_code(sandbox, pilot)
    visit = sandbox.espace.following.begin(source="kiosk:salle 12")
    sandbox.espace.following.tell(visit, FOLLOWED)
    await fill(pilot, visit.code)
    await pilot.press("enter")
    await appeared(sandbox, pilot, "Création compte")


async def leads(sandbox: Sandbox, pilot: Pilot[None]) -> None:
    session = signed_in(sandbox, "chef", StaffRole.SUPERVISOR)
    causes = [Cause.CODE_EXPIRED] * 5 + [Cause.NUMEN_UNKNOWN] * 3 + [Cause.MAILBOX_FULL]
    for number, cause in enumerate(causes):
        name = (PERSON, "kbenali", "fdupont")[number % 3]
        call = sandbox.espace.desk.open_call(
            session, person_on_roll(sandbox.espace, name), source=SOURCE
        )
        sandbox.espace.desk.leave_call(session, call.call_id, CallState.CLOSED, cause=cause)
    await opened(sandbox, pilot, "desk_board")
    await appeared(sandbox, pilot, "PAR CORPS")
