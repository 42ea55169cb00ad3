"""Calling services from a screen: the call runs in a thread, its answer comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from textual.css.query import NoMatches
from textual.widgets import Input

from models import EspaceError, MustWait
from tui.logs.troubles import TROUBLES
from tui.visit.protocol import WritingApp
from tui.widgets.buttons import ActionButton
from tui.widgets.notice import Refusal

if TYPE_CHECKING:
    from textual.screen import Screen

    from models import Espace

Answer = TypeVar("Answer")
Work = Callable[[], Awaitable[None]]
"""Called by its worker: work that is abandoned before it starts leaves no coroutine unawaited."""

LOOK_AT_QUEUE = 1.0
"""Seconds between two looks at how many people are served before."""

UNEXPECTED = (
    "Une erreur inattendue est survenue. Votre saisie est conservée : recommencez. "
    "Si elle se répète, donnez la référence {reference} à l'assistance."
)
"""What a person reads when a call fails in an unforeseen way."""

UNEXPECTED_UNTYPED = (
    "Une erreur inattendue est survenue. Recommencez. "
    "Si elle se répète, donnez la référence {reference} à l'assistance."
)
"""The same if nothing was typed."""


class AskingApp(WritingApp, Protocol):
    """What asking needs of the application; the refusal and the button are written widgets."""

    async def opened_espace(self) -> Espace:
        """Return the election as soon as it is open."""

    def journal_error(self, error: BaseException) -> str:
        """Record an unforeseen error without its values, and return its reference."""

    def fail(self, error: Exception) -> None:
        """End the application because of a fault of the program."""


class Asker:
    """Asks the services for one screen, one question at a time.

    The screen has a `Refusal` named `refusal`, and perhaps a primary button that says what
    happens meanwhile. Its application is an `AskingApp`: a visit is not needed.

    Attributes:
        working: An answer is awaited.
    """

    def __init__(
        self,
        screen: Screen[Any],
        show_refusal: Callable[[EspaceError], None],
        *,
        espace: Callable[[], Awaitable[Espace]] | None = None,
    ) -> None:
        """Take the screen.

        Args:
            screen: Where answers are shown.
            show_refusal: Shows an error that the screen has not handled; `show` does.
            espace: Returns what is asked; by default the application's election,
                as soon as it is open.
        """
        self.working = False
        self._awaited: set[str] = set()
        self._complained: set[str] = set()
        self._screen = screen
        self._show_refusal = show_refusal
        self._espace = espace

    @property
    def _app(self) -> AskingApp:
        return cast("AskingApp", self._screen.app)

    async def opened_espace(self) -> Espace:
        """Return what is asked."""
        return await (self._espace or self._app.opened_espace)()

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

        Nothing happens if another answer is awaited. The call begins once the
        election's database is open.

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
        self._screen.run_worker(answer, exit_on_error=False, group="asking")

    def ask_quietly(
        self,
        request: Callable[[Espace], Answer],
        *,
        done: Callable[[Answer], None],
        refused: Callable[[EspaceError], None] | None = None,
        once: str = "",
    ) -> None:
        """Make one call in a thread without showing it: what fails is recorded only.

        For what the person did not ask for, such as looking for new mail.

        Args:
            request: As for `ask`.
            done: Takes the answer.
            refused: Takes what was refused; by default it is dropped.
            once: Name of what is asked again and again: not before the answer is there, and an
                answer takes away what was refused before.
        """
        if once in self._awaited:
            return
        if once:
            self._awaited.add(once)
        answer: Work = partial(self._answered_quietly, request, done, refused, once)
        self._screen.run_worker(answer, exit_on_error=False, group="quiet")

    def show(self, error: EspaceError) -> None:
        """Say above the page why something was refused, and for how long."""
        until = error.until if isinstance(error, MustWait) else None
        sentence = error.text_on_form(typed=self._typed)
        self._refusal.show(sentence, until=until, reference=error.reference)
        button = self._primary()
        if until is not None and button is not None:
            button.hold_until(until)

    def release(self) -> None:
        """Let the primary button be pressed: what was refused is not what is there now."""
        button = self._primary()
        if button is not None:
            button.release()

    async def _answered(
        self,
        request: Callable[[Espace], Answer],
        done: Callable[[Answer], Awaitable[None] | None],
        refused: Callable[[EspaceError], bool] | None,
        button: ActionButton | None,
    ) -> None:
        watching = asyncio.create_task(self._watch_queue(button))
        try:
            outcome = await self._outcome(request)
        finally:
            watching.cancel()
            self.working = False
            if button is not None:
                button.stop_working()
        if self._abandoned:
            return
        try:
            if not isinstance(outcome, Exception):
                shown = done(outcome)
                if shown is not None:
                    await shown
            elif not isinstance(outcome, EspaceError):
                reference = self._app.journal_error(outcome)
                sentence = UNEXPECTED if self._typed else UNEXPECTED_UNTYPED
                self._refusal.show(sentence.format(reference=reference))
            elif refused is None or not refused(outcome):
                self._show_refusal(outcome)
        except Exception as error:
            self._app.fail(error)

    async def _answered_quietly(
        self,
        request: Callable[[Espace], Answer],
        done: Callable[[Answer], None],
        refused: Callable[[EspaceError], None] | None,
        once: str,
    ) -> None:
        try:
            outcome = await self._outcome(request)
        finally:
            self._awaited.discard(once)
        if self._abandoned:
            return
        try:
            if not isinstance(outcome, Exception):
                if once in self._complained:
                    self._complained.discard(once)
                    self._refusal.clear()
                done(outcome)
            elif not isinstance(outcome, EspaceError):
                self._app.journal_error(outcome)
            elif refused is not None:
                if once:
                    self._complained.add(once)
                refused(outcome)
        except Exception as error:
            self._app.fail(error)

    async def _watch_queue(self, button: ActionButton | None) -> None:
        """Say on the button, as long as its answer is awaited, how many are served before."""
        while button is not None:
            await asyncio.sleep(LOOK_AT_QUEUE)
            espace = await self.opened_espace()
            with suppress(EspaceError):
                ahead = await asyncio.to_thread(espace.people_ahead)
                button.say_ahead(ahead or 0)

    async def _outcome(self, request: Callable[[Espace], Answer]) -> Answer | Exception:
        """Return the answer, or the error in its place."""
        try:
            espace = await self.opened_espace()
            return await asyncio.to_thread(request, espace)
        except Exception as error:
            place = getattr(self._screen, "route", "")
            reference = await asyncio.to_thread(TROUBLES.note, error, place)
            if isinstance(error, EspaceError):
                error.reference = reference
            return error

    @property
    def held(self) -> bool:
        """Whether the primary button waits for a moment before which nothing is asked."""
        button = self._primary()
        return button is not None and button.held

    @property
    def _typed(self) -> bool:
        """Whether the screen holds anything that a person has typed."""
        return any(field.value for field in self._screen.query(Input))

    @property
    def _refusal(self) -> Refusal:
        return self._screen.query_one("#refusal", Refusal)

    @property
    def _abandoned(self) -> bool:
        """Whether the person has left the screen: an answer has no place to be shown.

        As the application ends, the parts of a screen go one by one before the screen itself.
        """
        app = self._screen.app
        return not app.is_running or self._screen not in app.screen_stack

    def _primary(self) -> ActionButton | None:
        try:
            return self._screen.query_one("#primary", ActionButton)
        except NoMatches:
            return None
