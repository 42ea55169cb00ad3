"""The helpdesk's words: acts, reasons, causes, and what the audit chain says of a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from models import CallBack, CallState, Cause, DeskAct, Reason

if TYPE_CHECKING:
    from models import Call, HistoryLine
    from tui.visit.moments import Moments

ACTS: Mapping[DeskAct, str] = {
    DeskAct.RESEND: "Renvoyer le code",
    DeskAct.RELEASE: "Lever les attentes",
    DeskAct.CANCEL: "Annuler le compte en attente",
    DeskAct.DISABLE: "Désactiver le compte",
    DeskAct.ENABLE: "Réactiver le compte",
    DeskAct.ADDRESS: "Corriger l'adresse",
    DeskAct.STOP_ADDRESS: "Garder l'adresse",
}
EFFECTS: Mapping[DeskAct, str] = {
    DeskAct.RESEND: (
        "Un nouveau mail part vers la messagerie professionnelle de cette personne, et le code "
        "d'avant ne sert plus. Il compte parmi ses mails du jour."
    ),
    DeskAct.RELEASE: (
        "Les attentes après des mots de passe faux, et les mails du jour, sont remis à zéro. Trois "
        "fois par jour au plus pour la même personne."
    ),
    DeskAct.CANCEL: (
        "Le compte qui attend sa confirmation est supprimé, avec son code. La personne peut en "
        "créer un autre aussitôt."
    ),
    DeskAct.DISABLE: (
        "Plus personne n'accède à cet espace électeur. Une autre personne de l'assistance doit le "
        "confirmer dans l'heure."
    ),
    DeskAct.ENABLE: (
        "L'espace électeur s'ouvre de nouveau, par « Mot de passe oublié » : l'ancien mot de passe "
        "ne sert plus, sauf après une erreur. Une autre personne le confirme dans l'heure."
    ),
    DeskAct.ADDRESS: (
        "Une autre personne le confirme dans l'heure ; l'ancienne adresse reçoit alors un mail qui "
        "peut tout arrêter. La nouvelle compte 24 heures après, et reçoit alors ses codes."
    ),
    DeskAct.STOP_ADDRESS: (
        "L'adresse de la liste électorale reste celle de cette personne : la correction qui attend "
        "est abandonnée."
    ),
}
REASON_WORDS: Mapping[Reason, str] = {
    Reason.CODE_EXPIRED: "Le code a expiré",
    Reason.CODE_TRIED_OUT: "Le code a été mal saisi trop souvent",
    Reason.MAIL_NOT_FOUND: "Le mail ne se trouve pas",
    Reason.MAIL_REFUSED: "Le mail a été refusé",
    Reason.OWN_TRIES: "La personne s'est trompée",
    Reason.TRIES_OF_OTHERS: "D'autres ont essayé à sa place",
    Reason.NOT_THEIRS: "La personne ne l'a pas demandé",
    Reason.WRONG_PASSWORD_CHOSEN: "La personne ne sait plus le mot de passe choisi",
    Reason.ASKED_BY_PERSON: "La personne le demande",
    Reason.TAKEN_OVER: "Quelqu'un d'autre s'en est servi",
    Reason.DISABLED_BY_MISTAKE: "Il a été désactivé par erreur",
    Reason.SETTLED: "C'est réglé",
    Reason.ADDRESS_WRONG: "L'adresse de la liste est inexacte",
    Reason.ADDRESS_REPLACED: "La personne en a une autre",
    Reason.ADDRESS_MISTYPED: "La nouvelle adresse est mal saisie",
}
CAUSES: Mapping[Cause, str] = {
    Cause.MAILBOX_UNKNOWN: "Ne connaît pas sa messagerie",
    Cause.MAILBOX_NEVER_OPENED: "N'a jamais ouvert sa messagerie",
    Cause.NUMEN_UNKNOWN: "N'a pas son premier mot de passe",
    Cause.MAILBOX_PASSWORD: "Mot de passe de la messagerie",
    Cause.MAILBOX_FULL: "Messagerie saturée",
    Cause.ADDRESS_WRONG: "Adresse inexacte, homonyme",
    Cause.MAIL_NOT_FOUND: "Ne trouve pas le mail",
    Cause.CODE_EXPIRED: "Code expiré",
    Cause.CODE_NOT_TAKEN: "Code ou lien refusé",
    Cause.VOTER_PASSWORD: "Mot de passe électeur",
    Cause.MUST_WAIT: "Doit attendre après des essais",
    Cause.NOT_THEIR_ACCOUNT: "Un compte qu'elle n'a pas créé",
    Cause.SCRUTINS: "Ses scrutins",
    Cause.QUESTION: "Une question, une date",
    Cause.OTHER_PERSON: "Ce n'était pas cette personne",
}
STATES: Mapping[CallState, str] = {
    CallState.IN_HAND: "en cours",
    CallState.ASIDE: "mis de côté",
    CallState.TO_CALL_BACK: "à rappeler",
    CallState.CLOSED: "terminé",
}
CALL_BACKS: Mapping[CallBack, str] = {
    CallBack.IN_AN_HOUR: "Dans une heure",
    CallBack.MORNING: "Ce matin",
    CallBack.AFTERNOON: "Cet après-midi",
    CallBack.LATE: "En fin d'après-midi",
    CallBack.NEXT_MORNING: "Demain matin",
    CallBack.NEXT_AFTERNOON: "Demain après-midi",
    CallBack.MONDAY: "Lundi matin",
    CallBack.ANY_TIME: "À toute heure",
}
STUCK: Mapping[str, str] = {
    "unopened": "Messageries jamais ouvertes",
    "full": "Mails qui attendent de la place",
    "expired": "Comptes dont le code a expiré",
    "refused": "Mails refusés",
    "disabled": "Comptes désactivés",
}
"""What keeps people, by the names of `Stuck`."""
EVENTS: Mapping[str, str] = {
    "open_mailbox": "ouverture de la messagerie",
    "mailbox_opened": "messagerie ouverte",
    "mailbox_password": "changement du mot de passe de la messagerie",
    "mailbox_password_changed": "mot de passe de la messagerie changé",
    "create_account": "création du compte demandée",
    "send_code/confirm": "mail de confirmation demandé",
    "send_code/reset": "mail du nouveau mot de passe demandé",
    "resend_code": "autre mail",
    "confirm_account": "confirmation",
    "account_confirmed": "compte confirmé",
    "sign_in": "accès à l'espace",
    "session_opened": "accès à l'espace",
    "ask_password_code": "mot de passe oublié",
    "renew_password": "nouveau mot de passe",
    "password_renewed": "nouveau mot de passe choisi",
    "desk_call_opened": "page ouverte par l'assistance",
    "desk_caller/recognised": "appelant reconnu",
    "desk_caller/not_recognised": "appelant non reconnu",
    "desk_caller/called_back": "appelant rappelé là où il travaille",
    "desk_decide": "décision à deux",
    "address_changed": "adresse corrigée",
    "address_change_stopped": "correction de l'adresse arrêtée par la personne",
    "address_change_untold": "correction de l'adresse sans effet : l'ancienne n'a pu être prévenue",
    "address_change_taken": "correction de l'adresse sans effet : elle est à quelqu'un d'autre",
    "stop_address": "arrêt d'une correction de l'adresse",
    "desk_follow": "visite suivie pas à pas",
    "desk_give_up": "demande abandonnée",
    "release": "attentes levées par l'administration",
    "person_shown": "page lue par l'administration",
    "open_vote": "accès à l'application de vote",
    "cast_ballot": "vote",
    "ballot_taken": "a voté",
}
"""What the audit chain has about a person, by the beginning of its kinds."""
WITHOUT_DETAIL = frozenset({"ballot_taken"})
"""Events whose scrutin is nobody's business but the person's."""
REFUSALS: Mapping[str, str] = {
    "MustWait": "doit attendre",
    "SignInRefused": "refusé",
    "MailboxSignInRefused": "refusé",
    "MailCodeRequired": "code par mail exigé",
    "AwaitingConfirmation": "compte à confirmer",
    "WrongCode": "code faux",
    "StaleCode": "code périmé",
    "ExhaustedCode": "code épuisé",
    "CallerUnknown": "appelant non reconnu",
    "RoleRefused": "sans en avoir le droit",
    "NothingToDo": "rien à faire",
    "ReasonNeeded": "sans motif",
    "CallOver": "appel terminé",
    "AlreadyAsked": "déjà demandé",
    "SamePerson": "par la même personne",
    "RequestOver": "trop tard",
    "FollowCodeUnknown": "code inconnu",
    "AddressRefused": "adresse refusée",
    "AddressTaken": "adresse d'une autre personne",
    "ChangeOver": "rien n'attendait",
    "VotePasswordRefused": "mot de passe électeur faux",
    "IdentifierRefused": "identifiant de vote mal recopié",
    "WrongIdentifier": "identifiant de vote faux",
    "NoticeReplaced": "notice de vote remplacée",
    "AlreadyVoted": "avait déjà voté",
}


AGENT = "assistance:"
"""Before the name of an agent, in what the audit trail has as a source."""
PLACES: Mapping[str, str] = {"kiosk": "borne", "terminal": "terminal", "ssh": "SSH"}
"""What is said before the name of a place, by what the audit trail has there."""
WITHOUT_NAME: Mapping[str, str] = {"admin": "administration", "demo": "démonstration"}
"""What is said of places whose names say nothing to an agent."""


def event_words(kind: str) -> str:
    """Return what an event of the audit chain says of a person, « accès à l'espace : refusé »."""
    known = EVENTS.get(kind) or _act_words(kind)
    if known:
        return known
    act, _, rest = kind.partition("/")
    act, _, reason = act.partition(":")
    if act in WITHOUT_DETAIL:
        return EVENTS[act]
    what = EVENTS.get(act) or _act_words(act) or act
    how = REFUSALS.get(rest, "refusé" if rest else reason.strip())
    return f"{what} : {how}" if how else what


