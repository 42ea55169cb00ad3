"""The election's database is opened after the first screen is painted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from models import EspaceError

if TYPE_CHECKING:
    from models import Espace

NOT_OPENED = "L'élection ne peut pas être ouverte. Référence : {reference}."


class Opening:
    """Opens the election in a thread, once or until it works; calls wait for it."""

    def __init__(self, factory: Callable[[], Espace]) -> None:
        """Take what opens and checks the election; it blocks and may raise."""
        self._factory = factory
        self._ready = asyncio.Event()
        self._espace: Espace | None = None

    async def open(self) -> Espace:
        """Try once.

        Raises:
            EspaceError: The election cannot be opened now.
        """
        self._espace = await asyncio.to_thread(self._factory)
        self._ready.set()
        return self._espace

    async def attempt(self, journal: Callable[[Exception], str]) -> str:
        """Try once, and return why the election cannot be opened, or an empty text.

        Args:
            journal: Records an unforeseen error and returns its reference.
        """
        try:
            await self.open()
        except EspaceError as error:
            return error.text
        except Exception as error:
            return NOT_OPENED.format(reference=journal(error))
        return ""

    async def opened(self) -> Espace:
        """Return the election, as soon as it is open."""
        await self._ready.wait()
        return self.espace

    def forget(self) -> None:
        """Make calls wait for another election."""
        self._ready.clear()
        self._espace = None

    def espace_or(self, other: Espace) -> Espace:
        """Return the open election, or another one as long as it is not open."""
        return self._espace or other

    @property
    def is_open(self) -> bool:
        """Whether the election is open now."""
        return self._espace is not None

    @property
    def espace(self) -> Espace:
        """The open election.

        Raises:
            RuntimeError: It is not open yet.
        """
        if self._espace is None:
            raise RuntimeError("the election is not open yet")
        return self._espace
