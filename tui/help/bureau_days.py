"""What helps the board from the seal to the minutes."""

from __future__ import annotations

from tui.help.page import HelpTopic

_WHO = (
    "Chaque acte demande des membres : ils s'identifient par « Un membre arrive ». S'il en manque, "
    "rien n'est fait, et la page dit qui."
)
_MINUTES = "Ce qui est trouvé ici va de lui-même dans le procès-verbal."
_NO_BALLOT = (
    "Aucun chiffre ne vient d'un bulletin : seuls la liste électorale et les émargements sont lus."
)

BUREAU_DAYS_TOPICS: dict[str, HelpTopic] = {
    "bureau_seal": HelpTopic(
        "Sceller l'élection",
        (
            "Relisez à voix haute ce qui sera scellé : électeurs, listes, scrutins.",
            "Il faut ceux qui pourront ouvrir l'urne : la présidence ou le secrétariat, et des "
            "délégués de liste.",
            "Ensuite, une personne dicte l'empreinte, une autre l'écrit dans le procès-verbal, une "
            "troisième relit.",
        ),
    ),
    "bureau_days": HelpTopic(
        "Pendant le vote",
        (
            _NO_BALLOT,
            "→ et ← changent de vue : scrutins, corps, établissements, heures, empreintes. Page "
            "suiv. montre la suite.",
            "Remettez une liste à un membre chaque soir (L), et notez chaque incident (I).",
        ),
    ),
    "bureau_lists": HelpTopic(
        "Remettre les listes",
        (
            "Un membre suffit. Branchez sa clé USB : son dossier est proposé s'il n'y en a qu'une.",
            "Une liste n'est écrite que si dix bulletins sont venus depuis la précédente : avec "
            "moins, on pourrait deviner de qui ils sont.",
            "Le membre la garde telle quelle jusqu'à la fermeture.",
        ),
    ),
    "bureau_incident": HelpTopic(
        "Noter un incident",
        (
            "Une panne, une coupure, une contestation : ce que le procès-verbal doit dire. Écrivez "
            "quand, où, quoi, et ce qui a été fait.",
            "Ce qui est noté ne s'efface pas ; notez une correction comme un autre incident.",
            "Ce que le programme a trouvé lui-même porte le signe ✗.",
        ),
    ),
    "bureau_closing": HelpTopic(
        "Fermer les urnes",
        (
            "La page s'ouvre à l'heure exacte, d'elle-même.",
            _WHO,
            "Autant de bulletins que d'émargements : c'est ce qu'il faut lire pour chaque urne.",
            _MINUTES,
        ),
    ),
    "bureau_count": HelpTopic(
        "Dépouiller",
        (
            "Trois étapes : vérifier et additionner, ouvrir chacun avec sa part, compter. Échap "
            "arrête la première ou la dernière ; on reprend où l'on en était.",
            "Phrase oubliée, clé USB perdue, membre absent : un autre membre prend le tour. La "
            "page dit qui peut venir.",
            _MINUTES,
        ),
    ),
    "bureau_result": HelpTopic(
        "Résultats et sièges",
        (
            "↑ et ↓ changent de scrutin, Entrée l'ouvre. Ceux dont un siège est à tirer au sort "
            "sont en haut : T.",
            "Jusqu'au jour des résultats, personne d'autre que le bureau ne les voit : ne les "
            "communiquez pas.",
        ),
    ),
    "bureau_lot": HelpTopic(
        "Tirer au sort",
        (
            "Tirez d'abord, avec des papiers et devant tous ; choisissez ensuite la liste tirée.",
            "Il faut ceux qui peuvent ouvrir l'urne. Un tirage enregistré ne se change plus.",
        ),
    ),
    "bureau_minutes": HelpTopic(
        "Procès-verbaux et publication",
        (
            "Un procès-verbal par scrutin : un fichier à imprimer et à signer, un autre pour les "
            "programmes.",
            "La publication est un dossier de pages ordinaires : donnez-le à qui tient le site de "
            "l'académie. Elle n'est possible qu'à partir du jour des résultats.",
        ),
    ),
    "stick_folder": HelpTopic(
        "Le dossier de la clé USB",
        (
            "Branchez la clé : son dossier est souvent sous /media. S'il n'y en a qu'une, il est "
            "proposé.",
        ),
    ),
    "incident": HelpTopic(
        "Ce qui s'est passé",
        (
            "Deux mille caractères au plus. N'écrivez ni nom d'électeur, ni numéro de suivi.",
            "Exemple : « Poste 12 arrêté de 10 h à 10 h 20, coupure de courant ; aucun vote en "
            "cours. »",
        ),
    ),
    "incident_scrutin": HelpTopic(
        "Le scrutin",
        ("Son code, comme dans la liste des jours du vote. Laissez vide s'ils le sont tous.",),
    ),
    "lists_folder": HelpTopic(
        "Les listes du bureau",
        (
            "Copiez dans un même dossier les listes que les membres ont gardées : chacune doit "
            "encore être tout entière dans son urne.",
        ),
    ),
}
