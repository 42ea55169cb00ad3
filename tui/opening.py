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
    """Opens the house in a thread, once or until it works; calls wait for it."""

    def __init__(self, factory: Callable[[], Espace]) -> None:
        """Take what builds and checks the house; it blocks and may raise."""
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
        """Return the open house, as soon as it is."""
        await self._ready.wait()
        return self.espace

    def forget(self) -> None:
        """Make calls wait for another house."""
        self._ready.clear()
        self._espace = None

    @property
    def is_open(self) -> bool:
        """Whether the house is open now."""
        return self._espace is not None

    @property
    def espace(self) -> Espace:
        """The open house.

        Raises:
            RuntimeError: It is not open yet.
        """
        if self._espace is None:
            raise RuntimeError("the election is not open yet")
        return self._espace
