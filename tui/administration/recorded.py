"""Every command of the administrator leaves a line in the logs: which, how long, how it ended."""

from __future__ import annotations

import errno
from time import monotonic
from typing import Annotated, Any

import typer
from typer.main import get_command

import models
from tui.command_line.french import FrenchCommand
from tui.command_line.interruption import INTERRUPTED, Interrupted
from tui.command_line.options import USAGE_FAULT, acting_as, checked_name
from tui.logs.events import write_event

NAMED = "named"
UNFORESEEN = (
    "Une erreur inattendue est survenue : rien n'a été fait à moitié. Recommencez ; si elle se "
    "répète, donnez la référence {reference} à la personne qui maintient le programme."
)


class RecordedCommand(FrenchCommand):
    """A command that is logged, and whose unforeseen faults print no values.

    Each takes `--as`: who acts, for the audit trail.
    """

    def __init__(self, *args: Any, params: list[Any] | None = None, **settings: Any) -> None:
        """Add the option to those of the command."""
        super().__init__(*args, params=[*(params or []), _named_option()], **settings)

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        with acting_as(ctx.params.pop(NAMED, "")):
            return self._logged(ctx)

    def _logged(self, ctx: Any) -> Any:
        began, status, kind, fault = monotonic(), 0, "done", {}
        try:
            return self._foreseen(ctx)
        except typer.Exit as leaving:
            status = leaving.exit_code
            raise
        except models.EspaceError as error:
            status = INTERRUPTED if isinstance(error, Interrupted) else 1
            kind, fault = type(error).__name__, _errno(error)
            raise
        except BaseException as error:
            status = USAGE_FAULT if isinstance(error, typer.TyperException) else 1
            kind, fault = type(error).__name__, _errno(error)
            raise
        finally:
            write_event(
                "command",
                "warning" if status else "info",
                command=ctx.command_path,
                status=status,
                kind=kind,
                seconds=round(monotonic() - began, 3),
                **fault,
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


def _named_option() -> Any:
    """Return the option, which every command gets: Typer makes options of signatures only."""
    carrier = typer.Typer(add_completion=False)
    carrier.command()(_takes_name)
    (option,) = (one for one in get_command(carrier).params if one.name == NAMED)
    return option


def _takes_name(
    named: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="NOM",
            help="Qui agit : noté dans la chaîne d'audit à côté du compte de la machine.",
            callback=checked_name,
            show_default=False,
        ),
    ] = "",
) -> None:
    """Have the option of this one parameter."""


def _errno(error: BaseException) -> dict[str, str]:
    """Return, as a fact, what the system has refused, if an error comes from that."""
    cause: BaseException | None = error
    while cause is not None and not (isinstance(cause, OSError) and cause.errno):
        cause = cause.__cause__ or cause.__context__
    number = cause.errno if isinstance(cause, OSError) else None
    name = errno.errorcode.get(number or 0)
    return {"errno": name} if name else {}
