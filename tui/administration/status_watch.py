"""`admin status --watch`: the counts as they grow, until Ctrl+C."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from time import monotonic, sleep
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.live import Live

import models
from models import StatusAxis
from tui.administration.count_pages import console, plain_text
from tui.administration.status_page import parts_of_page
from tui.command_line.failures import sentence_of
from tui.command_line.interruption import ended_as_interrupted

if TYPE_CHECKING:
    from models import Espace, Status

PERIOD = 5.0
"""Seconds between two counts, at least."""
LONGEST = 10.0
"""Seconds of rest at most, however long a count takes: a base that is away is noticed by then."""
SHARE = 20
"""How many times as long as a count the rest after it is, within these: a twentieth of a core."""
BESIDE_LINES = 12
"""Rows of a page that are not lines of its table: title, whole, mails, heading, spaces, state."""

AWAY = "{at} : pas de réponse de la base de données ; les nombres sont ceux d'avant."
BACK = "{at} : la base de données répond de nouveau."
STATE = "Compté à {at}, prochain compte à {next} ; Ctrl+C pour finir."
LAST = "Dernier compte à {at}, nouvel essai à {next} ; Ctrl+C pour finir."
NOTHING_YET = "Aucun compte n'a encore pu être fait, nouvel essai à {next} ; Ctrl+C pour finir."


class NoTerminal(models.EspaceError):
    """What is shown live would go to a file or a program."""

    sentence = (
        "« --watch » s'affiche sur un terminal. Vers un fichier ou un programme, lancez "
        "« espace-electeur admin status » à intervalles, ou « admin serve-metrics »."
    )


def watch_status(espace: Espace, axis: StatusAxis) -> None:
    """Show the counts live until Ctrl+C, a closed terminal or `kill`.

    Raises:
        NoTerminal: Standard output is none on which lines can be written over.
    """
    page = console()
    if not sys.stdout.isatty() or page.is_dumb_terminal:
        raise NoTerminal
    with suppress(KeyboardInterrupt), ended_as_interrupted():
        watch_on(page, espace, axis, sleep)


def watch_on(
    page: Console, espace: Espace, axis: StatusAxis, rest: Callable[[float], object]
) -> None:
    """Show the counts on a console until `rest` raises.

    Args:
        page: Where.
        espace: The election.
        axis: What the lines are counted by.
        rest: Waits for some seconds.
    """
    found: Status | None = None
    fault: models.Unavailable | None = None
    with Live(console=page, auto_refresh=False, redirect_stdout=False) as live:
        while True:
            began, news = monotonic(), ""
            try:
                found = espace.administration.count_progress(axis)
            except models.Unavailable as error:
                news = AWAY if fault is None else ""
                fault = error
            else:
                news = BACK if fault is not None else ""
                fault = None
            pause = min(max(PERIOD, SHARE * (monotonic() - began)), LONGEST)
            live.update(_page(espace, page, found, fault, pause))
            if news:  # above the page, which is painted again below it
                live.console.print(plain_text(news.format(at=_hour(espace))))
            else:
                live.refresh()
            rest(pause)


def _page(
    espace: Espace,
    page: Console,
    found: Status | None,
    fault: models.Unavailable | None,
    pause: float,
) -> Group:
    """Return the page, in the room of the terminal as it is now; `pause` seconds are to come."""
    following = _hour(espace, pause)
    if found is None:
        parts, state = [], NOTHING_YET.format(next=following)
    else:
        room = max(page.height - BESIDE_LINES - (fault is not None), 2)
        parts = [*parts_of_page(found, page.width, room)]
        moment = found.at.astimezone(espace.election.calendar.zone)
        state = (STATE if fault is None else LAST).format(at=f"{moment:%H:%M:%S}", next=following)
    if fault is not None:
        parts.append(plain_text(sentence_of(fault), style="bold"))
    return Group(*parts, plain_text(state, style="dim"))


def _hour(espace: Espace, later: float = 0.0) -> str:
    """Return the time, or what it will be some seconds later."""
    moment = espace.clock.now() + timedelta(seconds=later)
    return f"{moment.astimezone(espace.election.calendar.zone):%H:%M:%S}"
