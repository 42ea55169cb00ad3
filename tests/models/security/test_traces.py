"""« Traces » of docs/securite.md: no secret in clear, files that only their owner reads."""

from __future__ import annotations

import logging
import os
import stat
import traceback
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models import (
    Espace,
    EspaceError,
    MailboxSignInRefused,
    PasswordRefused,
    SignInRefused,
    SystemClock,
    WrongCode,
)
from models.crypto.sealing import NONCE_BYTES
from models.rules.codes import normalise_code
from models.tables.base import ROLL
from models.tables.mailboxes import MailboxMessage
from models.tables.mails import WaitingMail
from tests.models.databases import election_on
from tests.models.steps import (
    OTHER_PASSWORD,
    PASSWORD,
    SOURCE,
    WRONG_CODE,
    create,
    election_mail,
    newest_code,
    newest_link,
    open_box,
    sample,
    sign_in,
)

FDUPONT = sample("fdupont")
MAILBOX_PASSWORD = "Marmotte-42-pic"


@pytest.fixture
def secrets(espace: Espace) -> list[str]:
    """The secrets of a whole path: both passwords, the NUMEN, codes and the link's token."""
    pending = create(espace, FDUPONT.address)
    code, link = newest_code(espace, "fdupont"), newest_link(espace, "fdupont")
    with pytest.raises(WrongCode):
        espace.account.confirm(pending, WRONG_CODE, source=SOURCE)
    espace.account.confirm(pending, code, source=SOURCE)
    box = open_box(espace, "fdupont")
    espace.mailbox.change_password(box, MAILBOX_PASSWORD, MAILBOX_PASSWORD, source=SOURCE)
    create(espace, sample("jobriendarc").address, OTHER_PASSWORD)
    with pytest.raises(SignInRefused):
        sign_in(espace, "fdupont", "Girolle5Aubisque")
    held = [PASSWORD, OTHER_PASSWORD, MAILBOX_PASSWORD, FDUPONT.numen, "Girolle5Aubisque"]
    return [*held, code, normalise_code(code) or code, link.token, normal(WRONG_CODE)]


def normal(code: str) -> str:
    return normalise_code(code) or ""


def rows(espace: Espace) -> Iterator[str]:
    with espace.context.connection():
        for table in ROLL.get_tables():
            for row in ROLL.execute_sql(f"SELECT * FROM {table}"):  # noqa: S608 - names of tables
                yield f"{table} {row}"


def test_no_secret_is_in_the_database(espace: Espace, secrets: list[str]) -> None:
    """No password, code, token or NUMEN in the database in clear."""
    everything = "\n".join(rows(espace))
    assert "Dupont" in everything
    assert not [secret for secret in secrets if secret in everything]


def test_no_secret_is_in_the_files(file_espace: Espace, tmp_path: Path) -> None:
    espace = file_espace
    create(espace, FDUPONT.address)
    code = newest_code(espace, "fdupont")
    held = [PASSWORD, FDUPONT.numen, code, normal(code), "Votre code de confirmation"]
    written = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert {".sqlite", ".sqlite-wal", ".key"} <= {path.suffix for path in written}
    for path in written:
        content = path.read_bytes()
        assert not [secret for secret in held if secret.encode() in content], path


def test_no_secret_is_in_a_log_or_in_what_the_process_shows(
    espace: Espace, caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest
) -> None:
    """Nor in a log, a process title, the environment or a command line."""
    caplog.set_level(logging.DEBUG)
    held: list[str] = request.getfixturevalue("secrets")
    assert "INSERT INTO" in caplog.text
    shown = [
        caplog.text,
        str(dict(os.environ)),
        Path("/proc/self/cmdline").read_text(),
        Path("/proc/self/comm").read_text(),
    ]
    assert not [secret for secret in held for text in shown if secret in text]


