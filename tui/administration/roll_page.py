"""What an import did, as a person reads it: a sentence, counts by corps and scrutin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.table import Table

from models import say_count, say_number
from tui.administration.count_pages import console, plain_text

if TYPE_CHECKING:
    from models import Election, ImportReport

LONG_BLOCK = 1.0
"""Seconds of blocked writing from which they are reported."""


def print_report(report: ImportReport, election: Election) -> None:
    """Print the report of an import."""
    page = console()
    for sentence in _sentences(report, election):
        page.print(plain_text(sentence))
    labels = {code: masculine for code, (masculine, _) in election.corps.items()}
    page.print(_table("Corps", [(labels.get(code, code), n) for code, n in report.corps]))
    page.print(_table("Scrutin", report.scrutins))


def _sentences(report: ImportReport, election: Election) -> Iterator[str]:
    """Yield the sentences of the report, most important first."""
    if report.kept:
        yield "La liste électorale est chargée."
    else:
        yield "La liste électorale peut être chargée. Rien n'a été changé : c'était un essai."
    if report.needs_yes:
        yield (
            "Plus de 5 % de la liste serait retiré : vérifiez que le fichier est entier. S'il "
            "l'est, ajoutez « --yes », sans quoi l'importation est refusée."
        )
    if report.open_to_all:
        yield (
            "Attention, tous les comptes de cette machine peuvent lire ce fichier : effacez-le, ou "
            "fermez-le par « chmod 600 »."
        )
    yield _loaded(report, election)
    yield (
        f"Ajoutés : {say_number(report.added)} ; modifiés : {say_number(report.changed)} ; "
        f"inchangés : {say_number(report.unchanged)} ; encodage : {report.encoding}."
    )
    yield from _about_left_out(report)
    name = election.mail.first_password.name
    yield from _about_first_passwords(report, name, election)
    if report.shared_numens:
        named = ", ".join(" et ".join(names) for names in report.shared_numen_names)
        yield (
            f"Attention, {say_count(report.shared_numens, 'personne')} ont le même {name} qu'une "
            f"autre, dont {named} : chacune ouvrirait la messagerie de l'autre. Faites corriger la "
            "liste, puis rechargez-la."
        )
    if report.homonyms:
        named = ", ".join(" et ".join(names) for names in report.homonym_names)
        yield f"Homonymes : {say_number(report.homonyms)} personnes, dont {named}."
    if report.blocked_seconds >= LONG_BLOCK:
        seconds = f"{report.blocked_seconds:.1f}".replace(".", ",")
        yield f"La plus longue écriture : {seconds} s."


def _about_left_out(report: ImportReport) -> Iterator[str]:
    if not report.left_out:
        return
    removed = say_number(report.removed)
    yield f"Absents du fichier : {say_number(report.left_out)} ; retirés : {removed}."
    if report.kept_accounts:
        yield (
            f"Gardés, car leur compte est déjà créé : {say_number(report.kept_accounts)} ; "
            "« --remove-accounts » les retire avec leur compte."
        )
    elif not report.removed:
        yield "Ils restent sur la liste ; « --remove » retire ceux qui n'ont pas de compte."


def _loaded(report: ImportReport, election: Election) -> str:
    loaded = (
        f"Électeurs : {say_number(report.electors)} ; inscriptions à un scrutin : "
        f"{say_number(report.entries)}"
    )
    if election.path.has_mailbox:
        loaded += f" ; messageries créées : {say_number(report.mailboxes)}"
    return f"{loaded}."


def _not_read(election: Election) -> str:
    """Return why first passwords are not."""
    if not election.path.has_mailbox:
        return "aucune messagerie ne s'ouvre ici"
    return "vous l'avez demandé" if election.mail.embedded else "le serveur a ses mots de passe"


def _about_first_passwords(report: ImportReport, name: str, election: Election) -> Iterator[str]:
    if report.without_mailbox:
        yield (
            f"Attention, sans messagerie : {say_count(report.without_mailbox, 'personne')}. Le "
            f"fichier ne donne pas leur {name}, et aucun compte ne s'ouvre sans messagerie : "
            "ajoutez-le dans la colonne « first_password », puis rechargez la liste."
        )
    if report.numens_ignored:
        why = _not_read(election)
        yield f"La colonne {report.numens_column} du fichier n'a pas été lue : {why}."
    if report.numens_replaced:
        yield f"{name}, corrections : {say_number(report.numens_replaced)}."
    if report.numens_late:
        yield (
            f"{name}, différences laissées de côté, la messagerie étant déjà ouverte : "
            f"{say_number(report.numens_late)}."
        )


def _table(heading: str, rows: Iterable[tuple[str, int]]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(heading, no_wrap=True, overflow="ellipsis")
    table.add_column("Électeurs", justify="right", no_wrap=True)
    for label, number in rows:
        table.add_row(plain_text(label), say_number(number))
    return table
