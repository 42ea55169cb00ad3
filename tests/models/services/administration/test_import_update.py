"""A roll that is loaded again: what differs is written, who is left out is reported."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from models import DatabaseBusy, Espace, ImportOptions, Progress, RollError, Stage
from models.errors import ManyRemovals
from models.tables.electors import Elector, RollEntry
from tests.models.rolls import HEADER, person, write_roll
from tests.models.steps import PASSWORD, SOURCE, account_of, create, open_box, sample, sign_in

pytestmark = pytest.mark.usefixtures("either_writing")

REMOVE = ImportOptions(remove=True, removes_many=True)
REMOVE_ALL = ImportOptions(remove=True, remove_accounts=True, removes_many=True)


def create_as_owner(espace: Espace) -> None:
    """Create the account of Mme Dupont, her mailbox open."""
    address, box = sample("fdupont").address, open_box(espace, "fdupont")
    espace.account.create(address, PASSWORD, PASSWORD, mailbox=box, source=SOURCE)


def names(espace: Espace) -> set[str]:
    with espace.context.connection():
        return {row.uid for row in Elector.select()}


def test_who_is_new_who_changed_and_who_is_left_out_is_counted(
    empty: Espace, tmp_path: Path
) -> None:
    first = [person("a1"), person("b1"), person("c1"), person("d1")]
    empty.administration.import_roll(write_roll(tmp_path, *first), source=SOURCE)
    again = [person("a1"), person("b1", corps="certifie"), person("c1", "x@ac-toulouse.fr")]
    path = write_roll(tmp_path, *again, person("e1"))
    report = empty.administration.import_roll(path, source=SOURCE)
    assert (report.added, report.changed, report.unchanged) == (1, 2, 1)
    assert (report.left_out, report.removed, report.electors) == (1, 0, 4)
    assert names(empty) == {"a1", "b1", "c1", "d1", "e1"}


def test_a_roll_loaded_twice_changes_nothing(empty: Espace, tmp_path: Path) -> None:
    path = write_roll(tmp_path, person("a1"), person("b1"))
    empty.administration.import_roll(path, source=SOURCE)
    report = empty.administration.import_roll(path, source=SOURCE)
    assert (report.added, report.changed, report.unchanged, report.left_out) == (0, 0, 2, 0)


def test_the_number_of_a_person_who_was_removed_is_given_to_nobody(
    empty: Espace, tmp_path: Path
) -> None:
    def number(user_name: str) -> int:
        with empty.context.connection():
            row: Elector = Elector.get(Elector.uid == user_name)
            return row.id

    load = empty.administration.import_roll
    load(write_roll(tmp_path, person("a1"), person("b1")), source=SOURCE)
    removed = number("b1")
    load(write_roll(tmp_path, person("a1")), source=SOURCE, options=REMOVE)
    load(write_roll(tmp_path, person("c1"), person("a1")), source=SOURCE)
    assert number("c1") > removed


def test_an_account_that_was_only_asked_for_keeps_nobody_on_the_roll(
    empty: Espace, tmp_path: Path
) -> None:
    load = empty.administration.import_roll
    load(write_roll(tmp_path, person("a1"), person("b1")), source=SOURCE)
    create(empty, "b1@ac-toulouse.fr")
    report = load(write_roll(tmp_path, person("a1")), source=SOURCE, options=REMOVE)
    assert (report.removed, report.kept_accounts) == (1, 0)


def test_other_scrutins_alone_are_a_change(empty: Espace, tmp_path: Path) -> None:
    header = f"{HEADER},scrutins"
    empty.administration.import_roll(
        write_roll(tmp_path, person("a1") + ",", header=header), source=SOURCE
    )
    path = write_roll(tmp_path, person("a1") + ",CTM", header=header)
    assert empty.administration.import_roll(path, source=SOURCE).changed == 1
    with empty.context.connection():
        assert RollEntry.select().count() == 1


def test_those_left_out_are_removed_when_asked_and_their_places_with_them(
    empty: Espace, tmp_path: Path
) -> None:
    empty.administration.import_roll(
        write_roll(tmp_path, person("a1"), person("b1")), source=SOURCE
    )
    report = empty.administration.import_roll(
        write_roll(tmp_path, person("a1")), source=SOURCE, options=REMOVE
    )
    assert (report.left_out, report.removed, report.kept_accounts) == (1, 1, 0)
    assert names(empty) == {"a1"}
    with empty.context.connection():
        assert RollEntry.select().count() == 4


def test_a_file_that_leaves_out_much_of_the_roll_removes_nobody_unasked(
    empty: Espace, tmp_path: Path
) -> None:
    everybody = [person(f"p{number}") for number in range(40)]
    load = empty.administration.import_roll
    load(write_roll(tmp_path, *everybody), source=SOURCE)
    unasked = ImportOptions(remove=True)
    with pytest.raises(ManyRemovals, match="« --yes »"):
        load(write_roll(tmp_path, *everybody[3:]), source=SOURCE, options=unasked)
    assert len(names(empty)) == 40
    few = load(write_roll(tmp_path, *everybody[2:]), source=SOURCE, options=unasked)
    assert (few.removed, len(names(empty))) == (2, 38)


def test_somebody_with_an_account_is_kept_and_told(espace: Espace, tmp_path: Path) -> None:
    create_as_owner(espace)
    report = espace.administration.import_roll(
        write_roll(tmp_path, person("a1")), source=SOURCE, options=REMOVE
    )
    assert (report.left_out, report.removed, report.kept_accounts) == (6, 2, 4)
    assert names(espace) == {"a1", "fdupont", "ifabre", "kbenali", "hcazenave"}
    assert sign_in(espace, "kbenali", "Pastel9Cassoulet").person.user_name == "kbenali"


def test_accounts_go_too_where_that_is_asked_for(espace: Espace, tmp_path: Path) -> None:
    report = espace.administration.import_roll(
        write_roll(tmp_path, person("a1")), source=SOURCE, options=REMOVE_ALL
    )
    assert (report.removed, report.kept_accounts) == (6, 0)
    assert names(espace) == {"a1"}
    assert account_of(espace, sample("kbenali").address) is None
    assert espace.administration.verify_audit().first_fault is None


def test_the_address_of_somebody_removed_is_free(empty: Espace, tmp_path: Path) -> None:
    empty.administration.import_roll(write_roll(tmp_path, person("a1")), source=SOURCE)
    path = write_roll(tmp_path, person("b1", "a1@ac-toulouse.fr"))
    with pytest.raises(RollError, match="autre personne"):
        empty.administration.import_roll(path, source=SOURCE)
    assert empty.administration.import_roll(path, source=SOURCE, options=REMOVE).removed == 1
    assert names(empty) == {"b1"}


def test_an_address_whose_owner_has_just_made_an_account_is_not_taken_away(
    espace: Espace, tmp_path: Path
) -> None:
    """The account is made between the comparison and the writing: start again."""
    address = sample("fdupont").address
    path = write_roll(tmp_path, person("a1", address))

    def visit(progress: Progress) -> None:
        if progress == Progress(Stage.COMPARING, 1, 1):
            with ThreadPoolExecutor() as pool:
                pool.submit(create_as_owner, espace).result()

    with pytest.raises(DatabaseBusy, match="rien n'a été chargé"):
        espace.administration.import_roll(path, source=SOURCE, options=REMOVE, tell=visit)
    assert "fdupont" in names(espace)
    assert account_of(espace, address) is not None
