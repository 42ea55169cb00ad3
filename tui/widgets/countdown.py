"""The time left until a moment, counted down by the election's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from textual.message import Message
from textual.timer import Timer

from tui.widgets.written import Line


class Countdown(Line):
    """« Nouveau mail possible dans 0:45 », drawn once a second while it runs."""

    @dataclass
    class Ended(Message):
        """The moment has come."""

        countdown: Countdown

        @property
        def control(self) -> Countdown:
            """The countdown, for `@on(Countdown.Ended, "#id")`."""
            return self.countdown

    def __init__(
        self, sentence: str, until: datetime | None = None, *, id: str | None = None
    ) -> None:
        """Take a sentence with `{left}` in it, and an aware moment, or none yet."""
        super().__init__(id=id)
        self._sentence = sentence
        self._until = until
        self._ticking: Timer | None = None

    @property
    def running(self) -> bool:
        """Whether the moment is still to come."""
        return self._ticking is not None

    def on_mount(self) -> None:
        """Start, where a moment is known."""
        if self._until is not None:
            self.count_to(self._until)

    def count_to(self, until: datetime) -> None:
        """Count down to an aware moment from now on."""
        self._until = until
        self.remove_class("-ended")
        if self._ticking is None:
            self._ticking = self.set_interval(1.0, self._tick)
        self._tick()

    def stop(self) -> None:
        """Stop counting, without a word."""
        if self._ticking is not None:
            self._ticking.stop()
            self._ticking = None
        self.add_class("-ended")

    def _tick(self) -> None:
        moments = self.espace_app.moments
        if self._until is None or moments.until(self._until).total_seconds() <= 0:
            self.stop()
            self.post_message(self.Ended(self))
            return
        self.say(self._sentence.format(left=moments.countdown(self._until)))
