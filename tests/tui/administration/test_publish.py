"""`admin vote publish`, as the administrator meets it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from tests.models.services.board.members import present
from tests.models.services.vote.voting_day import VotingDay
from tests.models.steps import SOURCE
from tests.tui.administration.test_json import keys_in_the_guide
from tests.tui.administration.test_vote_count import FIRST, PRESIDENT, SECOND, come, run
from tests.tui.commands import said


def test_the_results_are_published_once_they_are_there(
    sealed: Path, day: VotingDay, tmp_path: Path
) -> None:
    day.cast([1])
    run(sealed, "close")
    folder = tmp_path / "resultats"
    early = run(sealed, "publish", folder)
    assert (early.returncode, folder.exists()) == (1, False)
    assert "Finissez le dépouillement" in said(early)
    assert come(sealed, PRESIDENT, FIRST, SECOND).returncode == 0
    unsigned = run(sealed, "publish", folder)
    assert (unsigned.returncode, folder.exists()) == (1, False)
    assert "n'a pas encore écrit tous les procès-verbaux : il manque CTM, CTA" in said(unsigned)
    (tmp_path / "minutes").mkdir()
    there = present(day.espace, 1)
    day.espace.board.write_minutes(there, tmp_path / "minutes", source=SOURCE)
    done = run(sealed, "publish", folder)
    page = " ".join(said(done).split())
    assert done.returncode == 0, page
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert f"Publié dans {folder} : 2 scrutins, {len(files)} fichiers." in page
    fingerprint = sha256((folder / "SHA256SUMS").read_bytes()).hexdigest()
    assert fingerprint in page.replace(" ", "")
    refused = run(sealed, "publish", folder)
    assert (refused.returncode, "« --force »" in said(refused)) == (1, True)
    told = json.loads(run(sealed, "publish", folder, "--force", "--json").stdout)
    assert told.keys() - {"format"} == keys_in_the_guide("vote publish")
    assert (told["scrutins"], told["fingerprint"]) == (["CTM", "CTA"], fingerprint)


def test_before_the_seal_it_says_what_comes_first(config: Path, tmp_path: Path) -> None:
    done = run(config, "publish", tmp_path / "web")
    assert done.returncode == 1
    assert "admin vote seal" in said(done)
    assert not (tmp_path / "web").exists()
