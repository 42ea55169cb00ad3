"""The path of a person, step by step: a sign, what is so, and since when."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from models import AccountStanding, CodeMail, MailRefusal, say_count

if TYPE_CHECKING:
    from models import CodeStanding, Standing
    from tui.visit.glyphs import Part
    from tui.visit.moments import Moments

    Said = tuple[Part, ...]

DONE, WRONG, WAITS, AHEAD = ("✓ ", ".kept"), ("✗ ", ".missing"), ("· ", ".waiting"), "· "

MAILS = {
    CodeMail.WAITING: "le mail part",
    CodeMail.DELAYED: "le mail attend, le serveur ne répond pas",
    CodeMail.FULL: "le mail attend : messagerie saturée",
    CodeMail.REFUSED: "le mail a été refusé",
    CodeMail.SENT: "mail envoyé",
    None: "mail envoyé",
}
NONE_OWN = ", aucune de sa messagerie ouverte"
UNDER_WAY = (CodeMail.SENT, CodeMail.WAITING, CodeMail.DELAYED, None)
WHY_REFUSED = {
    MailRefusal.NO_MAILBOX: "aucune boîte à cette adresse",
    MailRefusal.CLOSED: "cette boîte ne prend aucun mail",
    MailRefusal.UNWANTED: "un filtre l'a écarté",
    MailRefusal.TOO_LATE: "son code a expiré avant l'envoi",
    MailRefusal.LOST: "la connexion a été perdue",
}
"""Why a mail was refused, if it is known."""


def path_lines(standing: Standing, moments: Moments) -> tuple[Said, ...]:
    """Return a line for each step of the leaflet, as parts of a `Line`."""
    return (
        _mailbox(standing, moments),
        _account(standing, moments),
        _confirmation(standing, moments),
        _access(standing, moments),
    )


def _mailbox(standing: Standing, moments: Moments) -> Said:
    if standing.mail_elsewhere and not standing.mailbox_full:
        return (AHEAD, "Mails lus dans une autre application", *_used_up(standing, moments))
    wait, opened = standing.mailbox_wait, standing.mailbox_opened_at
    used_up = _used_up(standing, moments)
    if wait is not None and moments.until(wait):
        waits = moments.wait(wait)
        return (WRONG, f"Messagerie : un poste attend {waits} après des essais faux", *used_up)
    if standing.mailbox_full:
        return (WRONG, "Messagerie saturée", *used_up)
    if standing.mailbox_missing:
        return (WRONG, "Aucune messagerie à son nom", *used_up)
    if opened is None:
        return (WRONG, "Messagerie jamais ouverte ici", *used_up)
    return (DONE, "Messagerie ouverte", _since(opened, moments), *used_up)


def _used_up(standing: Standing, moments: Moments) -> Said:
    """Return until when no mail can be asked for, if those of the day are used up."""
    if standing.mails_from is None:
        return ()
    wait = moments.wait(standing.mails_from)
    return ((f" · mails du jour épuisés, encore {wait}", ".waiting"),)


def _account(standing: Standing, moments: Moments) -> Said:
    if standing.account is AccountStanding.NONE:
        return (AHEAD, "Aucun compte électeur")
    if standing.account is AccountStanding.DISABLED:
        return (WRONG, "Compte électeur désactivé")
    created = _since(standing.created_at, moments) if standing.created_at else ""
    return (DONE, "Compte électeur créé", created)


def _confirmation(standing: Standing, moments: Moments) -> Said:
    if standing.confirmed_at is not None:
        return (DONE, "Compte confirmé", _since(standing.confirmed_at, moments))
    if standing.account is not AccountStanding.PENDING:
        return (AHEAD, "Confirmation par mail")
    code = standing.code
    if code is not None and code.renews:
        return (WAITS, f"Confirmation par un nouveau mot de passe : {_mail(code, moments)}")
    if standing.several_requests:
        several = "Plusieurs demandes de compte"
        return (WRONG, several if standing.mail_elsewhere else f"{several}{NONE_OWN}")
    if code is None:
        return (WRONG, "Demande de compte terminée sans confirmation")
    if not code.live or not moments.until(code.expires_at):
        return (WRONG, f"Code de confirmation expiré le {moments.moment(code.expires_at)}")
    return _awaited(code, moments)


def _awaited(code: CodeStanding, moments: Moments) -> Said:
    sign = WAITS if code.mail in UNDER_WAY else WRONG
    read = f", lu à {moments.time(code.read_at)}" if code.read_at else ""
    return (sign, f"Confirmation : {_mail(code, moments)}{read}{_tries(code)}")


def _mail(code: CodeStanding, moments: Moments) -> str:
    """Return what became of the mail of a code, and when it was asked for or why it was refused."""
    why = WHY_REFUSED.get(code.refusal) if code.refusal else None
    if why:
        return f"mail refusé ({why})"
    return f"{MAILS[code.mail]} le {moments.moment(code.asked_at)}"


def _tries(code: CodeStanding) -> str:
    """Return what is left of the tries once some are used up, « , 2 essais sur 5 ».

    Those of a place without the person's mailbox are told once none is left there.
    """
    if code.tries_left < code.tries:
        return f", {say_count(code.tries_left, 'essai')} sur {code.tries}"
    return "" if code.tries_left_elsewhere else ", épuisé sur un poste sans la messagerie"


def _access(standing: Standing, moments: Moments) -> Said:
    if standing.needs_password:
        return (WRONG, "Accès : attend un nouveau mot de passe")
    if standing.mail_code_needed and not standing.codes_over:
        return (WRONG, "Accès : un code par mail est exigé")
    for whose, wait in (("", standing.wait), ("un poste ", standing.wait_elsewhere)):
        if wait is not None and moments.until(wait):
            waits = moments.wait(wait)
            return (WRONG, f"Accès : {whose}attend {waits} après des essais faux")
    code = standing.code
    signed_in = standing.signed_in_at
    renews = code is not None and code.live and not (signed_in and signed_in >= code.asked_at)
    if standing.account is AccountStanding.ACTIVE and code is not None and renews:
        if standing.codes_over:
            return (WRONG, "Nouveau mot de passe : aucun code ne peut plus servir")
        return (WAITS, f"Nouveau mot de passe : {_mail(code, moments)}{_tries(code)}")
    if signed_in is None:
        return (AHEAD, "Accès à l'espace électeur")
    return (DONE, "Accès à l'espace électeur", _since(signed_in, moments))


def _since(moment: datetime, moments: Moments) -> Part:
    return (f" · {moments.moment(moment)}", ".muted")
