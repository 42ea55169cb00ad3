"""The pages of the results: HTML without scripts, made of what is published."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from models.published import words
from models.rules.fingerprints import say_fingerprint
from models.rules.french_numbers import say_number
from models.rules.scrutin_names import short_names
from models.rules.seat_words import NO_SEATS
from models.rules.text import typeset
from models.views.publication import Publication, PublishedScrutin

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
ALLOWED = {
    "default-src": "'none'",
    "style-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""What a browser may load: the style sheet beside the pages, and nothing else."""
KILO = 1024
UNITS = ("o", "Ko", "Mo", "Go")

INDEX, VERIFY, STYLE = "index.html", "verifier.html", "style.css"
SCRUTIN = "scrutins/{code}.html"


def make_pages(site: Publication, zone: ZoneInfo) -> Iterator[tuple[str, bytes]]:
    """Yield each page and the style sheet, with where it is in the folder.

    Args:
        site: What is published.
        zone: In which moments are written.
    """
    environment, index = _environment(zone), _index_facts(site)
    yield STYLE, (TEMPLATES / STYLE).read_bytes()
    for path, template, facts in (
        (INDEX, "index.html", {"here": "index", **index}),
        (
            VERIFY,
            "verifier.html",
            {"here": "verifier", "example": _example(site), **index},
        ),
    ):
        yield path, _page(environment, template, site=site, root="", **facts)
    for one in site.scrutins:
        path = SCRUTIN.format(code=one.result.code)
        facts = _scrutin_facts(one)
        yield path, _page(environment, "scrutin.html", site=site, root="../", **facts)


def _example(site: Publication) -> PublishedScrutin | None:
    return site.scrutins[0] if site.scrutins else None


def _index_facts(site: Publication) -> dict[str, Any]:
    """Return how scrutins are called, and those in which nobody could vote: they are one line."""
    results = [one.result for one in site.scrutins]
    names = short_names([*results, *site.uncounted])
    return {
        "names": names,
        "held": [one for one in results if one.electors],
        "empty": [one for one in results if not one.electors],
    }


def _scrutin_facts(one: PublishedScrutin) -> dict[str, Any]:
    """Return what the page of a scrutin says."""
    result = one.result
    allocation, names = result.allocation, words.names_of(result)
    facts: dict[str, Any] = {"one": one, "here": ""}
    if allocation is None:
        return facts
    seats = {share.order: share for share in allocation.lists}
    return facts | {
        "vacant": words.say_vacant(allocation),
        "quotient": words.say_quotient(allocation),
        "by_quotient": [(each, seats[each.order]) for each in result.lists],
        "remaining": [
            {
                "number": seat.number,
                "winner": "" if seat.winner is None else names[seat.winner],
                "why": words.say_why(seat, result),
                "averages": words.say_averages(seat, names),
            }
            for seat in allocation.remaining
        ],
    }


def _environment(zone: ZoneInfo) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalised,
    )
    policy = "; ".join(f"{name} {value}" for name, value in ALLOWED.items())
    environment.globals |= {"words": words, "NO_SEATS": NO_SEATS, "policy": Exact(policy)}
    environment.filters |= {
        "moment": lambda moment: words.say_full_moment(moment, zone),
        "number": say_number,
        "share": words.say_share,
        "seats": words.say_seats,
        "before": words.say_before,
        "lot": words.say_lot,
        "percent": percent,
        "size": say_size,
        "grouped": say_fingerprint,
        "capitalised": lambda text: text[:1].upper() + text[1:],
    }
    return environment


class Exact(str):
    """A text whose apostrophes stay as they are: a program reads it."""

    __slots__ = ()


def _finalised(value: object) -> object:
    """Return a value as it is written: its apostrophes curved, but those of markup."""
    if type(value) is str:
        return value.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    return value


def _page(environment: Environment, template: str, **facts: Any) -> bytes:
    """Return a page, its spaces set as French wants them.

    In markup no space stands before a sign of punctuation, so nothing else is touched.
    """
    return typeset(environment.get_template(template).render(facts)).encode()


def percent(part: int, whole: int) -> str:
    """Return « 45.678% » for the width of a bar; nothing of nothing."""
    return f"{float(Fraction(100 * part, whole)):.3f}%" if whole else "0%"


def say_size(size: int) -> str:
    """Return « 12 Ko » for a number of bytes, rounded up to a whole unit."""
    unit = 0
    while size >= KILO and unit < len(UNITS) - 1:
        size = -(-size // KILO)
        unit += 1
    return f"{say_number(size)} {UNITS[unit]}"
