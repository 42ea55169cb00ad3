"""What is on top of every screen: banner, title and time; and the headings of a page."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.timer import Timer

from tui.widgets.written import Line, Written, spread

VOTE = ("vote_", "ballot_", "bureau_")
"""What the names of the pages begin with on which somebody votes, looks for a ballot, or counts."""
ALL_ROLES = "Démonstration : ce poste tient tous les rôles."
"""One machine that encrypts, keeps the urn and holds the keys: whoever tries it is told."""
SHORTEST = 15
"""Cells of an organiser that is cut, with the point before it: less tells nobody who it is."""
DEMO_KEYS_WITH_BOARD = (
    "F6 Bureau · F7 Visite guidée · F8 Calendrier · F9 Personnes",
    "F6 Bureau · F7 Visite · F8 Calendrier · F9 Personnes",
    "F6 Bureau  F7 Visite  F8 Date  F9 Qui",
    "F6 · F7 · F8 · F9",
)
DEMO_KEYS = (
    "F7 Visite guidée · F8 Calendrier · F9 Personnes",
    "F7 Visite · F8 Calendrier · F9 Personnes",
    "F7 Visite  F8 Date  F9 Qui",
    "F7 · F8 · F9",
)
"""The keys of the demonstration, in as many words as there is room for."""
DEMO_MAILS = " · F12 Mails"
"""The key by which mails are read that the election itself opens no mailbox for."""


class DemoBanner(Written):
    """« DÉMONSTRATION », for as long as it lasts, and whose part one plays."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return one line, or two on the pages of the vote."""
        return 2 if self._votes else 1

    @property
    def _votes(self) -> bool:
        return str(getattr(self.screen, "route", "")).startswith(VOTE)

    def render(self) -> Content:
        """Return the word, the person, and the keys; who holds the roles, where one votes."""
        first = self._first()
        return Content("\n").join([first, self.glyphs.content(ALL_ROLES)]) if self._votes else first

    def _first(self) -> Content:
        width, persona = self.size.width, self.espace_app.visit.persona
        left = self.glyphs.content("DÉMONSTRATION" + (f" · {persona}" if persona else ""))
        offered = DEMO_KEYS_WITH_BOARD if self.espace_app.profile.board else DEMO_KEYS
        mails = "" if self.espace_app.election.path.has_mailbox else DEMO_MAILS
        keys = [self.glyphs.content(words + mails) for words in offered]
        room = width - left.cell_length - 1
        right = next((words for words in keys if words.cell_length <= room), keys[-1])
        return spread(left, right, width)


class StatusLine(Written):
    """The election and its académie on the left, the time of Paris on the right."""

    class MinutePassed(Message):
        """The clock shows another minute: what depends on the present is said again."""

    _minute: Timer | None = None

    def on_mount(self) -> None:
        """Follow the clock, one drawing a minute."""
        self._follow()

    def _follow(self) -> None:
        moments = self.espace_app.moments
        self._minute = self.set_timer(moments.seconds_to_next_minute() + 0.05, self._pass)

    def _pass(self) -> None:
        self.turn()
        self.post_message(self.MinutePassed())

    def turn(self) -> None:
        """Draw the present time; called at each minute, and after a journey in the calendar."""
        if self._minute is not None:
            self._minute.stop()
        self.refresh()
        self._follow()

    def render(self) -> Content:
        """Return title and time."""
        election = self.espace_app.election
        face = self.glyphs.content(self.espace_app.moments.clock_face())
        title = self.glyphs.content(election.title)
        room = self.size.width - face.cell_length - title.cell_length - 1
        return spread(Content.assemble(title, self._organiser(room)), face, self.size.width)

    def _organiser(self, room: int) -> Content:
        """Return who holds the election, as it fits: by name alone an académie, else shortened."""
        section = self.espace_app.election.election
        whole = self.glyphs.content(f" · {section.organiser_named}")
        if whole.cell_length <= room:
            return whole
        if section.organiser is None:
            alone = self.glyphs.content(f" · {section.academie}")
            return alone if alone.cell_length <= room else Content()
        return whole.truncate(room, ellipsis=True) if room >= SHORTEST else Content()


def heading(text: str) -> Line:
    """Return a heading of the page; the leaflet writes most of them in capitals."""
    return Line(text, classes="heading")


def paragraph(*parts: str | tuple[str, str]) -> Line:
    """Return a paragraph of the page."""
    return Line(*parts, classes="paragraph")
