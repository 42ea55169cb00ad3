"""Boxed words: a notice, a countdown, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer

from tui.visit.glyphs import Part
from tui.visit.protocol import writing_app
from tui.widgets.written import Line


class Countdown(Line):
    """« Vous pourrez recommencer dans 5 secondes. », drawn once a second while it runs."""

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
        """Start, if a moment is known."""
        if self._until is not None:
            self.count_to(self._until)

    def count_to(self, until: datetime, sentence: str = "") -> None:
        """Count down to an aware moment from now on, in another sentence if one is given."""
        self._until = until
        self._sentence = sentence or self._sentence
        self.remove_class("-ended")
        if self._ticking is None:
            self._ticking = self.set_interval(1.0, self._tick)
        self._tick()

    def stop(self) -> None:
        """Stop counting, without posting `Ended`."""
        if self._ticking is not None:
            self._ticking.stop()
            self._ticking = None
        self.add_class("-ended")

    def _tick(self) -> None:
        moments = writing_app(self).moments
        if self._until is None or moments.until(self._until).total_seconds() <= 0:
            self.stop()
            self.post_message(self.Ended(self))
            return
        self.say(self._sentence.format(left=moments.wait(self._until)))


WAIT = "Vous pourrez recommencer dans {left}."
Tone = Literal["plain", "kept", "missing", "waiting"]
REFERENCE = " Référence"
_SIGNS: dict[Tone, str] = {"plain": "", "kept": "✓ ", "missing": "✗ ", "waiting": "· "}


def told(sentence: str, reference: str) -> str:
    """Return a sentence with the reference by which the assistance finds it, if it has one."""
    return f"{sentence}{REFERENCE} : {reference}." if reference else sentence


class Notice(Line):
    """Text behind a bar, with the sign of its tone."""

    def __init__(self, *parts: Part, tone: Tone = "plain", id: str | None = None) -> None:
        """Take the text and its tone: a colour, a sign, and the words themselves."""
        super().__init__(*self._signed(parts, tone), id=id, classes=f"-{tone}")
        self._tone: Tone = tone

    def tell(self, *parts: Part, tone: Tone = "plain") -> None:
        """Change the text and the tone; nothing is drawn if neither changes."""
        signed = self._signed(parts, tone)
        if (tone, signed) == (self._tone, self._parts):
            return
        self.remove_class(f"-{self._tone}")
        self._tone = tone
        self.add_class(f"-{tone}")
        self.say(*signed)

    @staticmethod
    def _signed(parts: tuple[Part, ...], tone: Tone) -> tuple[Part, ...]:
        sign = _SIGNS[tone]
        return ((sign, f".{tone}"), *parts) if sign else parts


class Refusal(Vertical):
    """Why the last request was refused, above the page so that it is always in sight.

    If the refusal is a wait, the time left is counted down, and the refusal
    goes when it is over.
    """

    def compose(self) -> ComposeResult:
        """Hold a sentence and a countdown, both hidden."""
        yield Notice(tone="missing")
        yield Countdown(WAIT)

    @property
    def sentence(self) -> str:
        """What is shown, or an empty text."""
        if not self.has_class("-shown"):
            return ""
        countdown = self.query_one(Countdown)
        line = countdown if countdown.running else self.query_one(Notice)
        return line.plain.removeprefix("✗ ").partition(REFERENCE)[0]

    def show(self, sentence: str, *, until: datetime | None = None, reference: str = "") -> None:
        """Show a sentence.

        Args:
            sentence: Why something was refused, and what to do.
            until: An aware moment; how long to wait for it is said in place of the sentence's end,
                « Trop d'essais. Vous pourrez recommencer dans 5 secondes. ».
            reference: By which the assistance finds it in the logs.
        """
        self.query_one(Notice).tell(told(sentence, reference), tone="missing")
        self.add_class("-shown")
        self.set_class(until is not None, "-counting")
        countdown = self.query_one(Countdown)
        if until is None:
            countdown.stop()
        else:
            why = sentence.partition(". ")[0].rstrip(".")
            countdown.count_to(until, told(f"✗ {why}. {WAIT}", reference))

    def clear(self) -> None:
        """Take it away."""
        if self.has_class("-shown"):
            self.remove_class("-shown")
            self.query_one(Countdown).stop()

    def on_countdown_ended(self, event: Countdown.Ended) -> None:
        """Take the refusal away when its wait is over."""
        event.stop()
        self.clear()
