"""docs/vote.md and what it has people install."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.guide_files import Guide, unknown_settings, values_of

GUIDE = Guide("vote")
UNITS = [path for path in GUIDE.files if path.suffix in {".service", ".timer"}]
each_unit = pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)


@each_unit
def test_the_guide_shows_and_installs_each_unit(path: Path) -> None:
    assert GUIDE.shows(path)
    assert GUIDE.installs(path)
    assert not unknown_settings(path)


def test_the_timer_keeps_the_trackers_where_it_may_write() -> None:
    service, timer = UNITS
    assert service.stem == timer.stem
    words = values_of(service)
    assert words["ExecStart"].endswith(" admin vote fingerprint empreintes")
    assert words["ReadWritePaths"] == words["WorkingDirectory"]
    assert words["UMask"] == "0077"


def test_its_links_lead_somewhere() -> None:
    assert GUIDE.links <= GUIDE.titles
