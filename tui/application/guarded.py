"""What Textual would give away of a visit, kept: variables in a crash, the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from tui.textual_private import (
    close_after_fault,
    empty_clipboard,
    intercept_faults,
    is_leaving,
)

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver

    from tui.visit.profiles import Profile

CRASHED = (
    "Une erreur inattendue a mis fin à votre visite. Rien de ce que vous avez saisi ne reste "
    "sur cet ordinateur. Recommencez ; si l'erreur se répète, donnez la référence {reference} "
    "à l'assistance."
)
"""What is written on the terminal, once it is restored, when a visit ends by a fault."""


class GuardedApp(App[None], inherit_bindings=False):
    """An application whose faults end in one sentence, and show nothing of what was typed.

    Attributes:
        profile: The place where the visit is held.
        farewell: A sentence for the terminal after a fault, or an empty text.
    """

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    profile: Profile
    farewell: str = ""

    def __init__(self) -> None:
        """Take the faults of the program from Textual."""
        super().__init__()
        self._failed = False
        self._fail_as_textual = intercept_faults(self, self.fail)

    def get_driver_class(self) -> type[Driver]:
        """Return the driver that withstands whatever is typed; tests have another."""
        from tui.driver.guarded import GuardedDriver

        return GuardedDriver

    def wipe(self) -> None:
        """Leave nothing in the clipboard."""
        empty_clipboard(self)

    def journal_error(self, error: BaseException) -> str:
        """Record an unforeseen error without its values, and return its reference."""
        from tui.logs.journal import record_error

        return record_error(error, self.profile.name)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is no secret, if the place allows it: a clipboard outlives the visit."""
        if self.profile.clipboard:
            super().copy_to_clipboard(text)

    def say_fault(self, reference: str) -> None:
        """Say under which reference the fault that ends the visit was recorded."""
        self.farewell = CRASHED.format(reference=reference)

    def fail(self, error: Exception) -> None:
        """End the visit by a fault of the program, with one sentence.

        Under a test the error is raised again, as Textual does. What fails in a visit that ends
        already is no fault: a screen that was opening has lost its parts.
        """
        if is_leaving(self) and not self._failed:
            return
        if self.is_headless:
            self._fail_as_textual(error)
            return
        if not self._failed:
            self._failed = True
            self.say_fault(self.journal_error(error))
        self.wipe()
        close_after_fault(self)

    def panic(self, *renderables: RenderableType) -> None:
        """Leave with the same sentence: the driver's thread reports its faults here."""
        if self.is_headless:
            super().panic(*renderables)
            return
        self.fail(RuntimeError("the terminal's driver failed"))
