"""The command line. What a command needs is imported when it is run, never before."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import Annotated

import typer

import models
from tui.administration import administration
from tui.command_line.environment import ignore_framework_settings, postpone_collection
from tui.command_line.french import FrenchCommand, FrenchGroup, french_error
from tui.command_line.options import USAGE_FAULT, ConfigOption
from tui.command_line.saying import say
from tui.logs.events import use

NAME = "espace-electeur"
INTERRUPTED = 130
"""What Typer answers to Ctrl+C: 128 and the number of the signal, as shells do."""
STOPPED = "Interrompu : rien n'a été fait à moitié."
NO_DATABASE = (
    "La base de données ne peut pas être ouverte{reason}. Vérifiez « url » dans [database] du "
    "fichier d'élection, les droits sur ses fichiers, et que son serveur répond ; puis recommencez."
)

application = typer.Typer(
    name=NAME,
    cls=FrenchGroup,
    help="Activez votre espace électeur, de la messagerie à la liste de vos scrutins.",
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    subcommand_metavar="COMMANDE [ARGUMENTS]...",
)
application.add_typer(administration, name="admin")


def _show_version(asked: bool) -> None:
    if asked:
        from models import program_version

        print(program_version() or "version inconnue : le programme n'est pas installé")
        raise typer.Exit


@application.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Affiche la version."
        ),
    ] = False,
) -> None:
    """Take the options before a command."""


@application.command("open", cls=FrenchCommand, help="Une visite de l'élection, sur ce terminal.")
def open_visit(config: ConfigOption = None) -> None:
    """Hold one visit of the configured election on this terminal."""
    from tui.command_line.election_files import chosen_election_file

    path = chosen_election_file(config)
    election = models.load_election(path)
    use(election.logs)

    from tui.application.app import EspaceApp
    from tui.hosts.sender import SenderStarter
    from tui.hosts.terminal import hold_visit
    from tui.visit.profiles import terminal_profile

    clock = models.SystemClock()
    starter = SenderStarter(path)
    app = EspaceApp(
        election,
        clock,
        terminal_profile(),
        lambda: models.Espace(election, clock, start_sender=starter).verify(),
    )
    raise typer.Exit(hold_visit(app))


@application.command(cls=FrenchCommand, help="Une borne en libre service, sur ce terminal.")
def kiosk(
    config: ConfigOption = None,
    check: Annotated[
        bool, typer.Option("--check", help="Dit ce qui, sur cette machine, ne convient pas.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Avec --check : en JSON.")] = False,
    notify: Annotated[int | None, typer.Option("--notify", hidden=True)] = None,
    watchdog: Annotated[int | None, typer.Option("--watchdog", hidden=True)] = None,
) -> None:
    """Hold one visit after the other on this terminal, until the staff or a signal ends it."""
    if as_json and not check:
        raise typer.BadParameter("--check", param_hint="--json")
    if check:
        from tui.kiosk.check import run_check

        raise typer.Exit(run_check(config, as_json))
    from tui.kiosk.host import hold_kiosk

    raise typer.Exit(hold_kiosk(config, notify=notify, watchdog=watchdog))


@application.command(
    cls=FrenchCommand,
    help="Un bac à sable, avec des personnes d'essai et un calendrier que l'on déplace.",
)
def demo(
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="MOMENT", help="Moment de départ, 2014-11-28 09:30."),
    ] = None,
    persona: Annotated[
        str | None,
        typer.Option("--persona", metavar="UID", help="Personne d'essai, par exemple fdupont."),
    ] = None,
) -> None:
    """Hold a demonstration in a sandbox that is deleted at its end."""
    from tui.demo.host import hold_demo

    raise typer.Exit(hold_demo(at, persona))


def main() -> None:
    """Run the command line: exit status 0, 1 for what is refused, 2 for a wrong use."""
    ignore_framework_settings(os.environ)
    postpone_collection()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a letter that the terminal lacks stops nothing
            stream.reconfigure(errors="replace")
    try:
        status = application(standalone_mode=False, prog_name=NAME)
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            print(error.format_message(), file=sys.stderr)
        else:
            say(french_error(error), stream=sys.stderr)
        raise SystemExit(USAGE_FAULT) from None
    except typer.Abort:
        raise SystemExit(1) from None
    except BrokenPipeError:  # the reader of the output has closed it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except models.DatabaseUnavailable as away:
        reason = f" : {away.reason}" if away.reason else ""
        say(NO_DATABASE.format(reason=reason), stream=sys.stderr)
        raise SystemExit(1) from None
    except models.EspaceError as error:
        say(error.text, stream=sys.stderr)
        raise SystemExit(1) from None
    if status == INTERRUPTED:
        say(STOPPED, stream=sys.stderr)
    raise SystemExit(status or 0)
