"""Each command leaves a line in the logs, and none of them a secret or a name."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from models import SAMPLE_PEOPLE
from tests.models.steps import PASSWORD
from tests.tui.commands import PEOPLE, admin, run_process, said

BROKEN = f"""
import sys
from models.services.administration.facade import Administration
from models.services.shared.facade import UseCase
def count(context, by):
    raise ValueError("{PASSWORD}")
Administration.count_progress = UseCase(count)
from tui.cli import main
main()
"""
WHOLE_PATH = f"""
import sys
from pathlib import Path
import models
from tui.logs.journal import record_error
from tui.logs.events import use
election = models.load_election(Path(sys.argv[1]))
use(election.logs)
espace = models.Espace(election, models.TravelClock(election.calendar.vote_opens))
address = "francoise.dupont@ac-toulouse.fr"
def attempt(call, *words, **named):
    try:
        return call(*words, source="kiosque", **named)
    except models.EspaceError as error:
        record_error(error, "terminal")
box = attempt(espace.mailbox.open, "fdupont", "16E0501234ABC")
attempt(espace.mailbox.open, "fdupont", "{PASSWORD}")
pending = attempt(espace.account.create, address, "{PASSWORD}", "{PASSWORD}", mailbox=box)
espace.administration.send_waiting_mail()
mail = espace.mailbox.list_folder(box).messages[0]
code = espace.mailbox.read(box, mail.message_id)
attempt(espace.account.confirm, pending, "BCDFG-HJKLM", password="{PASSWORD}")
attempt(espace.account.confirm, pending, code.link, password="{PASSWORD}")
attempt(espace.account.sign_in, address, "{PASSWORD}")
attempt(espace.account.sign_in, address, "Galopin3Roussillon")
print(code.link.token)
"""


def logged(tmp_path: Path) -> list[dict[str, object]]:
    return [
        json.loads(line)
        for path in tmp_path.rglob("events.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def test_a_command_is_logged_with_how_it_ended(config: Path, tmp_path: Path) -> None:
    state = {"XDG_STATE_HOME": str(tmp_path / "state")}
    admin("status", "--config", config, **state)
    admin("purge", "--config", config, **state)
    admin("restore", config, "--config", config, **state)
    found = logged(tmp_path / "state")
    assert [(one["command"], one["status"], one["level"]) for one in found] == [
        ("espace-electeur admin status", 0, "info"),
        ("espace-electeur admin purge", 1, "warning"),
        ("espace-electeur admin restore", 1, "warning"),
    ]
    assert found[2]["kind"] == "BackupUnusable"


def test_an_unforeseen_fault_is_one_sentence_and_a_record_without_values(
    config: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", BROKEN, "admin", "status", "--config", str(config)]
    done = run_process(command, XDG_STATE_HOME=str(tmp_path / "state"))
    assert done.returncode == 1
    assert "Une erreur inattendue est survenue" in said(done)
    (record,) = (tmp_path / "state").rglob("errors.jsonl")
    found = json.loads(record.read_text(encoding="utf-8"))
    assert found["reference"] in done.stderr
    assert found["kind"] == "ValueError"
    assert PASSWORD not in record.read_text(encoding="utf-8") + done.stderr


def test_no_secret_and_no_name_is_in_the_logs_after_a_whole_path(
    config: Path, tmp_path: Path
) -> None:
    state = {"XDG_STATE_HOME": str(tmp_path / "state")}
    done = run_process([sys.executable, "-c", WHOLE_PATH, str(config)], **state)
    assert done.returncode == 0, done.stderr
    link = done.stdout.strip()
    backup = tmp_path / "sauvegarde.zip"
    for words in (
        ["import", PEOPLE],
        ["send"],
        ["check"],
        ["status"],
        ["backup", backup],
        ["audit", "export", tmp_path / "chaine.jsonl"],
        ["purge", "--yes"],
    ):
        admin(*words, "--config", config, **state)
    files = [path for path in (tmp_path / "state").rglob("*") if path.is_file()]
    content = "".join(path.read_text(encoding="utf-8") for path in files)
    assert '"command"' in content
    assert '"MailboxSignInRefused"' in content
    assert '"WrongCode"' in content
    secrets = {PASSWORD, "Galopin3Roussillon", "BCDFG-HJKLM", link, link.rpartition("/")[2]}
    names = {"Dupont", "Benali", "Cazenave", "Fabre", "Brien", "Françoise"}
    for person in SAMPLE_PEOPLE:
        secrets |= {person.numen, person.address, person.user_name}
    assert link
    assert not [word for word in secrets | names if word in content]
