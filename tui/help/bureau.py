"""F1 on the board's screens."""

from __future__ import annotations

from tui.help.page import HelpTopic

_STICK = (
    "Votre part de clé est un fichier de votre clé USB, « part-1-de-cle.json » par exemple. Seule "
    "votre phrase secrète l'ouvre. Gardez les deux à deux endroits différents."
)
_NEVER = (
    "Ne dites votre phrase secrète à personne, ni au technicien, ni au président du bureau. Elle "
    "n'est gardée nulle part : oubliée, votre part ne s'ouvre plus."
)
_FORGOTTEN = (
    "Après un quart d'heure sans une touche, les membres présents sont oubliés : chacun "
    "s'identifie de nouveau."
)
_DESTROYED = (
    "Tout est détruit à la fin. La chaîne d'audit garde seulement que l'essai a eu lieu, et qui "
    "était là."
)

BUREAU_TOPICS: dict[str, HelpTopic] = {
    "bureau_overview": HelpTopic(
        "Le bureau de vote",
        (
            "Les neuf étapes sont dans leur ordre. ✓ est fait, ● vient maintenant, ○ viendra plus "
            "tard. Entrée ou le numéro ouvre une étape ; une étape qui attend dit ce qu'elle "
            "attend.",
            "Chaque acte demande que des membres soient présents : M ouvre la page où ils "
            "s'identifient.",
            _FORGOTTEN,
        ),
    ),
    "bureau_presence": HelpTopic(
        "Membres présents",
        (
            "Branchez votre clé USB : votre part s'affiche. Choisissez-la, puis saisissez votre "
            "phrase secrète.",
            "Rien de ce que vous saisissez n'est gardé. Un acte du bureau est écrit dans la chaîne "
            "d'audit, avec le numéro de chaque membre présent.",
            _FORGOTTEN,
        ),
    ),
    "share_file": HelpTopic("Votre part de clé", (_STICK,)),
    "passphrase": HelpTopic("Phrase secrète", (_NEVER, "F2 l'affiche, ou la cache de nouveau.")),
    "bureau_rehearsal": HelpTopic(
        "Répétition",
        (
            "Une petite élection entière, avec vos listes, des membres et des électeurs inventés. "
            "Les bulletins sont faits par un programme et vérifiés par l'autre ; les urnes sont "
            "ouvertes et comptées par les deux.",
            "Refaites-la aussi souvent que vous voulez : rien n'est gardé, rien n'est écrit dans "
            "la base. Échap l'arrête.",
        ),
    ),
    "ballots": HelpTopic(
        "Bulletins dans chaque scrutin",
        (
            "Dix suffisent pour que chaque programme en fasse plusieurs. Cent bulletins prennent "
            "dix fois plus de temps.",
        ),
    ),
    "bureau_keys": HelpTopic(
        "Clés du bureau",
        (
            "La clé de chaque urne est partagée entre les membres. Il faut en réunir plusieurs, "
            "dont la présidence ou le secrétariat et deux délégués de liste, pour l'ouvrir.",
            "Prévoyez une clé USB par membre. Faites d'abord une répétition.",
            "L'empreinte des clés s'écrit dans le procès-verbal : elle dit plus tard que ce sont "
            "bien elles.",
        ),
    ),
    "bureau_keys_turn": HelpTopic(
        "La cérémonie des clés",
        (
            "Chaque membre vient seul devant l'écran. Il branche sa clé USB, choisit une phrase "
            "secrète et la saisit deux fois, puis laisse la place.",
            "Qui vient de saisir peut corriger sa saisie, et seulement la sienne.",
            "Aucune clé n'est faite avant que tous aient saisi. Quitter avant n'en laisse rien.",
        ),
    ),
    "stick": HelpTopic(
        "Dossier de votre clé USB",
        (
            "Branchez-la : son dossier s'inscrit de lui-même si elle est seule. Sinon, saisissez "
            "son dossier, « /media/cle » par exemple.",
            _STICK,
        ),
    ),
    "bureau_passphrase": HelpTopic(
        "Choisir une phrase secrète",
        (
            "Quatre mots ou plus, sans rapport entre eux ni avec vous ou l'élection : seize "
            "caractères au minimum. Les espaces, les accents et les majuscules comptent.",
            _NEVER,
        ),
    ),
    "passphrase_again": HelpTopic(
        "La même, une deuxième fois",
        ("Une faute de frappe fermerait votre part pour toujours : saisissez-la deux fois.",),
    ),
    "bureau_keys_made": HelpTopic(
        "Les clés sont faites",
        (
            "Écrivez l'empreinte dans le procès-verbal, et faites-la relire par un autre membre.",
            _STICK,
        ),
    ),
    "bureau_trial": HelpTopic(
        "Essai avec les vraies clés",
        (
            "L'essai prouve, avant le scellement, que les fichiers et les phrases secrètes "
            "ouvrent bien les urnes. Choisissez un scrutin par les flèches, puis Entrée.",
            _DESTROYED,
        ),
    ),
    "bureau_trial_urn": HelpTopic(
        "Voter pour l'essai",
        (
            "Chacun choisit une liste devant tous : Entrée dépose un bulletin. T en dépose dix, "
            "tirés au sort. O ouvre l'urne.",
            "Notez les choix sur une feuille : vous les comparerez à ce qui est compté.",
            _DESTROYED,
        ),
    ),
    "bureau_trial_opening": HelpTopic(
        "Ouvrir l'urne d'essai",
        (
            "Chaque membre ouvre sa part à son tour. Une phrase fausse ne compte pas : il "
            "recommence, ou un autre membre vient à sa place.",
            _NEVER,
        ),
    ),
    "bureau_trial_result": HelpTopic(
        "Résultat de l'essai",
        ("Comparez les nombres à votre feuille : ce sont ceux qui ont été choisis.", _DESTROYED),
    ),
}
