"""`admin vote seal`: from then on nothing changes of what the vote rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from models import say_count, say_moment, say_number
from tui.command_line.options import ConfigOption, JsonOption, chosen_espace, source
from tui.command_line.saying import say, say_json
from tui.visit.fingerprints import grouped

if TYPE_CHECKING:
    from models import SealState

WOULD_COVER = "Le scellement couvrira :"
COVERS = "L'élection est scellée depuis le {day}. Le scellement couvre :"
JUST_SEALED = "L'élection est scellée. Le scellement couvre :"
COUNTS = "{electors}, {credentials} et {lists} dans {scrutins}."
EMPTY = (
    "Attention : personne ne présente de liste dans {codes} ; on n'y votera pas. Si c'est une "
    "erreur, ajoutez les listes avant de sceller."
)
FINGERPRINT = "Empreinte, à écrire dans le procès-verbal :"
FINGERPRINT_TO_BE = "Son empreinte sera, si rien ne change d'ici là :"
SETUPS = "Empreinte de chaque scrutin, que nommera qui vérifie son archive :"
NOT_YET = (
    "Rien n'est encore scellé. Relisez les listes de candidats, faites l'essai (« espace-electeur "
    "admin vote rehearse »), puis ajoutez « --yes »."
)
AFTERWARDS = (
    "Jusqu'au dépouillement, plus rien de cela ne change : les postes refusent de servir si c'est "
    "le cas, et « espace-electeur admin check » dit ce qui diffère. Faites une sauvegarde."
)


def seal(
    yes: Annotated[bool, typer.Option("--yes", help="Scelle, après relecture.")] = False,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Seal an election; without `--yes` tell what would be covered, with exit status 1.

    Of one that is sealed it tells what is covered, and changes nothing.
    """
    espace = chosen_espace(config)
    made = espace.vote.show_seal()
    if made is not None:
        zone = espace.election.calendar.zone
        day = say_moment(made.sealed_at, zone) if made.sealed_at else ""
        _tell(made, COVERS.format(day=day), as_json)
        return
    state = espace.vote.seal_election(keep=yes, source=source())
    _tell(state, JUST_SEALED if yes else WOULD_COVER, as_json)
    if not as_json:
        say(AFTERWARDS if yes else NOT_YET)
    if not yes:
        raise typer.Exit(1)


def _tell(state: SealState, heading: str, as_json: bool) -> None:
    if as_json:
        say_json(_facts(state))
        return
    say(heading)
    for part in state.parts:
        say(f"  {part.label} : {part.fingerprint[:16]}…")
    say(
        COUNTS.format(
            electors=say_count(state.electors, "notice"),
            credentials=f"{say_number(state.credentials)} clés publiques",
            lists=say_count(sum(state.lists.values()), "liste"),
            scrutins=say_count(len(state.lists), "scrutin"),
        )
    )
    if state.empty:
        say(EMPTY.format(codes=", ".join(state.empty)))
    say(FINGERPRINT if state.sealed_at else FINGERPRINT_TO_BE)
    say(grouped(state.fingerprint))
    if state.sealed_at:
        say(SETUPS)
        for code, fingerprint in state.setups.items():
            say(f"  {code}\n    {fingerprint}")


def _facts(state: SealState) -> dict[str, object]:
    return {
        "sealed_at": state.sealed_at.isoformat() if state.sealed_at else None,
        "fingerprint": state.fingerprint,
        "parts": {part.name: part.fingerprint for part in state.parts},
        "lists": dict(state.lists),
        "empty": list(state.empty),
        "setups": dict(state.setups),
        "notices": state.electors,
        "credentials": state.credentials,
    }
