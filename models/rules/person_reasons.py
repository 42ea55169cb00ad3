"""The reason and the next step of every standing of a person, in words for an administrator.

`rules.diagnosis` finds the same troubles in words that are read out to the caller. An
administrator is not on the telephone: what they do next is a command, or something to tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from models.rules.calendar import Calendar
from models.rules.diagnosis import creates_again, facts_said, said_of, trouble_of
from models.views.desk import Diagnosis, Standing, Trouble

REASONS: Mapping[Trouble, tuple[str, str]] = {
    Trouble.VOTE_OVER: (
        "Le vote est terminé depuis le {vote_closes}.",
        "Rien n'est à faire : les résultats paraissent à partir du {results_from}.",
    ),
    Trouble.DISABLED: (
        "Son compte électeur a été désactivé par l'assistance.",
        "L'assistance le rouvre à deux : « Réactiver le compte », sur la page de cette personne.",
    ),
    Trouble.ADDRESS_CHANGES: (
        "Son adresse sera corrigée le {address_due} ; jusque-là, les mails vont à l'ancienne.",
        "Attendez cette date ; l'assistance arrête la correction si personne ne l'a demandée.",
    ),
    Trouble.ADDRESS_UNTOLD: (
        "Son adresse sera corrigée un jour après le mail qui l'annonce à l'ancienne adresse.",
        "Ce mail n'est pas parti : voyez ses mails plus bas, et « admin send --refused ».",
    ),
    Trouble.MAILBOX_MISSING: (
        "Aucune messagerie n'existe à son nom : la liste électorale chargée n'a pas de quoi "
        "l'ouvrir (colonne « first_password » ou « numen »).",
        "Complétez sa ligne dans la liste, puis rechargez-la par « admin import ».",
    ),
    Trouble.NOT_OPEN_YET: (
        "Les comptes électeurs s'ouvrent le {accounts_open} : cette personne n'a rien manqué.",
        "Rien n'est à faire avant cette date.",
    ),
    Trouble.SIGN_IN_WAIT: (
        "Trop de mots de passe électeur faux, messagerie ouverte : {she} attend encore {wait}.",
        "{Let} patiente, ou levez l'attente : « admin release {uid} --reason MOTIF ».",
    ),
    Trouble.SIGN_IN_TRIED_ELSEWHERE: (
        "Trop de mots de passe électeur faux sur un poste où sa messagerie n'est pas ouverte.",
        "{Let} ouvre d'abord sa messagerie, ou levez l'attente : « admin release {uid} "
        "--reason MOTIF ».",
    ),
    Trouble.CODES_OVER: (
        "Le mot de passe électeur est oublié ou essayé trop souvent, et aucun code ne sert plus"
        " depuis le {confirmations_close}.",
        "Seul son mot de passe électeur ouvre encore son espace : {let} le saisisse lentement.",
    ),
    Trouble.PASSWORD_CLOSED: (
        "Son compte est sans mot de passe depuis sa réactivation, et les codes sont clos depuis"
        " le {confirmations_close}.",
        "Le calendrier ne lui laisse plus d'accès : répondez-lui par écrit, et notez-le pour le"
        " bureau de vote.",
    ),
    Trouble.PASSWORD_NEEDED: (
        "Son compte a été réactivé : l'ancien mot de passe ne sert plus, et aucun autre n'est "
        "choisi.",
        "{Let} choisisse « Mot de passe oublié » : le mail lui donne un code.",
    ),
    Trouble.MAILS_USED_UP: (
        "{She} a besoin d'un mail, et tous ses mails du jour sont demandés.",
        "Rendez-les-lui : « admin release {uid} --reason MOTIF ».",
    ),
    Trouble.NO_MAILBOX: (
        "Le serveur de messagerie répond qu'aucune boîte n'existe à son adresse.",
        "Vérifiez « mail » dans la liste électorale, corrigez-le et rechargez-la par « admin "
        "import ».",
    ),
    Trouble.MAIL_LOST: (
        "La connexion au serveur d'envoi s'est coupée à la fin du mail : il est peut-être arrivé.",
        "Faute de le trouver, {let} en demande un autre ; voyez « admin check » pour le serveur.",
    ),
    Trouble.MAIL_DELAYED: (
        "Son mail attend depuis le {asked} : le serveur d'envoi ne le prend pas.",
        "Voyez « admin send --refused » et « admin check » : l'envoi reprend de lui-même ensuite.",
    ),
    Trouble.RENEWAL_ASKED_ELSEWHERE: (
        "Son compte est actif ; un nouveau mot de passe a été demandé le {asked}, messagerie "
        "fermée.",
        "Si la demande est la sienne, {let} se serve du code de ce mail ; sinon, rien n'est à "
        "faire.",
    ),
    Trouble.CODE_TRIED_ELSEWHERE: (
        "Le code a été mal saisi trop de fois sur un poste où sa messagerie n'est pas ouverte.",
        "{Let} ouvre sa messagerie puis clique sur le lien, ou « admin release {uid} --reason"
        " MOTIF ».",
    ),
    Trouble.RENEWAL_FULL: (
        "Le mail du nouveau mot de passe ne peut pas arriver : sa messagerie est saturée.",
        "{Let} y fasse de la place : le mail repart de lui-même.",
    ),
    Trouble.RENEWAL_REFUSED: (
        "Sa messagerie a refusé le mail du nouveau mot de passe.",
        "Voyez la réponse du serveur parmi ses mails ; une fois la cause levée, {let} en "
        "demande un autre.",
    ),
    Trouble.RENEWAL_WAITING: (
        "Le mail du nouveau mot de passe attend d'être envoyé.",
        "S'il reste là, lancez « admin send », et voyez « admin check ».",
    ),
    Trouble.RENEWAL_TRIED_OUT: (
        "Le code du nouveau mot de passe a été mal saisi trop de fois : il ne sert plus.",
        "{Let} demande un autre mail, ou rendez-lui ses essais : « admin release {uid} "
        "--reason MOTIF ».",
    ),
    Trouble.RENEWAL_EXPIRED: (
        "Le code du nouveau mot de passe a expiré sans servir.",
        "{Let} choisisse de nouveau « Mot de passe oublié ».",
    ),
    Trouble.RENEWAL_SENT: (
        "Le mail du nouveau mot de passe est remis à sa messagerie ; son code sert jusqu'au "
        "{expires}.",
        "{Let} l'ouvre et se serve du code, celui du mail le plus récent.",
    ),
    Trouble.MAIL_CODE_NEEDED: (
        "Un très grand nombre de mots de passe faux ont été essayés à son nom : il faut un code"
        " par mail.",
        "{Let} choisisse « Mot de passe oublié », ou « admin release {uid} --reason MOTIF ».",
    ),
    Trouble.NEVER_SIGNED_IN: (
        "Son compte est confirmé depuis le {confirmed}, et {she} n'y a jamais accédé.",
        "Rien n'est à faire : {she} y accède par son adresse et son mot de passe électeur.",
    ),
    Trouble.SIGNED_IN: (
        "Son compte est actif, et {she} y a accédé le {signed_in}.",
        "Rien n'est à faire.",
    ),
    Trouble.CONFIRMATION_CLOSED: (
        "Son compte a été créé, mais pas confirmé avant le {confirmations_close}.",
        "Le calendrier ne le permet plus : répondez-lui par écrit, et notez-le pour le bureau "
        "de vote.",
    ),
    Trouble.SEVERAL_REQUESTS: (
        "Plusieurs demandes de compte attendent à son nom, dont rien ne dit laquelle est la "
        "sienne.",
        "Que l'assistance annule le compte en attente, puis {let} le crée de nouveau, "
        "messagerie ouverte.",
    ),
    Trouble.REQUEST_CLOSED: (
        "Sa demande de compte a pris fin sans être confirmée, et la création est close.",
        "{Let} choisisse « Mot de passe oublié » : le code de ce mail confirme son compte.",
    ),
    Trouble.REQUEST_OVER: (
        "Sa demande de compte a pris fin sans être confirmée.",
        "{Let} crée de nouveau son compte, et se serve du code le jour même.",
    ),
    Trouble.CODE_FULL: (
        "Le mail de confirmation ne peut pas arriver : sa messagerie est saturée.",
        "{Let} y fasse de la place : le mail repart de lui-même.",
    ),
    Trouble.CODE_REFUSED: (
        "Sa messagerie a refusé le mail de confirmation.",
        "Voyez la réponse du serveur parmi ses mails ; une fois la cause levée, {let} en "
        "demande un autre.",
    ),
    Trouble.CODE_WAITING: (
        "Le mail de confirmation attend d'être envoyé.",
        "S'il reste là, lancez « admin send », et voyez « admin check ».",
    ),
    Trouble.CODE_TRIED_OUT: (
        "Le code de confirmation a été mal saisi trop de fois : il ne sert plus.",
        "{Let} demande un autre mail, ou rendez-lui ses essais : « admin release {uid} "
        "--reason MOTIF ».",
    ),
    Trouble.CODE_EXPIRED: (
        "Son compte attend sa confirmation, et le code a expiré le {expires}.",
        "{Let} demande un autre mail, et se serve de son code le jour même.",
    ),
    Trouble.MAILBOX_WAIT: (
        "Trop de mots de passe de messagerie faux : {she} attend encore {mailbox_wait}.",
        "{Let} patiente, ou levez l'attente : « admin release {uid} --reason MOTIF ».",
    ),
    Trouble.CODE_BEHIND_UNOPENED_MAILBOX: (
        "Le mail de confirmation est arrivé, mais sa messagerie n'a jamais été ouverte dans "
        "l'application.",
        "{Let} ouvre sa messagerie professionnelle : le mail y est.",
    ),
    Trouble.CODE_DELIVERED: (
        "Le mail de confirmation est remis à sa messagerie ; son code sert jusqu'au {expires}.",
        "{Let} l'ouvre, le plus récent ; {let} le cherche aussi parmi les indésirables.",
    ),
    Trouble.CODE_UNREAD: (
        "Le mail de confirmation est dans sa messagerie, et n'a pas été lu.",
        "{Let} ouvre le mail le plus récent de l'élection et clique sur son lien.",
    ),
    Trouble.CODE_READ: (
        "Le mail de confirmation a été lu, mais le compte n'est pas confirmé.",
        "{Let} clique sur son lien, ou saisisse son code avant le {expires}.",
    ),
    Trouble.CREATION_CLOSED: (
        "{She} n'a pas créé de compte électeur avant le {accounts_close}.",
        "Le calendrier ne le permet plus : répondez-lui par écrit, et notez-le pour le bureau "
        "de vote.",
    ),
    Trouble.MAILBOX_UNOPENED: (
        "{She} n'a jamais ouvert sa messagerie professionnelle dans l'application, et n'a pas de"
        " compte.",
        "Rappelez-lui de le faire : « admin remind » écrit à celles et ceux qui n'ont pas de "
        "compte.",
    ),
    Trouble.MAILBOX_FULL: (
        "{She} n'a pas de compte, et sa messagerie est saturée : le mail de confirmation n'y "
        "arriverait pas.",
        "{Let} y fasse de la place, puis {let} crée son compte.",
    ),
    Trouble.NO_ACCOUNT: (
        "{She} a ouvert sa messagerie, mais n'a pas créé de compte électeur.",
        "Rappelez-lui de le faire : « admin remind » écrit à celles et ceux qui n'ont pas de "
        "compte.",
    ),
}
"""Why a person stands where they stand, and what leads on."""

ELSEWHERE: Mapping[Trouble, tuple[str, str]] = {
    Trouble.SIGN_IN_WAIT: (
        "Trop de mots de passe électeur faux sur un poste : {she} y attend encore {wait}.",
        "{Let} patiente, ou levez l'attente : « admin release {uid} --reason MOTIF ».",
    ),
    Trouble.MAIL_LOST: (
        "La connexion au serveur d'envoi s'est coupée à la fin du mail : il est peut-être arrivé.",
        "Faute de le trouver, {let} choisisse « Mot de passe oublié ? » ; voyez « admin check ».",
    ),
    Trouble.RENEWAL_ASKED_ELSEWHERE: (
        "Son compte est actif ; un nouveau mot de passe a été demandé le {asked}.",
        "Si la demande est la sienne, {let} se serve du code de ce mail ; sinon, rien n'est à "
        "faire.",
    ),
    Trouble.RENEWAL_REFUSED: (
        "Sa messagerie a refusé le mail du nouveau mot de passe.",
        "Voyez la réponse du serveur parmi ses mails ; la cause levée, {let} choisisse de nouveau "
        "« Mot de passe oublié ? ».",
    ),
    Trouble.RENEWAL_TRIED_OUT: (
        "Le code du nouveau mot de passe a été mal saisi trop de fois : il ne sert plus.",
        "{Let} choisisse de nouveau « Mot de passe oublié ? », ou rendez-lui ses essais : « admin "
        "release {uid} --reason MOTIF ».",
    ),
    Trouble.RENEWAL_SENT: (
        "Le mail du nouveau mot de passe est parti vers sa messagerie ; son code sert jusqu'au "
        "{expires}.",
        "Son code, {let} le saisisse par « Mot de passe oublié ? », puis « J'ai déjà un code ».",
    ),
    Trouble.SEVERAL_REQUESTS: (
        "Plusieurs demandes de compte attendent à son nom, chacune avec son code.",
        "{Let} prenne le code du mail qui porte l'heure de la sienne, ou que l'assistance les "
        "annule avant une autre.",
    ),
    Trouble.CODE_REFUSED: (
        "Sa messagerie a refusé le mail de confirmation.",
        "Voyez la réponse du serveur parmi ses mails ; une fois la cause levée, {let} {again}.",
    ),
    Trouble.CODE_TRIED_OUT: (
        "Un code a été mal saisi trop de fois sur un poste : il n'y sert plus.",
        "Sur ce poste, {let} {again}, ou rendez-lui ses essais : « admin release {uid} "
        "--reason MOTIF ».",
    ),
    Trouble.CODE_EXPIRED: (
        "Son compte attend sa confirmation, et le code a expiré le {expires}.",
        "{Let} {again}, et se serve du nouveau code le jour même.",
    ),
    Trouble.CODE_DELIVERED: (
        "Le mail de confirmation est parti vers sa messagerie ; son code sert jusqu'au {expires}.",
        "{Let} ouvre sa messagerie, sur un autre écran ou un téléphone, et recopie le code du mail "
        "par « J'ai déjà un code ».",
    ),
    Trouble.NO_ACCOUNT: (
        "{She} n'a pas encore créé de compte électeur.",
        "Rappelez-lui de le faire : « admin remind » écrit à celles et ceux qui n'ont pas de "
        "compte.",
    ),
}
"""What is said instead of it in an election whose people read their mails elsewhere."""
CREATE_AGAIN = "crée de nouveau son compte"
FORGET_PASSWORD = "choisisse « Mot de passe oublié ? »"  # noqa: S105 - a button
"""What leads to another mail there, after « qu'elle »."""


