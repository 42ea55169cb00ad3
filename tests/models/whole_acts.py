"""Acts that are broken off on the way: one for each place, and what is written of them."""

from __future__ import annotations

from pathlib import Path

from models import Espace
from models.services.accounts.creation import create_account
from models.services.sending.outgoing import opened_letter
from models.tables.accounts import ConfirmationCode, VoterAccount
from models.tables.audit import AuditEvent
from models.tables.electors import Elector
from models.tables.mails import WaitingMail
from tests.models.processes.orders import CONFIRM, Visit
from tests.models.rolls import HEADER
from tests.models.steps import PASSWORD, SOURCE, proved

NOTHING, WHOLE = (False, False, False), (True, True, True)


def people(espace: Espace, directory: Path, number: int) -> list[str]:
    """Put people on the roll; return their addresses."""
    found = [f"personne{one}@ac-toulouse.fr" for one in range(number)]
    lines = [f"p{one},{mail},,Nom,Prénom,pe,31,0310001A,École" for one, mail in enumerate(found)]
    path = directory / "liste.csv"
    path.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
    espace.administration.import_roll(path, source=SOURCE)
    return found


def written(espace: Espace, address: str) -> tuple[bool, bool, bool]:
    """Return whether an address has an account, a code and a mail."""
    with espace.context.connection():
        account = VoterAccount.select().join(Elector).where(Elector.mail == address).get_or_none()
        code = ConfirmationCode.select().where(
            ConfirmationCode.account == (account.id if account else 0)
        )
        mail = WaitingMail.select().where(WaitingMail.recipient == address)
        return account is not None, code.exists(), mail.exists()


def waiting_for_its_code(espace: Espace, address: str) -> Visit:
    """Create an account; return the visit that confirms it."""
    source = f"{SOURCE} {address}"
    pending = proved(
        espace,
        create_account(espace.context, address, PASSWORD, PASSWORD, mailbox=None, source=source),
    )
    with espace.context.connection():
        mail = WaitingMail.get(WaitingMail.recipient == address)
    body = opened_letter(espace.context, mail).body
    return Visit(
        CONFIRM, address, body.splitlines()[2].split()[-1], pending.proof, pending.reference
    )


def confirmed(espace: Espace, address: str) -> bool:
    """Tell whether an account is confirmed, and find the whole of it or nothing."""
    with espace.context.connection():
        account = VoterAccount.select().join(Elector).where(Elector.mail == address).get()
        code = ConfirmationCode.get(ConfirmationCode.account == account.id)
        event = AuditEvent.select().where(
            (AuditEvent.kind == "account_confirmed")
            & (AuditEvent.subject == espace.context.pseudonym("person", address))
        )
        active = bool(account.state == "active")
        assert active is (code.consumed_at is not None)
        assert active is (account.confirmed_at is not None)
        assert active is event.exists()
    return active
