"""One diagnosis and one next step for every standing of a person, in words to be read out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from models.rules.calendar import Calendar, WindowState
from models.rules.french_dates import say_date, say_moment, say_wait
from models.views.desk import (
    AccountStanding,
    CodeMail,
    CodeStanding,
    Diagnosis,
    MailRefusal,
    Standing,
    Trouble,
)


@dataclass(frozen=True, slots=True)
class ReadOut:
    """What an election has its helpdesk read out, in sentences.

    Attributes:
        closed: To whom the calendar has closed the way.
        open_first: To who has never opened the mailbox.
    """

    closed: str
    open_first: str


TABLE: Mapping[Trouble, tuple[str, str]] = {
    Trouble.VOTE_OVER: (
        "Le vote est terminé depuis le {vote_closes}.",
        "Consultez les résultats à partir du {results_from}.",
    ),
    Trouble.DISABLED: (
        "Votre compte électeur a été désactivé.",
        "Je transmets à la personne responsable, qui vous rappelle.",
    ),
    Trouble.ADDRESS_CHANGES: (
        "Votre adresse sera corrigée le {address_due} ; d'ici là, les mails vont à l'ancienne.",
        "Attendez, puis {then} avec la nouvelle. Si vous n'avez rien demandé, dites-le-moi.",
    ),
    Trouble.ADDRESS_UNTOLD: (
        "Votre adresse sera corrigée un jour après le mail qui l'annonce à l'ancienne adresse.",
        "Ce mail n'est pas encore arrivé. Si vous n'avez rien demandé, dites-le-moi.",
    ),
    Trouble.MAILBOX_MISSING: (
        "Aucune messagerie n'a encore été préparée à votre nom.",
        "Je transmets à la personne responsable, qui vous rappelle quand elle l'est.",
    ),
    Trouble.NOT_OPEN_YET: (
        "Les comptes électeurs ne sont pas encore ouverts.",
        "Revenez à partir du {accounts_open}, votre messagerie professionnelle ouverte d'ici là.",
    ),
    Trouble.SIGN_IN_WAIT: (
        "Trop de mots de passe faux ont été essayés pour votre compte.",
        "Attendez {wait}, puis saisissez votre mot de passe électeur lentement.",
    ),
    Trouble.SIGN_IN_TRIED_ELSEWHERE: (
        "Trop de mots de passe faux ont été essayés sur un poste pour votre compte.",
        "Si votre écran fait attendre, attendez {wait_elsewhere}, ou ouvrez d'abord la messagerie.",
    ),
    Trouble.CODES_OVER: (
        "Aucun code ne peut plus servir depuis le {confirmations_close}.",
        "Saisissez lentement votre mot de passe électeur : lui seul ouvre encore votre espace.",
    ),
    Trouble.PASSWORD_CLOSED: (
        "Aucun nouveau mot de passe n'a été choisi avant le {confirmations_close}.",
        "Il n'est plus possible d'en choisir un. {closed}",
    ),
    Trouble.PASSWORD_NEEDED: (
        "Votre compte est rouvert, et son ancien mot de passe ne sert plus.",
        "Choisissez « Mot de passe oublié » : le mail arrive dans votre messagerie.",
    ),
    Trouble.MAILS_USED_UP: (
        "Tous les mails du jour ont déjà été demandés pour votre adresse.",
        "Je lève cette attente ; recommencez aussitôt après.",
    ),
    Trouble.NO_MAILBOX: (
        "Aucune messagerie n'existe à l'adresse que donne la liste électorale.",
        "Épelez-moi votre adresse professionnelle : si elle est autre, elle sera corrigée.",
    ),
    Trouble.MAIL_LOST: (
        "Le mail est parti, mais la connexion s'est coupée : il est peut-être arrivé.",
        "Cherchez-le dans votre messagerie ; s'il n'y est pas, demandez un autre mail.",
    ),
    Trouble.MAIL_DELAYED: (
        "Le mail attend depuis le {asked} : le serveur de messagerie ne le prend pas encore.",
        "Il repart de lui-même ; je vous rappelle quand il est arrivé.",
    ),
    Trouble.RENEWAL_ASKED_ELSEWHERE: (
        "Votre compte est actif ; un nouveau mot de passe a été demandé le {asked}.",
        "Si c'est vous, ouvrez le mail et servez-vous de son code ; sinon, ne faites rien.",
    ),
    Trouble.CODE_TRIED_ELSEWHERE: (
        "Le code a été mal saisi trop de fois sur un poste où la messagerie n'est pas ouverte.",
        "Ouvrez votre messagerie sur votre poste, puis servez-vous du lien ou du code du mail.",
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
        "Le mail du nouveau mot de passe a été remis à votre messagerie.",
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
        "Il ne peut plus être confirmé. {closed}",
    ),
    Trouble.SEVERAL_REQUESTS: (
        "Plusieurs demandes de compte attendent pour votre adresse.",
        "Je les annule toutes ; ouvrez votre messagerie, puis créez de nouveau votre compte.",
    ),
    Trouble.REQUEST_CLOSED: (
        "Votre demande de compte a pris fin sans être confirmée.",
        "Choisissez « Mot de passe oublié » : le code de ce mail confirme votre compte.",
    ),
    Trouble.REQUEST_OVER: (
        "Votre demande de compte a pris fin sans être confirmée.",
        "Créez de nouveau votre compte, et servez-vous du mail aujourd'hui même.",
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
        "Si votre écran fait attendre, attendez {mailbox_wait}, puis recommencez lentement.",
    ),
    Trouble.CODE_BEHIND_UNOPENED_MAILBOX: (
        "Le mail de confirmation est arrivé, mais votre messagerie n'a jamais été ouverte ici.",
        "Ouvrez votre messagerie professionnelle : le mail y est.",
    ),
    Trouble.CODE_DELIVERED: (
        "Le mail de confirmation a été remis à votre messagerie.",
        "Ouvrez-le, le plus récent de l'élection ; cherchez-le aussi dans les indésirables.",
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
        "Il n'est plus possible d'en créer un. {closed}",
    ),
    Trouble.MAILBOX_UNOPENED: (
        "Votre messagerie professionnelle n'a jamais été ouverte ici.",
        "{open_first}",
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

ELSEWHERE: Mapping[Trouble, tuple[str, str]] = {
    Trouble.NOT_OPEN_YET: (
        "Les comptes électeurs ne sont pas encore ouverts.",
        "Revenez à partir du {accounts_open}.",
    ),
    Trouble.MAIL_LOST: (
        "Le mail est parti, mais la connexion s'est coupée : il est peut-être arrivé.",
        "Cherchez-le dans votre messagerie ; s'il n'y est pas, choisissez « Mot de passe "
        "oublié ? ».",
    ),
    Trouble.RENEWAL_ASKED_ELSEWHERE: (
        "Votre compte est actif ; un nouveau mot de passe a été demandé le {asked}.",
        "Si c'est vous, saisissez son code : « Mot de passe oublié ? », puis « J'ai déjà un "
        "code » ; sinon, ne faites rien.",
    ),
    Trouble.RENEWAL_REFUSED: (
        "Le mail du nouveau mot de passe a été refusé par votre messagerie.",
        "Je transmets à son support ; choisissez ensuite de nouveau « Mot de passe oublié ? ».",
    ),
    Trouble.RENEWAL_WAITING: (
        "Le mail du nouveau mot de passe part dans un instant.",
        "Ouvrez votre messagerie, sur un autre écran ou un téléphone : il y arrive.",
    ),
    Trouble.RENEWAL_TRIED_OUT: (
        "Le code du nouveau mot de passe a été mal saisi trop de fois : il ne sert plus.",
        "Choisissez de nouveau « Mot de passe oublié ? », et recopiez le code du nouveau mail.",
    ),
    Trouble.RENEWAL_SENT: (
        "Le mail du nouveau mot de passe est parti vers votre messagerie professionnelle.",
        "Saisissez son code avant le {expires} : « Mot de passe oublié ? », puis « J'ai déjà un "
        "code ».",
    ),
    Trouble.SEVERAL_REQUESTS: (
        "Plusieurs demandes de compte attendent pour votre adresse.",
        "Prenez le code du mail qui porte l'heure de la vôtre ; sinon, je les annule, et vous "
        "recommencez.",
    ),
    Trouble.CODE_REFUSED: (
        "Le mail de confirmation a été refusé par votre messagerie.",
        "Je transmets à son support ; ensuite, {again}.",
    ),
    Trouble.CODE_WAITING: (
        "Le mail de confirmation part dans un instant.",
        "Ouvrez votre messagerie, sur un autre écran ou un téléphone : il y arrive.",
    ),
    Trouble.CODE_TRIED_OUT: (
        "Un code a été mal saisi trop de fois sur un poste : il n'y sert plus.",
        "Sur ce poste, {again}, et recopiez le code du nouveau mail.",
    ),
    Trouble.CODE_EXPIRED: (
        "Votre compte attend sa confirmation, et le code a expiré le {expires}.",
        "Pour un autre code, {again} ; servez-vous-en aujourd'hui même.",
    ),
    Trouble.CODE_DELIVERED: (
        "Le mail de confirmation est parti vers votre messagerie professionnelle.",
        "Lisez-le sur un autre écran ou un téléphone ; son code va dans « J'ai déjà un code ».",
    ),
    Trouble.NO_ACCOUNT: (
        "Aucun compte électeur n'a encore été créé pour votre adresse.",
        "Créez votre compte électeur avec votre adresse professionnelle.",
    ),
}
"""What is said instead of it in an election whose people read their mails elsewhere.

