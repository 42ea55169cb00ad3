"""Short names of the screens, for those who lead or help others."""

from __future__ import annotations

SCREENS: dict[str, str] = {
    "home": "accueil",
    "unavailable": "indisponible",
    "webmail_login": "entrée webmail",
    "webmail_forgotten": "oubli messagerie",
    "webmail_assistance": "aide messagerie",
    "webmail_new_password": "mot de passe",
    "inbox": "messagerie",
    "message": "un mail",
    "trash": "corbeille",
    "account_access": "accès à l'espace",
    "account_creation": "création compte",
    "mail_sent": "mail attendu",
    "confirmation": "confirmation",
    "password_reminder": "compte confirmé",
    "password_mail_sent": "mail attendu",
    "forgotten_voter_password": "oubli",
    "renew_password": "mot de passe",
    "scrutins": "scrutins",
    "vote_access": "accès au vote",
    "vote_ballot": "vote : listes",
    "vote_list": "vote : candidats",
    "vote_confirmation": "vote : confirmer",
    "vote_receipt": "vote : reçu",
    "ballot_check": "vérification",
    "results": "résultats",
    "scrutin_result": "résultat",
    "seat_reasons": "sièges",
    "demo_calendar": "calendrier (F8)",
    "demo_people": "personnes (F9)",
    "room": "la salle",
    "being_helped": "être aidé",
}
"""Where a person is, in at most 16 cells; the step tells one mail or password from another."""
