"""The path of a person, step by step: a sign, what is so, and since when."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from models import AccountStanding, CodeMail

if TYPE_CHECKING:
    from models import CodeStanding, Standing
    from tui.visit.glyphs import Part
    from tui.visit.moments import Moments

    Said = tuple[Part, ...]

DONE, WRONG, WAITS, AHEAD = ("✓ ", ".kept"), ("✗ ", ".missing"), ("· ", ".waiting"), "· "

MAILS = {
    CodeMail.WAITING: "le mail part",
    CodeMail.FULL: "le mail attend : messagerie saturée",
    CodeMail.REFUSED: "le mail a été refusé",
    CodeMail.SENT: "mail envoyé",
    None: "mail envoyé",
}


def path_lines(standing: Standing, moments: Moments) -> tuple[Said, ...]:
    """Return a line for each step of the leaflet, as parts of a `Line`."""
    return (
        _mailbox(standing, moments),
        _account(standing, moments),
        _confirmation(standing, moments),
        _access(standing, moments),
    )


def _mailbox(standing: Standing, moments: Moments) -> Said:
    wait = standing.mailbox_wait
    if wait is not None and moments.until(wait):
        return (WRONG, f"Messagerie : attend {moments.wait(wait)} après des essais faux")
    if standing.mailbox_full:
        return (WRONG, "Messagerie saturée")
    if standing.mailbox_opened_at is None:
        return (WRONG, "Messagerie jamais ouverte ici")
    return (DONE, "Messagerie ouverte", _since(standing.mailbox_opened_at, moments))


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
    if code is None or not code.live or not moments.until(code.expires_at):
        end = f" le {moments.moment(code.expires_at)}" if code else ""
        return (WRONG, f"Code de confirmation expiré{end}")
    return _awaited(code, moments)


def _awaited(code: CodeStanding, moments: Moments) -> Said:
    sign = WAITS if code.mail in (CodeMail.SENT, CodeMail.WAITING, None) else WRONG
    read = f", lu à {moments.time(code.read_at)}" if code.read_at else ""
    tries = f", {code.tries_left} essais restants" if code.tries_left < 5 else ""
    words = f"Confirmation : {MAILS[code.mail]} le {moments.moment(code.asked_at)}{read}{tries}"
    return (sign, words)


def _access(standing: Standing, moments: Moments) -> Said:
    wait = standing.wait
    if standing.mail_code_needed:
        return (WRONG, "Accès : un code par mail est exigé")
    if wait is not None and moments.until(wait):
        return (WRONG, f"Accès : attend {moments.wait(wait)} après des essais faux")
    code = standing.code
    if standing.account is AccountStanding.ACTIVE and code is not None and code.live:
        return (WAITS, f"Nouveau mot de passe : {MAILS[code.mail]}", _since(code.asked_at, moments))
    if standing.signed_in_at is None:
        return (AHEAD, "Accès à l'espace électeur")
    return (DONE, "Accès à l'espace électeur", _since(standing.signed_in_at, moments))


def _since(moment: datetime, moments: Moments) -> Part:
    return (f" · {moments.moment(moment)}", ".muted")
