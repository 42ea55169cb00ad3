"""F1 and the right-hand column: what the leaflet says of each field and screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tui.help.bureau import BUREAU_TOPICS
from tui.help.bureau_days import BUREAU_DAYS_TOPICS
from tui.help.desk import DESK_TOPICS
from tui.help.first_password import first_password_places
from tui.help.page import HelpKeys, HelpTopic
from tui.help.vote import VOTE_TOPICS
from tui.help.webmail import SERVER_TOPICS, WEBMAIL_TOPICS
from tui.visit.vote_words import vote_words

if TYPE_CHECKING:
    from models import Election
    from tui.visit.moments import Moments


_PHISHING = (
    "Aidez-nous à lutter contre le phishing. Ne donnez jamais votre identifiant et votre "
    "mot de passe par mail."
)
_VOTER_RULES = "Votre mot de passe doit contenir au minimum {voter_password}."
_ADDRESS = (
    "Chaque enseignant dispose d'une messagerie professionnelle dont l'adresse est de la "
    "forme : {address_example}. Si un collègue a le même nom, un chiffre est ajouté. "
    "L'adresse peut garder le nom de naissance."
)
_ANY_FORM = (
    "Majuscules ou minuscules, avec ou sans tiret : tout convient. Vous pouvez aussi coller "
    "le lien du mail."
)
_YOUR_SCRUTINS = "Retrouvez les scrutins auxquels vous êtes appelé(e) à participer."
_LEAVE = "Avant de partir, choisissez QUITTEZ : rien de votre visite ne reste sur cet ordinateur."
_WITHOUT_ACCOUNT = "Vous n'avez pas de compte électeur ? {assistance_closed}"
_CHOSEN = (
    "C'est le mot de passe que vous avez choisi en créant votre compte électeur, pas celui de "
    "votre messagerie."
)
_TWO_STEPS = (
    "1. Activez votre messagerie professionnelle : la confirmation de votre compte y arrivera.",
    "2. Activez votre compte électeur : créez votre compte, créez votre mot de passe, puis "
    "confirmez par le mail reçu.",
)

_TOPICS: dict[str, HelpTopic | HelpKeys] = {
    **WEBMAIL_TOPICS,
    **DESK_TOPICS,
    **BUREAU_DAYS_TOPICS,
    **VOTE_TOPICS,
    **BUREAU_TOPICS,
    "home": HelpTopic(
        "Deux étapes, puis le vote",
        (
            *_TWO_STEPS,
            "Retrouvez ensuite les scrutins auxquels vous êtes appelé(e) à participer.",
            _LEAVE,
        ),
    ),
    "being_helped": HelpTopic(
        "Être aidé",
        (
            "L'assistance voit l'écran où vous êtes, le champ où vous écrivez et ce que l'écran en "
            "dit. Elle ne voit ni ne choisit jamais ce que vous tapez.",
            "Elle ne vous demandera ni mot de passe, ni code{nor_first_password}.",
            "F4 l'arrête ; QUITTEZ aussi.",
        ),
    ),
    "door_1": HelpTopic(
        "Activez votre messagerie",
        (
            _ADDRESS,
            "Adresse de la messagerie : {webmail_url}",
            "Si votre boîte est saturée, il faudra la vider.",
        ),
    ),
    "door_2": HelpTopic(
        "Activez votre compte électeur",
        (
            "Cliquez sur « CRÉER MON COMPTE », puis saisissez votre adresse professionnelle et "
            "votre mot de passe électeur. Confirmez votre mot de passe.",
            "Un mail vous sera adressé dans votre messagerie professionnelle : cliquez sur le "
            "lien de confirmation.",
            "Adresse de l'espace électeur : {space_url}",
        ),
    ),
    "door_3": HelpTopic(
        "Accédez à votre espace électeur",
        (_YOUR_SCRUTINS, "{voting}"),
    ),
    "account_access": HelpTopic(
        "Accès à votre espace électeur",
        (
            "Veuillez saisir votre adresse professionnelle et votre mot de passe électeur. Si "
            "vous n'avez pas défini ce mot de passe, veuillez créer votre compte électeur.",
            _PHISHING,
        ),
    ),
    "account_creation": HelpTopic(
        "Créer mon compte",
        (
            "Saisissez votre adresse professionnelle, puis votre mot de passe électeur. "
            "Confirmez votre mot de passe.",
            _VOTER_RULES,
            "Un mail vous sera adressé dans votre messagerie professionnelle.",
        ),
    ),
    "address": HelpTopic("Adresse de messagerie professionnelle", (_ADDRESS,)),
    "voter_password": HelpTopic(
        "Mot de passe électeur",
        (
            _VOTER_RULES,
            "Retenez bien le mot de passe que vous venez de créer. Ce sera celui que vous "
            "utiliserez pour voter.",
        ),
    ),
    "known_voter_password": HelpTopic(
        "Mot de passe électeur",
        (
            _CHOSEN,
            "Si vous ne l'avez plus, choisissez « Mot de passe oublié ? ».",
        ),
    ),
    "closed_form": HelpTopic(
        "D'ici à l'ouverture",
        (
            "Activez votre messagerie professionnelle, puis revenez dès le {opening} : vous "
            "créerez votre compte électeur.",
            _LEAVE,
        ),
    ),
    "password_confirmation": HelpTopic(
        "Confirmation du mot de passe",
        ("Saisissez-le une seconde fois, pour éviter une faute de frappe.",),
    ),
    "mail_sent": HelpTopic(
        "Un mail vous a été adressé",
        (
            "Ouvrez votre messagerie professionnelle et cliquez sur le lien de confirmation.",
            "S'il n'arrive pas : votre boîte est peut-être saturée, il faudra la vider.",
        ),
    ),
    "password_mail_sent": HelpTopic(
        "Un mail vous a été adressé",
        (
            "Ouvrez votre messagerie professionnelle et cliquez sur le lien du mail : vous créerez "
            "ensuite un autre mot de passe électeur.",
            "S'il n'arrive pas : votre boîte est peut-être saturée, il faudra la vider.",
        ),
    ),
    "confirmation": HelpTopic(
        "Confirmez la création de votre compte électeur",
        (
            "Recopiez le code du mail le plus récent.",
            _ANY_FORM,
        ),
    ),
    "followed_link": HelpTopic(
        "Confirmez la création de votre compte électeur",
        (
            "Saisissez le mot de passe électeur que vous avez créé : il prouve que cette demande "
            "est la vôtre.",
        ),
    ),
    "followed_renewal": HelpTopic(
        "Un autre mot de passe électeur",
        ("Choisissez un nouveau mot de passe et saisissez-le deux fois.", _VOTER_RULES),
    ),
    "stuck_mail": HelpTopic(
        "Le mail ne peut pas arriver",
        (
            "Votre boîte est saturée. Videz-la : le mail y arrive dès qu'il y a assez de place.",
            "Pas besoin d'en demander un autre.",
        ),
    ),
    "stale_message": HelpTopic(
        "Un mail qui ne sert plus",
        (
            "Le lien et le code de ce mail ne peuvent plus servir.",
            "Le bouton mène à ce qui peut encore être fait.",
        ),
    ),
    "dead_code": HelpTopic(
        "Un nouveau code",
        (
            "Demandez un autre mail, puis ouvrez-le dans votre messagerie professionnelle.",
            "S'il n'arrive pas : votre boîte est peut-être saturée, il faudra la vider.",
        ),
    ),
    "code": HelpTopic(
        "Code de confirmation",
        (
            "Le code a 10 lettres, sans voyelle ni chiffre. Prenez celui du mail le plus récent.",
            _ANY_FORM,
        ),
    ),
    "password_reminder": HelpTopic(
        "Retenez bien ce mot de passe",
        (
            "Retenez bien le mot de passe que vous venez de créer. Ce sera celui que vous "
            "utiliserez pour voter.",
        ),
    ),
    "scrutins": HelpTopic(
        "Vos scrutins",
        (
            "Ce sont les scrutins auxquels vous êtes appelé(e) à participer, et eux seuls. S'il en "
            "manque un, signalez-le à l'assistance.",
            _PHISHING,
            _LEAVE,
        ),
    ),
    "forgotten_voter_password": HelpTopic(
        "Mot de passe électeur oublié",
        (
            "Un code vous sera adressé dans votre messagerie professionnelle : il vous permettra "
            "de créer un autre mot de passe.",
        ),
    ),
    "renew_password": HelpTopic(
        "Un autre mot de passe électeur",
        ("Recopiez le code du mail le plus récent.", _VOTER_RULES),
    ),
    "kiosk_staff": HelpTopic(
        "Arrêt de la borne",
        (
            "Le code du personnel est celui que l'administrateur a choisi pour cette borne. Après "
            "quelques erreurs, il faut attendre avant d'essayer de nouveau.",
            "Sans code, l'administrateur arrête la borne depuis la machine.",
        ),
    ),
    "demo_calendar": HelpTopic(
        "Changer de date",
        (
            "L'horloge repart du moment choisi. Les comptes et les mails sont conservés : un code "
            "peut avoir expiré.",
            "« Tout recommencer » remet la démonstration à zéro.",
        ),
    ),
    "demo_people": HelpTopic(
        "Choisir une personne",
        (
            "La visite repart de l'accueil, les champs remplis avec les identifiants de la "
            "personne choisie. Ce que les autres ont fait reste enregistré.",
            "L'identifiant de vote est celui de sa notice. Ce poste tient tous les rôles, des "
            "notices au bureau de vote : il pourrait tout lire. Une vraie élection les donne à des "
            "machines et à des personnes différentes.",
            "« Tout recommencer » remet la démonstration à zéro.",
        ),
    ),
    "demo_board": HelpTopic(
        "Le bureau de la démonstration",
        (
            "Ses membres sont inventés, et chacun peut lire leurs phrases secrètes ici : elles ne "
            "protègent rien. Dans une vraie élection, chaque membre connaît la sienne, et elle "
            "seule.",
            "Qui est choisi est présent, jusqu'à la fin de la séance ou de la démonstration.",
        ),
    ),
    "room": HelpTopic(
        "La salle",
        (
            "Chaque ligne est une session : depuis quand, à quelle étape et sur quelle page est "
            "la personne. • marque celles de votre groupe. Suppr deux fois termine une session.",
            "V deux fois la montre à d'autres, en lecture seule, par le code affiché sur sa ligne, "
            "suivi du nombre de ceux qui regardent ; V encore y met fin.",
            "D deux fois amène tous les calendriers à la date de votre propre démonstration : "
            "choisissez-la par F8. G n'adresse phrases et dates qu'à votre groupe, ou à tous.",
            "Tab mène à la phrase à dire ; elle s'affiche trois minutes en haut des écrans.",
            "Échap mène à votre démonstration, F6 ramène ici.",
        ),
    ),
    "unavailable": HelpTopic(
        "Service indisponible",
        ("Ce que vous avez enregistré est conservé. Réessayez dans un instant.",),
    ),
}

_CLOSED_TOPICS: dict[str, HelpTopic] = {
    "home": HelpTopic("Votre espace électeur", (_YOUR_SCRUTINS, "{voting}", _LEAVE)),
    "door_2": HelpTopic(
        "Votre compte électeur",
        (
            "La création des comptes est fermée.",
            "Un compte déjà créé peut encore être confirmé : ouvrez le mail de confirmation dans "
            "votre messagerie.",
            _WITHOUT_ACCOUNT,
        ),
    ),
    "door_3": HelpTopic(
        "Accédez à votre espace électeur",
        (_YOUR_SCRUTINS, "{voting}", _WITHOUT_ACCOUNT),
    ),
    "account_access": HelpTopic(
        "Accès à votre espace électeur",
        (
            "Veuillez saisir votre adresse professionnelle et votre mot de passe électeur.",
            _WITHOUT_ACCOUNT,
            _PHISHING,
        ),
    ),
    "address": HelpTopic("Adresse de messagerie professionnelle", (_ADDRESS, _WITHOUT_ACCOUNT)),
    "known_voter_password": HelpTopic(
        "Mot de passe électeur",
        (
            _CHOSEN,
            "Si vous ne l'avez plus, choisissez « Mot de passe oublié ? ».",
            _WITHOUT_ACCOUNT,
        ),
    ),
    "closed_form": HelpTopic(
        "Comptes fermés",
        (
            "Un compte déjà créé peut encore être confirmé ; s'il l'est, accédez à votre espace "
            "électeur.",
            _WITHOUT_ACCOUNT,
            _LEAVE,
        ),
    ),
}
"""What is in place of these pages once no account can be created any more."""

_ENDED_TOPICS: dict[str, HelpTopic] = {
    "door_2": HelpTopic(
        "Votre compte électeur",
        (
            "La création et la confirmation des comptes sont fermées.",
            "Si votre compte électeur est confirmé, accédez à votre espace électeur.",
            "Vous n'avez pas de compte confirmé ? {assistance_closed}",
        ),
    ),
    "known_voter_password": HelpTopic(
        "Mot de passe électeur",
        (
            f"{_CHOSEN} Il ne peut plus être changé.",
            "Vous ne l'avez plus, ou vous n'avez pas de compte confirmé ? {assistance_closed}",
        ),
    ),
    "closed_form": HelpTopic(
        "Comptes fermés",
        (
            "Si votre compte électeur est confirmé, accédez à votre espace électeur.",
            "Vous n'avez pas de compte confirmé, ou plus de mot de passe ? {assistance_closed}",
            _LEAVE,
        ),
    ),
}
"""What is in place of these pages once no account can be confirmed any more."""


def topic_named(keys: Iterable[str], election: Election, moments: Moments) -> HelpTopic:
    """Return the page of the first key that has one, or else the home page's.

    Args:
        keys: Routes of screens and `help_topic` of fields.
        election: Its addresses, and where its mailboxes are.
        moments: The present, which decides what can still be done.
    """
    topics = dict(_TOPICS)
    if not election.mail.embedded:
        topics |= SERVER_TOPICS
    calendar, now = election.calendar, moments.now()
    if calendar.accounts.is_over(now):
        topics |= _CLOSED_TOPICS
    if calendar.confirmations.is_over(now):
        topics |= _ENDED_TOPICS
    page = next((topics[key] for key in keys if key in topics), topics["home"])
    vote = vote_words(election, moments)
    places = {
        **election.texts.places,
        **first_password_places(election),
        "voting": "\n".join(filter(None, [*vote.lines, vote.results])),
        "opening": moments.date(calendar.accounts_open),
        "assistance_closed": "\n".join(election.election.assistance_closed),
    }
    if isinstance(page, HelpKeys):
        return page.said(election, places)
    return HelpTopic(page.title, tuple(text.format_map(places) for text in page.paragraphs))
