"""`admin send`: once, or until it is told to stop."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT
from tests.models.mail_servers import BrokenServer, Post, SmtpServer
from tests.models.services.sending import address, row_of
from tests.tui.sending_election import COMMAND, admin_send, election_file, opened, write_mails

ONE, TWO = address(1), address(2)


@pytest.fixture
def taken() -> Post:
    """What the server takes and answers."""
    return Post()


@pytest.fixture
def server(taken: Post) -> Iterator[SmtpServer]:
    """A mail server."""
    running = SmtpServer(taken)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def config(tmp_path: Path, server: SmtpServer) -> Path:
    """An election file that names it."""
    return election_file(tmp_path, server.port)


@contextmanager
def watching(config: Path) -> Iterator[subprocess.Popen[str]]:
    """Run `admin send --watch` until it is told to stop, and see that it obeys."""
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
    taken.answers[address(3)] = "550 5.1.1 unknown"
    taken.answers[address(4)] = "552 5.2.2 full"
    write_mails(config, map(address, range(6)))
    done = admin_send(config)
    assert done.returncode == 0
    said = done.stdout.replace("\u00a0", " ").splitlines()
    assert said[0] == "Mails : 1 envoyé, 3 en attente, 1 refusé, 1 pour une boîte saturée."
    assert set(said[1:]) == {
        "  3 en attente : 451 4.7.1 try later",
        "  1 refusé : 550 5.1.1 unknown",
        "  1 boîte saturée : 552 5.2.2 full",
    }
    facts = json.loads(admin_send(config, "--json").stdout)
    assert (facts["sent"], facts["waiting"], facts["full"], facts["refused"]) == (0, 3, 1, 1)
    assert {"state": "refused", "reply": "550 5.1.1 unknown", "count": 1} in facts["reasons"]
    assert facts["fault"] is None


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
    line = json.loads(admin_send(config, "--refused", "--json").stdout)
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


def test_a_wrong_database_ends_the_watch(config: Path) -> None:
    keys = config.parent / "donnees" / "keys"
    write_mails(config, [ONE])
    keys.rename(keys.with_name("elsewhere"))
    done = admin_send(config, "--watch")
    assert done.returncode == 1
    assert "keys" in done.stderr
