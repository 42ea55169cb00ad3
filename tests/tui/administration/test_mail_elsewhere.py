"""The commands for an election whose people read their mails in another program."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from models.settings.reading import sample_folder
from tests.tui.commands import admin, said

MANON = "manon.ravier"
SMTP = """
[mail.smtp]
host = "localhost"
port = 9
security = "none"
"""
OF_MAILBOXES = re.compile(
    r"^(?:user_names|quota) = .*\n"
    r"|^\[(?:mail\.first_password|passwords\.mailbox)\]\n(?:.+\n)*"
    r"|^forgotten_mailbox_password = \[\n(?:.*\n)*?\]\n",
    re.MULTILINE,
)
"""What the sample's file says of the mailboxes that it opens."""


@pytest.fixture(scope="module")
def lyon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lyon's election file with « smtp », its database and its roll without first passwords."""
    directory = tmp_path_factory.mktemp("lyon")
    file = directory / "election.toml"
    assert admin("init", "--sample", "lyon-2026", "--config", file).returncode == 0
    text = OF_MAILBOXES.sub("", file.read_text("utf-8")).replace('"embedded"', '"smtp"', 1)
    file.write_text(text + SMTP, "utf-8")
    sample = sample_folder("lyon-2026").joinpath("people.csv").read_text("utf-8")
    people = list(csv.DictReader(sample.splitlines()))
    roll = directory / "liste.csv"
    with roll.open("w", encoding="utf-8", newline="") as written:
        columns = [name for name in people[0] if name not in ("numen", "first_password")]
        writer = csv.DictWriter(written, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(people)
    loaded = admin("import", roll, "--config", file)
    assert loaded.returncode == 0, loaded.stderr
    assert "messageries" not in loaded.stdout
    return file


def test_the_status_counts_no_mailboxes(lyon: Path) -> None:
    page = said(admin("status", "--config", lyon))
    assert "Comptes créés" in page
    assert "Messageries" not in page
    assert "Ouvertes" not in page


def test_a_person_has_none_to_open(lyon: Path) -> None:
    page = said(admin("person", MANON, "--config", lyon))
    assert "Messagerie : lue dans une autre application" in page
    assert "Elle n'a pas encore créé de compte électeur." in page


def test_who_has_no_account_is_listed_without_a_word_of_theirs(lyon: Path) -> None:
    listed = admin("people", "--not-activated", "--csv", "--config", lyon).stdout
    rows = list(csv.DictReader(listed.splitlines()))
    assert len(rows) == 6
    assert {row["messagerie"] for row in rows} == {""}


def test_the_texts_are_those_that_can_be_said(lyon: Path) -> None:
    told = json.loads(admin("texts", "--json", "--config", lyon).stdout)["texts"]
    texts = {one["key"]: one for one in told}
    assert not any(key.startswith("webmail.") for key in texts)
    assert "{link}" not in " ".join(texts["mail.confirmation.text"]["text"])
    assert not any(one["changed"] for one in told if one["key"].startswith("mail."))
    assert "account.known_code.introduction" in texts


def test_only_the_server_that_sends_is_checked(lyon: Path) -> None:
    found = json.loads(admin("check", "--json", "--config", lyon).stdout)
    words = json.dumps(found, ensure_ascii=False)
    assert "localhost" in words
    assert "IMAP" not in words
    assert "mail.imap" not in words
