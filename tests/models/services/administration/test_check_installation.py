"""Everything an election depends on, each line good or what to do."""

from __future__ import annotations

import shutil
import socket
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from peewee import PostgresqlDatabase, SqliteDatabase

from models import Election, Espace, Finding, Level, Machine
from models.context import Context
from models.crypto.keys import NAMES
from models.services.administration.checks.configuration import (
    check_configuration,
    check_staff_code,
)
from models.services.administration.checks.machine import check_logs
from models.services.administration.checks.mail_servers import check_imap, check_smtp
from models.services.administration.checks.outcome import Outcome, good
from models.services.administration.checks.roll import check_scrutins
from models.services.administration.installation import NO_END, Look
from models.settings.mail import ImapSection, MailSection, SmtpSection
from models.settings.tables import read_section
from models.storage.store import keys_directory
from models.tables.audit import AuditEvent
from models.tables.base import ROLL
from models.tables.electors import RollEntry, Scrutin
from models.tables.installation import Installation
from models.tables.own_keys import forget_keys
from tests.mail_servers.spoken_imap import SpokenImap
from tests.models.clocks import HandClock
from tests.models.databases import election_on
from tests.models.steps import SOURCE, create, sample

ALL = {
    "audit",
    "calendar",
    "configuration",
    "database",
    "keys",
    "permissions",
    "roll",
    "room",
    "scrutins",
    "seal",
    "mails",
    "lists",
    "logs",
    "clock",
    "interpreter",
    "machine",
}
QUICK = timedelta(seconds=1)


def bad_ones(findings: tuple[Finding, ...]) -> dict[str, str]:
    return {finding.subject: finding.text for finding in findings if not finding.good}


def test_a_sound_installation_has_no_fault(espace: Espace) -> None:
    findings = espace.administration.check_installation()
    # The tests' role on a server is a superuser, and is told so.
    role = set() if espace.context.store.dialect.files() else {"role"}
    assert {finding.subject for finding in findings} == ALL | role
    # Six people are called to few of the scrutins.
    assert set(bad_ones(findings)) == role | {"scrutins"}
    (version,) = [one.text for one in findings if one.subject == "database"][:1]
    assert version.startswith(("SQLite 3.", "PostgreSQL 1"))


def test_every_scrutin_that_has_its_electors_is_said_so(file_espace: Espace) -> None:
    with file_espace.context.transaction():
        Scrutin.delete().where(Scrutin.id.not_in(RollEntry.select(RollEntry.scrutin))).execute()
    (found,) = check_scrutins(file_espace.context)
    assert (found.good, found.text) == (True, "Chaque scrutin a ses électeurs.")


def test_a_kiosk_without_a_code_of_its_own_for_the_staff_is_told(file_espace: Espace) -> None:
    context = file_espace.context
    assert check_staff_code(context, None) == []
    (found,) = check_staff_code(context, Machine.KIOSK)
    assert found.level is Level.FAULT
    kiosk = context.election.kiosk.changed(
        staff_code_hash="$argon2id$v=19$m=64,t=1,p=1$c2Vs$aGFjaA"
    )
    coded = Espace(context.election.changed(kiosk=kiosk), file_espace.clock)
    (found,) = check_staff_code(coded.context, Machine.KIOSK)
    assert found.good


def test_a_database_away_is_said_and_the_other_checks_run(tmp_path: Path) -> None:
    away = election_on("postgresql://postgres@127.0.0.1:1/vote", tmp_path / "keys")
    espace = Espace(away, HandClock())
    findings = espace.administration.check_installation()
    assert {finding.subject for finding in findings} == ALL
    found = bad_ones(findings)
    assert "[database]" in found["database"]
    assert "keys" in found["keys"]
    assert "machine" not in found
    espace.close()


def test_pending_migrations_are_named_with_their_command(empty_election: Election) -> None:
    espace = Espace(empty_election, HandClock())
    espace.administration.migrate()
    from peewee import Table

    from models.migrations.state import ROLL_MIGRATIONS

    with espace.context.transaction():
        history = Table(ROLL_MIGRATIONS.history).bind(espace.context.store.database)
        history.delete().where(history.c.name == max(ROLL_MIGRATIONS.known())).execute()
    espace.close()
    fresh = Espace(empty_election, HandClock())
    assert "admin migrate" in bad_ones(fresh.administration.check_installation())["database"]
    fresh.close()


def test_a_key_that_others_may_read_is_named(espace: Espace) -> None:
    key = keys_directory(espace.election.database) / "mail.key"
    key.chmod(0o644)
    said = bad_ones(espace.administration.check_installation())["permissions"]
    assert "mail.key" in said
    assert "chmod 600" in said


def test_a_directory_open_to_others_is_named(espace: Espace) -> None:
    keys_directory(espace.election.database).chmod(0o755)
    assert "chmod 700" in bad_ones(espace.administration.check_installation())["permissions"]


