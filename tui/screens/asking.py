"""The way of a call: a service runs in a thread, its answer comes back to the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.css.query import NoMatches
from textual.widgets import Input

from models import EspaceError, MustWait
from tui.screens.scrolling import ScrollingScreen
from tui.troubles import TROUBLES
from tui.widgets.buttons import ActionButton
from tui.widgets.notice import Refusal

if TYPE_CHECKING:
    from models import Election, Espace
    from tui.app import EspaceApp
    from tui.profiles import Profile

Answer = TypeVar("Answer")
Work = Callable[[], Awaitable[None]]
"""Begun by its worker: one that is left before it begins leaves nothing unawaited."""

LOOK_AT_TURN = 1.0
"""Seconds between two looks at how many are served before."""

UNEXPECTED = (
    "Une erreur inattendue est survenue. Votre saisie est conservée : recommencez. "
    "Si elle se répète, donnez la référence {reference} à l'assistance."
)
"""What a person reads when a call fails in a way that nobody foresaw."""


TYPED_KEPT = "Votre saisie est conservée : "
"""Begins what the errors of the machine say of what was typed."""


class AskingScreen(ScrollingScreen):
    """A screen that asks the services, one question at a time."""

    ESCAPE_TO_MINIMIZE: ClassVar[bool | None] = False
    working = False
    """Whether an answer is awaited."""

    @property
    def espace_app(self) -> EspaceApp:
        """The application, by its own type."""
        return cast("EspaceApp", self.app)

    @property
    def profile(self) -> Profile:
        """The place where the visit is held."""
        return self.espace_app.profile

    @property
    def election(self) -> Election:
        """The election."""
        return self.espace_app.election

    async def house(self) -> Espace:
        """Return the house that is asked, as soon as it is open."""
        return await self.espace_app.opened_espace()

    @property
    def refusal(self) -> Refusal:
        """Where what was refused is said."""
        return self.query_one("#refusal", Refusal)

    def ask(
        self,
        request: Callable[[Espace], Answer],
        *,
        done: Callable[[Answer], Awaitable[None] | None],
        refused: Callable[[EspaceError], bool] | None = None,
        button: ActionButton | None = None,
        working: str = "",
    ) -> None:
        """Make one call in a thread, and go on with its answer.

        Nothing happens while another answer is awaited. The call begins once
        the election's database is open.

        Args:
            request: The call of one service; runs in a thread, so it takes
                what it needs from local variables, never from a widget.
            done: Takes the answer, on the screen; may be a coroutine function.
            refused: Takes an error and returns whether it has shown it; what
                it has not is shown above the page, waits counted down.
            button: Says what happens meanwhile; the primary one by default.
            working: What it says; its own words by default.
        """
        if self.working:
            return
        self.working = True
        pressed = button or self._primary()
        if pressed is not None:
            pressed.start_working(working)
        answer: Work = partial(self._answered, request, done, refused, pressed)
        self.run_worker(answer, exit_on_error=False, group="asking")

    def ask_quietly(
        self,
        request: Callable[[Espace], Answer],
        *,
        done: Callable[[Answer], None],
        refused: Callable[[EspaceError], None] | None = None,
    ) -> None:
        """Make one call in a thread behind the screen: what fails is journalled, not shown.

        For what nobody asked for, such as looking whether new mail has come. What is
        refused is not told either, unless the screen takes it.
        """
        answer: Work = partial(self._behind, request, done, refused)
        self.run_worker(answer, exit_on_error=False, group="quiet")

    async def _answered(
        self,
        request: Callable[[Espace], Answer],
        done: Callable[[Answer], Awaitable[None] | None],
        refused: Callable[[EspaceError], bool] | None,
        button: ActionButton | None,
    ) -> None:
        telling = asyncio.create_task(self._tell_turn(button))
        try:
            outcome = await self._outcome(request)
        finally:
            telling.cancel()
            self.working = False
            if button is not None:
                button.stop_working()
        if self._left_behind:
            return
        try:
            if not isinstance(outcome, Exception):
                shown = done(outcome)
                if shown is not None:
                    await shown
            elif not isinstance(outcome, EspaceError):
                reference = self.espace_app.journal_error(outcome)
                self.refusal.show(self._as_typed(UNEXPECTED.format(reference=reference)))
            elif refused is None or not refused(outcome):
                self.show_refusal(outcome)
        except Exception as error:
            self.espace_app.fail(error)

    async def _behind(
        self,
        request: Callable[[Espace], Answer],
        done: Callable[[Answer], None],
        refused: Callable[[EspaceError], None] | None,
    ) -> None:
        outcome = await self._outcome(request)
        if self._left_behind:
            return
        try:
            if not isinstance(outcome, Exception):
                done(outcome)
            elif not isinstance(outcome, EspaceError):
                self.espace_app.journal_error(outcome)
            elif refused is not None:
                refused(outcome)
        except Exception as error:
            self.espace_app.fail(error)

    async def _tell_turn(self, button: ActionButton | None) -> None:
        """Say on the button, while its answer is awaited, how many are served before."""
        while button is not None:
            await asyncio.sleep(LOOK_AT_TURN)
            espace = await self.house()
            with suppress(EspaceError):
                ahead = await asyncio.to_thread(espace.people_ahead)
                button.say_ahead(ahead or 0)

    async def _outcome(self, request: Callable[[Espace], Answer]) -> Answer | Exception:
        """Return the answer, or the error in its place."""
        try:
            espace = await self.house()
            return await asyncio.to_thread(request, espace)
        except Exception as error:
            await asyncio.to_thread(TROUBLES.note, error)
            return error

    def show_refusal(self, error: EspaceError) -> None:
        """Say above the page why something was refused, and for how long."""
        until = error.until if isinstance(error, MustWait) else None
        self.refusal.show(self._as_typed(error.text), until=until)

    def _as_typed(self, sentence: str) -> str:
        """Return a sentence without its word about what was typed, where nothing was."""
        before, kept, after = sentence.partition(TYPED_KEPT)
        if not kept or any(field.value for field in self.query(Input)):
            return sentence
        return before + after[:1].upper() + after[1:]

    @property
    def _left_behind(self) -> bool:
        """Whether the person has left the screen for good: an answer has no place to stand."""
        return self not in self.app.screen_stack

    def _primary(self) -> ActionButton | None:
        try:
            return self.query_one("#primary", ActionButton)
        except NoMatches:
            return None