PRONOUNS: Mapping[str, tuple[str, str]] = {
    "M.": ("il", "qu'il"),
    "Mme": ("elle", "qu'elle"),
    "Mlle": ("elle", "qu'elle"),
}
"""By civility: the pronoun, and what a wish for this person begins with."""
ANYBODY = ("la personne", "que la personne")


def explain(
    standing: Standing, calendar: Calendar, now: datetime, user_name: str, civility: str
) -> Diagnosis:
    """Return why a person stands where they stand, and what an administrator does next.

    Args:
        standing: At `now`.
        calendar: Of the person's scrutins together.
        now: Aware.
        user_name: Of the person, for the commands that are named.
        civility: Likewise, as the roll has it; may be empty.
    """
    trouble = trouble_of(standing, calendar, now)
    she, let = PRONOUNS.get(civility, ANYBODY)
    said = facts_said(standing, calendar, now) | {
        "uid": user_name,
        "she": she,
        "She": she.capitalize(),
        "let": let,
        "Let": let.capitalize(),
        "again": CREATE_AGAIN if creates_again(calendar, now) else FORGET_PASSWORD,
    }
    words, next_step = said_of(trouble, standing, REASONS, ELSEWHERE)
    return Diagnosis(trouble, words.format(**said), next_step.format(**said))
