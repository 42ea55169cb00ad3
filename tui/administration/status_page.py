"""The status of an election as a person reads it: tables with bars, in 80 columns or more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table

from models import StatusAxis, say_count, say_number
from tui.administration.count_pages import bar, console, parts_of, plain_text, table

if TYPE_CHECKING:
    from models import Status

NARROWEST = 80
"""Columns for everything."""
NARROW = 56
"""Columns for all the counts, without bars."""
BESIDE_BAR = 45
"""Columns of what is beside the bars of the whole."""
BAR = 12
"""Columns of a bar."""

COUNTS = {
    "electors": "Électeurs",
    "opened": "Ouvertes",
    "accounts": "Créés",
    "confirmed": "Confirmés",
}
OF_MAILBOXES = "opened"
FIRST_COUNTS = ("electors", "confirmed")

MANY = (
    "{asked} mails ont été demandés depuis une heure. À {most}, seules les personnes qui ont "
    "ouvert leur messagerie en reçoivent encore. Si ce n'est pas l'affluence, quelqu'un en demande "
    "en masse : voyez d'où, par « espace-electeur admin audit export »."
)
MANY_FOR_ALL = (
    "{asked} mails ont été demandés depuis une heure. À {most}, plus personne n'en reçoit avant "
    "que cette heure soit passée : si c'est l'affluence, augmentez « mails_per_hour » ; sinon, "
    "voyez d'où on en demande en masse, par « espace-electeur admin audit export »."
)

OTHERS = "… et {count} de plus : sans --watch, tout s'affiche"

HEADINGS = {
    StatusAxis.CORPS: "Corps",
    StatusAxis.SCHOOL: "Établissement",
    StatusAxis.DAY: "Jour",
    StatusAxis.SCRUTIN: "Scrutin",
}


def print_page(found: Status) -> None:
    """Print a status: the whole, the lines, the mails."""
    page = console()
    for part in parts_of_page(found, page.width):
        page.print(part)


def parts_of_page(found: Status, width: int, most: int | None = None) -> Iterator[RenderableType]:
    """Yield the parts of a page one below the other: the whole, the lines, the mails.

    Args:
        found: The status.
        width: Columns of the terminal.
        most: How many lines along the axis there is room for; None: all of them.
    """
    yield plain_text(found.title, style="bold")
    if found.purged_at:
        yield plain_text(f"Données purgées le {found.purged_at:%d/%m/%Y} : compteurs gardés.")
    yield _whole(found, min(30, max(0, width - BESIDE_BAR)))
    yield ""
    if found.lines:
        yield _lines(found, width, most)
        yield ""
    mails = found.mails
    full = f", {say_number(mails.full)} pour une boîte saturée" if mails.full else ""
    sent, refused = say_count(mails.sent, "envoyé"), say_count(mails.refused, "refusé")
    yield plain_text(f"Mails : {say_number(mails.waiting)} en attente{full}, {sent}, {refused}.")
    if mails.many:
        asked, most_an_hour = say_number(mails.last_hour), say_number(mails.most_an_hour)
        many = MANY if found.opens_mailboxes else MANY_FOR_ALL
        yield plain_text(many.format(asked=asked, most=most_an_hour), style="bold")


def _whole(found: Status, width: int) -> Table:
    total = found.total
    counts = {
        "Électeurs": total.electors,
        "Messageries ouvertes": total.opened,
        "Comptes créés": total.accounts,
        "Comptes confirmés": total.confirmed,
    }
    if not found.opens_mailboxes:
        del counts["Messageries ouvertes"]
    return parts_of(total.electors, counts, width)


def _lines(found: Status, width: int, most_lines: int | None) -> Table:
    """Return a line for each corps, school, day or scrutin, its bar that of the confirmed.

    Of days the last ones are shown if there is no room for all, of others the first. On a narrow
    terminal the bars go first, then what is between electors and confirmed accounts.
    """
    days = found.axis is StatusAxis.DAY
    by_scrutin = found.axis is StatusAxis.SCRUTIN
    bars, all_counts = width >= NARROWEST, width >= NARROW
    lines = table(heading=True)
    heading = HEADINGS[found.axis]
    lines.add_column(heading, overflow="ellipsis", no_wrap=bars, ratio=1)
    shown = [
        (name, heading)
        for name, heading in COUNTS.items()
        if not (days and name == "electors") and (all_counts or name in FIRST_COUNTS)
        if found.opens_mailboxes or name != OF_MAILBOXES
    ]
    for _, heading in shown:
        lines.add_column(heading, justify="right", no_wrap=True)
    if bars:
        lines.add_column("", width=BAR)
    most = max(line.confirmed for line in found.lines)
    counted = [line for line in found.lines if line.electors or not by_scrutin]
    kept = len(counted) if most_lines is None or len(counted) <= most_lines else most_lines - 1
    for line in counted[len(counted) - kept :] if days else counted[:kept]:
        drawn = [bar(line.confirmed, most if days else line.electors, BAR)] if bars else []
        label = line.key if by_scrutin else line.label  # titles begin with the same long words
        numbers = (say_number(getattr(line, name)) for name, _ in shown)
        lines.add_row(plain_text(label), *numbers, *drawn)
    if others := len(counted) - kept:
        lines.add_row(plain_text(OTHERS.format(count=say_number(others)), style="dim"))
    return lines
