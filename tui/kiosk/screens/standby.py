"""Between visits: the leaflet's title, what is open today, and « Appuyez sur une touche »."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from tui.kiosk.screens.front import Front
from tui.kiosk.screens.standby_words import EndWords, words_of_end
from tui.screens.home_words import Doors, doors_of_everybody
from tui.widgets.centred import Centred, call, press
from tui.widgets.head import heading
from tui.widgets.notice import Notice
from tui.widgets.step import Step
from tui.widgets.time_line import TimeLine

if TYPE_CHECKING:
    from models import EndedVisit

OPENING = "Un instant…"


class Standby(Front):
    """The first key, click or touch opens a visit."""

    route = "kiosk_standby"

    def __init__(self, ended: EndedVisit | None = None, reference: str = "") -> None:
        """Take the visit that ended just before, and the reference of its fault if it had one."""
        super().__init__()
        self.ended = ended
        self._reference = reference

    def compose_page(self) -> ComposeResult:
        """Lay out the notice, the steps with the vote, and the one thing to do."""
        if self._words is not None:
            yield Notice(self._words.text, tone=self._words.tone, id="ended")
        with Vertical(id="middle"):
            yield heading(self.election.texts.line("doors.home.heading"))
            for number, words in enumerate(self._doors.values(), start=1):
                yield Step(number, words)
            yield TimeLine()
        yield call(self._call)

    def on_mount(self) -> None:
        """Take the notice away after a while: it is not for the next person."""
        if self._words is not None:
            self.query_one("#front").add_class("-told")
            self.set_timer(self._words.seconds, self.drop_notice)

    def drop_notice(self) -> None:
        """Take the notice about the visit before away."""
        self.query("#ended").remove()
        self.query_one("#front").remove_class("-told")

    @cached_property
    def _words(self) -> EndWords | None:
        if self.ended is None:
            return None
        return words_of_end(
            self.ended.reason, self.election.kiosk, self._reference, large=self.profile.large
        )

    @property
    def _doors(self) -> Doors:
        return doors_of_everybody(self.election, self.moments)

    @property
    def _call(self) -> str:
        return press(large=self.profile.large)

    def say_opening(self, opening: bool) -> None:
        """Say that the visit opens in a moment, or what opens one."""
        self.query_one("#call", Centred).say(OPENING if opening else self._call)

    def refresh_moment(self) -> None:
        """Say again what is open."""
        today = self._doors
        for step, words in zip(self.query(Step), today.values(), strict=True):
            step.say(words)
        self.query_one(TimeLine).turn()
