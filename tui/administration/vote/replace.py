"""`admin vote replace-notice`: a lost notice, and one of the reserve in its place."""

from __future__ import annotations

from typing import Annotated

import typer

from tui.command_line.options import ConfigOption, JsonOption, answer, chosen_espace, source

ASK = (
    "{named} ({school}) vote avec la notice n° {number}{before}. Rien n'est encore fait. Pour que "
    "la n° {spare} la remplace, et que la n° {number} ne permette plus de voter, ajoutez « --lost "
    "{number} »."
)
DONE = (
    "La notice n° {spare} remplace la n° {lost}, qui ne permet plus de voter. Écrivez-le dans le "
    "registre de la réserve, que {by} et {witness} signent."
)


def replace_notice(
    user_name: Annotated[
        str, typer.Argument(metavar="UID", help="Nom d'utilisateur de la personne.")
    ],
    spare: Annotated[
        int, typer.Option("--spare", metavar="N", help="Numéro de la notice de réserve.")
    ],
    by: Annotated[str, typer.Option("--by", metavar="NOM", help="Qui la remet.")],
    witness: Annotated[str, typer.Option("--witness", metavar="NOM", help="Devant qui.")],
    reason: Annotated[
        str,
        typer.Option(
            "--reason", metavar="MOTIF", help="Pourquoi, sans nom : la chaîne d'audit le garde."
        ),
    ],
    config: ConfigOption = None,
    lost: Annotated[
        int | None,
        typer.Option("--lost", metavar="N", help="Numéro de la notice perdue : le confirme."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Give a person another notice; exit status 1 if `--lost` is missing, and nothing is done."""
    vote = chosen_espace(config).vote
    if lost is None:
        held = vote.find_notice(user_name)
        before = f", déjà remplacée {held.replaced} fois" if held.replaced else ""
        asked = ASK.format(
            named=held.named,
            school=held.school,
            number=held.number,
            before=before,
            spare=spare,
        )
        answer(as_json, {"done": False, "notice": held.number}, asked)
        raise typer.Exit(1)
    vote.replace_notice(
        user_name, lost=lost, spare=spare, by=by, witness=witness, reason=reason, source=source()
    )
    said = DONE.format(lost=lost, spare=spare, by=by, witness=witness)
    answer(as_json, {"done": True, "notice": spare}, said)
