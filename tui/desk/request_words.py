"""What a second person reads of a request before they confirm it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import RequestFile
from tui.desk.words import ACTS, REASON_WORDS
from tui.widgets.item_table import Column

if TYPE_CHECKING:
    from tui.visit.glyphs import Part

COLUMNS: tuple[Column, ...] = (
    ("Demandé par", 13),
    ("Personne", 20),
    ("Geste", 21),
    ("Motif", 21),
)
OWN = "C'est vous qui l'avez demandé : une autre personne le confirme ; Suppr le retire."
RECOGNISED = "✓ Personne reconnue par {name} : {right} réponses justes."
NOT_RECOGNISED = "✗ {name} a rouvert la page depuis, sans reconnaître la personne."


def request_cells(file: RequestFile) -> tuple[str, ...]:
    """Return the cells of a request."""
    one = file.request
    return one.asked_by, person_words(file), ACTS[one.act], REASON_WORDS[one.reason]


def person_words(file: RequestFile) -> str:
    """Return whom it is about, « Karim Benali »."""
    return f"{file.request.person.first_name} {file.request.person.last_name}"


def act_words(file: RequestFile) -> str:
    """Return what is asked for, with the new address of a correction."""
    one = file.request
    return f"{ACTS[one.act]} ({one.new_address})" if one.new_address else ACTS[one.act]


def standing_parts(file: RequestFile, agent: str) -> tuple[Part, ...]:
    """Return where the person stands now, and whether whoever has asked knew who called."""
    return (file.diagnosis.words, ".strong"), "\n", _caller_part(file, agent)


def _caller_part(file: RequestFile, agent: str) -> Part:
    name, call = file.request.asked_by, file.call
    if name == agent:
        return OWN, ".waiting"
    if call is not None and call.recognised:
        return RECOGNISED.format(name=name, right=call.right), ".kept"
    return NOT_RECOGNISED.format(name=name), ".missing"
