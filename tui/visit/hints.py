"""What an agent says on a person's screen, in French."""

from __future__ import annotations

from collections.abc import Mapping

from models import Hint

HINTS: Mapping[Hint, str] = {
    Hint.READ: "Lisez la phrase en haut de l'écran.",
    Hint.PRESS_ENTER: "Appuyez sur Entrée.",
    Hint.GO_BACK: "Appuyez sur Échap pour revenir.",
    Hint.TYPE_AGAIN: "Effacez, puis retapez lentement.",
    Hint.LOOK_AT_RULES: "Regardez les règles sous le champ.",
    Hint.NEWEST_MAIL: "Prenez le mail le plus récent.",
    Hint.WAIT: "Un instant, je vérifie.",
    Hint.WELL_DONE: "C'est fait, bravo.",
}
