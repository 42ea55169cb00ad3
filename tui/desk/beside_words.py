"""What an agent reads beside the path of a person: who else is on it, and what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import CodeMail
from tui.desk.words import ACTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models import PersonFile
    from tui.visit.moments import Moments

OTHERS = "Aussi en ligne : {names}."
CORRECTED = "Nouvelle adresse : {address}."
NOT_TOLD = "Le mail à l'ancienne n'est pas arrivé : elle compte un jour après."
NEVER_TOLD = "L'ancienne refuse ce mail : gardez-la (G) et faites corriger la liste électorale."
MEANWHILE = "D'ici là : {words}"
REQUESTED = "{act} : demandé par {name}, à confirmer avant {until}."


def beside_words(file: PersonFile, moments: Moments) -> str:
    """Return it all on one line, empty if there is nothing."""
    return " ".join(_sentences(file, moments))


def _sentences(file: PersonFile, moments: Moments) -> Iterator[str]:
    if file.others:
        yield OTHERS.format(names=", ".join(file.others))
    changing = file.standing.changing
    if changing is not None:
        yield CORRECTED.format(address=file.new_address)
        if changing.due_at is None:
            yield NEVER_TOLD if changing.notice is CodeMail.REFUSED else NOT_TOLD
    if file.meanwhile is not None:
        yield MEANWHILE.format(words=file.meanwhile.words)
    request = file.request
    if request is not None:
        until = moments.time(request.until)
        yield REQUESTED.format(act=ACTS[request.act], name=request.asked_by, until=until)
