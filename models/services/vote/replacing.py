"""A lost notice: another one of the reserve takes its place, before two people, on record."""

from __future__ import annotations

from models.context import Context
from models.errors import ElectorUnknown, NoticeRefused, ReasonNeeded, SamePerson
from models.rules.guessability import PersonalFacts
from models.rules.text import clean_line, compact, fold_accents
from models.services.audit.trail import record
from models.services.shared.reasons import LONGEST_REASON, facts_named, require_no_name
from models.tables.electors import Elector
from models.tables.notices import Notice, NoticeState
from models.views.notices import NoticeOf

LONGEST_NAME = 80
"""Characters of a name that are kept."""

NO_NOTICE = (
    "Cette personne n'a pas de notice : rien n'a été fait. Les éléments publics se chargent par "
    "« espace-electeur admin vote load-credentials »."
)
NO_SPARE = (
    "La réserve n'a pas de notice n° {number} : rien n'a été fait. Vérifiez le numéro imprimé en "
    "haut de la notice."
)
GIVEN = (
    "La notice n° {number} n'est plus dans la réserve : rien n'a été fait. Prenez-en une autre, "
    "et cherchez dans le registre qui a reçu celle-ci."
)
NOT_THE_LAST = (
    "La notice n° {lost} n'est pas celle avec laquelle cette personne vote ; c'est la n° "
    "{number} : rien n'a été fait. Vérifiez auprès d'elle, puis recommencez."
)
TWO_PEOPLE = (
    "La remise et le témoin sont deux personnes : donnez deux noms différents. Rien n'a été fait."
)
WHY = "Dites pourquoi, sans nom, comme « perdue » : la chaîne d'audit le garde. Rien n'a été fait."


def find_notice(context: Context, user_name: str) -> NoticeOf:
    """Return the notice that a person votes with.

    Raises:
        ElectorUnknown: Nobody has this user name.
        NoticeRefused: The person has no notice.
    """
    with context.connection():
        elector = _elector(user_name)
        notice = _held(elector)
        replaced = Notice.select().where(
            (Notice.elector == elector.id) & (Notice.state == NoticeState.REPLACED)
        )
        return NoticeOf(
            number=notice.number,
            replaced=replaced.count(),
            user_name=elector.uid,
            named=f"{elector.civility} {elector.first_name} {elector.last_name}".strip(),
            school=elector.school,
        )


def replace_notice(
    context: Context,
    user_name: str,
    *,
    lost: int,
    spare: int,
    by: str,
    witness: str,
    reason: str,
    source: str,
) -> None:
    """Let a person vote with a notice of the reserve, and no more with the one that is lost.

    Args:
        context: The open election.
        user_name: Of the person.
        lost: Number of the notice that they vote with so far: of two administrators who replace the
            same one at once, one is refused.
        spare: Number of the one from the reserve.
        by: Who hands it over.
        witness: Before whom.
        reason: Why; written into the audit chain, so without names.
        source: Who does it, for the audit trail.

    Raises:
        ElectorUnknown: Nobody has this user name.
        NoticeRefused: The person votes with another notice, or the spare one is not to be had.
        SamePerson: One person did both.
        ReasonNeeded: There is no reason.
        ReasonRefused: It names one of the three.
    """
    handed, before = (clean_line(name, LONGEST_NAME) for name in (by, witness))
    why = clean_line(reason, LONGEST_REASON)
    if not _plain(handed) or not _plain(before) or _plain(handed) == _plain(before):
        raise SamePerson(TWO_PEOPLE)
    if not why:
        raise ReasonNeeded(WHY)
    with context.transaction():
        elector = _elector(user_name)
        _require_no_names(why, elector, (handed, before))
        _end(elector, lost, spare)
        given = (
            Notice.update(
                elector=elector.id,
                state=NoticeState.HELD,
                given_at=context.now,
                given_by=handed,
                witness=before,
                reason=why,
            )
            .where((Notice.number == spare) & (Notice.state == NoticeState.SPARE))
            .execute()
        )
        if not given:
            known = Notice.get_or_none(Notice.number == spare)
            raise NoticeRefused((GIVEN if known else NO_SPARE).format(number=spare))
        record(context, f"notice_dead/{lost}: {why}", elector.uid, source)
        record(context, f"notice_given/{spare}", elector.uid, source)
        record(context, f"notice_given_by/{spare}", _plain(handed), source)
        record(context, f"notice_witness/{spare}", _plain(before), source)


def _elector(user_name: str) -> Elector:
    elector = Elector.get_or_none(Elector.uid == user_name.strip().lower())
    if elector is None:
        raise ElectorUnknown
    return elector


def _held(elector: Elector) -> Notice:
    held = Notice.get_or_none((Notice.elector == elector.id) & (Notice.state == NoticeState.HELD))
    if held is None:
        raise NoticeRefused(NO_NOTICE)
    return held


def _end(elector: Elector, lost: int, spare: int) -> None:
    """End a notice, whose row is locked until the end of the transaction."""
    ended = (
        Notice.update(state=NoticeState.REPLACED, replaced_by=spare)
        .where(
            (Notice.number == lost)
            & (Notice.elector == elector.id)
            & (Notice.state == NoticeState.HELD)
        )
        .execute()
    )
    if not ended:
        raise NoticeRefused(NOT_THE_LAST.format(lost=lost, number=_held(elector).number))


def _require_no_names(reason: str, elector: Elector, names: tuple[str, str]) -> None:
    require_no_name(reason, facts_named(elector, elector.mail))
    for name in names:
        require_no_name(reason, PersonalFacts(last_name=name))


def _plain(name: str) -> str:
    """Return a name in the one spelling in which two are compared."""
    return compact(fold_accents(name)).casefold()
