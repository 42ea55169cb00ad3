"""What the pages say, read without a browser."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html

from models.published.pages import make_pages
from models.rules.text import typeset
from tests.models.clocks import paris
from tests.published.sites import HOSTILE, SITE, ZONE


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The pages by their paths."""
    return {path: content.decode() for path, content in make_pages(SITE, ZONE)}


def words(page: str) -> str:
    """Return the text of a page on one line, with ordinary spaces."""
    return " ".join(" ".join(map(str, html.fromstring(page).itertext())).split())


def test_the_same_results_are_the_same_bytes(pages: dict[str, str]) -> None:
    again = {path: content.decode() for path, content in make_pages(SITE, ZONE)}
    assert again == pages
    assert len(pages) == 3 + len(SITE.scrutins)


def test_they_are_set_as_french_is(pages: dict[str, str]) -> None:
    for path, page in pages.items():
        if path.endswith(".html"):
            assert typeset(page) == page
            texts = [
                str(text)
                for text in html.fromstring(page).xpath("//body//text()[not(ancestor::code)]")
            ]
            assert not [text for text in texts if "'" in text], path
            assert 'lang="fr"' in page


def test_a_name_is_shown_and_never_obeyed(pages: dict[str, str]) -> None:
    page = pages["scrutins/LARGE.html"]
    assert html.fromstring(page).xpath("//script") == []
    assert HOSTILE.replace("'", "’") in words(page)


def test_a_result_is_told_whole(pages: dict[str, str]) -> None:
    page = words(pages["scrutins/CTA.html"])
    for said in (
        "Électeurs 8 041",
        "Votants 4 012",
        "Participation 49,89 %",
        "Votes blancs 12",
        "Suffrages exprimés 4 000",
        "2011 : 22,53 %, 1 siège",
        "Quotient électoral : 4 000 voix pour 10 sièges, soit 400.",
        "vérifié par deux programmes indépendants, le 4 décembre 2014 à 18 h 20",
    ):
        assert said in page, said


def test_a_window_is_told_where_a_scrutin_has_its_own(pages: dict[str, str]) -> None:
    assert "Vote du" not in words(pages["scrutins/CTA.html"])
    window = (paris("2014-11-28 10:00"), paris("2014-12-02 17:00"))
    own = replace(SITE, scrutins=(replace(SITE.scrutins[1], window=window),))
    page = words(dict(make_pages(own, ZONE))["scrutins/CTA.html"].decode())
    said = "Vote du 28 novembre 2014 à 10 h au 2 décembre 2014 à 17 h, heure de Paris."
    assert said in page


def test_every_remaining_seat_has_its_reason(pages: dict[str, str]) -> None:
    page = words(pages["scrutins/LOT.html"])
    assert "Siège n° 4 : Sifflet" in page
    assert "le bureau de vote a tiré au sort : Sifflet." in page
    assert "100 voix ÷ 2 = 50" in page
    assert "7 sièges sans candidat" in words(pages["scrutins/CAPA-plp.html"])


def test_no_vote_and_no_number_of_seats_are_said(pages: dict[str, str]) -> None:
    assert "Aucune liste n’a de voix : aucun siège n’est attribué." in words(
        pages["scrutins/RIEN.html"]
    )
    assert "Le nombre de sièges n’est pas connu ici." in words(pages["scrutins/SANS.html"])


def test_who_had_nobody_to_vote_is_in_one_line(pages: dict[str, str]) -> None:
    page = pages["index.html"]
    assert "Sans électeur : VIDE" in words(page)
    assert 'href="scrutins/VIDE.html"' in page
    assert "Personne à appeler" not in words(page)


@pytest.mark.parametrize("path", ["index.html", "scrutins/SORT.html"])
def test_a_lot_that_is_still_to_be_drawn_is_said(pages: dict[str, str], path: str) -> None:
    said = "Le siège n° 4 reste à tirer au sort par le bureau de vote, entre"
    assert words(pages[path]).count(said) == 1


def test_the_share_of_a_list_is_named(pages: dict[str, str]) -> None:
    assert "Part des exprimés" in words(pages["scrutins/CTA.html"])


def test_fingerprints_are_in_groups_of_four(pages: dict[str, str]) -> None:
    assert "0123 4567 89ab cdef 0123" in words(pages["verifier.html"])


def test_an_urn_that_was_not_counted_is_named_with_its_minutes(pages: dict[str, str]) -> None:
    page = pages["index.html"]
    assert "Urne altérée" in words(page)
    assert "plus les mêmes bulletins" in words(page)
    assert 'href="proces-verbaux/proces-verbal-ALTER.pdf"' in page
    assert "scrutins/ALTER.html" not in pages


def test_there_are_three_commands_to_verify_with_the_names_of_a_scrutin(
    pages: dict[str, str],
) -> None:
    archive = SITE.scrutins[0].archive.name
    assert re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", pages["verifier.html"]) == [
        f"sha256sum {archive}",
        "belenios-tool election verify",
        f"sh verifier.sh {archive}",
    ]
