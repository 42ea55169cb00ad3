"""Published folders for the tests: every kind of result that a page has to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from models import Allocation, ListResult, ListVotes, PastResult, ScrutinResult
from models.published.pages import make_pages
from models.rules.seats import allocate
from models.views.publication import (
    Publication,
    PublishedFile,
    PublishedScrutin,
    UncountedScrutin,
)
from tests.models.clocks import paris

ZONE = ZoneInfo("Europe/Paris")
NAMES = (
    "Le Préau, union fictive des personnels de l'éducation",
    "Sifflet, groupement fictif du sport scolaire",
    "Rassemblement fictif du cartable léger",
    "Le Marronnier, liste fictive des cours et des jardins",
)
SHORTS = ("Préau", "Sifflet", "Cartable", "Marronnier")
HOSTILE = "<script>alert('é')</script> & \"fils\""
"""A name that a page must show and not obey."""
PRINT = "0123456789abcdef" * 4


def file(path: str) -> PublishedFile:
    """Return a file that can be downloaded; all of them have the same content."""
    return PublishedFile(path, 76_801, PRINT)


def scrutin(
    code: str,
    title: str,
    votes: Sequence[int],
    *,
    seats: int | None,
    candidates: Sequence[int] = (15, 15, 15, 15),
    names: Sequence[str] = NAMES,
    lots: Mapping[int, int] | None = None,
    previous: bool = False,
) -> PublishedScrutin:
    """Return a scrutin with its files."""
    allocation: Allocation | None = None
    if seats is not None:
        sides = zip(votes, candidates, strict=True)
        known = [ListVotes(order, one, many) for order, (one, many) in enumerate(sides, 1)]
        allocation = allocate(seats, known, lots or {})
    won = {one.order: one.won for one in allocation.lists} if allocation else {}
    lists = tuple(
        ListResult(
            order=order,
            name=name,
            short=SHORTS[order - 1] if names is NAMES else f"L{order}",
            votes=votes[order - 1],
            seats=won.get(order),
            elected=tuple(
                f"Mme Jeanne D'ARTAGNAN-{rank} (lycée Gambetta, Cahors)"
                for rank in range(1, won.get(order, 0) + 1)
            ),
            before=PastResult(900 + order, order if order < 3 else None) if previous else None,
        )
        for order, name in enumerate(names, 1)
    )
    result = ScrutinResult(
        code=code,
        short=code[:4],
        title=title,
        level="académique",
        electors=sum(votes) * 2 + 41,
        voters=sum(votes) + 12,
        blank=12,
        lists=lists,
        allocation=allocation,
        closed_at=paris("2014-12-04 17:00"),
        counted_at=paris("2014-12-04 18:20"),
        checked="vérifié par deux programmes indépendants",
        archive=PRINT,
        previous="2011" if previous else "",
        previous_valid=4_000 if previous else 0,
    )
    return PublishedScrutin(
        result=result,
        setup=PRINT,
        archive=file(f"archives/{code}aBcDeFgHiJ.bel"),
        minutes=file(f"proces-verbaux/proces-verbal-{code}.pdf"),
        minutes_json=file(f"proces-verbaux/proces-verbal-{code}.json"),
        json=file(f"scrutins/{code}.json"),
        csv=file(f"scrutins/{code}.csv"),
    )


LONG = "Commission administrative paritaire académique des professeurs de lycée professionnel"
SITE = Publication(
    title="Élections professionnelles 2014",
    organiser="académie de Toulouse",
    zone="heure de Paris",
    opens_at=paris("2014-11-27 10:00"),
    ends_at=paris("2014-12-04 17:00"),
    seal=PRINT,
    scrutins=(
        scrutin("CTM", "Comité technique ministériel", (12_345, 9_876, 5_432, 1), seats=15),
        scrutin(
            "CTA", "Comité technique académique", (1_500, 900, 900, 700), seats=10, previous=True
        ),
        scrutin("LOT", "Égalité jusqu'au sort", (100, 100, 100, 50), seats=4, lots={4: 2}),
        scrutin(
            "CAPA-plp", LONG, (320, 110, 0, 40), seats=19, candidates=(6, 4, 4, 2), previous=True
        ),
        scrutin("RIEN", "Aucune voix", (0, 0, 0, 0), seats=4),
        scrutin("SANS", "Nombre de sièges inconnu", (30, 20, 10, 1), seats=None),
        scrutin(
            "LARGE",
            f"Dix-sept listes {HOSTILE}",
            tuple(range(1_700, 0, -100)),
            seats=23,
            candidates=(23,) * 17,
            names=(HOSTILE, *(f"{NAMES[0]}, section n° {number}" for number in range(2, 18))),
        ),
    ),
    uncounted=(
        UncountedScrutin(
            code="ALTER",
            title="Urne altérée",
            level="départemental",
            trouble="L'urne n'a plus les mêmes bulletins qu'à la fermeture.",
            minutes=file("proces-verbaux/proces-verbal-ALTER.pdf"),
            minutes_json=file("proces-verbaux/proces-verbal-ALTER.json"),
        ),
    ),
    json=file("resultats.json"),
    csv=file("resultats.csv"),
    verifier=file("archives/verifier.sh"),
)
"""A tie of each kind, seats without candidates, no votes, no seats, many lists, names that lie."""


def write_site(folder: Path, site: Publication = SITE) -> list[str]:
    """Write the pages with something in place of each file; return the paths of the pages."""
    pages = []
    for path, content in make_pages(site, ZONE):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
        pages += [path] if path.endswith(".html") else []
    files = [site.json, site.csv, site.verifier, PublishedFile("SHA256SUMS", 0, "")]
    for one in site.scrutins:
        files += [one.archive, one.json, one.csv, one.minutes, one.minutes_json]
    for without in site.uncounted:
        files += [without.minutes, without.minutes_json]
    for other in files:
        (folder / other.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / other.path).write_text(sha256(other.path.encode()).hexdigest())
    return sorted(pages)
