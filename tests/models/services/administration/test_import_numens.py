"""NUMENs of a roll: hashed before it is loaded, corrected if no one has used them yet."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from models import (
    Espace,
    ImportOptions,
    MailboxSignInRefused,
    Progress,
    RollError,
    Stage,
)
from models.crypto.password_hashes import PasswordHashes
from models.services.administration.roll_import import import_roll
from models.tables.mailboxes import Mailbox, MailboxNumen, PreparedHash
from tests.models.rolls import HEADER, person, write_roll
from tests.models.steps import SOURCE

pytestmark = pytest.mark.usefixtures("either_writing")

FIRST, OTHER = "16E0501234ABC", "16E0505678XYZ"
WITH_NUMENS = f"{HEADER},numen"


class CountedHashes(PasswordHashes):
    """Hashes that are counted."""

    made = 0

    def make(self, password: str) -> str:
        self.made += 1
        return super().make(password)


def numens_roll(directory: Path, **numens: str) -> Path:
    """Write a roll of people and their NUMENs."""
    lines = [f"{person(uid)},{numen}" for uid, numen in numens.items()]
    return write_roll(directory, *lines, header=WITH_NUMENS)


def test_a_numen_opens_the_mailbox_it_made(empty: Espace, tmp_path: Path) -> None:
    report = empty.administration.import_roll(numens_roll(tmp_path, a1=FIRST, b1=""), source=SOURCE)
    assert report.mailboxes == 1
    assert empty.mailbox.open("a1", FIRST, source=SOURCE).numen_in_use
    with pytest.raises(MailboxSignInRefused):
        empty.mailbox.open("b1", FIRST, source=SOURCE)


def test_neither_numen_nor_bare_digest_is_left_in_the_database(
    empty: Espace, tmp_path: Path
) -> None:
    empty.administration.import_roll(numens_roll(tmp_path, a1=FIRST), source=SOURCE)
    with empty.context.connection():
        assert not PreparedHash.select().exists()
        (kept,) = MailboxNumen.select()
        (box,) = Mailbox.select()
    assert FIRST not in f"{kept.digest}{box.password_hash}"
    assert len(kept.digest) == 64


def test_a_corrected_numen_replaces_the_one_that_nobody_has_used(
    empty: Espace, tmp_path: Path
) -> None:
    empty.administration.import_roll(numens_roll(tmp_path, a1=FIRST), source=SOURCE)
    report = empty.administration.import_roll(numens_roll(tmp_path, a1=OTHER), source=SOURCE)
    assert (report.numens_replaced, report.mailboxes, report.numens_late) == (1, 0, 0)
    with pytest.raises(MailboxSignInRefused):
        empty.mailbox.open("a1", FIRST, source=SOURCE)
    assert empty.mailbox.open("a1", OTHER, source=SOURCE).numen_in_use


def test_a_corrected_numen_of_an_open_mailbox_is_told_and_left(
    empty: Espace, tmp_path: Path
) -> None:
    empty.administration.import_roll(numens_roll(tmp_path, a1=FIRST), source=SOURCE)
    empty.mailbox.open("a1", FIRST, source=SOURCE)
    report = empty.administration.import_roll(numens_roll(tmp_path, a1=OTHER), source=SOURCE)
    assert (report.numens_replaced, report.numens_late) == (0, 1)
    assert empty.mailbox.open("a1", FIRST, source=SOURCE).numen_in_use
    same = empty.administration.import_roll(numens_roll(tmp_path, a1=FIRST), source=SOURCE)
    assert (same.numens_replaced, same.numens_late) == (0, 0)


def test_a_mailbox_opened_while_its_numen_is_corrected_keeps_its_own(
    empty: Espace, tmp_path: Path
) -> None:
    empty.administration.import_roll(numens_roll(tmp_path, a1=FIRST), source=SOURCE)

    def visit(progress: Progress) -> None:
        if progress.stage is Stage.HASHING and progress.done == progress.total:
            with ThreadPoolExecutor() as pool:
                pool.submit(empty.mailbox.open, "a1", FIRST, source=SOURCE).result()

    report = empty.administration.import_roll(
        numens_roll(tmp_path, a1=OTHER), source=SOURCE, tell=visit
    )
    assert report.numens_replaced == 0
    assert empty.mailbox.open("a1", FIRST, source=SOURCE).numen_in_use


def test_the_same_numens_are_not_hashed_again(empty: Espace, tmp_path: Path) -> None:
    hashes = CountedHashes(empty.election.security)
    context = replace(empty.context, hashes=hashes)
    for _ in range(2):
        import_roll(context, numens_roll(tmp_path, a1=FIRST, b1=OTHER), source=SOURCE)
    assert hashes.made == 2


def test_hashes_made_before_an_interruption_are_used_by_the_next_run(
    empty: Espace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.roll.numens.HASHES_A_BATCH", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    people = {f"p{number}": f"16E050{number:04}ABC" for number in range(5)}
    path = numens_roll(tmp_path, **people)

    def interrupt(progress: Progress) -> None:
        if progress.stage is Stage.HASHING and progress.done == 3:
            raise KeyboardInterrupt

    first, second = (CountedHashes(empty.election.security) for _ in range(2))
    with pytest.raises(KeyboardInterrupt):
        import_roll(replace(empty.context, hashes=first), path, source=SOURCE, tell=interrupt)
    report = import_roll(replace(empty.context, hashes=second), path, source=SOURCE)
    assert (first.made, second.made) == (3, 2)
    assert report.mailboxes == 5
    assert empty.mailbox.open("p0", people["p0"], source=SOURCE).numen_in_use


def test_a_dry_run_hashes_nothing(empty: Espace, tmp_path: Path) -> None:
    hashes = CountedHashes(empty.election.security)
    context = replace(empty.context, hashes=hashes)
    options = ImportOptions(dry_run=True)
    report = import_roll(context, numens_roll(tmp_path, a1=FIRST), source=SOURCE, options=options)
    assert (report.mailboxes, hashes.made) == (1, 0)


def test_a_mail_system_of_its_own_leaves_the_numens_out(empty: Espace, tmp_path: Path) -> None:
    mail = empty.election.mail.changed(backend="smtp-imap")
    election = empty.election.changed(mail=mail)
    context = replace(empty.context, election=election)
    report = import_roll(context, numens_roll(tmp_path, a1="illisible"), source=SOURCE)
    assert (report.mailboxes, report.numens_ignored) == (0, True)


def test_numens_may_be_left_out_on_purpose(empty: Espace, tmp_path: Path) -> None:
    path = numens_roll(tmp_path, a1=FIRST)
    report = empty.administration.import_roll(
        path, source=SOURCE, options=ImportOptions(numens=False)
    )
    assert (report.mailboxes, report.numens_ignored) == (0, True)
    assert empty.administration.import_roll(path, source=SOURCE).mailboxes == 1


def test_no_file_holds_a_numen_while_and_after_they_are_hashed(
    file_espace: Espace, tmp_path: Path
) -> None:
    path = numens_roll(tmp_path, a1=FIRST, b1=OTHER)
    data = Path((file_espace.election.database.url or "").removeprefix("sqlite:///")).parent
    seen: list[bytes] = []

    def look(progress: Progress) -> None:
        seen.append(b"".join(file.read_bytes() for file in data.rglob("*") if file.is_file()))

    file_espace.administration.import_roll(path, source=SOURCE, tell=look)
    assert len(seen) >= len(Stage)
    assert not [numen for numen in (FIRST, OTHER) if numen.encode() in b"".join(seen)]


@pytest.mark.parametrize("later", [{"a1": OTHER, "b1": OTHER}, {"a1": FIRST}, {}])
def test_a_file_that_changes_while_its_numens_are_hashed_loads_nothing(
    empty: Espace, tmp_path: Path, later: dict[str, str]
) -> None:
    path = numens_roll(tmp_path, a1=FIRST, b1=OTHER)

    def change(progress: Progress) -> None:
        if progress.stage is Stage.HASHING and progress.done == 0:
            numens_roll(tmp_path, **later)

    with pytest.raises(RollError, match="a changé pendant l'importation"):
        empty.administration.import_roll(path, source=SOURCE, tell=change)
    assert empty.administration.count_progress().total.electors == 0
    numens_roll(tmp_path, a1=FIRST, b1=OTHER)
    assert empty.administration.import_roll(path, source=SOURCE).mailboxes == 2
