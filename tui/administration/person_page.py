"""One person, as an administrator and as a program read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from models import (
    AccountStanding,
    Calendar,
    MailState,
    PersonMail,
    PersonReport,
    PersonScrutin,
    Standing,
    WaitKind,
    say_count,
)
from tui.administration.reference_words import meaning_of
from tui.command_line.saying import say
from tui.desk.words import event_words, source_words
from tui.logs.found_lines import LogLine

ACCOUNTS: Mapping[AccountStanding, str] = {
    AccountStanding.NONE: "aucun",
    AccountStanding.PENDING: "créé le {created}, attend sa confirmation",
    AccountStanding.ACTIVE: "actif depuis le {confirmed}",
    AccountStanding.DISABLED: "désactivé",
}
WAITS: Mapping[WaitKind, str] = {
    WaitKind.MAILBOX: "le mot de passe de la messagerie",
    WaitKind.SIGN_IN: "le mot de passe électeur, messagerie ouverte",
    WaitKind.SIGN_IN_ELSEWHERE: "le mot de passe électeur, messagerie fermée",
    WaitKind.MAILS: "un autre mail",
    WaitKind.MAIL_CODE: "le mot de passe seul : un code par mail est exigé",
    WaitKind.CODE: "le code, mal saisi trop de fois",
    WaitKind.IDENTIFIER: "l'identifiant de vote",
}
"""What is not accepted for now."""
STATES: Mapping[MailState, str] = {
    MailState.WAITING: "en attente",
    MailState.FULL: "attend de la place dans la boîte",
    MailState.SENT: "envoyé",
    MailState.REFUSED: "refusé",
}
NOTHING = "rien"


def print_person(report: PersonReport, lines: Sequence[LogLine | None], calendar: Calendar) -> None:
    """Print who it is, why they stand where they stand, what leads on, and what there is of them.

    Args:
        report: The person.
        lines: What the logs have of their refusals, in the same order; None for nothing sure.
        calendar: Whose hours all moments are said in.
    """
    zone, person, standing = calendar.zone, report.person, report.standing
    say(f"{person.civility} {person.first_name} {person.last_name}".strip())
    say(f"  {person.user_name} · {person.address}")
    places = (person.corps, person.school, report.uai, report.department)
    say(f"  {' · '.join(place for place in places if place)}")
    scrutins = [_scrutin_words(one, calendar) for one in report.scrutins]
    say(f"  Scrutins : {', '.join(scrutins) or 'aucun'}", margin=4)
    say("")
    say(f"Pourquoi : {report.diagnosis.words}", margin=2)
    say(f"Que faire : {report.diagnosis.next_step}", margin=2)
    say("")
    say(f"Messagerie : {_mailbox_words(standing, zone)}")
    moments = {"created": standing.created_at, "confirmed": standing.confirmed_at}
    words = {name: _at(at, zone) if at else "?" for name, at in moments.items()}
    say(f"Compte : {ACCOUNTS[standing.account].format(**words)}")
    if standing.signed_in_at:
        say(f"  dernier accès le {_at(standing.signed_in_at, zone)}")
    say(f"Code : {_code_words(report, zone)}")
    _print_parts("Mails", [_mail_words(mail, zone) for mail in report.mails])
    waits = [
        _wait_words(one.kind, standing)
        + (f", jusqu'au {_at(one.until, zone)}" if one.until else "")
        for one in report.waits
    ]
    _print_parts("N'est pas accepté", waits)
    refusals = [
        f"{_at(one.at, zone)} : {event_words(one.kind)}, {source_words(one.source)}"
        f"{_logged_words(line)}"
        for one, line in zip(report.refusals, lines, strict=True)
    ]
    _print_parts("Derniers refus", refusals)


def facts_of(report: PersonReport, lines: Sequence[LogLine | None]) -> dict[str, object]:
    """Return the same for a program."""
    person = report.person
    return {
        "user_name": person.user_name,
        "address": person.address,
        "civility": person.civility,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "corps": person.corps,
        "school": person.school,
        "uai": report.uai,
        "department": report.department,
        "scrutins": [
            {
                "short": one.short,
                "title": one.title,
                "opens_at": _iso(one.opens_at),
                "closes_at": _iso(one.closes_at),
            }
            for one in report.scrutins
        ],
        "trouble": report.diagnosis.trouble.value,
        "reason": report.diagnosis.words,
        "next_step": report.diagnosis.next_step,
        **_standing_facts(report.standing),
        "mails": [_mail_facts(mail) for mail in report.mails],
        "waits": [{"kind": one.kind.value, "until": _iso(one.until)} for one in report.waits],
        "refusals": [
            {
                "at": _iso(one.at),
                "kind": one.kind,
                "source": one.source,
                "reference": line.reference if line else "",
                "meaning": meaning_of(line)[0] if line else "",
            }
            for one, line in zip(report.refusals, lines, strict=True)
        ],
    }


def _standing_facts(standing: Standing) -> dict[str, object]:
    code = standing.code
    return {
        "mailbox_missing": standing.mailbox_missing,
        "mailbox_opened_at": _iso(standing.mailbox_opened_at),
        "account": standing.account.value,
        "created_at": _iso(standing.created_at),
        "confirmed_at": _iso(standing.confirmed_at),
        "signed_in_at": _iso(standing.signed_in_at),
        "code": code
        and {
            "asked_at": _iso(code.asked_at),
            "expires_at": _iso(code.expires_at),
            "live": code.live,
            "tries_left": code.tries_left,
            "mail": code.mail and code.mail.value,
        },
    }


def _mail_facts(mail: PersonMail) -> dict[str, object]:
    return {
        "created_at": _iso(mail.created_at),
        "state": "replaced" if mail.replaced else mail.state.value,
        "reply": mail.reply,
        "tries": mail.tries,
        "next_try_at": _iso(mail.next_try_at),
        "sent_at": _iso(mail.sent_at),
    }


def _scrutin_words(one: PersonScrutin, calendar: Calendar) -> str:
    """Return a scrutin, with when one votes in it unless that is when the election does."""
    if (one.opens_at, one.closes_at) == (calendar.vote_opens, calendar.vote_closes):
        return one.short
    opens, closes = _at(one.opens_at, calendar.zone), _at(one.closes_at, calendar.zone)
    return f"{one.short} (vote du {opens} au {closes})"


def _wait_words(kind: WaitKind, standing: Standing) -> str:
    if standing.mail_elsewhere and kind is WaitKind.SIGN_IN:
        return "le mot de passe électeur"
    return WAITS[kind]


def _print_parts(heading: str, parts: Sequence[str]) -> None:
    say(f"{heading} :{'' if parts else f' {NOTHING}'}")
    for part in parts:
        say(f"  {part}", margin=4)


def _logged_words(line: LogLine | None) -> str:
    return f", référence {line.reference} : {meaning_of(line)[0]}" if line else ""


def _mailbox_words(standing: Standing, zone: ZoneInfo) -> str:
    if standing.mail_elsewhere:
        return "lue dans une autre application"
    if standing.mailbox_missing:
        return "aucune à son nom"
    opened = standing.mailbox_opened_at
    return f"ouverte le {_at(opened, zone)}" if opened else "jamais ouverte"


def _code_words(report: PersonReport, zone: ZoneInfo) -> str:
    code = report.standing.code
    if code is None:
        return "aucun"
    purpose = "nouveau mot de passe" if code.renews else "confirmation"
    left = f"sert jusqu'au {_at(code.expires_at, zone)}" if code.live else "a servi ou pris fin"
    return (
        f"{purpose}, demandé le {_at(code.asked_at, zone)}, {left}, "
        f"{say_count(code.tries_left, 'essai')} sur {code.tries}"
    )


def _mail_words(mail: PersonMail, zone: ZoneInfo) -> str:
    words = f"{_at(mail.created_at, zone)} : "
    if mail.replaced:
        return f"{words}remplacé par un autre, ou devenu sans objet"
    words += STATES[mail.state]
    if mail.sent_at:
        words += f" le {_at(mail.sent_at, zone)}"
    if mail.tries and mail.state is not MailState.SENT:
        words += f", {say_count(mail.tries, 'essai')}"
    if mail.reply and mail.state is not MailState.SENT:
        words += f", « {mail.reply} »"
    if mail.next_try_at:
        words += f", prochain essai le {_at(mail.next_try_at, zone)}"
    return words


def _at(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%d/%m/%Y %H:%M}"


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
