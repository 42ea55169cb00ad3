"""Checks of the electoral roll: that there is one, and that every scrutin has electors."""

from __future__ import annotations

from peewee import fn

from models.context import Context
from models.rules.calendar import WindowState
from models.rules.french_numbers import say_count, say_number
from models.services.administration.checks.outcome import Outcome, bad, doubtful, good
from models.services.administration.progress import purge_moment
from models.tables.electors import Elector, RollEntry, Scrutin
from models.tables.mailboxes import Mailbox

IMPORT = "admin import"
NOBODY = (
    f"La liste électorale est vide : chargez-la par « espace-electeur {IMPORT} », avec le fichier "
    "des personnels."
)
PURGED = "La liste a été effacée par la purge."
ROLL_KEPT = (
    "Les comptes ont été effacés par la purge ; la liste électorale reste avec les urnes, jusqu'à "
    "ce que « espace-electeur admin purge » les détruise."
)
NO_ELECTORS = (
    "Personne n'est appelé à {names} : vérifiez « corps » et « department » dans [[scrutins]], et "
    "la liste électorale."
)
NO_MAILBOX = (
    "Sans messagerie : {people} sur {all}, et aucun compte ne s'ouvre sans elle. La liste ne donne "
    "pas leur {name} : ajoutez-le dans la colonne « first_password », puis rechargez-la par "
    f"« espace-electeur {IMPORT} »."
)
SHOWN = 5
"""Scrutins that a sentence names."""


def check_roll(context: Context) -> list[Outcome]:
    """Look at whether anybody is on the roll, and whether all have a mailbox that is kept here.

    Raises:
        Unavailable: The database cannot be asked.
    """
    with context.connection(any_keys=True):
        people, missing = _count_people(context)
        purged = purge_moment() is not None
    if purged:
        return [good(ROLL_KEPT if people else PURGED)]
    if people and not missing:
        return [good("La liste électorale est chargée.")]
    begun = context.election.calendar.accounts.state(context.now) is not WindowState.BEFORE
    # That some have none may be meant; that nobody can sign in is not.
    level = bad if begun and missing == people else doubtful
    if not people:
        return [level(NOBODY, IMPORT)]
    words = NO_MAILBOX.format(
        people=say_count(missing, "personne"),
        all=say_number(people),
        name=context.election.mail.first_password.name,
    )
    return [level(words, IMPORT)]


def _count_people(context: Context) -> tuple[int, int]:
    """Return how many are on the roll, and how many of them lack a mailbox that is kept here."""
    people = Elector.select().count()
    mailboxes = Mailbox.select().count() if context.election.mail.embedded else people
    return people, max(0, people - mailboxes)


def check_scrutins(context: Context) -> list[Outcome]:
    """Look for scrutins to which nobody of the roll is called; nothing without a roll.

    Raises:
        Unavailable: The database cannot be asked.
    """
    with context.connection(any_keys=True):
        if not Elector.select().exists():
            return []
        called = RollEntry.select().where(RollEntry.scrutin == Scrutin.id)
        alone = Scrutin.select().where(~fn.EXISTS(called)).order_by(Scrutin.position)
        names = [scrutin.title for scrutin in alone]
    if not names:
        return [good("Chaque scrutin a ses électeurs.")]
    shown = " ; ".join(f"« {name} »" for name in names[:SHOWN])
    rest = f" et {len(names) - SHOWN} autres" if len(names) > SHOWN else ""
    return [doubtful(NO_ELECTORS.format(names=shown + rest))]
