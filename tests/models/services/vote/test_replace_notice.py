"""A lost notice: one of the reserve takes its place, once, before two people, on record."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from models import (
    ElectorUnknown,
    Espace,
    EspaceError,
    NoticeRefused,
    NoticeReplaced,
    ReasonNeeded,
    ReasonRefused,
    SamePerson,
)
from models.tables.audit import AuditEvent
from models.tables.notices import Notice, NoticeState
from tests.models.notices.printed import Printed
from tests.models.steps import SOURCE, person_on_roll, reopened

ACT = {"by": "Anne Roy", "witness": "Luc Dubois", "reason": "perdue en chemin", "source": SOURCE}
DUPONT, SPARE, OTHER_SPARE = 2, 7, 8


def replace(espace: Espace, user_name: str = "fdupont", **changed: Any) -> None:
    act = {"lost": DUPONT, "spare": SPARE, **ACT, **changed}
    espace.vote.replace_notice(user_name, **act)


def test_the_new_one_votes_and_the_old_one_is_dead(
    espace: Espace, printed: dict[str, Printed]
) -> None:
    assert espace.vote.find_notice("FDupont ").number == DUPONT
    replace(espace)
    dupont = person_on_roll(espace, "fdupont")
    spare = printed[f"réserve {SPARE}"].identifier
    for scrutin in ("CTM", "CTA", "CAPN-certifie", "CAPA-certifie"):
        assert len(espace.vote.credential_of(dupont, scrutin, spare)) == 64
        with pytest.raises(NoticeReplaced, match="a été remplacée"):
            espace.vote.credential_of(dupont, scrutin, printed["fdupont"].identifier)
    found = espace.vote.find_notice("fdupont")
    assert (found.number, found.replaced) == (SPARE, 1)
    with espace.context.connection():
        given = Notice.get(Notice.number == SPARE)
        assert (given.given_by, given.witness, given.reason) == (
            "Anne Roy",
            "Luc Dubois",
            "perdue en chemin",
        )
        assert given.given_at == espace.clock.now()
        assert Notice.get(Notice.number == DUPONT).replaced_by == SPARE


def test_both_acts_are_on_record_without_a_name(
    espace: Espace, printed: dict[str, Printed]
) -> None:
    replace(espace)
    with espace.context.connection():
        events = {event.kind: event.subject for event in AuditEvent.select()}
    pseudonym = espace.context.pseudonym
    assert events[f"notice_dead/{DUPONT}: perdue en chemin"] == pseudonym("person", "fdupont")
    assert events[f"notice_given/{SPARE}"] == pseudonym("person", "fdupont")
    assert events[f"notice_given_by/{SPARE}"] == pseudonym("person", "anneroy")
    assert events[f"notice_witness/{SPARE}"] == pseudonym("person", "lucdubois")
    assert espace.administration.verify_audit().first_fault is None


def test_a_notice_is_lost_a_second_time(espace: Espace, printed: dict[str, Printed]) -> None:
    replace(espace)
    replace(espace, lost=SPARE, spare=OTHER_SPARE)
    dupont = person_on_roll(espace, "fdupont")
    newest = printed[f"réserve {OTHER_SPARE}"].identifier
    assert espace.vote.credential_of(dupont, "CTM", newest)
    for old in ("fdupont", f"réserve {SPARE}"):
        with pytest.raises(NoticeReplaced):
            espace.vote.credential_of(dupont, "CTM", printed[old].identifier)


@pytest.mark.parametrize(
    ("changed", "error", "said"),
    [
        ({"user_name": "personne"}, ElectorUnknown, "nom d'utilisateur"),
        ({"lost": 1}, NoticeRefused, "c'est la n° 2"),
        ({"spare": 99}, NoticeRefused, "n'a pas de notice n° 99"),
        ({"spare": 1}, NoticeRefused, "n° 1 n'est plus dans la réserve"),
        ({"spare": DUPONT}, NoticeRefused, "n'est plus dans la réserve"),
        ({"witness": "  ANNE   ROY"}, SamePerson, "deux noms différents"),
        ({"witness": "Anne-Röy"}, SamePerson, "deux noms différents"),
        ({"by": " "}, SamePerson, "deux noms différents"),
        ({"reason": "  "}, ReasonNeeded, "Dites pourquoi"),
        ({"reason": "Mme Dupont l'a perdue"}, ReasonRefused, "sans nom"),
        ({"reason": "vue par Dubois"}, ReasonRefused, "sans nom"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    file_espace: Espace,
    changed: dict[str, Any],
    error: type[EspaceError],
    said: str,
    load_samples: Callable[[Espace], None],
) -> None:
    load_samples(file_espace)
    with pytest.raises(error, match=said):
        replace(file_espace, **changed)
    assert file_espace.vote.find_notice("fdupont").number == DUPONT
    with file_espace.context.connection():
        spare = Notice.select().where(Notice.state == NoticeState.SPARE).count()
        assert spare == 3
        assert not AuditEvent.select().where(AuditEvent.kind.startswith("notice")).exists()


def test_before_notices_are_loaded_there_is_none_to_replace(file_espace: Espace) -> None:
    with pytest.raises(NoticeRefused, match="load-credentials"):
        file_espace.vote.find_notice("fdupont")
    with pytest.raises(NoticeRefused, match="load-credentials"):
        replace(file_espace)


def at_once(espace: Espace, *acts: dict[str, Any]) -> list[str]:
    """Let administrators act in the same moment, each with connections of their own."""
    together = Barrier(len(acts))

    def act(asked: dict[str, Any]) -> str:
        other = Espace(espace.election, espace.clock)
        together.wait(30)
        try:
            replace(other, **asked)
        except EspaceError as error:
            return type(error).__name__
        finally:
            other.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as administrators:
        return sorted(administrators.map(act, acts))


def test_of_two_who_replace_the_same_notice_one_wins(
    espace: Espace, printed: dict[str, Printed]
) -> None:
    outcomes = at_once(espace, {"spare": SPARE}, {"spare": OTHER_SPARE})
    assert outcomes == ["NoticeRefused", "done"]
    assert espace.vote.find_notice("fdupont").number in {SPARE, OTHER_SPARE}
    with reopened(espace).context.connection():
        assert Notice.select().where(Notice.state == NoticeState.SPARE).count() == 2
    assert espace.administration.verify_audit().first_fault is None


def test_of_two_who_take_the_same_spare_one_wins(
    espace: Espace, printed: dict[str, Printed]
) -> None:
    other = {"user_name": "kbenali", "lost": 6}
    assert at_once(espace, {}, other) == ["NoticeRefused", "done"]
    numbers = {espace.vote.find_notice(name).number for name in ("fdupont", "kbenali")}
    assert numbers in ({SPARE, 6}, {SPARE, DUPONT})
