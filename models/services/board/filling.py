"""Filling the folder that is published: minutes, archives, tables, pages, fingerprints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from models.context import Context
from models.errors import ResultsNotReady
from models.published.minutes_json import minutes_json
from models.published.minutes_pdf import draw_minutes
from models.published.minutes_words import FILE
from models.published.pages import make_pages
from models.published.result_json import as_json, results_facts
from models.published.tables import results_csv
from models.rules.scrutin_names import say_scrutins, short_names
from models.services.board.minutes import signed_beginning
from models.services.board.replaceable import BLOCK, SUMS
from models.services.vote.exporting import export_archives
from models.views.minutes import Minutes
from models.views.progress import Tell
from models.views.publication import (
    Publication,
    PublicationReport,
    PublishedFile,
    PublishedScrutin,
    UncountedScrutin,
)
from models.views.results import ScrutinResult
from models.views.vote_days import ExportedArchive

VERIFIER = "verifier.sh"
JSON, CSV = "resultats.json", "resultats.csv"
SCRUTINS, MINUTES, ARCHIVES = "scrutins", "proces-verbaux", "archives"
NO_MINUTES = (
    "Le bureau n'a pas encore écrit tous les procès-verbaux : il manque {scrutins}. Rien n'est "
    "publié. La présidence ou le secrétariat les écrit à l'étape 9 du bureau, tous les signent, "
    "puis recommencez."
)
OTHER_MINUTES = (
    "Les procès-verbaux ne sont plus ceux que le bureau a écrits ({scrutins}) : un incident, un "
    "tirage ou une comparaison de listes s'y est ajouté. Rien n'est publié ; écrivez-les de "
    "nouveau, faites-les signer, puis recommencez."
)
PUBLISHED = Path(__file__).parents[2] / "published"
"""Where the script is that is published as it is."""


@dataclass
class _Folder:
    """A folder that is being filled.

    Attributes:
        place: Where it is.
        files: What is in it so far, by path.
    """

    place: Path
    files: dict[str, PublishedFile] = field(default_factory=dict)

    def write(self, path: str, content: bytes) -> PublishedFile:
        """Write a file."""
        target = self.place / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        return self._note(path, len(content), sha256(content).hexdigest())

    def note(self, target: Path) -> PublishedFile:
        """Take in a file that was written into it."""
        digest, size = sha256(), 0
        with target.open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
                size += len(block)
        path = target.relative_to(self.place).as_posix()
        return self._note(path, size, digest.hexdigest())

    def _note(self, path: str, size: int, fingerprint: str) -> PublishedFile:
        self.files[path] = one = PublishedFile(path, size, fingerprint)
        return one


def fill_folder(
    context: Context, draft: Path, folder: Path, minutes: Sequence[Minutes], tell: Tell
) -> PublicationReport:
    """Write everything that is published into a folder that is being made.

    Args:
        context: The open election.
        draft: The folder to fill.
        folder: Where it will be.
        minutes: Of all scrutins.
        tell: Called with how far it is.

    Raises:
        ResultsNotReady: The board has not written the minutes, or other ones.
        SealBroken: An archive is no more the one that was counted.
        OutputRefused: A file cannot be written.
    """
    filled, zone = _Folder(draft), context.election.calendar.zone
    papers = _write_minutes(context, filled, minutes)
    site = _write_files(context, filled, minutes, papers, tell)
    for path, page in make_pages(site, zone):
        filled.write(path, page)
    lines = [f"{filled.files[path].fingerprint}  {path}\n" for path in sorted(filled.files)]
    sums = filled.write(SUMS, "".join(lines).encode())
    return PublicationReport(
        folder=folder,
        scrutins=tuple(one.result.code for one in site.scrutins),
        uncounted=tuple(one.code for one in site.uncounted),
        files=len(filled.files),
        size=sum(one.size for one in filled.files.values()),
        fingerprint=sums.fingerprint,
    )


@dataclass(frozen=True, slots=True)
class _Papers:
    pdf: PublishedFile
    json: PublishedFile


def _write_minutes(
    context: Context, filled: _Folder, minutes: Sequence[Minutes]
) -> dict[str, _Papers]:
    """Write the minutes of each scrutin, if they are still those that the board has written.

    Raises:
        ResultsNotReady: They are not, or the board has written none.
    """
    zone, papers = context.election.calendar.zone, {}
    missing, other = [], []
    for one in minutes:
        name = f"{MINUTES}/{FILE.format(code=one.code)}"
        text = minutes_json(one, zone)
        fingerprint = sha256(text).hexdigest()
        with context.connection():
            beginning = signed_beginning(context, one.code)
        if beginning is None:
            missing.append(one.code)
        elif not fingerprint.startswith(beginning):
            other.append(one.code)
        paper = BytesIO()
        draw_minutes(paper, one, zone, fingerprint)
        papers[one.code] = _Papers(
            filled.write(f"{name}.pdf", paper.getvalue()), filled.write(f"{name}.json", text)
        )
    if missing:
        raise ResultsNotReady(NO_MINUTES.format(scrutins=_named(context, missing)))
    if other:
        raise ResultsNotReady(OTHER_MINUTES.format(scrutins=_named(context, other)))
    return papers


def _named(context: Context, codes: Sequence[str]) -> str:
    """Return a few of these scrutins by their names, and how many others there are."""
    return say_scrutins(codes, short_names(context.election.scrutins))


def _write_files(
    context: Context,
    filled: _Folder,
    minutes: Sequence[Minutes],
    papers: Mapping[str, _Papers],
    tell: Tell,
) -> Publication:
    """Write archives and tables; return what the pages are made of."""
    election = context.election
    counted = {one.code: one.result for one in minutes if one.result is not None}
    results = tuple(counted.values())
    place = filled.place / ARCHIVES
    place.mkdir()
    exported = export_archives(context, place, only=counted.keys(), tell=tell)
    return Publication(
        title=election.title,
        organiser=election.organiser,
        zone=election.zone_words,
        opens_at=election.calendar.vote_opens,
        ends_at=election.calendar.vote_closes,
        seal=minutes[0].fingerprints.seal if minutes else "",
        scrutins=tuple(
            _write_scrutin(context, filled, counted[one.code], one, papers[one.code])
            for one in exported
        ),
        uncounted=tuple(_uncounted(one, papers[one.code]) for one in minutes if not one.result),
        json=filled.write(JSON, _facts(context, *results)),
        csv=filled.write(CSV, results_csv(results)),
        verifier=filled.write(f"{ARCHIVES}/{VERIFIER}", (PUBLISHED / VERIFIER).read_bytes()),
    )


def _facts(context: Context, *results: ScrutinResult) -> bytes:
    election = context.election
    facts = results_facts(election.title, election.organiser, results, election.calendar.zone)
    return as_json(facts)


def _write_scrutin(
    context: Context,
    filled: _Folder,
    result: ScrutinResult,
    archive: ExportedArchive,
    papers: _Papers,
) -> PublishedScrutin:
    """Write the tables of a scrutin, whose archive is there."""
    name = f"{SCRUTINS}/{result.code}"
    own, whole = context.election.calendar_of(result.code), context.election.calendar
    return PublishedScrutin(
        result=result,
        setup=archive.setup,
        archive=filled.note(archive.path),
        minutes=papers.pdf,
        minutes_json=papers.json,
        json=filled.write(f"{name}.json", _facts(context, result)),
        csv=filled.write(f"{name}.csv", results_csv([result])),
        window=None if own.vote == whole.vote else (own.vote_opens, own.vote_closes),
    )


def _uncounted(minutes: Minutes, papers: _Papers) -> UncountedScrutin:
    return UncountedScrutin(
        code=minutes.code,
        short=minutes.short,
        title=minutes.title,
        level=minutes.level,
        trouble=minutes.trouble,
        minutes=papers.pdf,
        minutes_json=papers.json,
    )
