"""A notice de vote: one page, for one person or for the reserve."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm

from models.notices.export import ExportHeader, NoticeElector, NoticeScrutin
from models.notices.fonts import FIXED, face
from models.notices.notice import Notice
from models.notices.paper import LEFT, QUIET, RIGHT, Sheets, leading
from models.rules.french_numbers import say_count, say_number
from models.voting.identifiers import LENGTH

HEADING, STEP_SIZE, SMALL = 13.0, 10.5, 9.0
IDENTIFIER_SIZE = 27.0
"""Points: four groups of five fill the box."""
LIST_SIZES = (STEP_SIZE, SMALL, 8.0)
"""Points of the scrutins: the first at which all of them have room."""
BETWEEN = 0.9
"""Millimetres between two scrutins."""
SHARE = 4
"""Above this part of the width, a quarter, short names stand over the titles."""
FOOT = 265.0
"""Millimetres from the upper edge."""
NAME_PLACE = 104 * mm
"""Where the name begins: behind the window of an envelope (NF Z 11-001)."""

STATIC = "notice"
"""Name of what all notices share: drawn once a file."""


class NoticePages:
    """The notices of one file."""

    def __init__(self, pages: Sheets, header: ExportHeader) -> None:
        """Draw what all of them share."""
        self._pages = pages
        self._header, self._texts = header, header.said
        self._lists: dict[tuple[int, ...], str] = {}
        pages.canvas.beginForm(STATIC)
        self._list_top = self._draw_shared()
        pages.canvas.endForm()

    def draw(self, notice: Notice) -> None:
        """Draw the page of a notice."""
        pages = self._pages
        scrutins = self._list_of(notice.elector.scrutins if notice.elector else ())
        pages.canvas.doForm(STATIC)
        pages.canvas.doForm(scrutins)
        pages.line_to(f"n° {say_number(notice.number)}", 37, face=pages.strong, size=HEADING)
        if notice.elector is None:
            self._draw_place_for_a_name()
        else:
            self._draw_person(notice.elector)
        fixed = face(FIXED)
        shown = notice.identifier.shown.replace(" ", "  ")
        width = fixed.width(shown, IDENTIFIER_SIZE)
        pages.line(
            shown,
            125.3,
            left=(LEFT + RIGHT - width) / 2,
            face=fixed,
            size=IDENTIFIER_SIZE,
        )
        pages.end_page()

    def _draw_shared(self) -> float:
        """Draw what is the same on all; return the height at which the scrutins begin."""
        pages, header = self._pages, self._header
        organiser = header.organiser[:1].upper() + header.organiser[1:]
        pages.line(organiser, 22, size=10.5, ink=QUIET)
        pages.line_to(header.title, 22, size=10.5, ink=QUIET)
        pages.rule(26)
        pages.line(self._texts.line("notice.page.heading"), 37, face=pages.strong, size=24)
        pages.fold_marks()
        say = self._texts.line
        pages.line(say("notice.page.identifier"), 106, face=pages.strong, size=HEADING)
        pages.box(110, 24)
        how_typed = say("notice.page.how_typed", length=LENGTH)
        pages.line(how_typed, 139, size=SMALL, ink=QUIET)
        self._draw_foot(FOOT)
        return self._draw_steps(151) + 6

    def _draw_steps(self, top: float) -> float:
        pages, texts = self._pages, self._texts
        pages.line(texts.line("notice.page.to_vote"), top, face=pages.strong, size=HEADING)
        top += 7.5
        for number, step in enumerate(texts.lines("notice.page.steps"), 1):
            pages.line(str(number), top, face=pages.strong, size=STEP_SIZE)
            top = pages.paragraph(
                step, top, left=LEFT + 7 * mm, width=RIGHT - LEFT - 7 * mm, size=STEP_SIZE
            )
            top += 1.4
        return pages.paragraph(
            texts.line("notice.page.no_account"),
            top + 0.4,
            left=LEFT + 7 * mm,
            width=RIGHT - LEFT - 7 * mm,
            size=SMALL,
            ink=QUIET,
        )

    def _draw_foot(self, top: float) -> None:
        pages, say = self._pages, self._texts.line
        pages.rule(top - 6)
        middle = (LEFT + RIGHT) / 2
        width = middle - LEFT - 5 * mm
        for left, title, said in (
            (LEFT, say("notice.foot.personal"), say("notice.foot.never_asked")),
            (middle + 5 * mm, say("notice.foot.lost"), say("notice.foot.another")),
        ):
            pages.line(title, top, left=left, face=pages.strong, size=SMALL)
            pages.paragraph(said, top + leading(SMALL), left=left, width=width, size=SMALL)

    def _draw_person(self, elector: NoticeElector) -> None:
        pages = self._pages
        width = RIGHT - NAME_PLACE
        top = pages.paragraph(
            elector.named, 58, left=NAME_PLACE, width=width, face=pages.strong, size=HEADING, most=3
        )
        top = pages.paragraph(elector.corps, top, left=NAME_PLACE, width=width, size=11, most=1)
        top = pages.paragraph(elector.school, top, left=NAME_PLACE, width=width, size=11, most=2)
        pages.line(elector.uai, top, left=NAME_PLACE, size=SMALL, ink=QUIET)

    def _draw_place_for_a_name(self) -> None:
        pages, texts = self._pages, self._texts
        heading = texts.line("notice.reserve.heading")
        pages.line(heading, 52, left=NAME_PLACE, face=pages.strong, size=HEADING)
        top = 62.0
        for label in texts.lines("notice.reserve.to_be_written"):
            pages.line(label, top, left=NAME_PLACE, size=SMALL, ink=QUIET)
            pages.rule(top + 0.8, left=NAME_PLACE + 26 * mm, dashed=True)
            top += 11

    def _list_of(self, places: tuple[int, ...]) -> str:
        """Return the name of a list of scrutins, drawn for the first who is called to these.

        Args:
            places: Of the scrutins; none for a notice of the reserve.
        """
        if places not in self._lists:
            self._lists[places] = f"{STATIC}-{len(self._lists)}"
            self._pages.canvas.beginForm(self._lists[places])
            self._draw_scrutins(places)
            self._pages.canvas.endForm()
        return self._lists[places]

    def _draw_scrutins(self, places: tuple[int, ...]) -> None:
        pages, top, say = self._pages, self._list_top, self._texts.line
        pages.line(say("notice.page.called_to"), top, face=pages.strong, size=HEADING)
        top += 7.5
        if not places:
            pages.paragraph(say("notice.page.all_scrutins"), top, size=STEP_SIZE)
            return
        named = [self._header.scrutins[place] for place in places]
        room = FOOT - 9 - top
        size = next((one for one in LIST_SIZES if self._height(named, one) <= room), LIST_SIZES[-1])
        left = self._titles_from(named, size)
        lines = 3 if self._stacked(named, size) else 2
        for number, one in enumerate(named):
            others = len(named) - number
            if top + lines * leading(size) > FOOT - 9 and others > 1:
                said = say("notice.page.more_scrutins", others=say_count(others, "autre"))
                pages.line(said, top, size=size)
                break
            pages.line(one.short, top, face=pages.strong, size=size)
            if self._stacked(named, size):
                top += leading(size)
            top = pages.paragraph(one.title, top, left=left, width=RIGHT - left, size=size, most=2)
            top += BETWEEN

    def _height(self, named: Sequence[NoticeScrutin], size: float) -> float:
        width, text = RIGHT - self._titles_from(named, size), self._pages.text
        lines = sum(len(self._pages.wrapped(one.title, text, size, width, 2)) for one in named)
        if self._stacked(named, size):
            lines += len(named)
        return lines * leading(size) + len(named) * BETWEEN

    def _titles_from(self, named: Sequence[NoticeScrutin], size: float) -> float:
        beside = 0.0 if self._stacked(named, size) else self._widest(named, size)
        return float(LEFT + 6 * mm + beside)

    def _stacked(self, named: Sequence[NoticeScrutin], size: float) -> bool:
        """Return whether titles stand under the short names, which leave them no room beside."""
        return bool(self._widest(named, size) > (RIGHT - LEFT) / SHARE)

    def _widest(self, named: Sequence[NoticeScrutin], size: float) -> float:
        strong = self._pages.strong
        return max(strong.width(strong.printed(one.short), size) for one in named)
