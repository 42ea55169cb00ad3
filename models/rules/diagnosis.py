"""One diagnosis and one next step for every standing of a person, in words to be read out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from models.rules.calendar import Calendar, WindowState
from models.views.desk import (
    AccountStanding,
    CodeMail,
    CodeStanding,
    Diagnosis,
    Standing,
    Trouble,
)

TABLE: Mapping[Trouble, tuple[str, str]] = {
    Trouble.DISABLED: (
        "Votre compte électeur a été désactivé.",
        "Je transmets à la personne responsable, qui vous rappelle.",
    ),
    Trouble.ADDRESS_CHANGES: (
        "Votre adresse est corrigée le {address_due} ; d'ici là, les mails vont à l'ancienne.",
        "Attendez ce moment, puis demandez un mail. Si vous n'avez rien demandé, dites-le-moi.",
    ),
    Trouble.NOT_OPEN_YET: (
        "Les comptes électeurs ne sont pas encore ouverts.",
        "Revenez à partir du {accounts_open} ; ouvrez d'ici là votre messagerie professionnelle.",
    ),
    Trouble.SIGN_IN_WAIT: (
        "Trop de mots de passe faux ont été essayés pour votre compte.",
        "Attendez jusqu'au {wait}, puis saisissez votre mot de passe électeur lentement.",
    ),
    Trouble.CODES_OVER: (
        "Aucun code ne peut plus servir depuis le {confirmations_close}.",
        "Saisissez lentement votre mot de passe électeur, ou adressez-vous à votre bureau de vote.",
    ),
    Trouble.RENEWAL_FULL: (
        "Le mail du nouveau mot de passe n'a pas pu arriver : votre messagerie est saturée.",
        "Supprimez des mails, videz la corbeille ; le mail arrive alors de lui-même.",
    ),
    Trouble.RENEWAL_REFUSED: (
        "Le mail du nouveau mot de passe a été refusé par votre messagerie.",
        "Je transmets au support de la messagerie ; demandez ensuite un autre mail.",
    ),
    Trouble.RENEWAL_WAITING: (
        "Le mail du nouveau mot de passe part dans un instant.",
        "Gardez votre messagerie ouverte : il arrive.",
    ),
    Trouble.RENEWAL_TRIED_OUT: (
        "Le code du nouveau mot de passe a été mal saisi trop de fois : il ne sert plus.",
        "Demandez un autre mail, et recopiez le code du plus récent.",
    ),
    Trouble.RENEWAL_EXPIRED: (
        "Le code du nouveau mot de passe a expiré.",
        "Choisissez « Mot de passe oublié », et servez-vous du nouveau mail aujourd'hui même.",
    ),
    Trouble.RENEWAL_SENT: (
        "Le mail du nouveau mot de passe est dans votre messagerie.",
        "Ouvrez-le, et saisissez son code avant le {expires}.",
    ),
    Trouble.MAIL_CODE_NEEDED: (
        "Un très grand nombre de mots de passe faux ont été essayés pour votre compte.",
        "Choisissez « Mot de passe oublié » : le code du mail ouvre votre compte.",
    ),
    Trouble.NEVER_SIGNED_IN: (
        "Votre compte électeur est confirmé depuis le {confirmed}.",
        "Accédez à votre espace électeur avec votre adresse et votre mot de passe électeur.",
    ),
    Trouble.SIGNED_IN: (
        "Votre compte électeur est actif, et vous y avez accédé le {signed_in}.",
        "Accédez à votre espace électeur pour voir vos scrutins.",
    ),
    Trouble.CONFIRMATION_CLOSED: (
        "Votre compte a été créé, mais pas confirmé avant le {confirmations_close}.",
        "Il ne peut plus être confirmé. Adressez-vous à votre bureau de vote.",
    ),
    Trouble.CODE_FULL: (
        "Le mail de confirmation n'a pas pu arriver : votre messagerie est saturée.",
        "Supprimez des mails, videz la corbeille ; le mail arrive alors de lui-même.",
    ),
    Trouble.CODE_REFUSED: (
        "Le mail de confirmation a été refusé par votre messagerie.",
        "Je transmets au support de la messagerie ; demandez ensuite un autre mail.",
    ),
    Trouble.CODE_WAITING: (
        "Le mail de confirmation part dans un instant.",
        "Gardez votre messagerie ouverte : il arrive.",
    ),
    Trouble.CODE_TRIED_OUT: (
        "Le code de confirmation a été mal saisi trop de fois : il ne sert plus.",
        "Demandez un autre mail, et recopiez le code du plus récent.",
    ),
    Trouble.CODE_EXPIRED: (
        "Votre compte attend sa confirmation, et le code a expiré le {expires}.",
        "Demandez un autre mail, et servez-vous de son code aujourd'hui même.",
    ),
    Trouble.MAILBOX_WAIT: (
        "Trop de mots de passe faux ont été essayés pour votre messagerie.",
        "Attendez jusqu'au {mailbox_wait}, puis recommencez lentement.",
    ),
    Trouble.CODE_BEHIND_UNOPENED_MAILBOX: (
        "Le mail de confirmation est arrivé, mais votre messagerie n'a jamais été ouverte ici.",
        "Ouvrez votre messagerie professionnelle : le mail y est.",
    ),
    Trouble.CODE_UNREAD: (
        "Le mail de confirmation est dans votre messagerie, et n'a pas été lu.",
        "Ouvrez le mail de l'élection, le plus récent, et cliquez sur son lien.",
    ),
    Trouble.CODE_READ: (
        "Le mail de confirmation a été lu, mais le compte n'est pas confirmé.",
        "Cliquez sur le lien du mail, ou saisissez son code avant le {expires}.",
    ),
    Trouble.CREATION_CLOSED: (
        "Aucun compte électeur n'a été créé avant le {accounts_close}.",
        "Il n'est plus possible d'en créer un. Adressez-vous à votre bureau de vote.",
    ),
    Trouble.MAILBOX_UNOPENED: (
        "Votre messagerie professionnelle n'a jamais été ouverte ici.",
        "Ouvrez-la d'abord : la première fois, le mot de passe est votre NUMEN.",
    ),
    Trouble.MAILBOX_FULL: (
        "Votre messagerie est saturée : le mail de confirmation n'y arriverait pas.",
        "Supprimez des mails et videz la corbeille, puis créez votre compte électeur.",
    ),
    Trouble.NO_ACCOUNT: (
        "Votre messagerie est ouverte, mais aucun compte électeur n'a été créé.",
        "Créez votre compte électeur avec votre adresse professionnelle.",
    ),
}
"""Where a person stands, and what they do next."""

SayMoment = Callable[[datetime], str]


def diagnose(standing: Standing, calendar: Calendar, now: datetime, say: SayMoment) -> Diagnosis:
    """Return the one diagnosis of a standing.

    Args:
        standing: At `now`.
        calendar: Of the election.
        now: Aware.
        say: Returns a moment as it is read out, « 28 novembre à 9 h 30 ».
    """
    trouble = trouble_of(standing, calendar, now)
    code = standing.code
    moments = {
        "accounts_open": calendar.accounts_open,
        "accounts_close": calendar.accounts_close,
        "confirmations_close": calendar.confirmations_close,
        "wait": standing.wait,
        "mailbox_wait": standing.mailbox_wait,
        "confirmed": standing.confirmed_at,
        "signed_in": standing.signed_in_at,
        "address_due": standing.address_due,
        "expires": code.expires_at if code else None,
    }
    said = {name: say(at) if at is not None else "" for name, at in moments.items()}
    words, next_step = TABLE[trouble]
    return Diagnosis(trouble, words.format(**said), next_step.format(**said))


def trouble_of(standing: Standing, calendar: Calendar, now: datetime) -> Trouble:
    """Return what a person has to do something about first."""
    if standing.account is AccountStanding.DISABLED:
        return Trouble.DISABLED
    if standing.address_due is not None:
        return Trouble.ADDRESS_CHANGES
    match standing.account:
        case AccountStanding.ACTIVE:
            return _of_active(standing, calendar, now)
        case AccountStanding.PENDING:
            return _of_pending(standing, calendar, now)
        case AccountStanding.NONE:
            return _of_none(standing, calendar, now)


def _of_active(standing: Standing, calendar: Calendar, now: datetime) -> Trouble:
    code, signed_in = standing.code, standing.signed_in_at
    waits = standing.wait is not None and standing.wait > now
    renews = code is not None and code.live and not (signed_in and signed_in >= code.asked_at)
    if calendar.confirmations.is_over(now):  # the password alone opens the account again
        if not waits and (renews or standing.mail_code_needed):
            return Trouble.CODES_OVER
    elif code is not None and renews:
        return _of_renewal(code, now)
    elif standing.mail_code_needed:
        return Trouble.MAIL_CODE_NEEDED
    if waits:
        return Trouble.SIGN_IN_WAIT
    return Trouble.SIGNED_IN if standing.signed_in_at else Trouble.NEVER_SIGNED_IN


def _of_renewal(code: CodeStanding, now: datetime) -> Trouble:
    if code.expires_at <= now:
        return Trouble.RENEWAL_EXPIRED
    if code.mail is CodeMail.FULL:
        return Trouble.RENEWAL_FULL
    if code.mail is CodeMail.REFUSED:
        return Trouble.RENEWAL_REFUSED
    if code.mail is CodeMail.WAITING:
        return Trouble.RENEWAL_WAITING
    return Trouble.RENEWAL_SENT if code.tries_left else Trouble.RENEWAL_TRIED_OUT


def _of_pending(standing: Standing, calendar: Calendar, now: datetime) -> Trouble:
    code = standing.code
    if calendar.confirmations.is_over(now):
        return Trouble.CONFIRMATION_CLOSED
    if code is None or not code.live or code.expires_at <= now:
        return Trouble.CODE_EXPIRED
    if code.mail is CodeMail.FULL:
        return Trouble.CODE_FULL
    if code.mail is CodeMail.REFUSED:
        return Trouble.CODE_REFUSED
    if code.mail is CodeMail.WAITING:
        return Trouble.CODE_WAITING
    if not code.tries_left:
        return Trouble.CODE_TRIED_OUT
    if standing.mailbox_wait is not None and standing.mailbox_wait > now:
        return Trouble.MAILBOX_WAIT
    if standing.mailbox_opened_at is None:
        return Trouble.CODE_BEHIND_UNOPENED_MAILBOX
    return Trouble.CODE_READ if code.read_at is not None else Trouble.CODE_UNREAD


def _of_none(standing: Standing, calendar: Calendar, now: datetime) -> Trouble:
    window = calendar.accounts.state(now)
    if window is WindowState.AFTER:
        return Trouble.CREATION_CLOSED
    if window is WindowState.BEFORE:
        return Trouble.NOT_OPEN_YET
    if standing.mailbox_wait is not None and standing.mailbox_wait > now:
        return Trouble.MAILBOX_WAIT
    if standing.mailbox_opened_at is None:
        return Trouble.MAILBOX_UNOPENED
    return Trouble.MAILBOX_FULL if standing.mailbox_full else Trouble.NO_ACCOUNT
