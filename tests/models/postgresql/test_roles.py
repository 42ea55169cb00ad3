"""A kiosk and a sender have roles of their own on a server, and can do no more than their work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from models import (
    REASONS,
    CallState,
    Cause,
    DatabaseUnavailable,
    DeskAct,
    DeskOrder,
    Election,
    Espace,
    Machine,
    Reason,
    SealBroken,
    StaffRole,
    StaffSession,
)
from models.errors import ChangeOver, RolesRefused
from models.services.administration.roles import check_rights
from models.storage.store import keys_directory
from models.tables.accounts import VoterAccount
from models.tables.audit import AuditEvent
from models.tables.electors import Elector
from models.tables.installation import Installation
from models.tables.mails import WaitingMail
from models.tables.rights import READ_COLUMNS, RIGHTS
from models.tables.staff import StaffMember
from models.tables.vote_seal import VoteSeal
from models.views.desk_calls import CallerFact
from models.views.mail import FolderName
from tests.models.clocks import HandClock
from tests.models.databases import PostgresqlDatabases, SqliteDatabases
from tests.models.desk.staff_members import OWN, comes
from tests.models.notices.printed import read_notices
from tests.models.notices.rolls import make
from tests.models.postgresql.roles import NAMES, as_role, roles_on
from tests.models.steps import (
    OTHER_PASSWORD,
    PASSWORD,
    SOURCE,
    WRONG_CODE,
    create,
    newest_code,
    person_on_roll,
    sample,
)

FDUPONT = sample("fdupont").address
NEW_MAILBOX_PASSWORD = "Marmotte-42-pic"


@pytest.fixture
def owned(postgresql: PostgresqlDatabases, tmp_path: Path) -> Iterator[Election]:
    """A filled database, with the roles that the program writes."""
    election = postgresql.filled(tmp_path)
    with roles_on(election):
        yield election
    postgresql.drop(election)


@pytest.fixture
def borne(owned: Election, tmp_path: Path) -> Iterator[Espace]:
    """The election as a kiosk opens it."""
    espace = as_role(owned, Machine.KIOSK, tmp_path)
    yield espace
    espace.close()


@pytest.fixture
def desk(owned: Election, tmp_path: Path) -> Iterator[Espace]:
    """The election as the helpdesk opens it, two of whose members the administrator has made."""
    owner = Espace(owned, HandClock())
    for name, role in (("amartin", StaffRole.AGENT), ("chef", StaffRole.SUPERVISOR)):
        comes(owner, name, role)
    owner.desk.refresh_search()
    create(owner, FDUPONT)
    owner.close()
    espace = as_role(owned, Machine.DESK, tmp_path)
    yield espace
    espace.close()


def pass_by(espace: Espace, *, hours: float = 0) -> None:
    """Let the wait between two mails pass, or some hours."""
    assert isinstance(espace.clock, HandClock)
    espace.clock.pass_by(hours=hours, minutes=2)


def test_a_visit_knows_whether_there_is_a_helpdesk_and_nothing_of_its_staff(
    borne: Espace, owned: Election
) -> None:
    assert not borne.verify().helped
    owner = Espace(owned, HandClock())
    comes(owner)
    owner.close()
    assert borne.verify().helped
    with pytest.raises(DatabaseUnavailable), borne.context.connection():
        StaffMember.get()


def test_every_machine_that_serves_people_reads_whether_the_election_is_sealed(
    owned: Election, tmp_path: Path
) -> None:
    owner = Espace(owned, HandClock())
    with owner.context.transaction():
        VoteSeal.create(number=1, sealed_at=owner.clock.now(), fingerprint="0" * 64, parts="{}")
    owner.close()
    for machine in (Machine.KIOSK, Machine.DESK):
        espace = as_role(owned, machine, tmp_path)
        with pytest.raises(SealBroken, match="le scellement lui-même"):
            espace.verify()
        espace.close()


def test_a_role_of_before_the_helpdesk_opens_visits_that_are_not_helped(
    borne: Espace, owned: Election
) -> None:
    owner = Espace(owned, HandClock())
    comes(owner)
    owner.close()
    with psycopg.connect(owned.database.url or "", autocommit=True) as connection:
        connection.execute(f"REVOKE ALL ON staff_member FROM {NAMES[Machine.KIOSK]}".encode())
    assert not borne.verify().helped


def test_everything_that_a_visit_does_is_allowed(borne: Espace, owned: Election) -> None:
    borne.kiosk.report("salle-12", ())
    pending = create(borne, FDUPONT)
    borne.mailbox.dispatch_mail(FDUPONT)
    box = borne.mailbox.open("fdupont", sample("fdupont").numen, source=SOURCE)
    with pytest.raises(Exception, match="code"):
        borne.account.confirm(pending, WRONG_CODE, mailbox=box, source=SOURCE)
    pass_by(borne)
    pending = borne.account.create(
        FDUPONT, OTHER_PASSWORD, OTHER_PASSWORD, mailbox=box, source=SOURCE, earlier=pending
    )
    borne.mailbox.dispatch_mail(FDUPONT)
    session = borne.account.confirm(
        pending, newest_code(borne, "fdupont"), mailbox=box, source=SOURCE
    )
    assert len(borne.account.list_scrutins(session)) == 4
    assert borne.account.sign_in(FDUPONT, OTHER_PASSWORD, source=SOURCE).account_version == 1
    pass_by(borne)
    reset = borne.account.ask_password_code(FDUPONT, mailbox=box, source=SOURCE)
    borne.mailbox.dispatch_mail(FDUPONT)
    again = borne.account.renew_password(
        reset, newest_code(borne, "fdupont"), PASSWORD, PASSWORD, mailbox=box, source=SOURCE
    )
    assert again.account_version == 2
    folder = borne.mailbox.list_folder(box)
    ids = [line.message_id for line in folder.messages]
    assert borne.mailbox.read(box, ids[0]).body
    assert borne.mailbox.delete(box, ids[:1]) == 1
    assert borne.mailbox.list_folder(box, FolderName.TRASH).messages
    assert borne.mailbox.restore(box, ids[:1]) == 1
    assert borne.mailbox.delete_read(box) >= 1
    assert borne.mailbox.empty_trash(box) >= 1
    changed = borne.mailbox.change_password(
        box,
        NEW_MAILBOX_PASSWORD,
        NEW_MAILBOX_PASSWORD,
        current=sample("fdupont").numen,
        source=SOURCE,
    )
    with pytest.raises(ChangeOver):
        borne.mailbox.stop_address_change(changed, source=SOURCE)
    assert borne.mailbox.list_folder(changed).messages
    assert borne.mailbox.follow_mail(changed).refused == 0


def test_everything_that_an_agent_does_is_allowed(desk: Espace) -> None:
    agent, chef = (desk.desk.sign_in(name, OWN, source=SOURCE) for name in ("amartin", "chef"))
    (person,) = desk.desk.search(agent, "dupont francoise")
    pass_by(desk)

    def order(session: StaffSession, reason: Reason) -> DeskOrder:
        call = desk.desk.open_call(session, person.elector_id, source=SOURCE)
        desk.desk.note_answers(session, call.call_id, tuple(CallerFact), source=SOURCE)
        return DeskOrder(session, call.call_id, reason, SOURCE)

    desk.desk.resend(order(agent, Reason.MAIL_NOT_FOUND))
    desk.mailbox.dispatch_mail(FDUPONT)
    assert desk.desk.release(order(agent, Reason.OWN_TRIES)).mails
    for act in (DeskAct.DISABLE, DeskAct.ENABLE):
        request = desk.desk.ask_for(order(chef, REASONS[act][0]), act)
        desk.desk.confirm_request(agent, request.request_id, source=SOURCE)
    for address, reason in (("fd2", Reason.ADDRESS_WRONG), ("fd3", Reason.ADDRESS_REPLACED)):
        new = f"{address}.dupont@ac-toulouse.fr"
        request = desk.desk.ask_for(order(chef, reason), DeskAct.ADDRESS, address=new)
        desk.desk.confirm_request(agent, request.request_id, source=SOURCE)
        desk.desk.stop_address(order(agent, Reason.ADDRESS_MISTYPED))
    request = desk.desk.ask_for(order(chef, reason), DeskAct.ADDRESS, address=new)
    desk.desk.confirm_request(agent, request.request_id, source=SOURCE)
    pass_by(desk, hours=24)
    assert desk.desk.apply_due_changes() == 1
    call = order(agent, Reason.NOT_THEIRS).call_id
    assert desk.desk.read_person(agent, person.elector_id, call_id=call).history
    desk.desk.leave_call(agent, call, CallState.CLOSED, cause=Cause.OTHER_PERSON)
    assert desk.administration.verify_audit().first_fault is None


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit_event",
        "UPDATE audit_event SET kind = 'x'",
        "INSERT INTO roll_entry (elector_id, scrutin_id) VALUES (1, 1)",
        "DELETE FROM roll_entry",
        "UPDATE scrutin SET title = 'x'",
        "DELETE FROM elector",
        "INSERT INTO elector (uid) VALUES ('x')",
        "UPDATE elector SET last_name = 'x'",
        "UPDATE elector SET uid = 'x'",
        "UPDATE voter_account SET elector_id = 1",
        "UPDATE voter_account SET confirmed_at = now()",
        "INSERT INTO account_request (account_id) VALUES (1)",
        "UPDATE account_request SET password_hash = 'x'",
        "INSERT INTO voter_account (elector_id) VALUES (1)",
        "INSERT INTO staff_member (name) VALUES ('x')",
        "DELETE FROM staff_member",
        "SELECT * FROM mailbox_numen",
        "UPDATE installation SET value = ''",
        "DROP TABLE throttle",
    ],
)
def test_a_desk_that_is_taken_over_cannot(desk: Espace, statement: str) -> None:
    with (
        psycopg.connect(desk.election.database.url or "", autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE address_change SET new_mail = 'x@ac-toulouse.fr'",
        "UPDATE address_change SET elector_id = 1",
        "UPDATE address_change SET due_at = now()",
        "INSERT INTO address_change (elector_id) VALUES (1)",
        "DELETE FROM audit_event",
        "UPDATE audit_event SET kind = 'x'",
        "DELETE FROM audit_head",
        "TRUNCATE audit_event",
        "DELETE FROM elector",
        "UPDATE elector SET mail = 'x@ac-toulouse.fr'",
        "INSERT INTO roll_entry (elector_id, scrutin_id) VALUES (1, 1)",
        "DELETE FROM voter_account",
        "DELETE FROM throttle",
        "UPDATE installation SET value = ''",
        "SELECT * FROM mailbox_numen",
        "SELECT * FROM prepared_hash",
        "SELECT given_by FROM notice",
        "UPDATE notice SET state = 'held'",
        "UPDATE notice_link SET link = ''",
        "INSERT INTO public_credential (scrutin_id, key) VALUES (1, 'x')",
        "DELETE FROM vote_election",
        "CREATE TABLE autre (n integer)",
        "ALTER TABLE elector ADD COLUMN autre integer",
        "DROP TABLE throttle",
    ],
)
def test_a_kiosk_that_is_taken_over_cannot(borne: Espace, statement: str) -> None:
    with (
        psycopg.connect(borne.election.database.url or "", autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode())


def test_a_kiosk_knows_whose_an_identifier_is(
    borne: Espace, owned: Election, tmp_path: Path
) -> None:
    owner = Espace(owned, HandClock())
    made = make(owner, tmp_path / "made")
    owner.vote.load_credentials(made.public, source=SOURCE)
    owner.close()
    people = (person_on_roll(borne, name) for name in ("hcazenave", "fdupont"))
    identifiers = (one.identifier for one in read_notices(made.directory))
    for elector, identifier in zip(people, identifiers, strict=False):
        assert borne.vote.credential_of(elector, "CTM", identifier)


def test_a_sender_sees_its_mails_and_no_account(owned: Election, tmp_path: Path) -> None:
    espace = as_role(owned, Machine.SENDER, tmp_path)
    with espace.context.transaction():
        assert WaitingMail.update(tries=0).execute() >= 0
        assert AuditEvent.select().exists()
    for table in (VoterAccount, Elector):
        with espace.context.connection(), pytest.raises(Exception, match="permission denied"):
            table.select().exists()
    espace.close()


def test_check_names_what_is_too_much(borne: Espace, owned: Election) -> None:
    assert [found.good for found in check_rights(borne.context, Machine.KIOSK)] == [True]
    (sender,) = check_rights(borne.context, Machine.SENDER)
    assert not sender.good
    assert "sur account_request" in sender.text
    owner = Espace(owned, HandClock())
    (superuser,) = check_rights(owner.context, None)
    assert not superuser.good
    assert "superutilisateur" in superuser.text
    with psycopg.connect(owned.database.url or "", autocommit=True) as connection:
        connection.execute(f"GRANT DELETE ON audit_event TO {NAMES[Machine.KIOSK]}".encode())
    (kiosk,) = check_rights(borne.context, Machine.KIOSK)
    assert (kiosk.good, kiosk.command) == (False, "admin roles")
    assert "DELETE sur audit_event" in kiosk.text
    owner.close()


def test_a_role_that_is_no_superuser_is_right_unless_it_makes_tables(owned: Election) -> None:
    name = NAMES[Machine.SENDER]
    url = (owned.database.url or "").replace("//postgres@", f"//{name}@")
    section = owned.database.changed(url=url)
    espace = Espace(owned.changed(database=section), HandClock())
    (owner,) = check_rights(espace.context, None)
    assert owner.good
    with psycopg.connect(owned.database.url or "", autocommit=True) as connection:
        connection.execute(f"GRANT CREATE ON SCHEMA public TO {name}".encode())
    (sender,) = check_rights(espace.context, Machine.SENDER)
    assert not sender.good
    assert "créer des tables" in sender.text
    espace.close()


def test_a_kiosk_that_holds_the_administrators_key_is_told(owned: Election, tmp_path: Path) -> None:
    espace = as_role(owned, Machine.KIOSK, tmp_path)
    found = espace.administration.check_installation(machine=Machine.KIOSK)
    assert [one.text for one in found if one.subject in {"role", "keys"} and not one.good] == []
    assert all(one.good for one in found if one.subject == "database" and "jour" in one.text)
    key = espace.context.store.key_directory / "administration.key"
    key.write_bytes((keys_directory(owned.database) / "administration.key").read_bytes())
    found = espace.administration.check_installation(machine=Machine.KIOSK)
    assert [str(key) in one.text for one in found if one.subject == "keys"].count(True) == 1
    espace.close()


def test_a_file_has_no_roles(sqlite: SqliteDatabases, tmp_path: Path) -> None:
    espace = Espace(sqlite.filled(tmp_path), HandClock())
    with pytest.raises(RolesRefused, match="SQLite"):
        espace.administration.role_statements(NAMES)
    assert check_rights(espace.context, Machine.KIOSK) == []
    espace.close()


def test_a_new_table_is_in_the_rights_or_is_the_administrators_alone(owned: Election) -> None:
    """Who adds a table decides which machines need it."""
    espace = Espace(owned, HandClock())
    known = espace.context.store.schema.table_names()
    tables = (by_machine.get(one, {}) for by_machine in (RIGHTS, READ_COLUMNS) for one in Machine)
    named = set[str]().union(*tables) - {"schema_migration"}
    assert named <= known
    assert known - named == {
        "board_incident",
        "kept_count",
        "mailbox_numen",
        "member_decryption",
        "prepared_hash",
    }
    with espace.context.connection():
        assert Installation.select().exists()
    espace.close()
