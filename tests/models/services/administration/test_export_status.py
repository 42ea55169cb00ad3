"""The counts of the election in a file for a spreadsheet."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import pytest

from models import Espace, StatusAxis, status_csv
from models.errors import OutputRefused
from tests.models.steps import activate


@pytest.mark.parametrize("axis", list(StatusAxis))
def test_the_file_holds_what_the_status_says(
    espace: Espace, tmp_path: Path, axis: StatusAxis
) -> None:
    activate(espace, "fdupont")
    path = tmp_path / "avancement.csv"
    found = espace.administration.export_status(path, axis)
    assert found == espace.administration.count_progress(axis)
    text = path.read_bytes().decode()
    assert text == status_csv(found)
    heading, *lines, total = csv.reader(text.splitlines())
    assert heading[:3] == ["code", "libelle", "electeurs"]
    assert [line[0] for line in lines] == [line.key for line in found.lines]
    assert total[-1] == str(found.total.confirmed)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_mark_by_which_spreadsheets_know_utf_8_stands_first_where_it_is_wanted(
    espace: Espace, tmp_path: Path
) -> None:
    plain, marked = tmp_path / "a.csv", tmp_path / "b.csv"
    espace.administration.export_status(plain, StatusAxis.CORPS)
    espace.administration.export_status(marked, StatusAxis.CORPS, mark=True)
    assert marked.read_bytes() == b"\xef\xbb\xbf" + plain.read_bytes()


def test_a_file_in_the_way_is_kept_unless_it_is_to_be_replaced(
    espace: Espace, tmp_path: Path
) -> None:
    path = tmp_path / "avancement.csv"
    path.write_text("autre chose")
    with pytest.raises(OutputRefused, match="existe déjà"):
        espace.administration.export_status(path, StatusAxis.CORPS)
    assert path.read_text() == "autre chose"
    espace.administration.export_status(path, StatusAxis.CORPS, force=True)
    assert path.read_text().startswith('"code",')


def test_a_place_that_cannot_be_written_is_said(espace: Espace, tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="Choisissez un dossier qui existe"):
        espace.administration.export_status(tmp_path / "nulle-part" / "a.csv", StatusAxis.CORPS)
    assert not list(tmp_path.glob("*.csv"))
