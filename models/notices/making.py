"""Making the notices: on a machine apart, once, all of them or none.

An identifier is drawn, printed, turned into public keys and forgotten, one after the other: it is
in no file but the PDF. One core makes 800 notices a second, so that a second process would gain a
large académie half a minute.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.files.whole_directory import new_file, whole_directory
from models.notices.export import Export, NoticeElector, School, opened_export
from models.notices.fonts import TEXT, face
from models.notices.notice import Notice
from models.notices.page import NoticePages
from models.notices.paper import Sheets, sheets
from models.notices.public import PublicPart
from models.notices.signatures import draw_register, draw_signature_sheet
from models.views.notices import NoticesReport
from models.views.progress import Counted, Stage, Tell, tell_nobody
from models.voting.identifiers import draw_identifier

PUBLIC_FILE = "elements-publics.jsonl"
NOTICES_FILE, SIGNATURES_FILE = "{uai}-notices.pdf", "{uai}-emargement.pdf"
RESERVE_FILE, REGISTER_FILE = "reserve-{number:03}-notices.pdf", "reserve-registre.pdf"

RESERVE_SHARE, LEAST_RESERVE = 0.02, 10
"""Notices of the reserve for each elector, and the fewest."""
PAGES_A_FILE = 500
"""Of the reserve: what a printer takes at once."""


def usual_reserve(electors: int) -> int:
    """Return how many notices of the reserve are made unless it is said: 2 %, at least ten."""
    return max(LEAST_RESERVE, round(electors * RESERVE_SHARE))


def make_notices(
    path: Path, directory: Path, *, spares: int | None = None, tell: Tell = tell_nobody
) -> NoticesReport:
    """Draw an identifier for each elector of an export, print all, and write the public part.

    Args:
        path: An export of the roll.
        directory: Where the files are to be; there may be an empty one.
        spares: Notices of the reserve; None: as many as `usual_reserve` says.
        tell: Called with how far it is.

    Raises:
        ExportUnusable: The export is not whole.
        OutputRefused: The directory cannot be written, or holds something.
    """
    with whole_directory(directory) as folder, opened_export(path) as export:
        number = usual_reserve(export.header.electors) if spares is None else spares
        return _Making(export, folder, number, tell).run()


class _Making:
    """One run, in a directory that nobody else sees yet."""

    def __init__(self, export: Export, folder: Path, spares: int, tell: Tell) -> None:
        self._export, self._header = export, export.header
        self._folder = folder
        self._spares = spares
        self._count = Counted(tell, Stage.PRINTING, export.header.electors + spares)
        self._next = 1
        self._unprinted: list[int] = []

    def run(self) -> NoticesReport:
        schools = 0
        with new_file(self._folder / PUBLIC_FILE) as file:
            public = PublicPart(file, self._header, self._export.fingerprint, self._spares)
            for school in self._export.schools:
                self._print_school(school, public)
                schools += 1
            self._print_reserve(public)
            fingerprint = public.end()
        return NoticesReport(
            electors=self._header.electors,
            spares=self._spares,
            schools=schools,
            public_file=PUBLIC_FILE,
            fingerprint=fingerprint,
            export=self._export.fingerprint,
            unprinted=tuple(self._unprinted),
        )

    def _print_school(self, school: School, public: PublicPart) -> None:
        first, uai = self._next, school.uai
        with self._pdf(NOTICES_FILE.format(uai=uai), f"Notices de vote, {uai}") as pages:
            drawn = NoticePages(pages, self._header)
            for elector in school.electors:
                self._print_notice(drawn, public, elector)
        with self._pdf(SIGNATURES_FILE.format(uai=uai), f"Émargement, {uai}") as pages:
            draw_signature_sheet(pages, self._header, school, first)

    def _print_reserve(self, public: PublicPart) -> None:
        first = self._next
        for start in range(0, self._spares, PAGES_A_FILE):
            name = RESERVE_FILE.format(number=start // PAGES_A_FILE + 1)
            with self._pdf(name, "Notices de vote, réserve") as pages:
                drawn = NoticePages(pages, self._header)
                for _ in range(min(PAGES_A_FILE, self._spares - start)):
                    self._print_notice(drawn, public, None)
        if self._spares:
            with self._pdf(REGISTER_FILE, "Registre de la réserve") as pages:
                draw_register(pages, self._header, first, self._spares)

    def _print_notice(
        self, drawn: NoticePages, public: PublicPart, elector: NoticeElector | None
    ) -> None:
        notice = Notice(self._next, draw_identifier(secrets.randbelow), elector)
        drawn.draw(notice)
        public.add(notice)
        if elector is not None and not face(TEXT).prints(elector.named):
            self._unprinted.append(notice.number)
        self._next += 1
        self._count.add(1)

    @contextmanager
    def _pdf(self, name: str, title: str) -> Iterator[Sheets]:
        with new_file(self._folder / name) as file, sheets(file, title) as pages:
            yield pages
