"""Dates, moments and durations as a person reads them in French.

Plain tables rather than babel: its import is 40 ms on the way to the first
paint. The words and abbreviations are those of CLDR for French.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_SHORT_MONTHS = (
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
_SHORT_DAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")


def say_date(moment: datetime, zone: ZoneInfo) -> str:
    """Return the day of an aware moment in a zone: « 4 décembre », « 1er décembre »."""
    local = moment.astimezone(zone)
    return f"{_day(local)} {_MONTHS[local.month - 1]}"


def say_moment(moment: datetime, zone: ZoneInfo) -> str:
    """Return an aware moment in a zone: « 4 décembre à 16 h », « à 16 h 50 »."""
    return f"{say_date(moment, zone)} à {say_time(moment, zone)}"


def say_end(moment: datetime, zone: ZoneInfo) -> str:
    """Return until when something lasts, in a zone: « 4 décembre à 16 h », « 3 décembre à minuit ».

    « Jusqu'au 4 décembre à 0 h » is read as the end of that day.
    """
    last = last_day_of(moment, zone)
    return say_moment(moment, zone) if last == moment else f"{say_date(last, zone)} à minuit"


def last_day_of(end: datetime, zone: ZoneInfo) -> datetime:
    """Return a moment of the last day of what lasts until an end: itself, but for a midnight."""
    local = end.astimezone(zone)
    return end - MINUTE if (local.hour, local.minute) == (0, 0) else end


def say_time(moment: datetime, zone: ZoneInfo) -> str:
    """Return the time of an aware moment in a zone: « 16 h », « 16 h 50 »."""
    local = moment.astimezone(zone)
    minutes = f" {local.minute:02}" if local.minute else ""
    return f"{local.hour} h{minutes}"


def say_short_date(moment: datetime, zone: ZoneInfo) -> str:
    """Return the day of an aware moment in a zone: « 27 nov. »."""
    return _short_date(moment.astimezone(zone))


def say_short(moment: datetime, zone: ZoneInfo) -> str:
    """Return an aware moment in a zone, for a heading: « ven. 28 nov. 9 h 30 »."""
    local = moment.astimezone(zone)
    return f"{_SHORT_DAYS[local.weekday()]} {_short_date(local)} {local.hour} h {local:%M}"


def say_near(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Return an aware moment near the present, as short as it stays clear.

    « 14 h » for today, « demain 9 h », « hier 17 h », « lun. 9 h » within six days, else
    « le 27 nov. ».
    """
    local = moment.astimezone(zone)
    days = (local.date() - now.astimezone(zone).date()).days
    if abs(days) > 6:
        return f"le {_short_date(local)}"
    day = {0: "", 1: "demain ", -1: "hier "}.get(days, f"{_SHORT_DAYS[local.weekday()]} ")
    return f"{day}{say_time(moment, zone)}"


def say_date_and_time_of_mail(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Return when a mail came, as a column shows it.

    « 9 h 12 » for today, « 27 nov. » for this year, « 27/11/13 » for another.
    """
    local, today = moment.astimezone(zone), now.astimezone(zone)
    if local.date() == today.date():
        return f"{local.hour} h {local:%M}"
    if local.year == today.year:
        return _short_date(local)
    return f"{local:%d/%m}/{local.year % 100:02}"


def say_duration(delta: timedelta, *, one_unit: bool = False) -> str:
    """Return a duration in its two greatest units, or in the greatest alone, rounded down.

    « 6 jours et 6 heures », « 1 heure et 5 minutes », « 4 minutes »,
    « 45 secondes »; « moins d'une seconde » for less, and for what is past.
    """
    seconds = delta // timedelta(seconds=1)
    if seconds < 1:
        return "moins d'une seconde"
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return _both(_count(days, "jour"), "" if one_unit else _count(hours, "heure"))
    if hours:
        return _both(_count(hours, "heure"), "" if one_unit else _count(minutes, "minute"))
    return _count(minutes, "minute") or _count(seconds, "seconde")


def say_wait(delta: timedelta) -> str:
    """Return a time to wait, rounded up: « 45 secondes », « 2 minutes », « 1 heure ».

    Who comes back after it has not come too early; « 0 seconde » only once nothing is left.
    """
    seconds = max(_ceiling(delta, SECOND), 0)
    if seconds < 60:
        return _count(seconds, "seconde") or "0 seconde"
    minutes = _ceiling(delta, MINUTE)
    if minutes < 60:
        return _count(minutes, "minute")
    hours, minutes = divmod(minutes, 60)
    return _both(_count(hours, "heure"), _count(minutes, "minute"))


def _ceiling(delta: timedelta, unit: timedelta) -> int:
    whole, rest = divmod(delta, unit)
    return whole + bool(rest)


def _day(local: datetime) -> str:
    """Return the day of the month: « 1er », « 2 »."""
    return "1er" if local.day == 1 else str(local.day)


def _short_date(local: datetime) -> str:
    """Return « 27 nov. »."""
    return f"{_day(local)} {_SHORT_MONTHS[local.month - 1]}"


def _count(number: int, unit: str) -> str:
    """Return « 1 jour », « 6 jours », and nothing for none."""
    if not number:
        return ""
    return f"{number} {unit}{'s' if number > 1 else ''}"


def _both(greater: str, lesser: str) -> str:
    """Return both parts, or the greater alone."""
    return f"{greater} et {lesser}" if lesser else greater
