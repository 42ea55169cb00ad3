"""F1 and the right-hand column: what the leaflet says of each field and screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import Election


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """A page of help.

    Attributes:
        title: A few words in capitals or not.
        paragraphs: French, ordinary spaces; may name `{domain}`,
            `{webmail_url}`, `{space_url}`, `{vote_url}` of the election.
    """

    title: str
    paragraphs: tuple[str, ...]


_PHISHING = (
    "Aidez-nous à lutter contre le phishing. Ne donnez jamais votre identifiant et votre "
    "mot de passe par mail."
)
_VOTER_RULES = (
    "Votre mot de passe doit contenir au minimum 8 caractères dont au moins une majuscule, "
    "une minuscule et un chiffre."
)
_ADDRESS = (
    "Chaque enseignant dispose d'une messagerie professionnelle dont l'adresse est de la "
    "forme : prenom.nom@{domain}. Un homonyme porte un chiffre, et l'adresse d'une personne "
    "peut garder son nom de naissance."
)
_TWO_STEPS = (
    "1. Activez votre messagerie professionnelle : la confirmation de votre compte y arrivera.",
    "2. Activez votre compte électeur : créez votre compte, créez votre mot de passe, puis "
    "confirmez par le mail reçu.",
)

_TOPICS: dict[str, HelpTopic] = {
    "home": HelpTopic(
        "Deux étapes, puis le vote",
        (
            *_TWO_STEPS,
            "Retrouvez ensuite les scrutins auxquels vous êtes appelé(e) à participer.",
            "En partant, choisissez QUITTEZ : rien de votre visite ne reste sur cet ordinateur.",
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
        (
            "Retrouvez les scrutins auxquels vous êtes appelé(e) à participer.",
            "Pour voter, il vous faudra votre mot de passe électeur et l'identifiant de votre "
            "notice de vote, remise contre signature.",
            "Application de vote : {vote_url}",
        ),
    ),
    "webmail_login": HelpTopic(
        "Bienvenue dans le webmail",
        (
            "Entrez votre nom d'utilisateur (la première lettre de votre prénom suivie de votre "
            "nom en minuscules), puis votre mot de passe (votre NUMEN).",
            "Si votre boîte est saturée, il faudra la vider.",
            _PHISHING,
        ),
    ),
    "user_name": HelpTopic(
        "Nom d'utilisateur",
        (
            "La première lettre de votre prénom suivie de votre nom en minuscules : Françoise "
            "Dupont écrit fdupont.",
            "Un homonyme porte un chiffre : jmartin1. Les noms composés et les noms de "
            "naissance font exception.",
        ),
    ),
    "mailbox_password": HelpTopic(
        "Mot de passe de la messagerie",
        (
            "À la première ouverture, c'est votre NUMEN : 13 caractères, chiffres et lettres "
            "majuscules. Il est confidentiel ; votre service de gestion le redonne à qui l'a "
            "perdu.",
            "Si vous avez changé ce mot de passe depuis, le NUMEN ne sert plus.",
            _PHISHING,
        ),
    ),
    "webmail_new_password": HelpTopic(
        "Un mot de passe à vous",
        (
            "Veillez à ce que votre mot de passe comporte au moins 8 caractères, composés de "
            "lettres, chiffres et caractères de ponctuation.",
            "Ce mot de passe ouvre votre messagerie. Ce n'est pas celui qui vous servira à voter.",
        ),
    ),
    "inbox": HelpTopic(
        "Votre messagerie",
        (
            "Le mail de confirmation vient de l'élection ; il est mis en avant parmi les autres.",
            "Si votre boîte est saturée, il faudra la vider : supprimez des mails, puis videz la "
            "corbeille. Le mail en attente arrive alors.",
            "Ne répondez pas aux SPAMS.",
        ),
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
    "password_confirmation": HelpTopic(
        "Confirmation du mot de passe",
        ("Saisissez une seconde fois le même mot de passe : une faute de frappe se voit ainsi.",),
    ),
    "mail_sent": HelpTopic(
        "Un mail vous a été adressé",
        (
            "Ouvrez votre messagerie professionnelle et cliquez sur le lien de confirmation, ou "
            "recopiez le code.",
            "S'il n'arrive pas : votre boîte est peut-être saturée, il faudra la vider.",
        ),
    ),
    "confirmation": HelpTopic(
        "Confirmez la création de votre compte électeur",
        (
            "Recopiez le code du mail le plus récent, ou collez son lien.",
            "Le code a 10 lettres. Majuscules, espaces et tirets sont indifférents.",
        ),
    ),
    "code": HelpTopic(
        "Code de confirmation",
        (
            "10 lettres, sans voyelle ni chiffre, dans le mail le plus récent. Majuscules, "
            "espaces et tirets sont indifférents ; le lien du mail convient aussi.",
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
            "Retrouvez les scrutins auxquels vous êtes appelé(e) à participer.",
            "Pour voter, il vous faudra votre mot de passe électeur et l'identifiant de votre "
            "notice de vote, remise contre signature.",
            "Application de vote : {vote_url}",
        ),
    ),
    "forgotten_voter_password": HelpTopic(
        "Mot de passe électeur oublié",
        (
            "Un code vous sera adressé dans votre messagerie professionnelle ; il vous permettra "
            "de créer un autre mot de passe.",
        ),
    ),
    "renew_password": HelpTopic(
        "Un autre mot de passe électeur",
        ("Recopiez le code du mail le plus récent.", _VOTER_RULES),
    ),
    "unavailable": HelpTopic(
        "Service indisponible",
        ("Rien de ce qui était enregistré n'est perdu. Réessayez dans un instant.",),
    ),
}


def has_topic(key: str) -> bool:
    """Return whether a key has a page of its own."""
    return key in _TOPICS


def topic(key: str, election: Election) -> HelpTopic:
    """Return the page of a key, or the home page's where it has none, for an election."""
    page = _TOPICS.get(key, _TOPICS["home"])
    places = {
        "domain": election.mail.domains[0],
        "webmail_url": election.election.webmail_url,
        "space_url": election.election.space_url,
        "vote_url": election.election.vote_url,
    }
    return HelpTopic(page.title, tuple(text.format_map(places) for text in page.paragraphs))
