"""A kill -9 at any statement: all of an act or nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import Espace
from models.services.create_account import CreateAccount
from models.tables.accounts import ConfirmationCode, VoterAccount
from models.tables.audit import AuditEvent
from models.tables.electors import Elector
from models.tables.mails import WaitingMail
from tests.models.processes.orders import CONFIRM, CREATE, Order, Visit, perform
from tests.models.steps import PASSWORD, SOURCE

MOST_STATEMENTS = 60
HEADER = "uid,mail,civility,last_name,first_name,corps,department,uai,school"


@pytest.fixture
def addresses(espace: Espace, tmp_path: Path) -> list[str]:
    """One person of the roll for each statement to be killed at."""
    found = [f"personne{number}@ac-toulouse.fr" for number in range(MOST_STATEMENTS)]
    lines = [
        f"p{number},{mail},,Nom,Prénom,pe,31,0310001A,École" for number, mail in enumerate(found)
    ]
    path = tmp_path / "liste.csv"
    path.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
    espace.import_roll(path, source=SOURCE)
    return found


def killed(espace: Espace, visits: list[Visit]) -> int:
    espace.close()
    (statements,) = Order.of(espace.election, visits).run("killed")
    return int(statements)


def written(espace: Espace, address: str) -> tuple[bool, bool, bool]:
    """Tell whether an address has an account, a code and a mail."""
    with espace.context.connection():
        account = VoterAccount.select().join(Elector).where(Elector.mail == address).get_or_none()
        code = ConfirmationCode.select().where(
            ConfirmationCode.account == (account.id if account else 0)
        )
        mail = WaitingMail.select().where(WaitingMail.recipient == address)
        return account is not None, code.exists(), mail.exists()


def test_a_creation_killed_anywhere_leaves_account_and_mail_or_neither(
    espace: Espace, addresses: list[str]
) -> None:
    """The account, its code and the mail to send are one transaction."""
    before = espace.verify_audit().events
    visits = [Visit(CREATE, address) for address in addresses]
    statements = killed(espace, visits)
    assert statements > 15
    states = [written(espace, address) for address in addresses[: statements + 1]]
    assert set(states[:-1]) <= {(False, False, False), (True, True, True)}
    assert states[-1] == (True, True, True)
    assert espace.verify_audit().first_fault is None
    complete = sum(state == (True, True, True) for state in states)
    assert espace.verify_audit().events == before + complete
    for visit, state in zip(visits, states, strict=False):
        assert perform(espace, visit) == ("MustWait" if state[0] else "done")


def test_a_confirmation_killed_anywhere_is_whole_or_can_be_made_again(
    espace: Espace, addresses: list[str]
) -> None:
    """Kill -9 at any point: nothing half done."""
    visits = [_waiting(espace, address) for address in addresses]
    statements = killed(espace, visits)
    assert statements > 15
    for visit in visits[: statements + 1]:
        with espace.context.connection():
            account = VoterAccount.select().join(Elector).where(Elector.mail == visit.address).get()
            code = ConfirmationCode.get(ConfirmationCode.account == account.id)
            event = AuditEvent.select().where(
                (AuditEvent.kind == "account_confirmed")
                & (AuditEvent.subject == espace.context.pseudonym("person", visit.address))
            )
            active = account.state == "active"
            assert active is (code.consumed_at is not None)
            assert active is (account.confirmed_at is not None)
            assert active is event.exists()
        assert perform(espace, visit) == ("CodeStale" if active else "done")
    assert espace.verify_audit().first_fault is None


def _waiting(espace: Espace, address: str) -> Visit:
    """Create an account; return the visit that confirms it."""
    pending = CreateAccount(espace.context)(
        address, PASSWORD, PASSWORD, mailbox=None, source=SOURCE
    )
    with espace.context.connection():
        mail = WaitingMail.get(WaitingMail.recipient == address)
    body = espace.context.seal.open(mail.body or "")
    return Visit(CONFIRM, address, body.splitlines()[2].split()[-1], pending.proof)
