"""The commands and their options. What a command needs is imported when it is run."""

from __future__ import annotations

import sys
from collections.abc import MutableMapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from tui.command_line.completing import personas, samples
from tui.command_line.failures import tell_failure
from tui.command_line.french import FrenchCommand, FrenchGroup, french_error
from tui.command_line.options import USAGE_FAULT, ConfigOption, group
from tui.command_line.saying import NAME

NOTHING_TYPED = "La saisie a été abandonnée : rien n'a été fait. Relancez la commande."

application = typer.Typer(
    name=NAME,
    cls=FrenchGroup,
    help="Activez votre espace électeur, de la messagerie à la liste de vos scrutins.",
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    subcommand_metavar="COMMANDE [ARGUMENTS]...",
)


@cache
def _administration() -> FrenchGroup:
    from tui.administration import administration

    return cast("FrenchGroup", typer.main.get_command(administration))


class AdministrationGroup(FrenchGroup):
    """Imports the administrator's commands when the first of them is asked for.

    Every start of a visit would import them otherwise: a tenth of the command line's time.
    """

    @property
    def commands(self) -> MutableMapping[str, Any]:
        """The commands by their names."""
        return _administration().commands

    @commands.setter
    def commands(self, commands: object) -> None:
        """Leave out what Typer has found before: nothing."""


application.add_typer(
    group("Prépare, suit, sauvegarde et purge une élection.", AdministrationGroup),
    name="admin",
)


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


@application.command("open", cls=FrenchCommand, help="Ouvre l'espace électeur dans ce terminal.")
def open_visit(config: ConfigOption = None) -> None:
    """Hold one visit of the configured election on this terminal."""
    from tui.hosts.visit import hold_configured_visit

    raise typer.Exit(hold_configured_visit(config))


@application.command(cls=FrenchCommand, help="Ouvre une borne dans ce terminal.")
def kiosk(
    config: ConfigOption = None,
    check: Annotated[
        bool, typer.Option("--check", help="Signale ce qui ne convient pas sur cette machine.")
    ] = False,
    fast: Annotated[
        bool, typer.Option("--fast", help="Avec --check : en une seconde, pour une supervision.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Avec --check : en JSON.")] = False,
    notify: Annotated[int | None, typer.Option("--notify", hidden=True)] = None,
    watchdog: Annotated[int | None, typer.Option("--watchdog", hidden=True)] = None,
) -> None:
    """Hold one visit after the other on this terminal, until the staff or a signal ends it."""
    for given, option in ((fast, "--fast"), (as_json, "--json")):
        if given and not check:
            raise typer.BadParameter("--check", param_hint=option)
    if check:
        from tui.kiosk.check import run_check

        raise typer.Exit(run_check(config, as_json=as_json, quick=fast))
    from tui.kiosk.host import hold_kiosk

    raise typer.Exit(hold_kiosk(config, notify=notify, watchdog=watchdog))


@application.command(cls=FrenchCommand, help="Ouvre l'assistance, pour qui répond au téléphone.")
def helpdesk(
    config: ConfigOption = None,
    demo: Annotated[
        bool,
        typer.Option("--demo", help="À côté de la démonstration d'un autre terminal."),
    ] = False,
) -> None:
    """Hold the helpdesk of the configured election, or of a demonstration, on this terminal."""
    if demo and config is not None:
        raise typer.BadParameter("sans --config", param_hint="--demo")
    if demo:
        from tui.demo.helpdesk import hold_helpdesk_of_demo

        raise typer.Exit(hold_helpdesk_of_demo())
    from tui.desk.host import hold_desk

    raise typer.Exit(hold_desk(config))


@application.command(
    cls=FrenchCommand, help="Ouvre le bureau de vote : clés, scellement, dépouillement."
)
def bureau(config: ConfigOption = None) -> None:
    """Hold the board's screens of the configured election on this terminal."""
    from tui.bureau.host import hold_bureau

    raise typer.Exit(hold_bureau(config))


SampleOption = Annotated[
    str | None,
    typer.Option(
        "--election",
        metavar="NOM",
        help="Élection d'essai : toulouse-2014 (par défaut), lyon-2026.",
        autocompletion=samples,
    ),
]


@application.command(
    cls=FrenchCommand,
    help="Ouvre une démonstration, effacée à la fin.",
)
def demo(
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="MOMENT", help="Moment de départ : AAAA-MM-JJ HH:MM."),
    ] = None,
    persona: Annotated[
        str | None,
        typer.Option(
            "--persona",
            metavar="UID",
            help="Nom d'utilisateur de la personne d'essai à jouer.",
            autocompletion=personas,
        ),
    ] = None,
    election: SampleOption = None,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            metavar="FICHIER",
            readable=False,
            help="Répète l'élection de ce fichier, avec des personnes inventées.",
        ),
    ] = None,
) -> None:
    """Hold a demonstration in a sandbox that is deleted at its end."""
    if election is not None and config is not None:
        raise typer.BadParameter("sans --config", param_hint="--election")
    from tui.demo.host import Beginning, hold_demo

    raise typer.Exit(hold_demo(Beginning(at, persona, election, config)))


PortOption = Annotated[
    int, typer.Option("--port", metavar="N", min=1, max=65_535, help="Port d'écoute.")
]
ListenOption = Annotated[
    list[str] | None,
    typer.Option("--listen", metavar="ADRESSE", help="Adresse d'écoute, à répéter ; toutes."),
]


@application.command(cls=FrenchCommand, help="Sert des démonstrations par SSH.")
def serve(
    port: PortOption = 2222,
    listen: ListenOption = None,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="MOMENT", help="Moment de départ de chaque démonstration."),
    ] = None,
    election: SampleOption = None,
    directory: Annotated[
        Path | None,
        typer.Option("--directory", metavar="DOSSIER", help="Réglages, clé et sessions."),
    ] = None,
    password: Annotated[
        bool, typer.Option("--password", help="Demande un mot de passe pour « demo ».")
    ] = False,
    authorized_keys: Annotated[
        Path | None,
        typer.Option(
            "--authorized-keys", metavar="FICHIER", help="Clés admises pour « demo », elles seules."
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            metavar="FICHIER",
            readable=False,
            help="Fichier d'élection que « assistance » ouvre ; sans lui, elle est fermée.",
        ),
    ] = None,
    notify: Annotated[int | None, typer.Option("--notify", hidden=True)] = None,
    watchdog: Annotated[int | None, typer.Option("--watchdog", hidden=True)] = None,
) -> None:
    """Serve demonstrations over SSH until a signal ends it, and the helpdesk if it is told to."""
    from tui.ssh.host import Place, ask_password, serve_demonstrations

    asked = ask_password() if password else None
    place = Place(
        port, tuple(listen or ()), directory, at, asked, authorized_keys, config, election
    )
    raise typer.Exit(serve_demonstrations(place, notify=notify, watchdog=watchdog))


def run_command() -> int:
    """Run the command that the arguments name, and return its exit status."""
    try:
        status = application(standalone_mode=False, prog_name=NAME)
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            print(error.format_message(), file=sys.stderr)
        else:
            tell_failure("WrongUse", french_error(error))
        return USAGE_FAULT
    except typer.Abort:
        tell_failure("NothingTyped", NOTHING_TYPED)
        return 1
    return status or 0
