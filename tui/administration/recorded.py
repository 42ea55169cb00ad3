"""Every command of the administrator leaves a line in the logs: which, how long, how it ended."""

from __future__ import annotations

from time import monotonic
from typing import Any

import typer

import models
from tui.command_line.french import FrenchCommand
from tui.command_line.options import USAGE_FAULT
from tui.logs.events import write_event

UNFORESEEN = (
    "Une erreur inattendue est survenue : rien n'a été fait à moitié. Recommencez ; si elle se "
    "répète, donnez la référence {reference} à qui entretient le programme."
)


class RecordedCommand(FrenchCommand):
    """A command that is logged, and whose unforeseen faults print no values."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        began, status, kind = monotonic(), 0, "done"
        try:
            return self._foreseen(ctx)
        except typer.Exit as leaving:
            status = leaving.exit_code
            raise
        except BaseException as error:
            status = USAGE_FAULT if isinstance(error, typer.TyperException) else 1
            kind = type(error).__name__
            raise
        finally:
            write_event(
                "command",
                "warning" if status else "info",
                command=ctx.command_path,
                status=status,
                kind=kind,
                seconds=round(monotonic() - began, 3),
            )

    def _foreseen(self, ctx: Any) -> Any:
        """Run the command; turn an unforeseen error into one sentence and a record.

        Raises:
            EspaceError: With the reference of the record.
        """
        try:
            return super().invoke(ctx)
        except models.EspaceError as error:
            if error.to_administrator is None or error.given is not None:
                raise
            raise models.EspaceError(error.to_administrator) from error
        except (BrokenPipeError, typer.TyperException, typer.Exit, typer.Abort):
            raise
        except Exception as error:
            from tui.logs.journal import record_error

            reference = record_error(error, "admin")
            raise models.EspaceError(UNFORESEEN.format(reference=reference)) from None
