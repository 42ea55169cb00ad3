"""`--json`: one document whatever happens, for each command that has it."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from typer.main import get_group

from models import SSH_STATUS
from tests.architecture.source_tree import ROOT
from tests.tui.commands import PEOPLE, admin, call, said
from tui.administration import administration, audit, lists, staff
from tui.administration.vote import vote
from tui.scenes import program

COMMANDS = {
    "init": "",
    "migrate": "",
    "roles": "",
    "import": f"{PEOPLE}",
    "check": "",
    "status": "",
    "alert": "",
    "export": "--output {tmp}/counts.csv",
    "backup": "{tmp}/backup",
    "restore": "{tmp}/absent",
    "purge": "--dry-run",
    "send": "",
    "person": "fdupont",
    "people": "--not-activated",
    "remind": "",
    "release": "nobody@ac-toulouse.fr --reason appel",
    "staff-code": "--generate",
    "staff add": "durand",
    "staff reset": "durand",
    "staff disable": "durand",
    "staff list": "",
    "lists check": "",
    "lists show": "",
    "texts": "",
    "pictures": "",
    "vote roll-export": "{tmp}/list.jsonl",
    "vote notices": "{tmp}/absent {tmp}/notices",
    "vote load-credentials": "{tmp}/absent",
    "vote replace-notice": "nobody --spare 7 --by Roy --witness Dubois --reason perdue",
    "vote credential": "",
    "vote keys": "",
    "vote check-share": "{tmp}/absent",
    "vote seal": "",
    "vote rehearse": "--scrutin CTM --alone",
    "vote fingerprint": "{tmp}",
    "vote status": "",
    "vote close": "",
    "vote export": "{tmp}",
    "vote count": "",
    "vote results": "",
    "vote lot": "CTM 1",
    "vote verify": "{tmp}/absent",
    "vote publish": "{tmp}/resultats",
    "audit export": "{tmp}/chain.jsonl",
    "audit verify": "",
}
"""Each command with what it needs besides the election."""

REFUSED = {
    "alert",
    *("init", "restore", "roles", "remind", "staff reset", "staff disable"),
    *("vote notices", "vote load-credentials", "vote replace-notice", "vote credential"),
    "vote keys",
    "vote check-share",
    "vote seal",
    "vote rehearse",
    *("vote fingerprint", "vote close", "vote export", "vote count", "vote lot", "vote verify"),
    "vote publish",
}
"""A file that is there, one that is not, a database without roles, an account that is not, nothing
typed."""
WITHOUT_JSON = {"serve-metrics"}
"""It answers by HTTP."""
WITHOUT_ELECTION = {"vote notices", "vote credential"}
"""Commands that are run on another machine."""

each_command = pytest.mark.parametrize("command", COMMANDS)


@pytest.fixture(autouse=True)
def one_picture(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Have one screen drawn, in a folder of the test."""
    monkeypatch.setattr(program, "SCENES", program.SCENES[:1])
    monkeypatch.setattr("tui.desk.picture_place.picture_root", lambda: tmp_path / "pictures")


def words_of(command: str, tmp_path: Path, config: Path | None = None) -> list[str]:
    named = config is not None and command not in WITHOUT_ELECTION
    election = ["--config", str(config)] if named else []
    words = COMMANDS[command].format(tmp=tmp_path).split()
    return [*command.split(), *words, "--json", *election]


def test_every_command_is_there() -> None:
    groups = {"audit": audit, "lists": lists, "staff": staff, "vote": vote}
    named = set(get_group(administration).commands) - groups.keys()
    inside = {
        f"{group} {name}" for group, app in groups.items() for name in get_group(app).commands
    }
    assert named | inside == COMMANDS.keys() | WITHOUT_JSON


@each_command
def test_it_answers_in_one_document_whose_keys_the_guide_names(
    config: Path, tmp_path: Path, command: str
) -> None:
    done = admin(*words_of(command, tmp_path, config))
    facts = json.loads(done.stdout)
    assert facts.pop("format") == 1
    assert ("error" in facts) == (command in REFUSED)
    assert done.returncode < 2, said(done)
    if command == "purge":  # the rest are the tables that it empties
        assert {"done", "stage", "rest_due", "uncounted"} <= facts.keys() & keys_in_the_guide(
            command
        )
    elif "error" not in facts:
        assert facts.keys() <= keys_in_the_guide(command)


def test_demonstrations_over_ssh_are_in_the_guide(tmp_path: Path) -> None:
    facts = {
        **{"pid": os.getpid(), "started": "", "sessions": 0, "assistance": 0, "begun": 0},
        **{"ended": 0, "faults": 0, "mean_seconds": 0, "longest_seconds": 0},
        **{"terminals": {}, "refused": {}},
    }
    (tmp_path / SSH_STATUS).write_text(json.dumps(facts), encoding="utf-8")
    done = admin("status", "--ssh", "--json", "--directory", tmp_path)
    assert json.loads(done.stdout) == {"format": 1, **facts}
    assert facts.keys() <= keys_in_the_guide("status")


def keys_in_the_guide(command: str) -> set[str]:
    guide = (ROOT / "docs" / "administration.md").read_text(encoding="utf-8")
    (line,) = [line for line in guide.splitlines() if line.startswith(f"| `{command}` |")]
    return set(re.findall(r"`([a-z_]+)`", line.split("|")[2]))


@each_command
def test_a_wrong_election_file_is_a_document_too(tmp_path: Path, command: str) -> None:
    wrong = tmp_path / "faux.toml"
    wrong.write_text("[election", encoding="utf-8")
    done = admin(*words_of(command, tmp_path, wrong))
    facts = json.loads(done.stdout)
    assert done.returncode == (2 if command == "check" else 1)
    if command == "check":
        assert facts["state"] == "fault"
    else:
        assert facts["error"]["text"]
    assert facts["format"] == 1


@each_command
@pytest.mark.parametrize("wrong", ["--inconnue", "--config"])
def test_a_wrong_use_is_a_document_too(tmp_path: Path, command: str, wrong: str) -> None:
    done = admin(*words_of(command, tmp_path), wrong)
    assert done.returncode == 2
    facts = json.loads(done.stdout)
    assert (facts["format"], facts["error"]["kind"]) == (1, "WrongUse")
    assert "--help »" in said(done)


@pytest.mark.parametrize("words", ["admin import --json", "admin --json", "nulle-part --json"])
def test_a_missing_argument_or_command_is_a_document_too(words: str) -> None:
    done = call(*words.split())
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["kind"] == "WrongUse"


def test_an_election_that_is_written_is_named(tmp_path: Path) -> None:
    path = tmp_path / "election.toml"
    done = admin("init", "--json", "--config", path)
    assert (done.returncode, json.loads(done.stdout)) == (
        0,
        {"format": 1, "file": str(path), "database": True, "roll": None},
    )


def test_an_error_that_is_worded_for_the_administrator_keeps_its_kind(config: Path) -> None:
    (config.parent / "donnees" / "keys" / "mail.key").unlink()
    done = admin("backup", config.parent / "b", "--json", "--config", config)
    assert json.loads(done.stdout)["error"]["kind"] == "KeysMissing"
