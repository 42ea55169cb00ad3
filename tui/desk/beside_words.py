"""What an agent reads beside the path of a person: who else is on it, and what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import AccountStanding, AddressEnd
from tui.desk.words import ACTS, CAUSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models import Call, PersonFile, Standing
    from tui.visit.moments import Moments

RETURNED = "Rappel : {cause}."
OTHERS = "Aussi en ligne : {names}."
CORRECTED = "Nouvelle adresse : {address}."
ENDED = {
    AddressEnd.STOPPED: "Correction de l'adresse arrêtée le {day} : redemandez qui appelle.",
    AddressEnd.UNTOLD: (
        "Correction sans effet le {day} : l'ancienne adresse refuse le mail qui prévient ; faites "
        "corriger la liste électorale."
    ),
}
"""What an agent should know before anybody asks for the same once more."""
STRANGERS = "Compte demandé sans sa messagerie ouverte : si ce n'est pas la personne, annulez (N)."
NOT_TOLD = "Le mail à l'ancienne n'est pas arrivé : elle compte un jour après."
MEANWHILE = "D'ici là : {words}"
REQUESTED = "{act} : demandé par {name}, à confirmer avant {until}."


def beside_words(file: PersonFile, moments: Moments, call: Call | None) -> str:
    """Return it all on one line, empty if there is nothing."""
    return " ".join(_sentences(file, moments, call))


def _sentences(file: PersonFile, moments: Moments, call: Call | None) -> Iterator[str]:
    if call is not None and call.cause is not None:
        yield RETURNED.format(cause=CAUSES[call.cause].lower())
    if file.others:
        yield OTHERS.format(names=", ".join(file.others))
    changing = file.standing.changing
    if changing is not None:
        yield CORRECTED.format(address=file.new_address)
        if changing.due_at is None:
            yield NOT_TOLD
    elif file.ended is not None:
        end, at = file.ended
        yield ENDED[end].format(day=moments.short_date(at))
    if is_strangers(file.standing):
        yield STRANGERS
    if file.meanwhile is not None:
        yield MEANWHILE.format(words=file.meanwhile.words)
    request = file.request
    if request is not None:
        until = moments.time(request.until)
        yield REQUESTED.format(act=ACTS[request.act], name=request.asked_by, until=until)


def is_strangers(standing: Standing) -> bool:
    """Tell whether a request waits that anybody may have made, where the person's own is known."""
    code = standing.code
    if standing.mail_elsewhere:  # all of them are
        return False
    return standing.account is AccountStanding.PENDING and code is not None and not code.by_owner