def test_no_secret_is_in_an_error(espace: Espace) -> None:
    """Nor in an error, its causes and what is printed of it."""
    pending = create(espace, FDUPONT.address)
    secret = "Gi[/]rolle5Aubisque"
    acts: list[Callable[[], object]] = [
        lambda: espace.mailbox.open(secret, secret, source=SOURCE),
        lambda: espace.account.sign_in(secret, secret, source=SOURCE),
        lambda: espace.account.sign_in(FDUPONT.address, secret, source=SOURCE),
        lambda: espace.account.create(secret, secret, "", mailbox=None, source=SOURCE),
        lambda: espace.account.create(FDUPONT.address, secret, "", mailbox=None, source=SOURCE),
        lambda: espace.account.confirm(pending, secret, password=secret, source=SOURCE),
        lambda: espace.account.ask_password_code(secret, source=SOURCE),
        lambda: espace.account.confirm(pending, newest_code(espace, "ifabre"), source=SOURCE),
    ]
    for act in acts:
        with pytest.raises(EspaceError) as caught:
            act()
        error = caught.value
        printed = "".join(traceback.format_exception_only(error)) + repr(error) + error.text
        printed += repr(error.args) + repr(vars(error)) + repr(error.__cause__)
        assert secret not in printed
        assert FDUPONT.address not in printed


def test_what_is_handed_out_prints_neither_names_nor_secrets(espace: Espace) -> None:
    pending = create(espace, FDUPONT.address)
    box = open_box(espace, "fdupont")
    folder = espace.mailbox.list_folder(box)
    mail = election_mail(espace, "fdupont")
    session = sign_in(espace, "kbenali", "Pastel9Cassoulet")
    printed = repr([pending, box, folder, mail, session, espace.context.keys])
    for text in (
        pending.proof or "",
        newest_code(espace, "fdupont"),
        newest_link(espace, "fdupont").token,
        "Dupont",
        "Karim",
        FDUPONT.address,
        "fdupont",
        folder.messages[0].subject,
    ):
        assert text
        assert text not in printed


def test_mail_at_rest_is_sealed_and_a_waiting_mail_is_erased_once_sent(espace: Espace) -> None:
    """Subjects and bodies are encrypted; a waiting mail's body is erased once it is sent."""
    create(espace, FDUPONT.address)
    create(espace, sample("jobriendarc").address)
    with espace.context.connection():
        for message in MailboxMessage.select():
            assert is_sealed(message.subject)
            assert is_sealed(message.body)
        states = {mail.state: (mail.subject, mail.body) for mail in WaitingMail.select()}
    assert states["sent"] == (None, None)
    assert is_sealed(states["waiting"][1] or "")


def is_sealed(text: str) -> bool:
    """Return whether a text is one long word of base64, with a nonce and a mark of its own."""
    return len(urlsafe_b64decode(text)) >= NONCE_BYTES + 16


def test_directory_and_files_are_their_owner_s_alone(tmp_path: Path, clock: SystemClock) -> None:
    """The data directory is 0700, its files 0600; each key is its own file."""
    directory = tmp_path / "données"
    umask = os.umask(0)
    try:
        url = f"sqlite:///{directory / 'election.sqlite'}"
        espace = Espace(election_on(url, directory / "keys"), clock)
        espace.administration.migrate()
        espace.administration.verify_audit()
    finally:
        os.umask(umask)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in directory.rglob("*")}
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert modes.pop(directory / "keys") == 0o700
    assert set(modes.values()) == {0o600}
    assert {path.name for path in modes} >= {
        "election.sqlite",
        "election.sqlite-wal",
        "codes.key",
        "mail.key",
        "pseudonyms.key",
    }
    espace.close()


def test_wrong_passwords_are_refused_without_being_repeated(espace: Espace) -> None:
    with pytest.raises(MailboxSignInRefused) as refusal:
        espace.mailbox.open("fdupont", "Girolle5Aubisque", source=SOURCE)
    assert "Girolle" not in refusal.value.text
    with pytest.raises(PasswordRefused) as poor:
        espace.account.create(FDUPONT.address, "girolle", "girolle", mailbox=None, source=SOURCE)
    assert "girolle" not in repr(poor.value.checks)
