"""The mails that the election writes, in French, and the link that is found in them again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from textwrap import fill

from models.rules.codes import make_link, show_code, token_in
from models.rules.french_dates import say_end, say_moment
from models.rules.text import typeset
from models.settings.election import Election
from models.views.mail import ACCOUNT_EXISTS, ADDRESS_CHANGES, NO_ACCOUNT
from models.views.voter import LinkToken

LINE = 70
"""Characters of a line: it fits into the reading pane of 80 columns."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to write: subject and text, typeset."""

    subject: str = field(repr=False)
    body: str = field(repr=False)


def confirmation_letter(
    election: Election, code: str, token: str, asked: datetime, expires: datetime
) -> Letter:
    """Return the mail that confirms the creation of an account, the code first."""
    until, since = _moments(election, expires, asked)
    return write_letter(
        election,
        "Confirmez la création de votre compte électeur",
        f"Votre code de confirmation : {show_code(code)}",
        f"""\
Vous avez demandé le {since} la création de votre compte électeur. Pour la confirmer,
saisissez ce code {place_words(election)}, ou cliquez sur le lien de confirmation :

{make_link(election.election.space_url, token)}

Ce code et ce lien servent une seule fois, jusqu'au {until}.

Retenez bien le mot de passe que vous venez de créer : ce sera celui que vous
utiliserez pour voter.

Si vous n'avez rien demandé, ne faites rien : sans ce code, le compte ne peut
pas être utilisé.""",
    )


def renewal_letter(
    election: Election, code: str, token: str, asked: datetime, expires: datetime
) -> Letter:
    """Return the mail that lets a person choose another voter password, the code first."""
    until, since = _moments(election, expires, asked)
    return write_letter(
        election,
        "Choisissez un nouveau mot de passe électeur",
        f"Votre code : {show_code(code)}",
        f"""\
Vous avez demandé le {since} à changer le mot de passe de votre compte électeur.
Saisissez ce code {place_words(election)}, ou cliquez sur le lien :

{make_link(election.election.space_url, token)}

Ce code et ce lien servent une seule fois, jusqu'au {until}.

Si vous n'avez rien demandé, ne faites rien : votre mot de passe reste le même.""",
    )


def account_exists_letter(election: Election) -> Letter:
    """Return the mail sent if an account was asked for that exists already."""
    return write_letter(
        election,
        ACCOUNT_EXISTS,
        "Un compte existe déjà pour votre adresse.",
        """\
La création d'un compte électeur vient d'être demandée pour votre adresse, et
vous en avez déjà un : rien n'a changé.

Pour voir vos scrutins, choisissez « Accédez à votre espace électeur ». Si vous
ne savez plus votre mot de passe, choisissez « Mot de passe oublié ? ».

Si vous n'avez rien demandé, ne faites rien.""",
    )


def no_account_letter(election: Election, now: datetime) -> Letter:
    """Return the mail sent if a password was to be renewed and there is no account.

    Args:
        election: Its calendar says whether one can still be created.
        now: Aware.
    """
    calendar = election.calendar
    if calendar.accounts.is_over(now):
        closed = say_end(calendar.accounts_close, calendar.zone)
        whom = " ".join(election.election.assistance_closed)
        still, advice = "", f"La création des comptes est fermée depuis le {closed}. {whom}"
    else:
        still = " encore"
        advice = "Choisissez « Activez votre compte électeur » pour le créer."
    return write_letter(
        election,
        NO_ACCOUNT,
        f"Vous n'avez pas{still} de compte électeur.",
        f"""\
Un nouveau mot de passe vient d'être demandé pour votre adresse, et aucun compte
électeur n'y est créé. {advice}

Si vous n'avez rien demandé, ne faites rien.""",
    )


def address_letter(election: Election, address: str, due: datetime) -> Letter:
    """Return the mail to the old address of a person whose address is corrected.

    Args:
        election: The election.
        address: The new one.
        due: When it takes the old one's place at the earliest, aware.
    """
    when = say_moment(due, election.calendar.zone)
    return write_letter(
        election,
        ADDRESS_CHANGES,
        "Votre adresse va changer pour cette élection.",
        f"""\
L'assistance a reçu par téléphone la demande de corriger votre adresse. Au plus
tôt le {when}, les mails de l'élection iront à :

{address}

Si vous l'avez demandé, ne faites rien : jusque-là, tout arrive encore ici.

Si vous n'avez rien demandé, arrêtez ce changement : ouvrez ce mail dans
l'application et appuyez deux fois sur Entrée, ou appelez l'assistance.""",
    )


def _moments(election: Election, expires: datetime, asked: datetime) -> tuple[str, str]:
    zone = election.calendar.zone
    return say_end(expires, zone), say_moment(asked, zone)


def place_words(election: Election) -> str:
    """Return where a code is typed: the link is no web page, only the application knows it."""
    place = election.election.application_place
    return f"dans l'application, {place}" if place else "dans l'application"


def write_letter(election: Election, subject: str, first_line: str, text: str) -> Letter:
    """Return a mail of the election, typeset: a greeting, what counts, the rest, a warning."""
    closing = f"{election.title}, {election.organiser}"
    warning = "Ne donnez jamais votre identifiant et votre mot de passe par mail."
    texts = text.split("\n\n") if text else []
    paragraphs = ("Bonjour,", first_line, *texts, warning, closing)
    body = "\n\n".join(filled(typeset(paragraph)) for paragraph in paragraphs)
    return Letter(typeset(subject), f"{body}\n")


def filled(paragraph: str) -> str:
    """Return a paragraph in lines of at most `LINE` characters; a link is never broken."""
    return fill(paragraph, LINE, break_long_words=False, break_on_hyphens=False)


def link_in(election: Election, body: str) -> LinkToken | None:
    """Return the first confirmation link of a text, alone on its line, or None."""
    space_url = election.election.space_url
    links = (token_in(line, space_url) for line in body.splitlines() if "://" in line)
    return next((LinkToken(token) for token in links if token), None)
