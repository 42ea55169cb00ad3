"""What the leaflet says of the webmail's fields and screens."""

from __future__ import annotations

from tui.help.page import HelpTopic

_RULE = (
    "La première lettre de votre prénom suivie de votre nom en minuscules : Françoise Dupont "
    "écrit fdupont."
)
_EXCEPTIONS = (
    "Si un collègue a le même nom, un chiffre est ajouté : jmartin1. Nom composé ou nom de "
    "naissance : en cas de doute, demandez à l'assistance."
)
_NUMEN = (
    "La première fois, c'est votre NUMEN : 13 caractères, chiffres et lettres majuscules. Il est "
    "confidentiel. Si vous l'avez perdu, demandez-le à votre service de gestion."
)

_LETTERS_AND_DIGITS = "Veillez à ce que votre mot de passe comporte au moins {mailbox_password}."
_LATER = (
    "« Plus tard » garde le NUMEN ; le changement vous sera proposé de nouveau à la prochaine "
    "ouverture."
)

WEBMAIL_TOPICS: dict[str, HelpTopic] = {
    "webmail_login": HelpTopic(
        "Ouvrir votre messagerie",
        (
            "Entrez votre nom d'utilisateur (la première lettre de votre prénom suivie de votre "
            "nom en minuscules), puis votre mot de passe (votre NUMEN).",
            _EXCEPTIONS,
            "Si votre boîte est saturée, il faudra la vider.",
        ),
    ),
    "webmail_forgotten": HelpTopic(
        "Mot de passe oublié ?",
        (
            _NUMEN,
            "Le mot de passe de la messagerie n'est pas le mot de passe électeur, celui du vote.",
        ),
    ),
    "webmail_assistance": HelpTopic(
        "Besoin d'assistance",
        (
            "Dites à l'assistance ce que l'écran affiche, et votre nom d'utilisateur. Gardez pour "
            "vous votre mot de passe et votre NUMEN.",
        ),
    ),
    "user_name": HelpTopic("Nom d'utilisateur", (_RULE, _EXCEPTIONS)),
    "mailbox_password": HelpTopic(
        "Mot de passe de la messagerie",
        (
            _NUMEN,
            "Si vous avez changé ce mot de passe depuis, le NUMEN ne sert plus.",
            "F2 affiche ce que vous avez saisi, ou le masque.",
        ),
    ),
    "webmail_new_password": HelpTopic(
        "Le mot de passe de votre messagerie",
        (
            _LETTERS_AND_DIGITS,
            "Il sert seulement à ouvrir votre messagerie : ce n'est pas le mot de passe électeur.",
            _LATER,
        ),
    ),
    "inbox": HelpTopic(
        "Votre messagerie",
        (
            "• marque un mail non lu, ┃ un mail de l'élection. Entrée ouvre le mail choisi.",
            "Espace coche un mail, Ctrl+A les coche tous. Suppr met les mails cochés, ou le mail "
            "choisi, dans la corbeille (T) ; A annule. L supprime ceux que vous avez lus.",
            "Si votre boîte est saturée, il faudra la vider : cochez les mails dont vous n'avez "
            "plus besoin et supprimez-les définitivement.",
            "Ne répondez pas aux SPAMS.",
        ),
    ),
    "full_inbox": HelpTopic(
        "Votre boîte est saturée",
        (
            "Cochez par Espace les mails dont vous n'avez plus besoin, Ctrl+A les coche tous. "
            "Suppr, puis Entrée, les suppriment définitivement : ils ne reviennent pas.",
            "Un mail ne peut arriver que s'il y a assez de place.",
            "Ne répondez pas aux SPAMS.",
        ),
    ),
    "message": HelpTopic(
        "Lire un mail",
        (
            "Dans le mail de l'élection, choisissez « Cliquer sur le lien de confirmation ».",
            "↑ et ↓ font défiler le texte. P et S ouvrent le mail précédent ou suivant, Suppr le "
            "supprime.",
            "Ne donnez jamais votre identifiant et votre mot de passe par mail.",
        ),
    ),
    "plain_message": HelpTopic(
        "Lire un mail",
        (
            "↑ et ↓ font défiler le texte. P et S ouvrent le mail précédent ou suivant, Suppr le "
            "supprime.",
            "Ne répondez pas aux SPAMS. Ne donnez jamais votre identifiant et votre mot de passe "
            "par mail.",
        ),
    ),
    "address_message": HelpTopic(
        "Votre adresse va changer",
        (
            "L'assistance a reçu la demande de corriger votre adresse. Si elle est de vous, "
            "revenez aux mails par Échap : il n'y a rien à faire.",
            "Si elle n'est pas de vous, appuyez deux fois sur Entrée : votre adresse reste la "
            "même. L'assistance peut aussi l'arrêter.",
        ),
    ),
    "trash": HelpTopic(
        "Corbeille",
        (
            "Les mails supprimés restent ici et occupent encore votre boîte. Videz la corbeille "
            "pour libérer la place : le mail qui attend arrive alors.",
            "R remet dans la boîte les mails cochés, ou le mail choisi.",
        ),
    ),
}
"""Pages by the route of a screen or the `help_topic` of a field."""

_SERVER = (
    "C'est le mot de passe de votre messagerie professionnelle, celui qui l'ouvre aussi ailleurs."
)

SERVER_TOPICS: dict[str, HelpTopic] = {
    "webmail_login": HelpTopic(
        "Ouvrir votre messagerie",
        (
            "Entrez votre nom d'utilisateur (la première lettre de votre prénom suivie de votre "
            "nom en minuscules), puis le mot de passe de votre messagerie.",
            _EXCEPTIONS,
            "Si votre boîte est saturée, il faudra la vider.",
        ),
    ),
    "webmail_forgotten": HelpTopic(
        "Mot de passe oublié ?",
        (
            f"{_SERVER} Il ne peut pas être changé ici : adressez-vous à l'assistance.",
            "Le mot de passe de la messagerie n'est pas le mot de passe électeur, celui du vote.",
        ),
    ),
    "webmail_assistance": HelpTopic(
        "Besoin d'assistance",
        (
            "Dites à l'assistance ce que l'écran affiche, et votre nom d'utilisateur. Gardez pour "
            "vous votre mot de passe.",
        ),
    ),
    "mailbox_password": HelpTopic(
        "Mot de passe de la messagerie",
        (_SERVER, "F2 affiche ce que vous avez saisi, ou le masque."),
    ),
}
"""What is in place of these pages if the mailboxes are on a server."""