No visit but the one that asked for a code can have its mail sent again: others ask anew.
"""

BY_MAIL = frozenset(
    {
        Trouble.RENEWAL_REFUSED,
        Trouble.RENEWAL_TRIED_OUT,
        Trouble.RENEWAL_EXPIRED,
        Trouble.PASSWORD_NEEDED,
        Trouble.MAIL_CODE_NEEDED,
        Trouble.REQUEST_CLOSED,
        Trouble.REQUEST_OVER,
        Trouble.CODE_REFUSED,
        Trouble.CODE_TRIED_OUT,
        Trouble.CODE_EXPIRED,
        Trouble.SEVERAL_REQUESTS,
        Trouble.NO_ACCOUNT,
    }
)
"""Troubles out of which another mail leads."""
NEEDS_MAILBOX = BY_MAIL | {
    Trouble.NOT_OPEN_YET,
    Trouble.NO_MAILBOX,
    Trouble.MAIL_DELAYED,
    Trouble.RENEWAL_WAITING,
    Trouble.CODE_WAITING,
    Trouble.MAILBOX_WAIT,
    Trouble.CODE_BEHIND_UNOPENED_MAILBOX,
    Trouble.MAILBOX_UNOPENED,
}
"""Troubles out of which nothing leads without a mailbox."""
CREATE_AGAIN = "créez de nouveau votre compte"
FORGET_PASSWORD = "choisissez « Mot de passe oublié ? »"  # noqa: S105 - a button
"""What leads to another mail where nobody can have the same one sent again."""
REFUSED = {MailRefusal.NO_MAILBOX: Trouble.NO_MAILBOX, MailRefusal.LOST: Trouble.MAIL_LOST}
"""Refusals of a mail that are told apart from the others."""


def diagnose(standing: Standing, calendar: Calendar, now: datetime, read_out: ReadOut) -> Diagnosis:
    """Return the one diagnosis of a standing.

    Args:
        standing: At `now`.
        calendar: Of the person's scrutins together.
        now: Aware.
        read_out: Sentences of the election.
    """
    trouble = trouble_of(standing, calendar, now)
    said = facts_said(standing, calendar, now) | asdict(read_out)
    words, next_step = said_of(trouble, standing, TABLE, ELSEWHERE)
    return Diagnosis(trouble, words.format(**said), next_step.format(**said))


def said_of(
    trouble: Trouble,
    standing: Standing,
    usual: Mapping[Trouble, tuple[str, str]],
    elsewhere: Mapping[Trouble, tuple[str, str]],
) -> tuple[str, str]:
    """Return the words of a trouble and of its next step, as the mails are read here or not."""
    known = elsewhere.get(trouble) if standing.mail_elsewhere else None
    return known or usual[trouble]


def creates_again(calendar: Calendar, now: datetime) -> bool:
    """Tell whether another mail comes by creating the account again.

    Once none can be created, it comes by « Mot de passe oublié ? », whose code confirms as well.
    """
    return not calendar.accounts.is_over(now)


def facts_said(standing: Standing, calendar: Calendar, now: datetime) -> dict[str, str]:
    """Return the words for the places of the sentences, of those that a standing has."""
    code, changing = standing.code, standing.changing
    moments = {
        "accounts_open": calendar.accounts_open,
        "accounts_close": calendar.accounts_close,
        "confirmations_close": calendar.confirmations_close,
        "vote_closes": calendar.vote_closes,
        "confirmed": standing.confirmed_at,
        "signed_in": standing.signed_in_at,
        "address_due": changing.due_at if changing else None,
        "asked": code.asked_at if code else None,
        "expires": code.expires_at if code else None,
    }
    waits = {
        "wait": standing.wait,
        "wait_elsewhere": standing.wait_elsewhere,
        "mailbox_wait": standing.mailbox_wait,
    }
    said = {name: say_moment(at, calendar.zone) for name, at in moments.items() if at}
    said |= {name: say_wait(end - now) for name, end in waits.items() if end}
    active = standing.account is AccountStanding.ACTIVE
    said["then"] = "accédez à votre espace" if active else "créez votre compte"
    said["again"] = CREATE_AGAIN if creates_again(calendar, now) else FORGET_PASSWORD
    return said | {"results_from": say_date(calendar.results_from, calendar.zone)}


def meanwhile(
    standing: Standing, calendar: Calendar, now: datetime, read_out: ReadOut
) -> Diagnosis | None:
    """Return what holds at the old address while a correction waits, None if none does.

    Arguments are those of `diagnose`.
    """
    if standing.changing is None or standing.account is AccountStanding.DISABLED:
        return None
    return diagnose(replace(standing, changing=None), calendar, now, read_out)


def trouble_of(standing: Standing, calendar: Calendar, now: datetime) -> Trouble:
    """Return what a person has to do something about first."""
    if calendar.vote.is_over(now):
        return Trouble.VOTE_OVER
    if standing.account is AccountStanding.DISABLED:
        return Trouble.DISABLED
    if standing.changing is not None:
        told = standing.changing.due_at is not None
        return Trouble.ADDRESS_CHANGES if told else Trouble.ADDRESS_UNTOLD
    trouble = _of_account(standing, calendar, now)
    if standing.mailbox_missing and trouble in NEEDS_MAILBOX:
        return Trouble.MAILBOX_MISSING
    used_up = standing.mails_from is not None and trouble in BY_MAIL
    return Trouble.MAILS_USED_UP if used_up else trouble


def _of_account(standing: Standing, calendar: Calendar, now: datetime) -> Trouble:
    match standing.account:
        case AccountStanding.PENDING:
            return _of_pending(standing, calendar, now)
        case AccountStanding.NONE:
            return _of_none(standing, calendar, now)
        case _:
            return _of_active(standing, calendar, now)


def _of_active(standing: Standing, calendar: Calendar, now: datetime) -> Trouble:
    code, signed_in = standing.code, standing.signed_in_at
    waits = _lasts(standing.wait, now)
    waits_elsewhere = _lasts(standing.wait_elsewhere, now)
    renews = code is not None and code.live and not (signed_in and signed_in >= code.asked_at)
    if calendar.confirmations.is_over(now):  # the password alone opens the account again
        if standing.needs_password:
            return Trouble.PASSWORD_CLOSED
        if not (waits or waits_elsewhere) and (renews or standing.mail_code_needed):
            return Trouble.CODES_OVER
    elif code is not None and renews and (code.by_owner or code.expires_at > now):
        return _of_renewal(code, now, has_password=not standing.needs_password)
    elif standing.needs_password:
        return Trouble.PASSWORD_NEEDED
    elif standing.mail_code_needed:
        return Trouble.MAIL_CODE_NEEDED
    if waits:
        return Trouble.SIGN_IN_WAIT
    if waits_elsewhere:
        return Trouble.SIGN_IN_TRIED_ELSEWHERE
    return Trouble.SIGNED_IN if standing.signed_in_at else Trouble.NEVER_SIGNED_IN


def _of_renewal(code: CodeStanding, now: datetime, *, has_password: bool) -> Trouble:
    if code.expires_at <= now:
        return Trouble.RENEWAL_EXPIRED
    if code.mail is CodeMail.FULL:
        return Trouble.RENEWAL_FULL
    if code.mail is CodeMail.REFUSED:
        return _of_refusal(code, Trouble.RENEWAL_REFUSED)
    if code.mail is CodeMail.WAITING:
        return Trouble.RENEWAL_WAITING
    if code.mail is CodeMail.DELAYED:
        return Trouble.MAIL_DELAYED
    if has_password and not code.by_owner and code.tries_left:
        return Trouble.RENEWAL_ASKED_ELSEWHERE
    if not code.tries_left:
        return Trouble.RENEWAL_TRIED_OUT
    return Trouble.RENEWAL_SENT if code.tries_left_elsewhere else Trouble.CODE_TRIED_ELSEWHERE


def _of_refusal(code: CodeStanding, otherwise: Trouble) -> Trouble:
    return REFUSED.get(code.refusal, otherwise) if code.refusal else otherwise


def _of_pending(standing: Standing, calendar: Calendar, now: datetime) -> Trouble:
    if calendar.confirmations.is_over(now):
        return Trouble.CONFIRMATION_CLOSED
    code, creations_over = standing.code, calendar.accounts.is_over(now)
    if code is not None and code.renews:
        return _of_renewal(code, now, has_password=False)
    several = standing.several_requests and not creations_over
    if several and not standing.mail_elsewhere:
        return Trouble.SEVERAL_REQUESTS
    if code is None:
        return Trouble.REQUEST_CLOSED if creations_over else Trouble.REQUEST_OVER
    if not code.live or code.expires_at <= now:
        return Trouble.CODE_EXPIRED
    found = _of_confirmation(standing, code, now)
    # Elsewhere it is the usual case, of one person who came twice: nothing else may be hidden.
    return Trouble.SEVERAL_REQUESTS if several and found is Trouble.CODE_DELIVERED else found


def _of_confirmation(standing: Standing, code: CodeStanding, now: datetime) -> Trouble:
    if code.mail is CodeMail.FULL:
        return Trouble.CODE_FULL
    if code.mail is CodeMail.REFUSED:
        return _of_refusal(code, Trouble.CODE_REFUSED)
    if code.mail is CodeMail.WAITING:
        return Trouble.CODE_WAITING
    if code.mail is CodeMail.DELAYED:
        return Trouble.MAIL_DELAYED
    if not code.tries_left:
        return Trouble.CODE_TRIED_OUT
    if _lasts(standing.mailbox_wait, now):
        return Trouble.MAILBOX_WAIT
    if not code.tries_left_elsewhere:
        return Trouble.CODE_TRIED_ELSEWHERE
    if standing.mail_elsewhere:
        return _of_sent_elsewhere(standing, now)
    if standing.mailbox_opened_at is None:
        return Trouble.CODE_BEHIND_UNOPENED_MAILBOX
    if not code.is_seen:
        return Trouble.CODE_DELIVERED
    return Trouble.CODE_READ if code.read_at is not None else Trouble.CODE_UNREAD


def _of_sent_elsewhere(standing: Standing, now: datetime) -> Trouble:
    """Return what keeps from confirming where the password is always given with the code."""
    if standing.mail_code_needed:
        return Trouble.MAIL_CODE_NEEDED
    return Trouble.SIGN_IN_WAIT if _lasts(standing.wait, now) else Trouble.CODE_DELIVERED


def _lasts(end: datetime | None, now: datetime) -> bool:
    return end is not None and end > now


def _of_none(standing: Standing, calendar: Calendar, now: datetime) -> Trouble:
    window = calendar.accounts.state(now)
    if window is WindowState.AFTER:
        return Trouble.CREATION_CLOSED
    if window is WindowState.BEFORE:
        return Trouble.NOT_OPEN_YET
    if _lasts(standing.mailbox_wait, now):
        return Trouble.MAILBOX_WAIT
    if standing.mailbox_opened_at is None and not standing.mail_elsewhere:
        return Trouble.MAILBOX_UNOPENED
    return Trouble.MAILBOX_FULL if standing.mailbox_full else Trouble.NO_ACCOUNT
