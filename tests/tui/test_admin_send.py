"""`admin send`: once, or until a signal stops it."""

from __future__ import annotations

import json
import os
import resource
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from models import (
    DatabaseBusy,
    DatabaseUnavailable,
    DiskFull,
    MailState,
    OwnReply,
    SmtpUnavailable,
    Unavailable,
    UnsentMail,
    UnsentReason,
)
from models.crypto.keys import make_missing_keys
from tests.architecture.source_tree import ROOT
from tests.models.mail_servers import BrokenServer, Post, SmtpServer
from tests.models.mails_to_send import address, row_of
from tests.tui.sending_election import COMMAND, admin_send, election_file, opened, write_mails
from tui.administration.send import sentence_of
from tui.administration.send_watch import _tell

ONE, TWO = address(1), address(2)


@pytest.fixture
def config(tmp_path: Path, server: SmtpServer) -> Path:
    """An election file that names it."""
    return election_file(tmp_path, server.port)


@contextmanager
def watching(config: Path) -> Iterator[subprocess.Popen[str]]:
    """Run `admin send --watch`, stop it by a signal, and see that it ends."""
    command = [*COMMAND, "--watch", "--config", str(config)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as sender:
        assert sender.stderr
        assert "est en marche" in sender.stderr.readline()
        try:
            yield sender
        finally:
            sender.send_signal(signal.SIGTERM)
        assert sender.wait() == 0


def test_all_that_is_due_is_sent_batch_after_batch(config: Path, taken: Post) -> None:
    recipients = [address(number) for number in range(120)]
    write_mails(config, recipients)
    done = admin_send(config)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Mails\u00a0: 120 envoyés, 0 en attente, 0 refusé.\n"
    assert taken.counts() == dict.fromkeys(recipients, 1)
    assert admin_send(config).stdout.startswith("Mails\u00a0: 0 envoyé,")


def test_reasons_are_grouped_for_a_person_and_for_a_program(config: Path, taken: Post) -> None:
    for number in range(3):
        taken.answers[address(number)] = "451 4.7.1 try later"
    for number in (3, 6):
        taken.answers[address(number)] = "550 5.1.1 unknown"
    taken.answers[address(4)] = "552 5.2.2 full"
    write_mails(config, map(address, range(7)))
    done = admin_send(config)
    assert done.returncode == 0
    said = done.stdout.replace("\u00a0", " ").splitlines()
    assert said[0] == "Mails : 1 envoyé, 3 en attente, 2 refusés, 1 pour une boîte saturée."
    assert set(said[1:]) == {
        "  3 en attente : 451 4.7.1 try later",
        "  2 refusés : 550 5.1.1 unknown",
        "  1 boîte saturée : 552 5.2.2 full",
    }
    facts = json.loads(admin_send(config, "--json").stdout)
    assert (facts["sent"], facts["waiting"], facts["full"], facts["refused"]) == (0, 3, 1, 2)
    assert {"state": "refused", "reply": "550 5.1.1 unknown", "count": 2} in facts["reasons"]
    assert facts["fault"] is None


def test_what_a_state_says_already_is_not_said_twice() -> None:
    full = UnsentReason(MailState.FULL, "boîte saturée", 2, OwnReply.OVER_QUOTA)
    said = sentence_of(0, UnsentMail((full, UnsentReason(MailState.FULL, "552 5.2.2 full", 1)), 0))
    assert said.splitlines()[1:] == ["  2 boîtes saturées", "  1 boîte saturée : 552 5.2.2 full"]


def test_the_words_of_a_server_are_said_whatever_they_are() -> None:
    """They are not ours, even if they are the words of the state."""
    quoted = UnsentReason(MailState.FULL, "boîte saturée", 1)
    assert sentence_of(0, UnsentMail((quoted,), 0)).endswith("  1 boîte saturée : boîte saturée")


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (DatabaseUnavailable(), DatabaseUnavailable(), False),
        (DatabaseUnavailable(), DatabaseBusy(), False),
        (DatabaseUnavailable(reason="a"), DatabaseUnavailable(reason="a"), False),
        (DatabaseUnavailable(reason="a"), DatabaseUnavailable(reason="b"), True),
        (DatabaseUnavailable(reason="a"), DatabaseBusy(), True),
        (DiskFull(), DiskFull(), False),
        (DiskFull(), DatabaseBusy(), True),
        (SmtpUnavailable("Un."), SmtpUnavailable("Un."), False),
        (SmtpUnavailable("Un."), SmtpUnavailable("Deux."), True),
    ],
)
def test_what_is_away_is_said_again_if_it_is_another_thing(
    before: Unavailable, now: Unavailable, told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _tell(now, before) is now
    assert bool(capsys.readouterr().err) is told


@pytest.mark.parametrize("json_too", [(), ("--json",)])
def test_a_reader_that_leaves_early_is_no_fault(config: Path, json_too: tuple[str, ...]) -> None:
    write_mails(config, [ONE, TWO])
    reader, pipe = os.pipe()
    os.close(reader)
    command = [*COMMAND, "--config", str(config), "--refused", *json_too]
    done = subprocess.run(command, cwd=ROOT, stdout=pipe, stderr=subprocess.PIPE, check=False)
    os.close(pipe)
    assert done.stderr == b""


@pytest.mark.parametrize("step", ["MAIL", "RCPT"])
def test_a_server_that_takes_leave_is_said_and_the_status_is_1(tmp_path: Path, step: str) -> None:
    with BrokenServer(Post(), step, says="421 4.3.2 shutting down", times=9) as server:
        config = election_file(tmp_path, server.port)
        write_mails(config, [ONE, TWO])
        done = admin_send(config)
    assert done.returncode == 1
    assert "2 en attente" in done.stdout
    assert "421 4.3.2" in done.stderr


def test_a_server_that_falls_silent_after_a_mail_gets_one_and_the_status_is_1(
    tmp_path: Path,
) -> None:
    taken = Post()
    with BrokenServer(taken, "taken", hang=True) as server:
        config = election_file(tmp_path, server.port, patience=1)
        write_mails(config, [ONE, TWO])
        done = admin_send(config)
    assert (done.returncode, taken.counts()) == (1, {ONE: 1})
    assert "s'est tu" in done.stderr.replace("’", "'")
    assert "1 peut-être reçu deux fois" in done.stdout.replace("\u00a0", " ")


def test_interrupted_it_finishes_the_mail_in_hand_and_says_so_once(
    config: Path, taken: Post
) -> None:
    taken.free.clear()
    write_mails(config, [ONE, TWO])
    command = [*COMMAND, "--config", str(config)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as sender:
        taken.in_hand.wait()
        sender.send_signal(signal.SIGINT)
        taken.free.set()
        _, said = sender.communicate()
    assert sender.returncode == 130
    assert len(said.splitlines()) == 1
    assert "Interrompu" in said
    assert taken.counts() == {ONE: 1}
    espace = opened(config)
    assert (row_of(espace, ONE).state, row_of(espace, TWO).state) == ("sent", "waiting")
    assert not row_of(espace, ONE).perhaps_twice
    espace.close()


def test_addresses_are_shown_where_they_are_asked_for(config: Path, taken: Post) -> None:
    assert "Aucun mail" in admin_send(config, "--refused").stdout
    taken.answers[ONE] = "550 5.1.1 unknown"
    write_mails(config, [ONE])
    admin_send(config)
    shown = admin_send(config, "--refused").stdout
    assert "refusé" in shown
    assert "550 5.1.1 unknown" in shown
    assert ONE not in shown
    assert ONE in admin_send(config, "--refused", "--addresses").stdout
    (line,) = json.loads(admin_send(config, "--refused", "--json").stdout)["mails"]
    assert (line["state"], line["tries"], "recipient" in line) == ("refused", 1, False)


def test_a_server_that_takes_nothing_is_said_and_the_status_is_1(config: Path, taken: Post) -> None:
    taken.sender_reply = "550 5.7.1 not yours"
    write_mails(config, [ONE])
    done = admin_send(config)
    assert done.returncode == 1
    assert "1 en attente" in done.stdout
    assert "refuse l'expéditeur" in done.stderr.replace("’", "'")
    assert "Traceback" not in done.stderr


def test_watching_sends_what_comes_and_says_so(config: Path, taken: Post) -> None:
    with watching(config) as sender:
        assert sender.stdout
        for recipient in (ONE, TWO):
            write_mails(config, [recipient])
            assert taken.arrived.get() == recipient
            said = sender.stdout.readline().replace("\u00a0", " ")
            assert said == "Mails : 1 envoyé, 0 en attente, 0 refusé.\n"
    assert taken.counts() == {ONE: 1, TWO: 1}


def test_told_to_stop_it_finishes_the_mail_in_hand(config: Path, taken: Post) -> None:
    taken.free.clear()
    write_mails(config, [ONE, TWO])
    with watching(config) as sender:
        taken.in_hand.wait()
        sender.send_signal(signal.SIGTERM)
        taken.free.set()
        assert sender.wait() == 0
    assert taken.counts() == {ONE: 1}
    espace = opened(config)
    assert (row_of(espace, ONE).state, row_of(espace, TWO).state) == ("sent", "waiting")
    assert not row_of(espace, ONE).perhaps_twice
    espace.close()


def test_a_server_that_is_away_is_waited_for_and_said_once(tmp_path: Path) -> None:
    back = Post()
    with BrokenServer(back, "greeting", times=2) as server:
        config = election_file(tmp_path, server.port)
        write_mails(config, [ONE])
        with watching(config) as sender:
            assert sender.stderr
            assert "ne répond pas" in sender.stderr.readline()
            assert back.arrived.get() == ONE
            assert "reprend" in sender.stderr.readline()
    assert back.counts() == {ONE: 1}


def test_a_database_that_is_away_is_waited_for_and_said_once(config: Path, taken: Post) -> None:
    write_mails(config, [ONE])
    database = config.parent / "donnees" / "election.sqlite"
    database.rename(database.with_suffix(".away"))
    with watching(config) as sender:
        assert sender.stderr
        assert "base de données ne répond pas" in sender.stderr.readline()
        database.with_suffix(".away").rename(database)
        assert taken.arrived.get() == ONE
        assert "reprend" in sender.stderr.readline()


def test_with_our_own_mailboxes_there_is_nothing_else_to_know(tmp_path: Path) -> None:
    config = election_file(tmp_path, 25)
    config.write_text(
        config.read_text(encoding="utf-8").replace('= "smtp-imap"\n', '= "embedded"\n'), "utf-8"
    )
    write_mails(config, [ONE])
    done = admin_send(config)
    assert done.returncode == 0
    assert "0 envoyé, 0 en attente, 1 refusé" in done.stdout
    assert "aucune boîte à cette adresse" in done.stdout


def awaited(sender: subprocess.Popen[str], words: str) -> None:
    """See that a sender says, in its next line, what it waits for."""
    assert words in next_line(sender)


def next_line(sender: subprocess.Popen[str]) -> str:
    """Return what a sender says next, with ordinary spaces and apostrophes."""
    assert sender.stderr
    return sender.stderr.readline().replace("\u00a0", " ").replace("’", "'")


@pytest.mark.parametrize("others", [False, True], ids=["missing", "foreign"])
def test_keys_are_waited_for_and_said_once(config: Path, taken: Post, others: bool) -> None:
    keys = config.parent / "donnees" / "keys"
    write_mails(config, [ONE])
    keys.rename(keys.with_name("elsewhere"))
    if others:
        make_missing_keys(keys)
    with watching(config) as sender:
        awaited(sender, "keys")
        if others:
            keys.rename(keys.with_name("foreign"))
        keys.with_name("elsewhere").rename(keys)
        assert taken.arrived.get() == ONE
        said = next_line(sender)
        if others and "reprend" not in said:  # it looked between the two renames
            said = next_line(sender)
        assert "reprend" in said
    espace = opened(config)
    assert row_of(espace, ONE).tries == 1
    espace.close()


def test_a_migration_is_waited_for_and_said_once(config: Path, taken: Post) -> None:
    write_mails(config, [ONE])
    with closing(sqlite3.connect(config.parent / "donnees" / "election.sqlite")) as database:
        database.execute(
            "CREATE TEMP TABLE kept AS SELECT * FROM schema_migration ORDER BY name DESC LIMIT 1"
        )
        database.execute("DELETE FROM schema_migration WHERE name = (SELECT name FROM kept)")
        database.commit()
        with watching(config) as sender:
            awaited(sender, "admin migrate")
            database.execute("INSERT INTO schema_migration SELECT * FROM kept")
            database.commit()
            assert taken.arrived.get() == ONE
            awaited(sender, "reprend")


def test_a_full_disk_is_waited_for_and_said_once(config: Path, taken: Post) -> None:
    """A process that may write no file sees a full disk."""
    with watching(config) as sender:
        unlimited = resource.prlimit(sender.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(sender.pid, resource.RLIMIT_FSIZE, (0, unlimited[1]))
        write_mails(config, [ONE])
        awaited(sender, "est plein")
        resource.prlimit(sender.pid, resource.RLIMIT_FSIZE, unlimited)
        assert taken.arrived.get() == ONE
        awaited(sender, "reprend")
    assert taken.counts() == {ONE: 1}