def test_keys_that_are_gone_are_told(espace: Espace) -> None:
    espace.close()
    shutil.rmtree(keys_directory(espace.election.database))
    fresh = Espace(espace.election, espace.clock)
    assert "introuvables" in bad_ones(fresh.administration.check_installation())["keys"]
    fresh.close()


def test_a_key_that_was_cut_is_named(espace: Espace) -> None:
    espace.close()
    path = keys_directory(espace.election.database) / "mail.key"
    path.write_bytes(path.read_bytes()[:20])
    fresh = Espace(espace.election, espace.clock)
    said = bad_ones(fresh.administration.check_installation())["keys"]
    assert f"{path} est abîmé" in said
    fresh.close()


def test_the_keys_of_another_database_of_before_they_were_kept_are_recognised(
    espace: Espace,
) -> None:
    with espace.context.transaction():
        forget_keys(NAMES)
        AuditEvent.update(digest="0" * 64).execute()
    assert "n'est pas de cette base" in bad_ones(espace.administration.check_installation())["keys"]


def test_a_mail_that_no_sender_sees_is_told_with_its_age(espace: Espace, clock: HandClock) -> None:
    address = sample("fdupont").address
    espace.account.create(
        address, "Cormoran7Vallespir", "Cormoran7Vallespir", mailbox=None, source=SOURCE
    )
    assert "mails" not in bad_ones(espace.administration.check_installation())
    clock.pass_by(hours=3)
    findings = espace.administration.check_installation()
    (command,) = {one.command for one in findings if one.command and one.subject == "mails"}
    said = bad_ones(findings)["mails"]
    assert f"« espace-electeur {command} »" in said
    assert "3 heures" in said
    assert "admin send" in said
    create(espace, sample("jmartin1").address)


def with_password_file(espace: Espace, path: Path) -> Espace:
    database = espace.election.database.changed(password_file=path)
    return Espace(espace.election.changed(database=database), espace.clock)


@pytest.mark.parametrize(
    ("mode", "content", "said"),
    [(0o644, "x\n", "chmod 600"), (0o600, "", "vide"), (None, "", "introuvable")],
)
def test_a_file_of_passwords_must_be_there_and_private(
    file_espace: Espace, tmp_path: Path, mode: int | None, content: str, said: str
) -> None:
    path = tmp_path / "password"
    if mode is not None:
        path.write_text(content)
        path.chmod(mode)
    espace = with_password_file(file_espace, path)
    assert said in bad_ones(espace.administration.check_installation())["configuration"]


@pytest.mark.parametrize(
    ("mode", "said"), [(0o755, "chmod 700"), (0o700, ""), (None, ""), (0, "[logs]")]
)
def test_the_directory_of_the_logs_is_looked_at(
    file_espace: Espace, tmp_path: Path, mode: int | None, said: str
) -> None:
    place = tmp_path / "journaux"
    if mode == 0:
        place.touch()
    elif mode is not None:
        place.mkdir()
        place.chmod(mode)
    logs = file_espace.election.logs.changed(directory=place)
    context = Espace(file_espace.election.changed(logs=logs), file_espace.clock).context
    (outcome,) = Look(partial(check_logs, context)).ended(30)
    assert outcome.good is not bool(said)
    assert said in outcome.text


def test_a_check_that_does_not_end_is_given_up(espace: Espace) -> None:
    never = Event()

    def hang(context: Context) -> list[Outcome]:
        never.wait()
        return [good("")]

    assert [one.text for one in Look(partial(hang, espace.context)).ended(0.05)] == [NO_END]
    never.set()


def test_a_check_that_fails_itself_says_so_without_values(espace: Espace) -> None:
    def fail(context: Context) -> list[Outcome]:
        raise RuntimeError("Cormoran7Vallespir")

    (outcome,) = Look(partial(fail, espace.context)).ended(10)
    assert not outcome.good
    assert "RuntimeError" in outcome.text
    assert "Cormoran" not in outcome.text


def served(espace: Espace, smtp: SmtpSection | None, imap: ImapSection | None) -> Context:
    """Return the election with mail servers."""
    mail = espace.election.mail.changed(backend="smtp-imap", smtp=smtp, imap=imap)
    election = espace.election.changed(mail=mail)
    return Espace(election, espace.clock).context


def looked(context: Context) -> list[Outcome]:
    """Return what both checks of mail servers find."""
    return [
        outcome
        for check in (check_smtp, check_imap)
        for outcome in Look(partial(check, context)).ended(30)
    ]


def sections(port: int) -> tuple[SmtpSection, ImapSection]:
    told = {"host": "127.0.0.1", "port": port, "security": "none", "timeout_seconds": QUICK}
    return read_section(SmtpSection, told), read_section(ImapSection, told)


def test_mail_servers_that_are_not_there_are_told(file_espace: Espace) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    context = served(file_espace, *sections(port))
    found = [
        *Look(partial(check_smtp, context)).ended(30),
        *Look(partial(check_imap, context)).ended(30),
    ]
    assert [one.good for one in found] == [False, False]
    assert "[mail.smtp]" in found[0].text
    assert "[mail.imap]" in found[1].text


