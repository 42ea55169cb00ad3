"""Which states last that administrators are written about."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from peewee import fn

from models.context import Context
from models.errors import DatabaseBusy, DatabaseUnavailable, Unavailable
from models.rules.french_dates import say_duration
from models.rules.french_numbers import say_count
from models.rules.text import clean_line
from models.services.administration.checks.audit import ALTERED, NEWEST
from models.services.administration.checks.database import data_directory
from models.services.administration.kiosks import FORGOTTEN_AFTER
from models.services.audit.chain import verify_audit, verify_newest
from models.settings.alerts import AlertsSection
from models.tables.base import moment_of
from models.tables.kiosks import LONGEST_NAME, Kiosk
from models.tables.mails import WaitingMail
from models.tables.own_keys import keys_fit
from models.views.mail import MailState, OwnReply

MAILS, SENDER, DISK, AUDIT, DATABASE = "mails", "sender", "disk", "audit", "database"
KIOSK = "kiosk "
"""Of its subject, before its name."""
A_DAY = timedelta(days=1)

REFUSED = (
    "{count} des dernières 24 heures ont été refusés par un serveur : « espace-electeur admin send "
    "--refused » dit pourquoi."
)
LATE = (
    "Un mail à envoyer attend depuis {since} : vérifiez que « espace-electeur admin send --watch » "
    "est en marche (systemctl status espace-electeur-mail)."
)
SILENT = "La borne « {name} » ne donne plus signe depuis {since} : allez la voir."
FILLING = "Il reste {free} Mio sur le disque de {place} : libérez de la place."
AWAY = (
    "La base de données ne répond pas : vérifiez que son serveur est en marche, puis lancez "
    "« espace-electeur admin check »."
)
OVER = {
    MAILS: "Moins de mails sont refusés.",
    SENDER: "L'envoi des mails a repris.",
    DISK: "Le disque des données a de nouveau de la place.",
    AUDIT: "La chaîne d'audit s'accorde de nouveau avec elle-même.",
    DATABASE: "La base de données répond de nouveau.",
}
KIOSK_BACK = "La borne « {name} » donne de nouveau signe, ou n'est plus attendue."

Seen = dict[str, str | None]
"""What lasts, by its subject; None: it does not. What is left out is not known."""


def look_around(
    context: Context, alerts: AlertsSection, known: Iterable[str], *, whole_chain: bool
) -> Seen:
    """Return which states last.

    Args:
        context: The open election.
        alerts: From when on something is one.
        known: The subjects that lasted before: a kiosk that is gone from the base is over.
        whole_chain: Walk the whole audit chain, not only its newest events.
    """
    seen: Seen = {DISK: _filling(context, alerts)}
    try:
        with context.connection(unlimited=True):
            seen |= _mails(context, alerts)
            seen |= _kiosks(context, alerts, known)
            fit = keys_fit(context.keys)
        if fit:  # with other keys each event seems altered; `admin check` says so of the keys
            seen[AUDIT] = _altered(context, whole=whole_chain)
    except DatabaseBusy:
        return seen
    except DatabaseUnavailable:
        return seen | {DATABASE: AWAY}
    except Unavailable as error:  # out of date, without its keys
        return seen | {DATABASE: error.to_administrator or error.text}
    return seen | {DATABASE: None}


def over_text(subject: str) -> str:
    """Return what is said of a state that has ended."""
    if subject.startswith(KIOSK):
        return KIOSK_BACK.format(name=subject.removeprefix(KIOSK))
    return OVER[subject]


def _filling(context: Context, alerts: AlertsSection) -> str | None:
    place = data_directory(context)
    try:
        free = shutil.disk_usage(place if place.exists() else Path.cwd()).free >> 20
    except OSError:
        return None
    return FILLING.format(free=free, place=place) if free < alerts.free_mib else None


def _mails(context: Context, alerts: AlertsSection) -> Seen:
    now = context.now
    refused = WaitingMail.select().where(
        (WaitingMail.state == MailState.REFUSED)
        & (WaitingMail.reply != OwnReply.REPLACED)
        & (WaitingMail.created_at >= now - A_DAY)
    )
    count = refused.count()
    due = WaitingMail.select(fn.MIN(WaitingMail.next_try_at)).where(
        WaitingMail.state == MailState.WAITING
    )
    oldest = due.scalar()
    late = now - moment_of(oldest) if oldest is not None else timedelta()
    many = count >= alerts.refused_mails
    return {
        MAILS: REFUSED.format(count=say_count(count, "mail")) if many else None,
        SENDER: LATE.format(since=say_duration(late))
        if late > timedelta(minutes=alerts.late_mail_minutes)
        else None,
    }


def _kiosks(context: Context, alerts: AlertsSection, known: Iterable[str]) -> Seen:
    """Return the silent kiosks, by day: of those that are off at night nothing is known then."""
    now = context.now
    hour = now.astimezone(context.election.calendar.zone).hour
    if not alerts.kiosk_hours[0] <= hour < alerts.kiosk_hours[1]:
        return {}
    seen: Seen = dict.fromkeys(one for one in known if one.startswith(KIOSK))
    for kiosk in Kiosk.select():
        silent = now - kiosk.seen_at
        if silent > FORGOTTEN_AFTER:
            continue
        name = clean_line(kiosk.name, longest=LONGEST_NAME)
        told = SILENT.format(name=name, since=say_duration(silent))
        long = silent > timedelta(minutes=alerts.silent_kiosk_minutes)
        seen[f"{KIOSK}{name}"] = told if long else None
    return seen


def _altered(context: Context, *, whole: bool) -> str | None:
    report = verify_audit(context) if whole else verify_newest(context, NEWEST)
    return ALTERED.format(number=report.first_fault) if report.first_fault else None
