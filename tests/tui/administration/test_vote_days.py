"""`admin vote fingerprint`, `status`, `close` and `export`, as the administrator meets them."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
import time_machine

from models.services.vote import fingerprinting
from models.storage.urns import SqliteUrns
from models.tables.urn import Signature
from tests.models.clocks import paris
from tests.models.services.vote.voting_day import VotingDay
from tests.tui.administration.test_json import keys_in_the_guide
from tests.tui.commands import Called, admin, said


def run(config: Path, *words: str | Path) -> Called:
    return admin("vote", *words, "--config", config)


def facts(done: Called, command: str) -> dict[str, object]:
    """Return the JSON of a command; the guide names its keys."""
    found: dict[str, object] = json.loads(done.stdout)
    assert found.keys() - {"format"} <= keys_in_the_guide(f"vote {command}")
    return found


def test_the_board_takes_lists_away(
    sealed: Path, day: VotingDay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    day.cast([0, 1, 2])
    none = run(sealed, "fingerprint", folder)
    assert (none.returncode, none.stderr) == (0, "")
    assert "Aucune liste à écrire" in said(none)
    assert facts(run(sealed, "fingerprint", folder, "--json"), "fingerprint") == {
        "format": 1,
        "lists": [],
    }
    monkeypatch.setattr(fingerprinting, "FEWEST_NEW", 3)
    done = run(sealed, "fingerprint", folder)
    (path,) = folder.iterdir()
    page = said(done)
    assert f"CTM : 3 numéros de suivi, dans {path}" in page
    fingerprint = sha256(path.read_bytes()).hexdigest()
    assert fingerprint in page.replace(" ", "").replace("\n", "")
    assert "clés USB du bureau" in page


def test_turnout_is_read_on_a_page_of_eighty_columns(sealed: Path, day: VotingDay) -> None:
    before = said(run(sealed, "status"))
    assert "Personne n'a encore voté." in before
    day.cast([0, 1, 2])
    day.cast([0], "CTA")
    done = run(sealed, "status")
    page = said(done)
    assert (done.returncode, done.stderr) == (0, "")
    assert max(map(len, page.splitlines())) <= 80
    assert "Ont voté" in page
    assert not any(line.startswith("CTM") for line in page.splitlines())  # six people
    assert "de moins de dix électeurs : 2 scrutins." in page
    assert any(line.startswith("ven. 28 nov. 10 h 00") for line in page.splitlines())
    assert "Établissement" not in page
    assert "sans chiffres" in said(run(sealed, "status", "--schools"))
    told = facts(run(sealed, "status", "--json"), "status")
    assert (told["schools"], told["small_schools"]) == ([], 6)
    assert (told["scrutins"], told["small_scrutins"]) == ([], 2)
    assert told["total"] == {"electors": 6, "voted": 3}
    assert told["hours"] == [{"begins": "2014-11-28T09:00:00+00:00", "signatures": 4}]
    assert told["closed_at"] is None
    run(sealed, "close")
    assert "Les urnes sont closes depuis le" in said(run(sealed, "status"))


def test_the_urns_close_once_and_their_archives_are_written(
    sealed: Path, day: VotingDay, tmp_path: Path
) -> None:
    day.cast([0, 1, 2])
    early = run(sealed, "export", tmp_path)
    assert early.returncode == 1
    assert "admin vote close" in said(early)
    done = run(sealed, "close")
    assert (done.returncode, done.stderr) == (0, "")
    page = said(done)
    assert "Les urnes sont closes." in page
    assert "CTM : 3 bulletins, 3 signatures" in page
    assert "CTA : 0 bulletin, 0 signature" in page
    assert "Attention" not in page
    again = run(sealed, "close")
    assert again.returncode == 0
    assert "Les urnes étaient closes depuis le" in said(again)
    told = facts(run(sealed, "close", "--json"), "close")
    assert (told["before"], told["right"], told["in_order"]) == (True, True, True)
    exported = run(sealed, "export", tmp_path)
    assert exported.returncode == 0, exported.stderr
    path = tmp_path / f"{day.uuid('CTM')}.bel"
    assert f"CTM : 3 bulletins, dans {path}" in said(exported)
    refused = run(sealed, "export", tmp_path)
    assert "« --force »" in said(refused)
    told = facts(run(sealed, "export", tmp_path, "--force", "--json"), "export")
    assert isinstance(told["archives"], list)
    assert [one["code"] for one in told["archives"]] == ["CTM", "CTA"]
    late = run(sealed, "fingerprint", tmp_path)
    assert late.returncode == 1
    assert "arrêtez la minuterie" in said(late)


def test_what_does_not_fit_is_named_and_the_urns_are_closed(
    sealed: Path, day: VotingDay, tmp_path: Path
) -> None:
    day.cast([0, 1, 2])
    with day.espace.context.transaction():
        Signature.select().get().delete_instance()
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "CTM.txt").write_text("x\n")
    done = run(sealed, "close", "--lists", tmp_path / "lists")
    page = said(done)
    assert done.returncode == 1
    assert "Les urnes sont closes." in page
    assert "Attention, CTM : 3 bulletins pour 2 signatures." in page
    assert "CTM.txt : son empreinte n'est pas dans la chaîne d'audit" in page
    told = run(sealed, "close", "--lists", tmp_path / "lists", "--json")
    assert told.returncode == 1
    found = facts(told, "close")
    assert (found["before"], found["right"]) == (True, False)
    assert isinstance(found["lists"], dict)
    assert found["lists"]["right"] == 0


def test_an_order_that_is_still_kept_is_said(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as disturbed:
        disturbed.setattr(SqliteUrns, "forget_order", lambda *_: False)
        done = run(sealed, "close")
    assert done.returncode == 1
    assert "l'ordre dans lequel les bulletins sont venus se lit encore" in said(done)
    assert run(sealed, "close").returncode == 0


def test_the_purge_says_which_of_the_two_it_does_and_when_the_other_is_due(sealed: Path) -> None:
    with time_machine.travel(paris("2015-03-06 00:00"), tick=False):
        asked = admin("purge", "--dry-run", "--config", sealed)
        told = json.loads(admin("purge", "--yes", "--json", "--config", sealed).stdout)
        early = admin("purge", "--yes", "--config", sealed)
    assert "les détruit à partir du 4 décembre 2016" in said(asked)
    assert "bulletins" not in said(asked)
    assert (told["stage"], told["rest_due"]) == ("accounts", "2016-12-03T23:00:00+00:00")
    assert "elector" not in told
    assert early.returncode == 1
    assert "recommencez alors" in said(early)
    with time_machine.travel(paris("2016-12-04 00:00"), tick=False):
        last = said(admin("purge", "--yes", "--config", sealed))
    assert "6  personnes de la liste électorale" in last
    assert "  clés du bureau" in last
    assert "Les résultats, les empreintes" in last
