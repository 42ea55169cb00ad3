"""`admin vote close`: no ballot comes any more; what does not fit is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models import say_count, say_moment
from tui.command_line.options import ConfigOption, JsonOption, chosen_espace, source
from tui.command_line.saying import say, say_json
from tui.visit.fingerprints import grouped

if TYPE_CHECKING:
    from models import Closing, ListsCompared

JUST_CLOSED = "Les urnes sont closes."
BEFORE = "Les urnes étaient closes depuis le {moment} : elles ont été comparées de nouveau."
URN = "  {code} : {ballots}, {signatures}"
FINGERPRINTS = "Empreinte des numéros de suivi de chaque urne, à écrire dans le procès-verbal :"
UNEVEN = (
    "Attention, {code} : {ballots} pour {signatures}. Écrivez-le dans le procès-verbal, et "
    "cherchez-en la cause avant le dépouillement."
)
CHANGED = (
    "Attention, {code} : l'urne n'est plus ce qu'elle était à la fermeture. Gardez la base telle "
    "quelle, comparez avec une sauvegarde, et prévenez le bureau."
)
ALTERED = (
    "Attention, {code} : {ballots} sans rapport avec le numéro de suivi. Gardez la base telle "
    "quelle, comparez avec une sauvegarde, et prévenez le bureau."
)
NOT_AS_TAKEN = (
    "Attention, {code} : {ballots} dans l'urne, et la chaîne d'audit a {taken}. Gardez la base "
    "telle quelle, comparez avec une sauvegarde, et prévenez le bureau."
)
EDITED = (
    "Attention : la chaîne d'audit a été modifiée à son événement {sequence}. N'additionnez rien, "
    "et restaurez une sauvegarde que « espace-electeur admin audit verify » trouve intacte."
)
WRONG_LIST = "Attention, {path} : {reason}."
ORDER_KEPT = (
    "Attention : l'ordre dans lequel les bulletins sont venus se lit encore dans la base. Libérez "
    "de la place, fermez les programmes qui la lisent, puis relancez cette commande."
)
RIGHT_LISTS = (
    "Listes du bureau que la chaîne d'audit connaît et que les urnes contiennent : {count}."
)
NOT_COMPARED = (
    "Aucune liste du bureau n'est comparée : un bulletin échangé contre un autre ne se verrait que "
    "par elles. Donnez leur dossier par « --lists », autant de fois que vous voulez."
)
ABSENT_LISTS = "Listes de la chaîne d'audit qui n'étaient pas dans ce dossier : {count}."
NEXT = (
    "Le bureau dépouille par « espace-electeur admin vote count ». Les archives s'écrivent par "
    "« espace-electeur admin vote export », avant comme après."
)


def close(
    lists: Annotated[
        Path | None,
        typer.Option(
            "--lists", metavar="DOSSIER", readable=False, help="Compare les listes du bureau."
        ),
    ] = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Close the urns and compare; exit status 1 if something does not fit."""
    espace = chosen_espace(config)
    closing = espace.vote.close_vote(lists=lists, source=source())
    if as_json:
        say_json(_facts(closing))
    else:
        moment = say_moment(closing.closed_at, espace.election.calendar.zone)
        _say_page(closing, BEFORE.format(moment=moment) if closing.before else JUST_CLOSED)
    if not closing.right:
        raise typer.Exit(1)


def _say_page(closing: Closing, heading: str) -> None:
    say(heading)
    for urn in closing.urns:
        say(URN.format(code=urn.code, **_counts(urn.ballots, urn.signatures)))
    say(FINGERPRINTS)
    for urn in closing.urns:
        say(f"  {urn.code}")
        say(grouped(urn.fingerprint))
    for sentence in _warnings(closing):
        say(sentence)
    if closing.lists:
        say(RIGHT_LISTS.format(count=closing.lists.right))
        if closing.lists.absent:
            say(ABSENT_LISTS.format(count=closing.lists.absent))
    else:
        say(NOT_COMPARED)
    say(NEXT)


def _warnings(closing: Closing) -> Iterator[str]:
    if closing.chain_fault is not None:
        yield EDITED.format(sequence=closing.chain_fault)
    for urn in closing.urns:
        if not urn.even:
            yield UNEVEN.format(code=urn.code, **_counts(urn.ballots, urn.signatures))
        if not urn.all_taken:
            yield NOT_AS_TAKEN.format(
                code=urn.code,
                ballots=say_count(urn.ballots, "bulletin"),
                taken=say_count(urn.taken or 0, "vote pris", plural="votes pris"),
            )
        if not urn.intact:
            yield CHANGED.format(code=urn.code)
        if urn.altered:
            yield ALTERED.format(code=urn.code, ballots=say_count(urn.altered, "bulletin"))
    for wrong in closing.lists.wrong if closing.lists else ():
        yield WRONG_LIST.format(path=wrong.path, reason=wrong.reason)
    if not closing.in_order:
        yield ORDER_KEPT


def _counts(ballots: int, signatures: int) -> dict[str, str]:
    return {
        "ballots": say_count(ballots, "bulletin"),
        "signatures": say_count(signatures, "signature"),
    }


def _facts(closing: Closing) -> dict[str, object]:
    return {
        "closed_at": closing.closed_at.isoformat(),
        "before": closing.before,
        "right": closing.right,
        "in_order": closing.in_order,
        "chain_fault": closing.chain_fault,
        "urns": [
            {
                "code": urn.code,
                "ballots": urn.ballots,
                "signatures": urn.signatures,
                "fingerprint": urn.fingerprint,
                "intact": urn.intact,
                "altered": urn.altered,
                "taken": urn.taken,
            }
            for urn in closing.urns
        ],
        "lists": None if closing.lists is None else _facts_of_lists(closing.lists),
    }


def _facts_of_lists(lists: ListsCompared) -> dict[str, object]:
    return {
        "right": lists.right,
        "absent": lists.absent,
        "wrong": [{"file": str(one.path), "reason": one.reason} for one in lists.wrong],
    }
