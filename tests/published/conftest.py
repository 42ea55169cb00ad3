"""One site and one browser for all tests of a worker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.published.browser import chromium, served
from tests.published.sites import write_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a published folder."""
    folder = tmp_path_factory.mktemp("site")
    write_site(folder)
    with served(folder) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, which ends with its module.

    Playwright has an event loop running as long as it lives: no other test could run its own.
    """
    with chromium() as started:
        yield started
