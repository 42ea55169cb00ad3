"""One function opens a session, and it alone checks lock, state and calendar."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import models
from models import Espace, SessionExpired, SignInRefused, WindowNotOpen
from models.services.accounts.sessions import open_session
from models.tables.accounts import AccountState, VoterAccount
from models.tables.audit import AuditEvent
from models.tables.electors import Elector
from tests.models.clocks import HandClock, paris
from tests.models.steps import SOURCE, activate, open_box, reopened, sample, sign_in

ROOT = Path(next(iter(models.__path__)))


def makers_of(name: str) -> set[str]:
    """Return the files of the domain in which a class is called."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id == name)
            or (isinstance(node.func, ast.Attribute) and node.func.attr == name)
        )
    }


def test_one_function_makes_a_session() -> None:
    assert makers_of("VoterSession") == {"services/accounts/sessions.py"}
    assert makers_of("MailboxSession") == {"services/mailbox/opening.py"}


def rows(espace: Espace) -> tuple[VoterAccount, Elector]:
    elector = Elector.get(Elector.mail == sample("kbenali").address)
    return VoterAccount.get(VoterAccount.elector == elector.id), elector


@pytest.mark.parametrize("state", [AccountState.PENDING, AccountState.DISABLED])
def test_it_checks_the_state(espace: Espace, state: str) -> None:
    with espace.context.transaction():
        account, elector = rows(espace)
        account.state = state
        with pytest.raises(SignInRefused):
            open_session(espace.context, account, elector, SOURCE)
        account.state = AccountState.ACTIVE
        assert open_session(espace.context, account, elector, SOURCE).account_id == account.id


def test_it_checks_the_calendar(espace: Espace, clock: HandClock) -> None:
    clock.go(paris("2014-09-21"))
    with espace.context.transaction():
        account, elector = rows(espace)
        with pytest.raises(WindowNotOpen):
            open_session(espace.context, account, elector, SOURCE)


def test_every_way_in_passes_by_it(espace: Espace) -> None:
    before = opened(espace)
    sign_in(espace, "kbenali", "Pastel9Cassoulet")
    activate(espace, "fdupont")
    assert opened(espace) == before + 2


def opened(espace: Espace) -> int:
    with espace.context.connection():
        kinds = ("session_opened", "account_confirmed")
        return AuditEvent.select().where(AuditEvent.kind.in_(kinds)).count()


def test_a_session_outlives_a_restart_of_the_service(espace: Espace) -> None:
    session = sign_in(espace, "kbenali", "Pastel9Cassoulet")
    other = reopened(espace)
    assert len(other.account.list_scrutins(session)) == 4
    other.close()


def test_a_session_is_not_another_person_s_who_gets_the_same_numbers(espace: Espace) -> None:
    session = sign_in(espace, "kbenali", sample("kbenali").voter_password or "")
    mailbox = open_box(espace, "kbenali")
    with espace.context.transaction():
        account, elector = rows(espace)
        Elector.update(mail="autre.personne@ac-toulouse.fr").where(
            Elector.id == elector.id
        ).execute()
    assert account.id == session.account_id
    with pytest.raises(SessionExpired):
        espace.account.list_scrutins(session)
    with pytest.raises(SessionExpired):
        espace.mailbox.list_folder(mailbox)


def test_a_mailbox_whose_person_has_left_the_roll_says_so(espace: Espace) -> None:
    mailbox = open_box(espace, "fdupont")
    with espace.context.transaction():
        Elector.delete().where(Elector.mail == mailbox.address).execute()
    with pytest.raises(SessionExpired):
        espace.mailbox.list_folder(mailbox)
