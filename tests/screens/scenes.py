"""The scenes: every screen of the program, in the states worth a picture."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from textual.pilot import Pilot

from models import VisitEnd
from tests.models.clocks import MORNING, paris
from tests.screens import (
    scenes_bureau,
    scenes_bureau_days,
    scenes_desk,
    scenes_home,
    scenes_kiosk,
    scenes_results,
    scenes_ssh,
    scenes_vote,
    scenes_voter,
    scenes_webmail,
)
from tests.screens.kiosk_setting import KioskSetting
from tests.tui.sandbox import Sandbox

Play = Callable[[Sandbox, Pilot[None]], Awaitable[None]]

BEFORE = paris("2014-09-21 12:00")
UPCOMING = paris("2014-11-20 10:00")
LAST_HALF_HOUR = paris("2014-12-04 16:30")
CLOSED = paris("2014-12-04 18:00")
RESULTS = paris("2014-12-05 09:00")
WIDE = (120, 40)
SMALL = (60, 20)


@dataclass(frozen=True)
class Scene:
    """A picture.

    Attributes:
        name: Its file, and what the guides call it.
        route: The screen that it shows, a name of `tui.screens.routes` or
            `help` or `unavailable`.
        play: What leads there.
    """

    name: str
    route: str
    play: Play
    at: datetime = MORNING
    size: tuple[int, int] = (80, 24)
    theme: str = "light"
    demo: bool = False
    kiosk: KioskSetting | None = None
    voting: bool = False


_bureau = scenes_bureau
_days = scenes_bureau_days
_home = scenes_home
_webmail = scenes_webmail
_voter = scenes_voter
_kiosk = scenes_kiosk
_desk = scenes_desk
_vote = scenes_vote
_results = scenes_results

BY = KioskSetting()
LEFT = KioskSetting(ended=VisitEnd.LEFT)
CRASHED = KioskSetting(ended=VisitEnd.CRASH)
AWAY = KioskSetting(away=True)
LARGE = KioskSetting(large=True)

SCENES: tuple[Scene, ...] = (
    Scene("accueil", "home", _home.arrives),
    Scene("accueil-large", "home", _home.arrives, size=WIDE),
    Scene("accueil-sombre", "home", _home.arrives, theme="dark"),
    Scene("accueil-console", "home", _home.arrives, theme="console"),
    Scene("accueil-petit", "home", _home.arrives, size=SMALL),
    Scene("accueil-avant-ouverture", "home", _home.arrives, at=BEFORE),
    Scene("accueil-comptes-fermes", "home", _home.arrives, at=LAST_HALF_HOUR),
    Scene("accueil-resultats", "home", _home.arrives, at=RESULTS),
    Scene("accueil-en-chemin", "home", _home.is_on_the_way),
    Scene("aide", "help", _home.asks_for_help),
    Scene("etre-aide", "being_helped", _home.wants_to_be_helped),
    Scene("service-indisponible", "unavailable", _home.finds_it_unavailable),
    Scene("demonstration-calendrier", "demo_calendar", _home.opens_the_calendar, demo=True),
    Scene("demonstration-personnes", "demo_people", _home.opens_the_people, demo=True),
    Scene("demonstration-salle", "room", scenes_ssh.leads_a_room, demo=True),
    Scene("demonstration-salle-petite", "room", scenes_ssh.leads_a_room, size=SMALL, demo=True),
    Scene("messagerie-connexion", "webmail_login", _webmail.login),
    Scene("messagerie-connexion-large", "webmail_login", _webmail.login, size=WIDE),
    Scene("messagerie-connexion-console", "webmail_login", _webmail.login, theme="console"),
    Scene("messagerie-connexion-refusee", "webmail_login", _webmail.login_refused),
    Scene("messagerie-connexion-attente", "webmail_login", _webmail.login_has_to_wait),
    Scene("messagerie-mot-de-passe-oublie", "webmail_forgotten", _webmail.forgotten),
    Scene("messagerie-assistance", "webmail_assistance", _webmail.assistance),
    Scene("messagerie-nouveau-mot-de-passe", "webmail_new_password", _webmail.new_password),
    Scene(
        "messagerie-nouveau-mot-de-passe-regles",
        "webmail_new_password",
        _webmail.new_password_rules,
    ),
    Scene("messagerie-boite", "inbox", _webmail.inbox),
    Scene("messagerie-boite-large", "inbox", _webmail.inbox, size=WIDE),
    Scene("messagerie-boite-mail-arrive", "inbox", _webmail.inbox_with_the_mail),
    Scene("messagerie-boite-saturee", "inbox", _webmail.full_inbox),
    Scene("messagerie-boite-inondee", "inbox", _webmail.flooded_inbox),
    Scene("messagerie-message", "message", _webmail.message),
    Scene("messagerie-message-confirmation", "message", _webmail.confirmation_message),
    Scene("messagerie-corbeille", "trash", _webmail.trash),
    Scene("messagerie-corbeille-vide", "trash", _webmail.empty_trash),
    Scene("compte-creation", "account_creation", _voter.creation),
    Scene("compte-creation-large", "account_creation", _voter.creation, size=WIDE),
    Scene("compte-creation-sombre", "account_creation", _voter.creation_rules, theme="dark"),
    Scene("compte-creation-regles", "account_creation", _voter.creation_rules),
    Scene("compte-creation-fautes", "account_creation", _voter.creation_faults),
    Scene("compte-creation-autre-adresse", "account_creation", _voter.other_address),
    Scene("compte-creation-avant", "account_creation", _voter.creation_closed, at=BEFORE),
    Scene("compte-creation-fermee", "account_creation", _voter.creation_closed, at=LAST_HALF_HOUR),
    Scene("compte-mail-adresse", "mail_sent", _voter.mail_sent),
    Scene("compte-mail-boite-saturee", "mail_sent", _voter.mail_waits),
    Scene("compte-confirmation", "confirmation", _voter.confirmation),
    Scene("compte-confirmation-erreur", "confirmation", _voter.wrong_code),
    Scene("compte-confirmation-lien", "confirmation", _voter.confirmation_by_link),
    Scene("compte-confirmation-morte", "confirmation", _voter.dead_code),
    Scene("compte-confirmation-expiree", "confirmation", _voter.expired_code),
    Scene("compte-mot-de-passe-a-retenir", "password_reminder", _voter.reminder),
    Scene("espace-acces", "account_access", _voter.access),
    Scene("espace-acces-refuse", "account_access", _voter.access_refused),
    Scene("espace-mot-de-passe-oublie", "forgotten_voter_password", _voter.forgotten),
    Scene(
        "espace-mot-de-passe-oublie-ferme",
        "forgotten_voter_password",
        _voter.forgotten,
        at=CLOSED,
    ),
    Scene("espace-mail-nouveau-mot-de-passe", "password_mail_sent", _voter.password_mail_sent),
    Scene("espace-nouveau-mot-de-passe", "renew_password", _voter.renewal),
    Scene("scrutins", "scrutins", _voter.scrutins),
    Scene("scrutins-large", "scrutins", _voter.scrutins, size=WIDE, theme="dark"),
    Scene("scrutins-console", "scrutins", _voter.scrutins, theme="console"),
    Scene("scrutins-a-venir", "scrutins", _voter.scrutins, at=UPCOMING),
    Scene("scrutins-clos", "scrutins", _voter.scrutins, at=CLOSED),
    Scene("scrutins-resultats", "scrutins", _voter.scrutins, at=RESULTS),
    Scene("accueil-vote", "home", _vote.arrives, voting=True),
    Scene("scrutins-vote", "scrutins", _vote.scrutins, voting=True),
    Scene("scrutins-vote-large", "scrutins", _vote.voted, voting=True, size=WIDE),
    Scene("scrutins-vote-console", "scrutins", _vote.voted, voting=True, theme="console"),
    Scene("vote-acces", "vote_access", _vote.access, voting=True),
    Scene("vote-acces-faute", "vote_access", _vote.access_mistyped, voting=True),
    Scene("vote-listes", "vote_ballot", _vote.ballot, voting=True),
    Scene("vote-listes-large", "vote_ballot", _vote.ballot, voting=True, size=WIDE, theme="dark"),
    Scene("vote-listes-petit", "vote_ballot", _vote.ballot, voting=True, size=SMALL),
    Scene("vote-listes-console", "vote_ballot", _vote.ballot, voting=True, theme="console"),
    Scene("vote-candidats", "vote_list", _vote.candidates, voting=True),
    Scene("vote-confirmation", "vote_confirmation", _vote.confirmation, voting=True),
    Scene(
        "vote-confirmation-demonstration",
        "vote_confirmation",
        _vote.blank,
        voting=True,
        demo=True,
    ),
    Scene(
        "vote-confirmation-console",
        "vote_confirmation",
        _vote.hurried,
        voting=True,
        theme="console",
    ),
    Scene("vote-recu", "vote_receipt", _vote.receipt, voting=True),
    Scene("vote-recu-demonstration", "vote_receipt", _vote.receipt, voting=True, demo=True),
    Scene("vote-recu-petit", "vote_receipt", _vote.receipt, voting=True, size=SMALL),
    Scene("vote-verifier", "ballot_check", _vote.check, voting=True),
    Scene("vote-verifier-inconnu", "ballot_check", _vote.check_unknown, voting=True),
    Scene("accueil-resultats-lus", "home", _results.arrives, at=RESULTS, voting=True),
    Scene("scrutins-resultats-lus", "scrutins", _results.scrutins, at=RESULTS, voting=True),
    Scene("resultats", "results", _results.overview, at=RESULTS, voting=True),
    Scene("resultats-large", "results", _results.overview, at=RESULTS, voting=True, size=WIDE),
    Scene("resultats-petit", "results", _results.overview, at=RESULTS, voting=True, size=SMALL),
    Scene("resultats-pas-encore", "results", _results.not_yet, at=RESULTS, voting=True),
    Scene("resultat", "scrutin_result", _results.result, at=RESULTS, voting=True),
    Scene(
        "resultat-large",
        "scrutin_result",
        _results.result,
        at=RESULTS,
        voting=True,
        size=WIDE,
        theme="dark",
    ),
    Scene("resultat-petit", "scrutin_result", _results.result, at=RESULTS, voting=True, size=SMALL),
    Scene(
        "resultat-console",
        "scrutin_result",
        _results.seats,
        at=RESULTS,
        voting=True,
        theme="console",
    ),
    Scene("resultat-sort", "scrutin_result", _results.lot_due, at=RESULTS, voting=True, size=WIDE),
    Scene("resultat-raisons", "seat_reasons", _results.reasons, at=RESULTS, voting=True),
    Scene(
        "resultat-raisons-large",
        "seat_reasons",
        _results.reasons,
        at=RESULTS,
        voting=True,
        size=WIDE,
    ),
    Scene(
        "resultat-moyennes-console",
        "seat_reasons",
        _results.averages,
        at=RESULTS,
        voting=True,
        theme="console",
    ),
    Scene("vote-verifier-compte", "ballot_check", _results.own_ballot, at=RESULTS, voting=True),
    Scene("borne-attente", "kiosk_standby", _kiosk.stands_by, kiosk=BY),
    Scene("borne-attente-large", "kiosk_standby", _kiosk.stands_by, size=WIDE, kiosk=BY),
    Scene("borne-attente-sombre", "kiosk_standby", _kiosk.stands_by, theme="dark", kiosk=LEFT),
    Scene("borne-attente-petit", "kiosk_standby", _kiosk.stands_by, size=SMALL, kiosk=CRASHED),
    Scene("borne-visite-terminee", "kiosk_standby", _kiosk.stands_by, kiosk=LEFT),
    Scene("borne-erreur", "kiosk_standby", _kiosk.stands_by, kiosk=CRASHED),
    Scene("borne-avant-ouverture", "kiosk_standby", _kiosk.stands_by, at=BEFORE, kiosk=BY),
    Scene("borne-hors-service", "kiosk_out_of_service", _kiosk.is_out_of_service, kiosk=AWAY),
    Scene("borne-encore-la", "still_there", _kiosk.asks_who_is_there, kiosk=BY),
    Scene("borne-dernieres-minutes", "account_creation", _kiosk.comes_to_its_end, kiosk=BY),
    Scene("borne-personnel", "kiosk_staff", _kiosk.opens_the_staff_page, kiosk=BY),
    Scene("borne-grand-attente", "kiosk_standby", _kiosk.stands_by, kiosk=LARGE),
    Scene("borne-grand-accueil", "home", _kiosk.begins, kiosk=LARGE),
    Scene("borne-grand-accueil-large", "home", _kiosk.begins, size=WIDE, kiosk=LARGE),
    Scene("borne-grand-creation", "account_creation", _kiosk.creation, size=WIDE, kiosk=LARGE),
    Scene("borne-grand-messagerie", "inbox", _kiosk.inbox, size=WIDE, kiosk=LARGE),
    Scene("borne-grand-scrutins", "scrutins", _kiosk.scrutins, size=WIDE, kiosk=LARGE),
    Scene("assistance-entree", "desk_sign_in", _desk.arrives),
    Scene("assistance-mot-de-passe", "desk_password", _desk.chooses_a_password),
    Scene("assistance-application", "desk_authenticator", _desk.enrols),
    Scene("assistance-application-active", "desk_authenticator_in_use", _desk.has_an_application),
    Scene("assistance-recherche", "desk_search", _desk.searches),
    Scene("assistance-appels", "desk_search", _desk.has_calls),
    Scene("assistance-personne", "desk_person", _desk.opens_a_person),
    Scene("assistance-personne-large", "desk_person", _desk.opens_a_person, size=WIDE),
    Scene("assistance-personne-reconnue", "desk_person", _desk.knows_the_person),
    Scene("assistance-personne-petite", "desk_person", _desk.opens_a_person, size=SMALL),
    Scene("assistance-personne-sombre", "desk_person", _desk.knows_the_person, theme="dark"),
    Scene("assistance-appelant", "desk_caller", _desk.asks_who_calls),
    Scene("assistance-geste", "desk_act", _desk.resends),
    Scene("assistance-geste-fait", "desk_act", _desk.has_resent),
    Scene("assistance-adresse", "desk_act", _desk.corrects),
    Scene("assistance-ecran", "desk_picture", _desk.looks_at_the_screen),
    Scene("assistance-suivre-code", "desk_follow", _desk.asks_for_a_code),
    Scene("assistance-suivre", "desk_follow", _desk.follows),
    Scene("assistance-historique", "desk_history", _desk.reads_the_history),
    Scene("assistance-epeler", "desk_spelling", _desk.spells),
    Scene("assistance-fin", "desk_ending", _desk.ends),
    Scene("assistance-rappeler", "desk_call_back", _desk.calls_back),
    Scene("assistance-a-confirmer", "desk_requests", _desk.is_the_second),
    Scene("assistance-tableau", "desk_board", _desk.leads),
    Scene("assistance-verrou", "desk_lock", _desk.left_the_terminal),
    Scene("bureau", "bureau_overview", _bureau.days, voting=True),
    Scene("bureau-debut", "bureau_overview", _bureau.begins, at=UPCOMING),
    Scene("bureau-large", "bureau_overview", _bureau.days, voting=True, size=WIDE),
    Scene("bureau-petit", "bureau_overview", _bureau.days, voting=True, size=SMALL),
    Scene("bureau-sombre", "bureau_overview", _bureau.days, voting=True, theme="dark"),
    Scene("bureau-oublies", "bureau_overview", _bureau.forgotten, voting=True),
    Scene("bureau-presents", "bureau_presence", _bureau.presence, voting=True),
    Scene("bureau-presents-faute", "bureau_presence", _bureau.wrong_passphrase, voting=True),
    Scene(
        "bureau-presents-demonstration", "bureau_presence", _bureau.found, voting=True, demo=True
    ),
    Scene("bureau-demonstration", "demo_board", _bureau.sample_members, voting=True, demo=True),
    Scene("bureau-repetition", "bureau_rehearsal", _bureau.rehearsal, at=UPCOMING),
    Scene("bureau-repetition-bonne", "bureau_rehearsal", _bureau.rehearsed, at=UPCOMING),
    Scene("bureau-cles", "bureau_keys", _bureau.keys, at=UPCOMING),
    Scene("bureau-cles-membre", "bureau_keys_turn", _bureau.turn, at=UPCOMING),
    Scene("bureau-cles-membre-petit", "bureau_keys_turn", _bureau.turn, at=UPCOMING, size=SMALL),
    Scene("bureau-cles-suivant", "bureau_keys_turn", _bureau.hand_over, at=UPCOMING),
    Scene("bureau-cles-faites", "bureau_keys_made", _bureau.keys_made, at=UPCOMING),
    Scene("bureau-essai", "bureau_trial", _bureau.trial, at=UPCOMING),
    Scene("bureau-essai-urne", "bureau_trial_urn", _bureau.trial_urn, at=UPCOMING),
    Scene("bureau-essai-parts", "bureau_trial_opening", _bureau.trial_opening, at=UPCOMING),
    Scene("bureau-essai-bon", "bureau_trial_result", _bureau.trial_result, at=UPCOMING),
    Scene("bureau-a-sceller", "bureau_seal", _days.to_be_sealed, at=UPCOMING, voting=True),
    Scene("bureau-sceller", "bureau_seal", _days.sure, at=UPCOMING, voting=True),
    Scene("bureau-scelle", "bureau_seal", _days.sealed, at=UPCOMING, voting=True),
    Scene("bureau-scelle-petit", "bureau_seal", _days.sealed, voting=True, size=SMALL),
    Scene("bureau-scelle-large", "bureau_seal", _days.sealed, voting=True, size=WIDE),
    Scene("bureau-jours", "bureau_days", _days.days, voting=True),
    Scene("bureau-jours-large", "bureau_days", _days.days, voting=True, size=WIDE),
    Scene("bureau-jours-petit", "bureau_days", _days.days, voting=True, size=SMALL),
    Scene("bureau-jours-console", "bureau_days", _days.days, voting=True, theme="console"),
    Scene("bureau-jours-sombre", "bureau_days", _days.hours, voting=True, theme="dark"),
    Scene("bureau-jours-etablissements", "bureau_days", _days.schools, voting=True),
    Scene("bureau-listes", "bureau_lists", _days.lists, voting=True),
    Scene("bureau-incidents", "bureau_incident", _days.incidents, voting=True),
    Scene(
        "bureau-fermeture-avant",
        "bureau_closing",
        _days.before_closing,
        at=LAST_HALF_HOUR,
        voting=True,
    ),
    Scene("bureau-fermeture", "bureau_closing", _days.to_be_closed, at=CLOSED, voting=True),
    Scene("bureau-fermeture-bonne", "bureau_closing", _days.closed, at=CLOSED, voting=True),
    Scene(
        "bureau-fermeture-differences", "bureau_closing", _days.differences, at=CLOSED, voting=True
    ),
    Scene("bureau-depouillement", "bureau_count", _days.adding_up, at=CLOSED, voting=True),
    Scene("bureau-depouillement-parts", "bureau_count", _days.opening, at=CLOSED, voting=True),
    Scene("bureau-depouillement-fini", "bureau_count", _days.counted, at=CLOSED, voting=True),
    Scene("bureau-depouillement-sauf", "bureau_count", _days.all_but_one, at=CLOSED, voting=True),
    Scene("bureau-resultats", "bureau_result", _days.results, at=CLOSED, voting=True),
    Scene("bureau-tirage", "bureau_lot", _days.lot, at=CLOSED, voting=True),
    Scene("bureau-proces-verbaux", "bureau_minutes", _days.minutes, at=RESULTS, voting=True),
    Scene("bureau-remplacer", "bureau_minutes", _days.in_the_way, at=CLOSED, voting=True),
    Scene("bureau-publication", "bureau_minutes", _days.publication, at=RESULTS, voting=True),
)
