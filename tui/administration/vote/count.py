"""`admin vote count`: the urns are added up, opened member by member, and counted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import typer

import models
from models import say_count, say_moment
from tui.administration.progress_bars import shown_progress
from tui.administration.vote.members import ComeMember, ComingMembers, FilesArgument, talk
from tui.command_line.interruption import ended_as_interrupted
from tui.command_line.options import ConfigOption, JsonOption, chosen_espace, source
from tui.command_line.saying import say, say_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models import CountState, Espace, Presence

WELCOME = (
    "DÉPOUILLEMENT\n"
    "\n"
    "Les bulletins sont d'abord vérifiés et additionnés, devant la présidence ou le secrétariat. "
    "Puis {threshold} du bureau viennent à leur tour ouvrir les urnes, chacun avec sa clé USB et "
    "sa phrase secrète. Interrompu, le dépouillement reprend où il en était."
)
ADDED_UP = "Les bulletins sont vérifiés et additionnés."
STILL = "Encore {count} pour ouvrir les urnes{roles}."
LEADER = "la présidence ou le secrétariat"
COUNTED = "  {code} : {ballots}, dépouillés le {moment}"
WAITS = "  {code} : {ballots}, pas encore dépouillés"
TROUBLE = "Attention, {code} ne peut pas être dépouillé en l'état : {trouble}"
FOUND = "À porter au procès-verbal, {scrutin} : {text}"
EVERY = "tous les scrutins"
NEXT = (
    "Les résultats se lisent sur l'écran du bureau (« espace-electeur bureau ») et, leur jour "
    "venu, par « espace-electeur admin vote results »."
)


def count(
    files: FilesArgument = None, config: ConfigOption = None, as_json: JsonOption = False
) -> None:
    """Count, as far as members come; exit status 1 if an urn cannot be counted as it is."""
    espace = chosen_espace(config)
    state = espace.board.count_state()
    if not state.counted:
        talk(WELCOME.format(threshold=say_count(state.threshold, "membre")))
    with ended_as_interrupted():
        state = _count(espace, ComingMembers(espace, files or []), state)
    if as_json:
        say_json(_facts(state))
    else:
        _say_page(espace, state)
    if any(urn.trouble for urn in state.urns):
        raise typer.Exit(1)


def _count(espace: Espace, members: ComingMembers, state: CountState) -> CountState:
    """Do what is left of the count, as far as members come."""
    if state.can_add_up:
        state = members.until_enough(partial(_add_up, espace))
        talk(ADDED_UP)
    for one in members.come:
        state = _open(espace, one, state)
    while state.waiting and state.shares_needed:
        talk(STILL.format(count=say_count(state.shares_needed, "membre"), roles=_roles(state)))
        come = members.next()
        if come is None:
            break
        state = _open(espace, come, state)
    if state.waiting:
        state = members.until_enough(partial(_finish, espace))
    return state


def _add_up(espace: Espace, present: Sequence[Presence]) -> CountState:
    with shown_progress() as tell:
        return espace.board.add_up(present, source=source(), tell=tell)


def _finish(espace: Espace, present: Sequence[Presence]) -> CountState:
    with shown_progress() as tell:
        return espace.board.finish_count(present, source=source(), tell=tell)


def _open(espace: Espace, come: ComeMember, state: CountState) -> CountState:
    """Open the urns by a member's share, if it is their turn."""
    if come.presence.member.number in state.came or not state.shares_needed:
        return state
    try:
        with shown_progress() as tell:
            return espace.board.take_share(
                come.content, come.passphrase, source=source(), tell=tell
            )
    except models.CountRefused as refused:
        talk(refused.text)
        return state


def _roles(state: CountState) -> str:
    """Return who has to be among those who come, « , dont la présidence ou le secrétariat »."""
    delegates = say_count(state.delegates_needed, "délégué")
    needed = [LEADER] * state.leader_needed + [delegates] * bool(state.delegates_needed)
    return f", dont {' et '.join(needed)}" if needed else ""


def _say_page(espace: Espace, state: CountState) -> None:
    zone = espace.election.calendar.zone
    for urn in state.urns:
        ballots = say_count(urn.ballots, "bulletin")
        if urn.counted_at:
            moment = say_moment(urn.counted_at, zone)
            say(COUNTED.format(code=urn.code, ballots=ballots, moment=moment))
        elif not urn.trouble:
            say(WAITS.format(code=urn.code, ballots=ballots))
    for urn in state.urns:
        if urn.trouble:
            say(TROUBLE.format(code=urn.code, trouble=urn.trouble))
    for one in espace.board.list_incidents():
        if one.found and not any(one.text in urn.trouble for urn in state.urns):
            say(FOUND.format(scrutin=one.scrutin or EVERY, text=one.text))
    if any(urn.counted_at for urn in state.urns):
        say(NEXT)


def _facts(state: CountState) -> dict[str, object]:
    return {
        "counted": state.counted,
        "came": list(state.came),
        "threshold": state.threshold,
        "urns": [
            {
                "code": urn.code,
                "ballots": urn.ballots,
                "added_up": urn.added_up,
                "trouble": urn.trouble,
                "counted_at": urn.counted_at.isoformat() if urn.counted_at else None,
            }
            for urn in state.urns
        ],
    }
