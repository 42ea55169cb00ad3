"""F1 in the application de vote."""

from __future__ import annotations

from tui.help.page import HelpTopic

_FINAL = (
    "Le vote est définitif : une fois le bulletin dans l'urne, il ne peut être ni changé ni repris."
)
_NOBODY_READS = (
    "Votre bulletin est chiffré sur cet ordinateur avant d'être déposé. Personne ne peut le lire "
    "seul : l'urne n'est ouverte qu'après le vote, par plusieurs membres du bureau réunis."
)
_LOST = (
    "Vous n'avez pas votre notice de vote, ou elle est perdue ? Demandez-en une autre à "
    "l'assistance : l'ancienne ne servira plus."
)
_NEVER_TOLD = (
    "Ne donnez votre identifiant de vote à personne, ni par mail, ni au téléphone : l'assistance "
    "ne vous le demandera jamais."
)
_TRACKER = (
    "Le numéro de suivi est celui de votre bulletin chiffré : il montre que ce bulletin est dans "
    "l'urne, et ne dit rien de votre choix."
)

_VERIFYING = (
    "Deux programmes indépendants ont compté, et trouvé le même résultat. Le procès-verbal et "
    "l'archive de chaque scrutin sont publiés : chacun peut refaire le dépouillement. L'empreinte "
    "de l'archive doit être celle du procès-verbal signé."
)

VOTE_TOPICS: dict[str, HelpTopic] = {
    "vote_access": HelpTopic(
        "Accédez au vote",
        (
            "Deux éléments reçus par deux voies vous ouvrent le vote : l'identifiant de votre "
            "notice de vote et votre mot de passe électeur. Une fois par visite suffit.",
            _LOST,
            _NEVER_TOLD,
        ),
    ),
    "identifier": HelpTopic(
        "Identifiant de vote",
        (
            "Ce sont les 20 lettres et chiffres de votre notice de vote, remise contre signature. "
            "Majuscules ou minuscules, avec ou sans espaces : tout convient.",
            "Une faute de frappe est signalée aussitôt, et n'est pas comptée.",
            _LOST,
            _NEVER_TOLD,
        ),
    ),
    "vote_ballot": HelpTopic(
        "Votez",
        (
            "Choisissez une liste, ou le vote blanc, par les flèches, puis appuyez sur Entrée. "
            "Rien n'est voté encore : une page vous demande de confirmer.",
            "On vote pour une liste entière : aucun nom ne peut être rayé ni ajouté.",
            "C montre les candidats et la profession de foi de la liste.",
            _NOBODY_READS,
        ),
    ),
    "vote_list": HelpTopic(
        "Une liste de candidats",
        (
            "Les candidats sont dans l'ordre de leur rang : le premier est élu d'abord.",
            "Échap revient aux listes ; Entrée choisit celle-ci, et vous demande de confirmer.",
        ),
    ),
    "vote_confirmation": HelpTopic(
        "Confirmez votre vote",
        (
            _FINAL,
            "« Corriger » ou Échap revient aux listes : rien n'est voté.",
            _NOBODY_READS,
        ),
    ),
    "vote_receipt": HelpTopic(
        "Votre reçu",
        (
            _TRACKER,
            "Notez-le, ou gardez le mail qui le contient. Par « Vérifier mon bulletin », à "
            "l'accueil, chacun peut le chercher dans l'urne, pendant le vote et après.",
        ),
    ),
    "ballot_check": HelpTopic(
        "Vérifier mon bulletin",
        (
            _TRACKER,
            "Il est sur votre reçu et dans le mail du vote. Si l'urne ne le contient pas, prévenez "
            "le bureau de vote : il garde d'heure en heure la liste de tous les numéros.",
        ),
    ),
    "results": HelpTopic(
        "Les résultats",
        (
            "Chaque scrutin dépouillé, avec sa participation et les listes en tête. La "
            "participation est la part des inscrits qui ont voté.",
            "Les flèches désignent un scrutin, Entrée l'ouvre : ses voix, ses sièges, et qui "
            "siège.",
            _VERIFYING,
        ),
    ),
    "scrutin_result": HelpTopic(
        "Le résultat d'un scrutin",
        (
            "La participation est la part des inscrits qui ont voté. Les votes blancs sont comptés "
            "à part ; les suffrages exprimés sont les bulletins qui ont choisi une liste.",
            "La part d'une liste est celle des suffrages exprimés : sa barre serait pleine à "
            "100 %. L'écart est en points, par rapport à l'élection précédente.",
            "● est un siège pourvu, ○ un siège à pourvoir. Les sièges d'une liste vont à ses "
            "candidats dans l'ordre de la liste.",
            "Les flèches font défiler la page. P dit pourquoi chaque siège est allé à sa liste ; V "
            "cherche votre bulletin dans l'urne qui a été comptée.",
            _VERIFYING,
        ),
    ),
    "seat_reasons": HelpTopic(
        "Pourquoi ce siège",
        (
            "D'abord le quotient : les suffrages exprimés, divisés par le nombre de sièges. Une "
            "liste a un siège chaque fois que ses voix le contiennent.",
            "Puis, siège après siège, la plus forte moyenne. Une colonne est un siège ; ▸ marque "
            "la liste qui l'emporte, ? celles entre lesquelles le bureau doit tirer au sort.",
            "Une liste qui n'a plus de candidat, ou aucune voix, n'a pas de moyenne.",
        ),
    ),
    "tracker": HelpTopic(
        "Numéro de suivi",
        (
            "Recopiez au moins ses douze premiers caractères. Les majuscules et les minuscules "
            "comptent, les espaces non.",
            _TRACKER,
        ),
    ),
}
