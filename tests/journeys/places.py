"""The way from the first screen to every other one, by keys alone."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.visitor import LINK, NUMEN, VOTER_PASSWORD, Visitor
from tests.journeys.voter import Voter
from tests.models.steps import sample


def _login(visitor: Visitor) -> None:
    visitor.opens_the_webmail()


def _forgotten_mailbox_password(visitor: Visitor) -> None:
    _login(visitor)
    visitor.chooses("Mot de passe oublié ?")
    visitor.reads("MOT DE PASSE OUBLIÉ ?", "service de gestion")


def _assistance(visitor: Visitor) -> None:
    _login(visitor)
    visitor.chooses("Besoin d'assistance")
    visitor.reads("BESOIN D'ASSISTANCE")


def _new_mailbox_password(visitor: Visitor) -> None:
    _login(visitor)
    visitor.signs_in_to_the_webmail("fdupont", NUMEN)
    visitor.reads("Remplacez votre NUMEN")


def _inbox(visitor: Visitor) -> None:
    _new_mailbox_password(visitor)
    visitor.keeps_the_numen()
    visitor.reads("francoise.dupont@ac-toulouse.fr · 3 mails")


def _message(visitor: Visitor) -> None:
    _inbox(visitor)
    visitor.presses("up")
    visitor.reads("Entrée Lire")
    visitor.presses("enter")
    visitor.reads("Reçu :", "Bonjour,")


def _trash(visitor: Visitor) -> None:
    _inbox(visitor)
    visitor.presses("t")
    visitor.reads("Corbeille : vide")


def _access(visitor: Visitor) -> None:
    visitor.presses("3")
    visitor.reads("Accédez à votre espace électeur", "ACCÉDER")


def _forgotten_voter_password(visitor: Visitor) -> None:
    _access(visitor)
    visitor.chooses("Mot de passe oublié")
    visitor.reads("MOT DE PASSE ÉLECTEUR OUBLIÉ")


def _renewal(visitor: Visitor) -> None:
    _forgotten_voter_password(visitor)
    visitor.terminal.type("karim.benali@ac-toulouse.fr")
    visitor.presses("enter")
    visitor.chooses("Saisir le code")
    visitor.reads("Code du mail", "Changer mon mot de passe")


def _password_mail_sent(visitor: Visitor) -> None:
    _forgotten_voter_password(visitor)
    visitor.terminal.type("karim.benali@ac-toulouse.fr")
    visitor.presses("enter")
    visitor.reads("Saisir le code", "UN MAIL VOUS A ÉTÉ ADRESSÉ")


def _creation(visitor: Visitor) -> None:
    visitor.presses("2")
    visitor.reads("Étape 2 sur 3", "CRÉER MON COMPTE")


def _mail_sent(visitor: Visitor) -> None:
    _creation(visitor)
    visitor.creates_an_account(VOTER_PASSWORD, "francoise.dupont@ac-toulouse.fr")


def _confirmation(visitor: Visitor) -> None:
    _mail_sent(visitor)
    visitor.chooses("Saisir le code")
    visitor.reads("Code de confirmation")


def _reminder(visitor: Visitor) -> None:
    _inbox(visitor)
    visitor.goes_on("Continuer : créez votre compte électeur")
    visitor.creates_an_account(VOTER_PASSWORD)
    visitor.opens_the_mail()
    visitor.goes_on(LINK)
    visitor.reads("Retenez bien le mot de passe que vous venez de créer.")


def _scrutins(visitor: Visitor) -> None:
    _access(visitor)
    visitor.terminal.type("karim.benali@ac-toulouse.fr")
    visitor.presses("tab")
    visitor.terminal.type("Pastel9Cassoulet")
    visitor.presses("enter")
    visitor.sees_scrutins("CTM", "CTA", "CAPN", "CAPA")


def _vote_access(visitor: Visitor) -> None:
    _scrutins(visitor)
    visitor.presses("enter")
    visitor.reads("Accédez au vote")


def _vote_ballot(visitor: Visitor) -> None:
    _scrutins(visitor)
    Voter(visitor).enters(sample("kbenali").identifier, "Pastel9Cassoulet")


def _vote_list(visitor: Visitor) -> None:
    _vote_ballot(visitor)
    visitor.presses("c")
    visitor.reads("Choisir cette liste")


def _vote_confirmation(visitor: Visitor) -> None:
    _vote_ballot(visitor)
    visitor.presses("enter")
    visitor.reads("VOUS ALLEZ VOTER POUR")


def _vote_receipt(visitor: Visitor) -> None:
    _vote_ballot(visitor)
    Voter(visitor).votes()


def _ballot_check(visitor: Visitor) -> None:
    visitor.reads("Vérifier mon bulletin")
    visitor.presses("v")
    visitor.reads("VÉRIFIER MON BULLETIN")


def _results(visitor: Visitor) -> None:
    visitor.presses("f8", "6")
    visitor.reads("Consultez les résultats ◂")
    visitor.presses("r")
    visitor.reads("RÉSULTATS", "Choisissez un scrutin")


def _scrutin_result(visitor: Visitor) -> None:
    _results(visitor)
    visitor.presses("enter")
    visitor.reads("Inscrits", "Suffrages exprimés")


def _seat_reasons(visitor: Visitor) -> None:
    _scrutin_result(visitor)
    visitor.presses("p")
    visitor.reads("POURQUOI CE SIÈGE", "LE QUOTIENT")


def _calendar(visitor: Visitor) -> None:
    visitor.presses("f8")
    visitor.reads("CALENDRIER DE LA DÉMONSTRATION")


def _people(visitor: Visitor) -> None:
    visitor.presses("f9")
    visitor.reads("PERSONNES DE LA DÉMONSTRATION")


def _board(visitor: Visitor) -> None:
    visitor.presses("f6")
    visitor.reads("BUREAU DE VOTE", "quand vous voulez")
    visitor.presses("f9")
    visitor.reads("BUREAU DE LA DÉMONSTRATION")


def _home(visitor: Visitor) -> None:
    visitor.arrives()


def _being_helped(visitor: Visitor) -> None:
    visitor.presses("f1")
    visitor.reads("A Être aidé")
    visitor.presses("a")
    visitor.reads("ÊTRE AIDÉ", "Code d'aide")


PLACES: dict[str, Callable[[Visitor], None]] = {
    "home": _home,
    "webmail_login": _login,
    "webmail_forgotten": _forgotten_mailbox_password,
    "webmail_assistance": _assistance,
    "webmail_new_password": _new_mailbox_password,
    "inbox": _inbox,
    "message": _message,
    "trash": _trash,
    "account_access": _access,
    "account_creation": _creation,
    "mail_sent": _mail_sent,
    "confirmation": _confirmation,
    "password_reminder": _reminder,
    "scrutins": _scrutins,
    "vote_access": _vote_access,
    "vote_ballot": _vote_ballot,
    "vote_list": _vote_list,
    "vote_confirmation": _vote_confirmation,
    "vote_receipt": _vote_receipt,
    "ballot_check": _ballot_check,
    "results": _results,
    "scrutin_result": _scrutin_result,
    "seat_reasons": _seat_reasons,
    "forgotten_voter_password": _forgotten_voter_password,
    "password_mail_sent": _password_mail_sent,
    "renew_password": _renewal,
    "demo_calendar": _calendar,
    "demo_people": _people,
    "demo_board": _board,
    "being_helped": _being_helped,
}
"""How each screen of `tui.screens.routes` is reached in the demonstration."""
