"""The dates of scrutins: those of `[calendar]`, or those that a scrutin has of its own.

The application de vote is open from the first opening to the last closing, and the urns are closed
together after it, so that no result can be there while anybody still votes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models.rules.calendar import Calendar
from models.rules.french_dates import say_end, say_moment
from models.settings.parts import Flaw, Unread, told
from models.settings.sections import CalendarSection, ScrutinSection, aware, unclear

DATES = ("vote_opens", "vote_closes", "results_from")
"""What a scrutin may have of its own, by the names that `[calendar]` has for it too."""

OUT_OF_ORDER = (
    "ce scrutin doit s'ouvrir avant de se fermer : il s'ouvre le {opens} et se ferme le {closes} "
    "(ce qu'il ne dit pas est dans [calendar])"
)
BEFORE_ACCOUNTS = (
    "ce scrutin s'ouvrirait avant que les comptes puissent être créés, le {moment} : écrivez une "
    "heure à partir de celle-là"
)
TOO_EARLY = (
    "les résultats ne se lisent qu'une fois toutes les urnes fermées, le {moment} : écrivez une "
    "heure à partir de celle-là"
)
AFTER_RESULTS = (
    "ce scrutin se fermerait après le premier jour des résultats, le {moment} : changez l'un, ou "
    "« results_from » dans [calendar] et dans les scrutins qui en ont un"
)
CONFIRMED_AFTER = (
    "les comptes se confirmeraient encore après la dernière fermeture des scrutins, le {moment} : "
    "écrivez une heure qui ne la dépasse pas"
)


def scrutin_calendars(
    default: Calendar, scrutins: Sequence[ScrutinSection]
) -> Mapping[str, Calendar]:
    """Return the calendar of each scrutin by its code; without dates of its own the default one.

    Args:
        default: What `[calendar]` says.
        scrutins: All of the election's.

    Raises:
        ValueError: The moments are not in order.
    """
    own = {one.code: _own(one, default) for one in scrutins}
    if not any(own.values()):
        return dict.fromkeys(own, default)
    last = max(moments.get("vote_closes", default.vote_closes) for moments in own.values())
    return {
        code: replace(
            default,
            vote_opens=moments.get("vote_opens", default.vote_opens),
            vote_closes=moments.get("vote_closes", default.vote_closes),
            results_from=moments.get("results_from", default.results_from),
            last_closing=last,
        )
        for code, moments in own.items()
    }


def date_flaws(section: CalendarSection, scrutins: Sequence[ScrutinSection]) -> Iterator[Flaw]:
    """Yield what is wrong with the dates of scrutins; places start from the whole file.

    Args:
        section: `[calendar]`: while it is flawed itself, scrutins are not compared with it.
        scrutins: All of the election's.
    """
    if not any(_given(one) for one in scrutins):
        return
    if (default := _built(section)) is None:
        yield from _out_of_order_alone(section, scrutins)
        return
    own = [_own(one, default) for one in scrutins]
    clear = [_is_clear(one, moments) for one, moments in zip(scrutins, own, strict=True)]
    last = max(moments.get("vote_closes", default.vote_closes) for moments in own)
    shared = any("results_from" not in moments for moments in own)
    for number, scrutin in enumerate(scrutins):
        found = [*_unclear(scrutin, default)]
        if clear[number]:
            found += _out_of_order(own[number], default)
        if all(clear):
            found += _too_early(own[number], default, last, shared=shared)
        for flaw in found:
            yield flaw._replace(place=("scrutins", number, *flaw.place))
    if all(clear) and last < default.confirmations_close:
        moment = say_end(last, default.zone)
        yield Flaw(("calendar", "confirmations_close"), CONFIRMED_AFTER.format(moment=moment))


def _is_clear(scrutin: ScrutinSection, own: Mapping[str, datetime]) -> bool:
    """Return whether each date that a scrutin has of its own could be read, and is a moment."""
    return all(name in own or getattr(scrutin, name) is None for name in DATES)


def _unclear(scrutin: ScrutinSection, default: Calendar) -> Iterator[Flaw]:
    for name, moment in _given(scrutin).items():
        if reason := unclear(moment, default.zone):
            yield Flaw((name,), reason)


def _out_of_order(own: Mapping[str, datetime], default: Calendar) -> Iterator[Flaw]:
    zone = default.zone
    opens, closes = (own.get(name, getattr(default, name)) for name in DATES[:2])
    if opens >= closes:
        words = OUT_OF_ORDER.format(opens=say_moment(opens, zone), closes=say_end(closes, zone))
        yield Flaw(("vote_closes" if "vote_closes" in own else "vote_opens",), words)
    if "vote_opens" in own and opens < default.accounts_open:
        moment = say_moment(default.accounts_open, zone)
        yield Flaw(("vote_opens",), BEFORE_ACCOUNTS.format(moment=moment))


def _out_of_order_alone(
    section: CalendarSection, scrutins: Sequence[ScrutinSection]
) -> Iterator[Flaw]:
    """Yield the scrutins that close before they open, whatever is wrong with `[calendar]`."""
    try:
        zone = ZoneInfo(section.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError, TypeError, Unread):
        return
    for number, scrutin in enumerate(scrutins):
        given = _given(scrutin)
        if {"vote_opens", "vote_closes"} <= set(given) and not any(
            unclear(moment, zone) for moment in given.values()
        ):
            opens, closes = (aware(given[name], zone) for name in DATES[:2])
            if opens >= closes:
                words = OUT_OF_ORDER.format(
                    opens=say_moment(opens, zone), closes=say_end(closes, zone)
                )
                yield Flaw(("scrutins", number, "vote_closes"), words)


def _too_early(
    own: Mapping[str, datetime], default: Calendar, last: datetime, *, shared: bool
) -> Iterator[Flaw]:
    """Yield a day of results before the end of all votes.

    Args:
        own: The moments of a scrutin.
        default: What `[calendar]` says.
        last: When the last scrutin closes.
        shared: Whether the day of `[calendar]` is that of any scrutin.
    """
    zone, ends = default.zone, last + default.vote_grace
    if "results_from" in own and own["results_from"] < ends:
        yield Flaw(("results_from",), TOO_EARLY.format(moment=say_moment(ends, zone)))
    closes = own.get("vote_closes")
    if shared and closes is not None and closes + default.vote_grace > default.results_from:
        moment = say_moment(default.results_from, zone)
        yield Flaw(("vote_closes",), AFTER_RESULTS.format(moment=moment))


def _given(scrutin: ScrutinSection) -> dict[str, datetime]:
    """Return the dates that a scrutin has of its own, as far as they could be read."""
    found = {name: getattr(scrutin, name) for name in DATES}
    return {name: moment for name, moment in found.items() if isinstance(moment, datetime)}


def _own(scrutin: ScrutinSection, default: Calendar) -> dict[str, datetime]:
    """Return the moments that a scrutin has of its own, in UTC."""
    zone = default.zone
    return {
        name: aware(moment, zone)
        for name, moment in _given(scrutin).items()
        if not unclear(moment, zone)
    }


def _built(section: CalendarSection) -> Calendar | None:
    """Return the calendar that a section describes, None if it is flawed."""
    try:
        return None if any(told(section.flaws())) else section.build()
    except (TypeError, Unread):  # a value is missing, or has a flaw of its own
        return None
