"""What is said to an agent of the helpdesk who has come by SSH."""

from __future__ import annotations

from tui.ssh.words import ChannelWords

BANNER = (
    "Espace électeur : assistance. Il faut une clé que ce serveur connaît ; si la vôtre est\n"
    "refusée, donnez votre clé publique à qui tient le serveur."
)
NO_TERMINAL = (
    "L'assistance s'affiche dans un terminal : tapez « ssh assistance@HÔTE » sans rien d'autre, "
    "sans rien rediriger."
)
NO_FILES = "Ni fichiers ni commandes ici : seulement l'assistance."
UNKNOWN = "« {word} » n'existe pas ici. Tapez « ssh assistance@HÔTE », sans rien derrière."
FULL = (
    "Toutes les places de l'assistance sont prises. Attendez qu'une session finisse, ou demandez à "
    "qui tient le serveur d'en ajouter."
)
CLOSING = "Le serveur s'arrête. Vos appels sont gardés : reconnectez-vous quand il est revenu."
CRASHED = (
    "Une erreur inattendue a mis fin à la session. Vos appels sont gardés : reconnectez-vous ; si "
    "l'erreur se répète, donnez la référence {reference} à qui tient le serveur."
)
WALKED_AWAY = (
    "Aucune touche pendant {wait} : la session est terminée. Vos appels sont gardés ; "
    "reconnectez-vous quand vous voulez."
)
NOT_READ = "L'assistance ne s'ouvre pas. Montrez cette phrase à qui tient le serveur : {reason}"
HELP = (
    "Espace électeur : assistance, pour qui répond au téléphone.\n\n"
    "  ssh assistance@HÔTE           votre nom, votre mot de passe, puis qui appelle"
)


def help_words() -> str:
    """Return the page of `--help`."""
    return HELP


ASSISTANCE_WORDS = ChannelWords(help_words, NO_TERMINAL, NO_FILES, UNKNOWN, CLOSING, CRASHED)
