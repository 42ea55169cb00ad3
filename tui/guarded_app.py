"""What Textual would give away of a visit, kept: variables in a crash, the clipboard, ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver

    from tui.profiles import Profile

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
    _crashed = False

    def get_driver_class(self) -> type[Driver]:
        """Return the driver that withstands whatever is typed; tests have another."""
        from tui.driver.guarded import GuardedDriver

        return GuardedDriver

    def wipe(self) -> None:
        """Leave nothing in the clipboard."""
        self._clipboard = ""

    def journal_error(self, error: BaseException) -> str:
        """Record an unforeseen error without its values, and return its reference."""
        from tui.journal import record_error

        return record_error(error, self.profile.name)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is no secret, where the place allows it: a clipboard outlives the visit."""
        if self.profile.clipboard:
            super().copy_to_clipboard(text)

    def tell_fault(self, reference: str) -> None:
        """Say under which reference the fault that ends the visit was recorded."""
        self.farewell = CRASHED.format(reference=reference)

    def fail(self, error: Exception) -> None:
        """End the visit by a fault of the program."""
        self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """Leave with one sentence: Textual would print the variables, a password among them.

        Under a test the error is raised again, as Textual does.
        """
        if self.is_headless:
            super()._handle_exception(error)
            return
        self._return_code = 1
        if not self._crashed:
            self._crashed = True
            self.tell_fault(self.journal_error(error))
        self.wipe()
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """Leave with the same sentence: the driver's thread reports its faults here."""
        if self.is_headless:
            super().panic(*renderables)
            return
        self._handle_exception(RuntimeError("the terminal's driver failed"))
