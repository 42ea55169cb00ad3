"""`admin import`: the electoral roll."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import models
from tui.command_line.options import ConfigOption, JsonOption, chosen_espace, source
from tui.command_line.saying import say_json

if TYPE_CHECKING:
    from models import Espace, ImportOptions, ImportReport

NO_ROOM = (
    "Il n'y a plus de place sur le disque : rien n'a été chargé. Libérez de la place là où est la "
    "base de données et dans le dossier des fichiers temporaires, puis recommencez."
)
BUSY = (
    "La base de données est restée occupée : rien n'a été chargé. Recommencez à une heure plus "
    "calme."
)


STANDARD_INPUT = Path("/dev/stdin")

RollArgument = Annotated[
    Path,
    typer.Argument(
        metavar="FICHIER.csv",
        readable=False,
        help="Liste électorale ; « - » la lit d'un tube. Ses colonnes, dans tout ordre : uid, "
        "mail, civility, last_name, first_name, corps, department, uai, school ; facultatives : "
        "numen (ou first_password), scrutins.",
    ),
]
MostFaultsOption = Annotated[
    int,
    typer.Option(
        "--max-errors",
        metavar="N",
        min=1,
        show_default=False,
        help="Fautes à lister, au lieu de 100 ; toutes sont comptées.",
    ),
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Vérifie tout et ne charge rien.")]
RemoveOption = Annotated[
    bool,
    typer.Option(
        "--remove", help="Retire les personnes absentes du fichier, sauf si elles ont un compte."
    ),
]
RemoveAccountsOption = Annotated[
    bool,
    typer.Option(
        "--remove-accounts", help="Avec --remove : les retire aussi avec leur compte électeur."
    ),
]
NumensOption = Annotated[
    bool | None,
    typer.Option(
        "--numens/--no-numens",
        help="Lit ou non les premiers mots de passe, colonne numen (par défaut : oui avec les "
        "messageries intégrées).",
    ),
]


YesOption = Annotated[
    bool,
    typer.Option("--yes", help="Avec --remove : même si plus de 5 % de la liste est à retirer."),
]


def import_roll(
    roll: RollArgument,
    config: ConfigOption = None,
    as_json: JsonOption = False,
    max_errors: MostFaultsOption = 100,
    dry_run: DryRunOption = False,
    remove: RemoveOption = False,
    remove_accounts: RemoveAccountsOption = False,
    numens: NumensOption = None,
    yes: YesOption = False,
) -> None:
    """Load an electoral roll, whole or not at all."""
    for given, option in ((remove_accounts, "--remove-accounts"), (yes, "--yes")):
        if given and not remove:
            raise typer.BadParameter("--remove", param_hint=option)
    options = models.ImportOptions(
        most_faults=max_errors,
        dry_run=dry_run,
        remove=remove,
        remove_accounts=remove_accounts,
        removes_many=yes,
        numens=numens,
    )
    espace = chosen_espace(config)
    report = _imported(espace, STANDARD_INPUT if roll == Path("-") else roll, options)
    if as_json:
        say_json(_facts(report))
    else:
        from tui.administration.roll_page import print_report

        print_report(report, espace.election)


def _imported(espace: Espace, roll: Path, options: ImportOptions) -> ImportReport:
    """Import with a bar; errors get the administrator's sentence."""
    from tui.administration.progress_bars import shown_progress

    try:
        with shown_progress() as tell:
            report = espace.administration.import_roll(
                roll, source=source(), options=options, tell=tell
            )
            if not options.dry_run:
                espace.desk.refresh_search(tell)
            return report
    except models.DiskFull as error:
        raise models.EspaceError(NO_ROOM) from error
    except models.DatabaseBusy as error:
        raise models.EspaceError(error.given or BUSY) from error


def _facts(report: ImportReport) -> dict[str, object]:
    """Return a report as a program reads it."""
    from dataclasses import asdict

    facts = asdict(report)
    facts["corps"] = dict(report.corps)
    facts["scrutins"] = dict(report.scrutins)
    facts["blocked_seconds"] = round(report.blocked_seconds, 3)
    return facts