def test_mail_servers_that_say_nothing_are_given_up(file_espace: Espace) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        context = served(file_espace, *sections(silent.getsockname()[1]))
        found = [
            *Look(partial(check_smtp, context)).ended(30),
            *Look(partial(check_imap, context)).ended(30),
        ]
    assert [one.good for one in found] == [False, False]
    assert NO_END not in {one.text for one in found}


def test_mail_servers_that_are_not_configured_are_asked_for(file_espace: Espace) -> None:
    context = served(file_espace, None, None)
    found = [
        *Look(partial(check_smtp, context)).ended(30),
        *Look(partial(check_imap, context)).ended(30),
    ]
    assert [one.good for one in found] == [False, False]
    assert "[mail.smtp]" in found[0].text
    assert "[mail.imap]" in found[1].text


@pytest.mark.parametrize(
    ("able", "lines", "later"),
    [
        ("IMAP4rev1 QUOTA IDLE SPECIAL-USE", 1, ""),
        ("IMAP4rev1 IDLE", 2, "QUOTA, SPECIAL-USE se verra"),
        ("IMAP4rev1", 2, "QUOTA, IDLE, SPECIAL-USE se verra"),
    ],
)
def test_what_a_mail_server_offers_before_anybody_signs_in_is_told(
    file_espace: Espace, able: str, lines: int, later: str
) -> None:
    with SpokenImap(able=able) as server:
        context = served(file_espace, sections(1)[0], server.section)
        found = Look(partial(check_imap, context)).ended(30)
    assert [one.good for one in found] == [True] * lines
    assert "sans chiffrement, sur cette machine" in found[0].text
    assert later in found[-1].text


@pytest.mark.parametrize(("mode", "good"), [(0o600, True), (0o644, True), (0o664, False)])
def test_an_election_file_that_others_may_change_is_named(
    file_espace: Espace, tmp_path: Path, mode: int, good: bool
) -> None:
    path = tmp_path / "election.toml"
    path.touch()
    path.chmod(mode)
    (found,) = [
        one for one in file_espace.administration.check_installation(path) if one.subject == "file"
    ]
    assert (found.good, str(path) in found.text) == (good, True)
    assert good or "chmod 600" in found.text


@pytest.mark.parametrize("target", ["stderr", "journal"])
def test_logs_that_need_no_directory_need_nothing(file_espace: Espace, target: str) -> None:
    logs = file_espace.election.logs.changed(target=target)
    election = file_espace.election.changed(logs=logs)
    (outcome,) = check_logs(Espace(election, file_espace.clock).context)
    assert outcome.good
    assert target in outcome.text


def test_a_disk_that_is_nearly_full_is_told(
    file_espace: Espace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.services.administration.checks.database.SMALLEST_ROOM", 1 << 60)
    said = bad_ones(file_espace.administration.check_installation())["room"]
    assert "libérez de la place" in said


@pytest.mark.real_argon2
def test_a_password_that_takes_too_long_is_told(
    file_espace: Espace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.services.administration.checks.machine.SLOWEST_HASH", 0.0)
    said = bad_ones(file_espace.administration.check_installation())["machine"]
    assert "argon2_memory" in said


def test_a_database_that_cannot_be_written_is_said(espace: Espace, election: Election) -> None:
    if isinstance(espace.context.store.database, PostgresqlDatabase):
        name = (election.database.url or "").split("/")[3].split("?")[0]
        with espace.context.connection():
            ROLL.execute_sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        reading = Espace(election, HandClock())
    else:
        reading = Espace(election, HandClock())
        file = reading.context.store.database
        assert isinstance(file, SqliteDatabase)
        with file.connection_context():
            file.pragma("query_only", 1, permanent=True)
    told = bad_ones(reading.administration.check_installation())
    reading.close()
    assert "database" in told
    assert "écri" in told["database"] or "lecture" in told["database"]


def test_the_check_leaves_nothing_in_the_database(espace: Espace) -> None:
    with espace.context.connection():
        before = sorted(row.name for row in Installation.select())
    espace.administration.check_installation()
    with espace.context.connection():
        assert sorted(row.name for row in Installation.select()) == before


def test_lines_that_speak_of_the_numen_are_named_where_it_opens_no_mailbox(
    file_espace: Espace,
) -> None:
    mail = file_espace.election.mail
    assert not [one for one in check_configuration(with_mail(file_espace, mail)) if not one.good]
    smtp, imap = sections(1025)
    served = mail.changed(backend="smtp-imap", smtp=smtp, imap=imap)
    named = [one.text for one in check_configuration(with_mail(file_espace, served))]
    assert any(text.startswith("« assistance »") and "NUMEN" in text for text in named)
    assert any(text.startswith("« forgotten_mailbox_password »") for text in named)


def with_mail(espace: Espace, mail: MailSection) -> Context:
    return Espace(espace.election.changed(mail=mail), espace.clock).context
