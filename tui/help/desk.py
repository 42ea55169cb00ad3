"""What helps who answers the telephone."""

from __future__ import annotations

from tui.help.page import HelpTopic

_NEVER = (
    "Ne demandez et ne dites jamais : mot de passe, code{and_first_password}. Vous ne pouvez ni "
    "les voir ni les choisir."
)
_UNKNOWN = (
    "Tant que la personne n'est pas reconnue, ne lui dites ni son adresse, ni son nom "
    "d'utilisateur, ni si elle a un compte."
)
_KEPT = "Chaque geste est gardé avec votre nom, la personne et le motif."

DESK_TOPICS: dict[str, HelpTopic] = {
    "desk_sign_in": HelpTopic(
        "Votre compte de l'assistance",
        (
            "Votre nom et votre mot de passe sont à vous seul(e) : chaque geste est gardé avec "
            "votre nom.",
            "Mot de passe oublié, téléphone perdu ? L'administration vous en donne un "
            "autre, de vive voix.",
        ),
    ),
    "desk_password": HelpTopic(
        "Un bon mot de passe",
        (
            "Douze caractères au minimum. Quatre mots sans rapport entre eux conviennent bien.",
            "Celui que l'administration vous a donné ne sert qu'une fois.",
        ),
    ),
    "desk_authenticator": HelpTopic(
        "L'application d'authentification",
        (
            "N'importe quelle application de codes à six chiffres convient. Elle demande à lire "
            "une image, ou à saisir une clé.",
            "Son code vous sera demandé à chaque entrée.",
        ),
    ),
    "desk_authenticator_in_use": HelpTopic(
        "L'application d'authentification",
        (
            "Tapez un code de l'application que vous avez : elle ne sera plus demandée. Vous "
            "pouvez en activer une autre aussitôt.",
            "Téléphone perdu ? L'administration vous donne un autre mot de passe, de vive voix : "
            "l'application d'avant est oubliée.",
        ),
    ),
    "desk_search": HelpTopic(
        "Trouver une personne",
        (
            "Accents, majuscules, traits d'union et ordre des mots n'importent pas. Une lettre de "
            "trop ou de moins non plus.",
            "Pour un homonyme, ajoutez un mot de l'établissement.",
            "Champ vide : vos appels mis de côté, et ceux à rappeler. Ceux dont l'heure est venue "
            "sont en haut.",
            "F8 : votre application d'authentification, à activer, à remplacer.",
        ),
    ),
    "desk_person": HelpTopic(
        "Ce qui se dit au téléphone",
        ("Lisez « À dire », mot à mot.", _UNKNOWN, _NEVER, _KEPT),
    ),
    "desk_caller": HelpTopic(
        "Reconnaître la personne",
        (
            "Le corps et l'établissement suffisent ; toutes, pour désactiver un compte ou corriger "
            "une adresse.",
            "Un doute : rappelez par le secrétariat de l'établissement, et marquez-le.",
            _UNKNOWN,
            "Un doute ? Rappelez par le secrétariat de l'établissement.",
        ),
    ),
    "desk_act": HelpTopic("Agir pour une personne", (_KEPT, _NEVER)),
    "desk_picture": HelpTopic(
        "L'écran de la personne",
        ("Demandez ce qu'elle lit en haut : si ce n'est pas cet écran, Échap revient en arrière.",),
    ),
    "desk_follow": HelpTopic(
        "Suivre, pas à pas",
        (
            "La personne appuie sur F1, puis A, et lit six lettres.",
            "↑ ↓ désigne un champ, Entrée l'éclaire sur son écran. Les chiffres y écrivent une "
            "phrase.",
            "Vous ne voyez jamais ce qu'elle tape. Elle arrête par F4.",
        ),
    ),
    "desk_history": HelpTopic(
        "L'historique",
        ("Les appels d'abord, puis ce que la personne a fait, le plus récent en haut.",),
    ),
    "desk_spelling": HelpTopic(
        "Épeler",
        ("Lisez lentement, un signe à la fois, et faites répéter.", _UNKNOWN),
    ),
    "desk_ending": HelpTopic(
        "Terminer un appel",
        (
            "La raison compte pour la journée : choisissez celle du début de l'appel.",
            "« Ce n'était pas cette personne » ne laisse pas d'appel, sauf si vous l'avez "
            "interrogée. L'ouverture de sa page est gardée dans tous les cas.",
        ),
    ),
    "desk_call_back": HelpTopic(
        "Rappeler",
        (
            "Convenez du moment avec la personne. N'importe qui de l'assistance peut la rappeler : "
            "l'appel attend sous le champ vide de la recherche.",
            "On la rappelle entre 8 h et 18 h. Pressé ? « À toute heure » place l'appel avant ceux "
            "de plus tard.",
        ),
    ),
    "desk_requests": HelpTopic(
        "À deux",
        (
            "Désactiver ou réactiver un compte, corriger une adresse demande deux personnes : une "
            "responsable le demande, une autre personne le confirme dans l'heure.",
            "« Personne reconnue » dit combien de réponses étaient justes quand le geste a été "
            "demandé. Un doute ? Suppr, et appelez qui l'a demandé.",
            _KEPT,
        ),
    ),
    "desk_board": HelpTopic(
        "Le tableau de bord",
        (
            "« Qui est arrêté » compte les personnes que vos agents peuvent aider maintenant.",
            "E change entre les corps et les établissements. Ce poste n'écrit aucun fichier : "
            "« admin status --desk » donne tout à un tableur (--csv) ou à un programme (--json).",
        ),
    ),
    "desk_lock": HelpTopic(
        "Poste verrouillé",
        ("Votre appel est resté où il était. Le mot de passe de votre nom le rouvre.",),
    ),
}
