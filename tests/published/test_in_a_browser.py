"""What a browser finds on the pages: nothing in anybody's way, nothing that runs or is broken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.published.sites import SITE

PAGES = (
    "index.html",
    "verifier.html",
    *(f"scrutins/{one.result.code}.html" for one in SITE.scrutins),
)
SIZES = {"large": (1280, 800), "telephone": (360, 740)}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""Of the Web Content Accessibility Guidelines, levels A and AA."""
NARROWEST = 320
"""Pixels: a page of 1280 that is enlarged to 400 % (WCAG 1.4.10)."""


@contextmanager
def opened(
    browser: Browser, address: str, size: tuple[int, int], *, dark: bool = False
) -> Iterator[tuple[Page, list[str]]]:
    """Open a page; yields it with what the browser complains of."""
    width, height = size
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
    )
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(request.url))
    answer = page.goto(address)
    assert answer is not None
    assert answer.ok, address
    yield page, faults
    page.close()


def too_wide(page: Page) -> int:
    """Return how many pixels one has to scroll sideways."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


@pytest.mark.parametrize(("size", "dark"), [("large", True), ("telephone", False)])
def test_nobody_is_kept_out(
    browser: Browser, site: str, size: str, dark: bool, subtests: pytest.Subtests
) -> None:
    for path in PAGES:
        with subtests.test(path), opened(browser, site + path, SIZES[size], dark=dark) as (page, _):
            found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_nothing_runs_nothing_is_missing_and_nothing_is_wider_than_the_screen(
    browser: Browser, site: str, subtests: pytest.Subtests
) -> None:
    for path in PAGES:
        with subtests.test(path), opened(browser, site + path, (1280, 800)) as (page, faults):
            assert page.evaluate("document.scripts.length") == 0
            assert (
                page.evaluate("document.querySelectorAll('[onclick], [onload], [style]').length")
                == 0
            )
            for width in (*(width for width, _ in SIZES.values()), NARROWEST):
                page.set_viewport_size({"width": width, "height": 740})
                assert too_wide(page) == 0, width
            page.emulate_media(media="print")
            assert too_wide(page) == 0
            assert faults == []


def test_a_long_word_is_divided_on_a_telephone(browser: Browser, site: str) -> None:
    with opened(browser, site + "scrutins/CAPA-plp.html", SIZES["telephone"]) as (page, _):
        assert page.evaluate("getComputedStyle(document.querySelector('th')).hyphens") == "auto"
        wide = """[...document.querySelectorAll('table')].filter(
            table => table.scrollWidth > document.querySelector('main').clientWidth).length"""
        assert page.evaluate(wide) == 0


def test_every_link_leads_to_something(browser: Browser, site: str) -> None:
    links, anchors = set(), set()
    for path in PAGES:
        with opened(browser, site + path, (1280, 800)) as (page, _):
            hrefs = page.eval_on_selector_all(
                "a", "all => all.map(one => one.getAttribute('href'))"
            )
            links |= {urljoin(site + path, href) for href in hrefs}
            ids = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
            anchors |= {f"{site}{path}#{one}" for one in ids}
    assert {link for link in links if not link.startswith(site)} == set()
    for link in links:
        address, fragment = urldefrag(link)
        with urlopen(address) as answer:  # noqa: S310 - on this machine
            assert answer.status == 200
        assert not fragment or link in anchors


def test_the_first_tab_leads_past_the_heading(browser: Browser, site: str) -> None:
    with opened(browser, site + "scrutins/CTM.html", (1280, 800)) as (page, _):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
        assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "contenu"
