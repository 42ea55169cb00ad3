"""Publishing: on its day and whole, what anybody verifies with the tool alone."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import subprocess
import sys
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import html

from models import PublicationReport
from models.errors import (
    NothingToDo,
    OutputRefused,
    PresenceNeeded,
    ResultsNotReady,
    SealBroken,
    WindowNotOpen,
)
from models.rules.fingerprints import say_fingerprint
from models.tables.audit import AuditEvent
from models.tables.count import ScrutinCount
from models.tables.electors import Scrutin
from models.tables.notices import PublicCredential
from models.views.bureau import BoardStage, StageStanding
from tests.architecture.source_tree import ROOT
from tests.models.counts import RESULTS_DAY
from tests.models.polls import Poll
from tests.models.processes.counting import Sitting
from tests.models.services.board import count
from tests.models.services.board.members import FIRST, PRESIDENT, SECOND, acts, present
from tests.models.steps import SOURCE

TWO_YEARS = RESULTS_DAY + timedelta(days=730)


def count_all(poll: Poll) -> Poll:
    """Have the urns counted, and go to the day of the results."""
    for member in (PRESIDENT, FIRST, SECOND):
        count.take(poll, member)
    count.finish(poll)
    poll.clock.go(RESULTS_DAY)
    return poll


@pytest.fixture
def counted(added_up: Poll, tmp_path_factory: pytest.TempPathFactory) -> Poll:
    """The day of the results, its minutes written, on both databases."""
    write_minutes(count_all(added_up), tmp_path_factory.mktemp("minutes"))
    return added_up


@pytest.fixture
def uncertified(file_poll: Poll) -> Poll:
    """The same on a file, before its minutes: what is published is the same on both."""
    count.vote(file_poll)
    count.close(file_poll)
    count.add_up(file_poll)
    return count_all(file_poll)


@pytest.fixture
def counted_file(uncertified: Poll, tmp_path_factory: pytest.TempPathFactory) -> Poll:
    """The same with its minutes."""
    write_minutes(uncertified, tmp_path_factory.mktemp("minutes"))
    return uncertified


def write_minutes(poll: Poll, folder: Path) -> None:
    """Write the minutes of what is counted, as the board has to before."""
    folder.mkdir(exist_ok=True)
    there = present(poll.espace, PRESIDENT)
    poll.espace.board.write_minutes(there, folder, force=True, source=SOURCE)


def publish(poll: Poll, folder: Path, *, force: bool = False) -> PublicationReport:
    return poll.espace.administration.publish_results(folder, force=force, source=SOURCE)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_not_a_second_before_its_day(counted: Poll, tmp_path: Path) -> None:
    counted.clock.go(RESULTS_DAY - timedelta(seconds=1))
    with pytest.raises(WindowNotOpen, match="à partir du 5 décembre à 0 h"):
        publish(counted, tmp_path / "web")
    assert not (tmp_path / "web").exists()


def test_killed_at_any_moment_it_leaves_a_whole_publication(
    counted_file: Poll, tmp_path: Path
) -> None:
    folder = tmp_path / "web"
    publish(counted_file, folder)
    before = contents(folder)
    counted_file.espace.close()
    done = subprocess.run(
        [sys.executable, "-m", "tests.models.processes.publishing", str(folder)],
        input=Sitting.of(counted_file.espace.election, tmp_path, RESULTS_DAY).as_text(),
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    killed, left = map(int, done.stdout.split())
    assert (killed > 5, left > 5) == (True, True)
    assert [path.name for path in tmp_path.glob(".web*")] == []
    assert contents(folder) == before


def test_everything_is_there_and_anybody_may_read_it(counted: Poll, tmp_path: Path) -> None:
    report = publish(counted, tmp_path / "web")
    files = contents(tmp_path / "web")
    assert (report.scrutins, report.uncounted) == (("CTM", "CTA", "CAPN-certifie"), ())
    assert (report.files, report.size) == (len(files), sum(map(len, files.values())))
    assert files["SHA256SUMS"].decode().splitlines() == [
        f"{sha256(files[path]).hexdigest()}  {path}"
        for path in sorted(files)
        if path != "SHA256SUMS"
    ]
    assert report.fingerprint == sha256(files["SHA256SUMS"]).hexdigest()
    for path in (tmp_path / "web", *(tmp_path / "web").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o755 if path.is_dir() else 0o644)
    assert [path.name for path in tmp_path.glob(".web*")] == []
    with counted.espace.context.connection():
        kinds = [event.kind for event in AuditEvent.select()]
    assert kinds.count(f"results_published/{report.fingerprint[:32]}") == 1


def test_the_tables_say_what_the_urns_gave(counted_file: Poll, tmp_path: Path) -> None:
    publish(counted_file, tmp_path / "web")
    told = json.loads((tmp_path / "web" / "resultats.json").read_text())
    assert (told["format"], told["version"]) == ("espace-electeur/results", 1)
    for scrutin in told["scrutins"]:
        blank, *votes = count.expected(scrutin["code"])
        assert (scrutin["blank"], [one["votes"] for one in scrutin["lists"]]) == (blank, votes)
        alone = json.loads((tmp_path / "web" / "scrutins" / f"{scrutin['code']}.json").read_text())
        assert alone["scrutins"] == [scrutin]
    text = (tmp_path / "web" / "resultats.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["scrutin"] == "CTM"]
    assert [int(row["voix"]) for row in rows] == list(count.expected("CTM"))[1:]
    assert {row["electeurs"] for row in rows} == {"66"}


def test_the_three_commands_of_the_page_verify_an_archive_alone(
    counted_file: Poll, tmp_path: Path
) -> None:
    publish(counted_file, tmp_path / "web")
    web, alone = tmp_path / "web", tmp_path / "alone"
    page = html.fromstring((web / "verifier.html").read_text(encoding="utf-8"))
    for href in page.xpath("//p[contains(., 'dossier vide')]/a/@href"):
        alone.mkdir(exist_ok=True)
        (alone / Path(href).name).write_bytes((web / href).read_bytes())
    commands = [str(code.text_content()) for code in page.xpath("//pre/code")]
    said = []
    for command in commands:
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=alone,
            env={"PATH": os.defpath, "BELENIOS_USE_URANDOM": "1"},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        said.append(done.stderr + done.stdout)
    shown = " ".join(str(page.text_content()).split())
    assert say_fingerprint(said[0].split()[0]) in shown
    assert "all checks passed" in said[1]
    assert "Tout est conforme : 7 bulletins." in said[2]
    lines = said[2].splitlines()
    setup = lines[lines.index("À comparer avec le procès-verbal du scellement :") + 1]
    assert setup in shown
    assert len(setup.replace(" ", "")) == 64
    assert json.loads(said[2].splitlines()[-1])["result"] == [list(count.expected("CTM"))]


def test_the_script_is_that_of_the_guide() -> None:
    published = ROOT / "models" / "published" / "verifier.sh"
    assert published.read_bytes() == (ROOT / "docs" / "vote" / "verifier.sh").read_bytes()


def test_another_publication_takes_its_place_and_nothing_else_does(
    counted_file: Poll, tmp_path: Path
) -> None:
    web = tmp_path / "web"
    web.mkdir()
    first = publish(counted_file, web)
    before = contents(web)
    with pytest.raises(OutputRefused, match="« --force »"):
        publish(counted_file, web)
    (web / "resultats.csv").unlink()
    counted_file.clock.pass_by(days=3)
    assert publish(counted_file, web, force=True) == first
    assert contents(web) == before
    (web / "thesis.tex").write_text("ten years of work")
    with pytest.raises(OutputRefused, match="contient autre chose"):
        publish(counted_file, web, force=True)
    assert (web / "thesis.tex").read_text() == "ten years of work"


@pytest.mark.parametrize("sums", [False, True])
def test_a_site_of_the_same_names_is_never_replaced(
    counted_file: Poll, tmp_path: Path, sums: bool
) -> None:
    web = tmp_path / "web"
    if sums:
        publish(counted_file, web)
    (web / "archives").mkdir(parents=True, exist_ok=True)
    (web / "index.html").write_text("my own site")
    (web / "archives" / "precious.txt").write_text("x")
    before = contents(web)
    with pytest.raises(OutputRefused, match="contient autre chose"):
        publish(counted_file, web, force=True)
    assert contents(web) == before


def test_without_the_minutes_of_the_board_nothing_is_published(
    uncertified: Poll, tmp_path: Path
) -> None:
    with pytest.raises(ResultsNotReady, match="La présidence ou le secrétariat les écrit"):
        publish(uncertified, tmp_path / "web")
    assert not (tmp_path / "web").exists()


def test_what_is_not_counted_yet_holds_it_all_back(added_up: Poll, tmp_path: Path) -> None:
    added_up.clock.go(RESULTS_DAY)
    with pytest.raises(ResultsNotReady, match="Finissez le dépouillement"):
        publish(added_up, tmp_path / "web")
    assert not (tmp_path / "web").exists()


def test_an_urn_that_cannot_be_counted_is_named_and_the_others_are_published(
    counted: Poll, tmp_path: Path
) -> None:
    def spoil() -> None:
        number = Scrutin.get(Scrutin.code == "CTA").id
        ScrutinCount.update(tally="", result="", counted_at=None, trouble="L'urne a changé.").where(
            ScrutinCount.scrutin == number
        ).execute()

    count.change(counted, spoil)
    write_minutes(counted, tmp_path / "again")
    report = publish(counted, tmp_path / "web")
    assert (report.scrutins, report.uncounted) == (("CTM", "CAPN-certifie"), ("CTA",))
    files = contents(tmp_path / "web")
    assert "L’urne a changé." in files["index.html"].decode()
    assert "scrutins/CTA.html" not in files
    assert "proces-verbaux/proces-verbal-CTA.pdf" in files


def test_where_no_urn_can_be_counted_the_minutes_and_pages_say_why(
    file_poll: Poll, tmp_path: Path
) -> None:
    count.vote(file_poll)
    count.close(file_poll)
    count.change(file_poll, lambda: PublicCredential.delete().execute())
    assert count.add_up(file_poll).counted
    state = file_poll.espace.board.state()
    stages = {one.stage: one for one in state.stages}
    assert state.counted_at is not None
    assert stages[BoardStage.COUNT].standing is StageStanding.DONE
    assert stages[BoardStage.MINUTES].standing is StageStanding.NOW
    file_poll.clock.go(RESULTS_DAY)
    write_minutes(file_poll, tmp_path / "minutes")
    report = publish(file_poll, tmp_path / "web")
    assert (report.scrutins, report.uncounted) == ((), ("CTM", "CTA", "CAPN-certifie"))
    assert "Aucun scrutin n’a été dépouillé" in (tmp_path / "web" / "verifier.html").read_text()
    minutes = json.loads((tmp_path / "minutes" / "proces-verbal-CTM.json").read_text())
    assert "ne sont plus ceux qui ont été scellés" in minutes["trouble"]


def test_a_ballot_that_is_not_what_was_counted_leaves_nothing(
    counted: Poll, tmp_path: Path
) -> None:
    def other() -> None:
        ScrutinCount.update(archive="0" * 64).execute()

    count.change(counted, other)
    with pytest.raises(SealBroken, match="CTM"):
        publish(counted, tmp_path / "web")
    assert not (tmp_path / "web").exists()
    assert [path.name for path in tmp_path.glob(".web*")] == []


def test_minutes_that_are_no_more_those_that_were_signed_hold_it_back(
    counted: Poll, tmp_path: Path
) -> None:
    there = present(counted.espace, PRESIDENT)
    (tmp_path / "stick").mkdir()
    counted.espace.board.write_minutes(there, tmp_path / "stick", source=SOURCE)
    publish(counted, tmp_path / "web")
    signed = (tmp_path / "stick" / "proces-verbal-CTM.pdf").read_bytes()
    shown = tmp_path / "web" / "proces-verbaux" / "proces-verbal-CTM.pdf"
    assert shown.read_bytes() == signed
    counted.espace.board.report_incident(there, "Une remarque.", scrutin="CTM", source=SOURCE)
    with pytest.raises(ResultsNotReady, match=r"a écrits \(CTM\)"):
        publish(counted, tmp_path / "web", force=True)
    assert shown.read_bytes() == signed


def test_the_board_publishes_before_its_president(counted_file: Poll, tmp_path: Path) -> None:
    board = counted_file.espace.board
    with pytest.raises(PresenceNeeded):
        board.publish(present(counted_file.espace, FIRST), tmp_path / "web", source=SOURCE)
    there = present(counted_file.espace, PRESIDENT)
    report = board.publish(there, tmp_path / "web", source=SOURCE)
    assert report.scrutins
    assert acts(counted_file.espace)[-1] == f"board_publish/{PRESIDENT}"


def test_once_the_urns_are_destroyed_the_folder_remains_and_none_is_made(
    counted_file: Poll, tmp_path: Path
) -> None:
    publish(counted_file, tmp_path / "web")
    before = contents(tmp_path / "web")
    counted_file.clock.go(TWO_YEARS)
    counted_file.espace.administration.purge_election(dry_run=False, source=SOURCE)
    with pytest.raises(NothingToDo, match="dossier qui a été publié"):
        publish(counted_file, tmp_path / "web", force=True)
    assert contents(tmp_path / "web") == before