def _act_words(kind: str) -> str:
    """Return what was done for a person, « code renvoyé : le mail ne se trouve pas »."""
    act, _, reason = kind.removeprefix("desk_").partition("/")
    asked = act.startswith("ask_")
    name = act.removeprefix("ask_")
    if not kind.startswith("desk_") or name not in set(DeskAct):
        return ""
    words = ACTS[DeskAct(name)].lower()
    what = f"{words}, demandé" if asked else words
    if reason in set(Reason):
        return f"{what} : {REASON_WORDS[Reason(reason)].lower()}"
    return f"{what} : {REFUSALS.get(reason, 'refusé')}" if reason else what


def history_words(line: HistoryLine, moments: Moments) -> tuple[str, str, str]:
    """Return when, what and where of something that happened."""
    when = f"{moments.short_date(line.at)} {moments.time(line.at)}"
    return when, event_words(line.kind), source_words(line.source)


def source_words(source: str) -> str:
    """Return where something came from: the name of an agent, or « borne salle 12 »."""
    agent, is_agent, _ = source.removeprefix(AGENT).partition(" ")
    if source.startswith(AGENT) and is_agent:
        return agent
    kind, is_named, name = source.partition(":")
    if is_named and kind in PLACES:
        return f"{PLACES[kind]} {name}"
    return WITHOUT_NAME.get(kind, source)


def call_words(call: Call, moments: Moments) -> tuple[str, str, str]:
    """Return when, what and who of a call."""
    when = f"{moments.short_date(call.opened_at)} {moments.time(call.opened_at)}"
    cause = f" : {CAUSES[call.cause].lower()}" if call.cause else ""
    return when, f"appel {state_words(call, moments)}{cause}", call.agent


def state_words(call: Call, moments: Moments) -> str:
    """Return what becomes of a call: « à rappeler demain 9 h », « à rappeler depuis 9 h »."""
    at, words = call.call_back_at, STATES[call.state]
    if at is None:
        return words
    return f"{words} {'depuis ' if at <= moments.now() else ''}{moments.near(at)}"
