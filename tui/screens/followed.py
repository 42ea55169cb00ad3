"""A visit that an agent follows: it tells its page, and shows what they point at and say."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Any

from textual.events import Event, Key

from models import EspaceError
from tui.screens.base import EspaceScreen
from tui.screens.followed_page import page_before
from tui.visit.hints import HINTS
from tui.visit.protocol import visit_app
from tui.widgets.fields import LabelledField
from tui.widgets.followed_line import FollowedLine

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.app import App
    from textual.widget import Widget

    from models import Espace, FollowedPage, Following, Told

PAUSE = 0.35
"""Seconds between two words with the database: with as many on the agent's side, what happens is
seen within a second."""
STOP = "f4"
PATIENCE = 0.3
"""Seconds that the end of a visit waits for the database to hear of it."""
CODE = "Code d'aide {code} : lisez-le à l'assistance."
FOLLOWED = "Suivi par l'assistance."
SAYS = "L'assistance : « {words} »"
LEFT = "L'assistance a quitté la visite."
FAREWELL = 20.0
"""Seconds that this stands: it is read, however busy somebody is with a password."""
LOOK_AT = "Regardez le champ {label}."


class Followed:
    """Lasts from the code that is read out until the person, the agent or the visit ends it.

    Attributes:
        code: What is read out to the agent, as it is shown.
        words: What is above every screen.
        over: The agent or the person has ended it; its last words may still stand.
    """

    def __init__(self, app: App[Any], espace: Espace, following: Following) -> None:
        """Take the application, and the visit as the database knows it."""
        self._app = app
        self._espace = espace
        self._following = following
        self._page: FollowedPage | None = None
        self._told: Told | None = None
        self.over = False
        self.code = f"{following.code[:3]} {following.code[3:]}"
        self.words: tuple[str, ...] = (CODE.format(code=self.code),)

    def start(self) -> None:
        """Show that it is so on every screen, and begin to tell."""
        visit_app(self._app.screen).further_lines.append(self.lines)
        for screen in self._app.screen_stack:
            if isinstance(screen, EspaceScreen):
                screen.mount(FollowedLine(self), before="#head")
        telling: Callable[[], Awaitable[None]] = self._tell
        self._app.run_worker(telling, exit_on_error=False, group="followed")

    def lines(self) -> Iterator[Widget]:
        """Yield what is above the head of a screen."""
        if self.words:
            yield FollowedLine(self)

    def sees(self, event: Event) -> bool:
        """End it if the person wants so; return whether the event is used up."""
        if self.over or not (isinstance(event, Key) and event.key == STOP):
            return False
        self.stop()
        return True

    def stop(self) -> None:
        """End it now; the database hears of it if it answers."""
        if self.over:
            self.be_silent()
            return
        self._end()
        self.be_silent()
        ending = Thread(target=self._forget, daemon=True)
        ending.start()
        ending.join(PATIENCE)

    def _forget(self) -> None:
        with suppress(EspaceError):
            self._espace.following.end(self._following)

    async def _tell(self) -> None:
        while not self.over:
            page = page_before(self._app)
            changed = page if page != self._page else None
            if changed is not None and self._page is not None:
                self._let_go(self._page, changed)
            with suppress(EspaceError):
                told = await asyncio.to_thread(
                    self._espace.following.tell, self._following, changed
                )
                self._page = page
                self._take(told)
            await asyncio.sleep(PAUSE)

    def _take(self, told: Told | None) -> None:
        """Show what the agent has told; without a word it is over."""
        if self.over:
            return
        if told is None:
            self._bid_farewell()
        elif told != self._told:
            self._told = told
            self._show(told)

    def _show(self, told: Told) -> None:
        if not told.agent:
            return
        said = [HINTS[told.hint]] if told.hint is not None else []
        said += [LOOK_AT.format(label=label) for label in self._point_at(told.pointed)]
        self.words = (FOLLOWED, *(SAYS.format(words=words) for words in said))
        self._redraw()

    def _let_go(self, before: FollowedPage, page: FollowedPage) -> None:
        """Point at nothing any more once another screen is in front."""
        if before.screen != page.screen and self._told is not None and self._told.pointed:
            self._point_at("")
            self.words = (FOLLOWED,)
            self._redraw()

    def _point_at(self, name: str) -> list[str]:
        """Light a field of the page in front up, and return what stands above it."""
        pages = [screen for screen in self._app.screen_stack if isinstance(screen, EspaceScreen)]
        labels = []
        for screen in pages:
            for field in screen.query(LabelledField):
                field.set_class(bool(name) and field.id == name and screen is pages[-1], "-pointed")
                if field.has_class("-pointed") and screen is self._app.screen:
                    labels.append(field.label)
        return labels

    def _bid_farewell(self) -> None:
        """Say for a while that the agent has left, if there was one."""
        followed = self._told is not None and bool(self._told.agent)
        self._end()
        if followed and self._app.screen_stack:
            self.words = (LEFT,)
            self._redraw()
            self._app.set_timer(FAREWELL, self.be_silent)
        else:
            self.be_silent()

    def _end(self) -> None:
        self.over = True
        if self._app.screen_stack:
            self._point_at("")

    def be_silent(self) -> None:
        """Say nothing any more, here or on another screen."""
        self.words = ()
        if self._app.screen_stack:
            app = visit_app(self._app.screen)
            if self.lines in app.further_lines:
                app.further_lines.remove(self.lines)
            if app.visit.followed is self:  # the person may ask again
                app.visit.followed = None
            self._redraw()

    def _redraw(self) -> None:
        for screen in self._app.screen_stack:
            for line in screen.query(FollowedLine):
                line.refresh(layout=True)
