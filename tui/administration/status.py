"""`admin status`: how far the election has come, and what its kiosks do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import models
from models import StatusAxis
from tui.command_line.completing import axes
from tui.command_line.options import ConfigOption, JsonOption, chosen_espace
from tui.command_line.saying import say_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models import Espace, Status, StatusCount

CORPS = StatusAxis.CORPS.value

ByOption = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="AXE",
        help="Compte par corps, school (établissement), day (jour) ou scrutin.",
        autocompletion=axes,
    ),
]

KiosksOption = Annotated[
    bool, typer.Option("--kiosks", help="Montre les bornes et la fin de leurs visites.")
]
DayOption = Annotated[
    str | None,
    typer.Option("--day", metavar="JOUR", help="Avec --kiosks : un autre jour, 2014-11-28."),
]
DeskOption = Annotated[bool, typer.Option("--desk", help="Montre la journée de l'assistance.")]
WatchOption = Annotated[
    bool, typer.Option("--watch", help="Montre les nombres en direct, jusqu'à Ctrl+C.")
]
SshOption = Annotated[
    bool, typer.Option("--ssh", help="Montre les sessions de démonstration de cette machine.")
]
DirectoryOption = Annotated[
    Path | None,
    typer.Option("--directory", metavar="DOSSIER", help="Avec --ssh : dossier du serveur."),
]


def status(
    config: ConfigOption = None,
    by: ByOption = CORPS,
    kiosks: KiosksOption = False,
    day: DayOption = None,
    desk: DeskOption = False,
    ssh: SshOption = False,
    directory: DirectoryOption = None,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Écrit le résultat en CSV.")] = False,
    watch: WatchOption = False,
) -> None:
    """Print the counts of the election, or of its kiosks, its helpdesk, its demonstrations."""
    axis = axis_named(by)
    one_of("--json", as_json, "--csv", as_csv)
    written = {"--json": as_json, "--csv": as_csv}
    for name, given in ({"--kiosks": kiosks, "--desk": desk, "--ssh": ssh} | written).items():
        one_of("--watch", watch, name, given)
    one_of("--by", by != CORPS, "--kiosks", kiosks)
    one_of("--kiosks", kiosks, "--ssh", ssh)
    one_of("--kiosks", kiosks, "--desk", desk)
    one_of("--desk", desk, "--ssh", ssh)
    one_of("--ssh", ssh, "--csv", as_csv)
    only_with("--day", day is not None, "--kiosks", kiosks)
    only_with("--directory", directory is not None, "--ssh", ssh)
    if ssh:
        from tui.administration.ssh import print_sessions

        print_sessions(models.ssh_directory(directory), as_json=as_json)
        return
    espace = chosen_espace(config)
    if watch:
        from tui.administration.status_watch import watch_status

        watch_status(espace, axis)
    elif kiosks:
        from tui.administration.kiosks import print_kiosks

        print_kiosks(espace, day, as_json=as_json, as_csv=as_csv)
    elif desk:
        from tui.administration.desk import print_desk

        print_desk(espace, as_json=as_json, as_csv=as_csv)
    else:
        _print_progress(espace, axis, as_json=as_json, as_csv=as_csv)


def _print_progress(espace: Espace, axis: StatusAxis, *, as_json: bool, as_csv: bool) -> None:
    """Print the counts of the election."""
    found = espace.administration.count_progress(axis)
    if as_json:
        say_json(facts_of(found))
    elif as_csv:
        print(models.status_csv(found), end="")
    else:
        from tui.administration.status_page import print_page

        print_page(found)


def one_of(name: str, given: bool, other: str, other_given: bool) -> None:
    """Refuse two options together.

    Raises:
        BadParameter: Both are given.
    """
    if given and other_given:
        raise typer.BadParameter(f"choisissez {name} ou {other}", param_hint=other)


def only_with(name: str, given: bool, other: str, other_given: bool) -> None:
    """Refuse an option without the one that it is about.

    Raises:
        BadParameter: It is given alone.
    """
    if given and not other_given:
        raise typer.BadParameter(f"choisissez {other} avec {name}", param_hint=name)


def axis_named(name: str) -> StatusAxis:
    """Return the axis that an argument of the command line names.

    Raises:
        BadParameter: There is no such axis.
    """
    axes = {axis.value: axis for axis in StatusAxis}
    if name not in axes:
        raise typer.BadParameter(f"choisissez parmi {', '.join(axes)}", param_hint="--by")
    return axes[name]


def facts_of(found: Status) -> dict[str, object]:
    """Return a status as a program reads it; moments in ISO 8601, UTC."""
    mails = found.mails
    oldest = mails.oldest_waiting
    return {
        "title": found.title,
        "at": found.at.isoformat(),
        "by": found.axis.value,
        "purged_at": found.purged_at.isoformat() if found.purged_at else None,
        "total": numbers_of(found.total),
        "lines": lines_of(found.lines),
        "mails": {
            "waiting": mails.waiting,
            "full": mails.full,
            "sent": mails.sent,
            "refused": mails.refused,
            "last_hour": mails.last_hour,
            "most_an_hour": mails.most_an_hour,
            "oldest_waiting": oldest.isoformat() if oldest else None,
        },
    }


def lines_of(lines: Iterable[StatusCount]) -> list[dict[str, object]]:
    """Return lines of a count as a program reads them."""
    return [{"key": one.key, "label": one.label, **numbers_of(one)} for one in lines]


def numbers_of(line: StatusCount) -> dict[str, int]:
    """Return the numbers of a line as a program reads them."""
    return {
        "electors": line.electors,
        "opened": line.opened,
        "accounts": line.accounts,
        "confirmed": line.confirmed,
    }
