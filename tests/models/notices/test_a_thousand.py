"""A thousand notices printed, read back from their PDF, and loaded."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import Espace, private_credential
from models.rules.text import fold_accents
from models.voting.credentials import public_credential
from models.voting.group import point_text
from tests.architecture.source_tree import ROOT
from tests.journeys.kiosk.traces import in_memory
from tests.models.clocks import HandClock
from tests.models.databases import SqliteDatabases
from tests.models.notices.printed import Printed, pages_of, read_notices
from tests.models.notices.rolls import NAMES, Made, load_roll, make, roll_lines
from tests.models.steps import SOURCE, person_on_roll
from tests.private_memory import watched

PEOPLE, SCHOOLS, SPARES = 1_000, 25, 20

WAITING = """
import sys
from pathlib import Path
from models import Espace, SystemClock
from tests.models.databases import election_on

url, keys, public = sys.argv[1:]
espace = Espace(election_on(url, Path(keys)), SystemClock())
print(espace.vote.load_credentials(Path(public), replace=True, source="serveur").credentials)
sys.stdout.flush()
sys.stdin.read()
"""
"""A server that has loaded the public part and goes on."""


@pytest.fixture
def loaded(sqlite: SqliteDatabases, tmp_path: Path) -> Iterator[Espace]:
    """An election with so many people."""
    espace = Espace(sqlite.filled(tmp_path), HandClock())
    load_roll(espace, tmp_path / "roll", roll_lines(PEOPLE, SCHOOLS))
    yield espace
    espace.close()


def test_a_thousand_notices_are_printed_read_back_and_loaded(
    loaded: Espace, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    made = make(loaded, tmp_path / "made", spares=SPARES)
    printed = read_notices(made.directory)
    with subtests.test("each elector has one notice, in their school"):
        each_elector_has_one(made, printed)
    with subtests.test("the sheet of a school has its people by name"):
        the_sheet_has_its_people(made, printed)
    with subtests.test("the credentials of the paper are those of the public file"):
        the_credentials_are_public(made, printed)
    with subtests.test("the server takes them in, and knows whose they are"):
        the_server_knows_them(loaded, made, printed)
    with subtests.test("no identifier is anywhere but on the paper"):
        no_identifier_is_elsewhere(loaded, made, printed, tmp_path)


def each_elector_has_one(made: Made, printed: list[Printed]) -> None:
    lines = [json.loads(line) for line in made.export.read_text("utf-8").splitlines()[1:-1]]
    assert [one.number for one in printed] == list(range(1, PEOPLE + SPARES + 1))
    assert len({one.identifier.characters for one in printed}) == PEOPLE + SPARES
    for one, (_, civility, first, last, corps, uai, school, _) in zip(printed, lines, strict=False):
        assert one.file == f"{uai}-notices.pdf"
        named = f"{civility} {first} {last}".replace("'", "’")
        assert named in one.words
        assert corps in one.words
        assert school.replace("« ", "«\u00a0")[:8] in one.words
    assert all("Notice de réserve" in one.words for one in printed[PEOPLE:])
    assert Counter(one.file for one in printed[:PEOPLE]) == {
        f"{3100000 + school:07}A-notices.pdf": PEOPLE // SCHOOLS for school in range(SCHOOLS)
    }


def the_sheet_has_its_people(made: Made, printed: list[Printed]) -> None:
    pages = pages_of(made.directory / "3100000A-emargement.pdf")
    assert all(f"{page} / {len(pages)}" in words for page, words in enumerate(pages, 1))
    words = " ".join(" ".join(pages).split())
    numbers = [str(one.number) for one in printed if one.file == "3100000A-notices.pdf"]
    assert all(re.search(rf"\b{number}\b", words) for number in numbers)
    names = [name.replace("'", "’") for name in NAMES]
    found = re.findall("|".join(map(re.escape, names)), words)
    assert found == sorted(found, key=lambda name: fold_accents(name).casefold())
    register = " ".join(pages_of(made.directory / "reserve-registre.pdf"))
    assert str(PEOPLE + SPARES) in re.sub(r"(?<=\d)\s(?=\d{3})", "", register)


def the_credentials_are_public(made: Made, printed: list[Printed]) -> None:
    lines = [json.loads(line) for line in made.public.read_text("utf-8").splitlines()]
    uuids = [one["uuid"] for one in lines[0]["scrutins"]]
    notices, keys = lines[1 : PEOPLE + SPARES + 1], lines[PEOPLE + SPARES + 1 : -1]
    derived = []
    for one, (number, _, links) in zip(printed, notices, strict=True):
        assert number == one.number
        private = private_credential(one.identifier)
        for scrutin, link in links:
            key = public_credential(private, uuids[scrutin])
            derived.append([scrutin, point_text(key)])
            assert link == one.identifier.link(number, uuids[scrutin], key)
    assert sorted(derived) == keys, "in the order of the keys, not of the notices"


def the_server_knows_them(loaded: Espace, made: Made, printed: list[Printed]) -> None:
    report = loaded.vote.load_credentials(made.public, replace=True, source=SOURCE)
    assert (report.electors, report.spares) == (PEOPLE, SPARES)
    assert report.fingerprint == made.report.fingerprint
    lines = [json.loads(line) for line in made.export.read_text("utf-8").splitlines()[1:-1]]
    for number in (0, 499, 999):
        elector = person_on_roll(loaded, lines[number][0])
        key = loaded.vote.credential_of(elector, "CTM", printed[number].identifier)
        assert f'[0,"{key}"]' in made.public.read_text("utf-8")


def no_identifier_is_elsewhere(
    loaded: Espace, made: Made, printed: list[Printed], place: Path
) -> None:
    """Not in the database, a log, a temporary file, or the memory of a process that still runs."""
    secrets = [
        text
        for one in printed
        for text in (
            one.identifier.characters,
            one.identifier.shown,
            private_credential(one.identifier),
        )
    ]
    section = loaded.election.database
    words = [section.url or "", str(section.keys), str(made.public)]
    command = watched(sys.executable, "-c", WAITING, *words)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as server:
        assert server.stdout is not None
        assert int(server.stdout.readline()) > PEOPLE
        assert in_memory(server.pid, secrets[::150]) == set()
        assert in_memory(server.pid, [made.report.fingerprint]) == {made.report.fingerprint}
    files = [path for path in place.rglob("*") if path.is_file() and path.suffix != ".pdf"]
    assert {".sqlite", ".sqlite-wal", ".key", ".jsonl"} <= {path.suffix for path in files}
    found = {word for path in files for word in re.findall(rb"[\w-]{20,27}", path.read_bytes())}
    assert not {secret.encode() for secret in secrets} & found
    assert not [path for path in files if secrets[1].encode() in path.read_bytes()]
