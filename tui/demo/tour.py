"""The guided visit: on each screen of the path what to notice, and how to go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import Sample


@dataclass(frozen=True, slots=True)
class Caption:
    """What is said of a screen to somebody who sees it for the first time.

    Attributes:
        notice: What to look at, in one line of 58 cells.
        then: What to type or press next, in another one.
    """

    notice: str
    then: str


_CAPTIONS: Mapping[str, Caption] = {
    "home": Caption(
        "Les deux étapes du dépliant, puis le vote.",
        "Entrée ouvre. F9 : autre personne. F8 : autre date.",
    ),
    "webmail_login": Caption(
        "Un premier mot de passe, ou celui qui l'a remplacé.",
        "Tout est rempli : Entrée. F2 montre le mot de passe.",
    ),
    "webmail_new_password": Caption(
        "Choisissez un mot de passe ; les règles se cochent.",
        "{mailbox_password}, deux fois, avec Entrée ; ou « Plus tard ».",
    ),
    "full_inbox": Caption(
        "La boîte est saturée : aucun mail ne peut arriver.",
        "Espace coche ; Suppr, puis Entrée : ils sont supprimés.",
    ),
    "stuck_mail": Caption(
        "La boîte est saturée : le mail attend de la place.",
        "Entrée ouvre la boîte.",
    ),
    "stale_message": Caption(
        "Le lien et le code de ce mail ne servent plus.",
        "Entrée mène à ce qui peut encore être fait.",
    ),
    "dead_code": Caption(
        "Ce code ne sert plus : un autre mail en apporte un.",
        "Entrée le demande, dès que le bouton le propose.",
    ),
    "followed_renewal": Caption(
        "Le lien vaut le code : reste le mot de passe.",
        "Un nouveau mot de passe, deux fois, avec Entrée.",
    ),
    "plain_message": Caption(
        "Ce mail n'a pas de lien.",
        "Entrée ramène aux mails.",
    ),
    "address_message": Caption(
        "Une correction d'adresse attend 24 heures.",
        "Entrée, deux fois, l'arrête ; Échap la laisse.",
    ),
    "followed_link": Caption(
        "Le lien vaut le code ; le mot de passe le complète.",
        "Tapez le mot de passe électeur, puis Entrée.",
    ),
    "closed_form": Caption(
        "Fermé à cette date ; la page dit ce qui est possible.",
        "F8 : une autre date, par exemple pendant le vote.",
    ),
    "inbox": Caption(
        "La vraie boîte ; le bouton propose la suite du chemin.",
        "Entrée agit là où est ▸ ; ↑ ↓ vont dans la liste.",
    ),
    "account_creation": Caption(
        "Un mot de passe trop facile à deviner est refusé.",
        "{voter_password}, deux fois, avec Entrée.",
    ),
    "mail_sent": Caption(
        "Le mail part vraiment ; l'écran suit son arrivée.",
        "Entrée ouvre le mail.",
    ),
    "message": Caption(
        "Celui de l'élection a un lien et un code : l'un suffit.",
        "Entrée fait ce que dit le bouton.",
    ),
    "confirmation": Caption(
        "Le code du mail, et le mot de passe s'il n'a pas été saisi.",
        "Recopiez le code du mail ; Entrée après chaque champ.",
    ),
    "password_reminder": Caption(
        "Une seule chose à retenir jusqu'au vote.",
        "Entrée continue.",
    ),
    "scrutins": Caption(
        "Les scrutins de cette personne, et d'elle seule.",
        "Entrée vote dans celui qui est désigné. F8 : autre date.",
    ),
    "vote_access": Caption(
        "L'identifiant de la notice, et le mot de passe électeur.",
        "Tout est rempli : Entrée.",
    ),
    "vote_ballot": Caption(
        "L'ordre des listes vient du sort ; le vote blanc est là.",
        "↑ ↓ désignent, C montre les candidats, Entrée choisit.",
    ),
    "vote_list": Caption(
        "Les candidats, dans l'ordre où ils seraient élus.",
        "Entrée choisit cette liste ; Échap revient aux autres.",
    ),
    "vote_confirmation": Caption(
        "La dernière page avant l'urne : rien n'est voté encore.",
        "Entrée vote ; Échap revient aux listes.",
    ),
    "vote_receipt": Caption(
        "Le numéro de suivi montre le bulletin, pas le choix.",
        "Entrée continue.",
    ),
    "ballot_check": Caption(
        "Chacun vérifie un numéro de suivi, sans mot de passe.",
        "Douze caractères d'un reçu, puis Entrée.",
    ),
    "results": Caption(
        "Chacun lit les résultats, sans mot de passe.",
        "Entrée ouvre le scrutin désigné.",
    ),
    "scrutin_result": Caption(
        "Voix et sièges de chaque liste, et qui siège.",
        "P dit pourquoi chaque siège ; V vérifie un bulletin.",
    ),
    "seat_reasons": Caption(
        "Le calcul du bureau, que chacun peut refaire.",
        "Échap revient au résultat.",
    ),
    "account_access": Caption(
        "Pour qui a déjà un compte confirmé, comme {confirmed}.",
        "Rempli : Entrée. Sans mot de passe : F9 puis {number}.",
    ),
}
"""By the page of help or the route of a screen; the others have none. What is in braces is the
sample's."""
CLOSE = "F7 Fin de la visite"
"""Said where there is room for it: the banner names the key as well."""


_ELSEWHERE: Mapping[str, Caption] = {
    "home": Caption(
        "Une étape, puis le vote.",
        "Entrée ouvre. F9 : autre personne. F8 : autre date.",
    ),
    "confirmation": Caption(
        "Le mail se lit ailleurs ; ici, seul son code est attendu.",
        "F12 montre le mail ; Échap, et recopiez le code.",
    ),
    "renew_password": Caption(
        "Le mail se lit ailleurs ; ici, son code est attendu.",
        "F12 montre le mail ; Échap, et recopiez le code.",
    ),
}
"""What is said instead where no mailbox is opened."""


def captions(sample: Sample) -> Mapping[str, Caption]:
    """Return what is said of the screens, by page of help or route, with the sample's own words."""
    said = dict(_CAPTIONS)
    if not sample.election.path.has_mailbox:
        said |= _ELSEWHERE
    confirmed = sample.someone("confirmed")
    places = {
        "mailbox_password": sample.guided.mailbox_password,
        "voter_password": sample.guided.voter_password,
        "confirmed": confirmed.name,
        "number": sample.people.index(confirmed) + 1,
    }
    return {
        name: Caption(one.notice.format(**places), one.then.format(**places))
        for name, one in said.items()
    }
