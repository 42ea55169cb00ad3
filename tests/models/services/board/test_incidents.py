"""What goes into the minutes: typed by a member, or found once by a comparison."""

from __future__ import annotations

import pytest

from models.errors import IncidentRefused, PresenceNeeded
from models.services.board.incidents import Found, note_found
from models.views.bureau import Incident
from tests.models.polls import Poll
from tests.models.services.board.members import FIRST, SECRETARY, acts, present
from tests.models.steps import SOURCE


def report(poll: Poll, text: str, *numbers: int, scrutin: str = "") -> Incident:
    members = present(poll.espace, *numbers)
    return poll.espace.board.report_incident(members, text, scrutin=scrutin, source=SOURCE)


def test_what_a_member_types_is_kept_with_who_was_there(poll: Poll) -> None:
    assert poll.espace.board.list_incidents() == ()
    first = report(poll, "  Coupure de courant\r\n de 10 h à 10 h 20.\x1b[31m ", SECRETARY, FIRST)
    poll.clock.pass_by(hours=1)
    second = report(poll, "Un électeur s'est trompé de poste.", FIRST, scrutin="CTM")
    assert poll.espace.board.list_incidents() == (first, second)
    assert (first.number, first.scrutin, first.found) == (1, "", False)
    assert first.text == "Coupure de courant\nde 10 h à 10 h 20."
    assert first.members == ("M. Paul GARRIGUES", "Mme Anne LACOSTE")
    assert (second.number, second.scrutin, second.at) == (2, "CTM", poll.espace.context.now)
    assert acts(poll.espace) == ["board_incident/2,3", "board_incident/3"]
    assert poll.espace.administration.verify_audit().first_fault is None


def test_what_is_none_for_the_minutes_is_refused(poll: Poll) -> None:
    for text, words in ((" \n\t", "Écrivez"), ("a" * 2001, "2 000 caractères")):
        with pytest.raises(IncidentRefused, match=words):
            report(poll, text, FIRST)
    with pytest.raises(IncidentRefused, match="scrutin"):
        report(poll, "Une phrase.", FIRST, scrutin="CAPX")
    with pytest.raises(PresenceNeeded, match="un membre"):
        report(poll, "Une phrase.")
    assert (poll.espace.board.list_incidents(), acts(poll.espace)) == ((), [])
    assert len(report(poll, "a" * 2000, FIRST).text) == 2000


def test_what_is_found_is_written_down_once(poll: Poll) -> None:
    context = poll.espace.context
    found = [Found("L'urne a changé.", "CTM"), Found("L'urne a changé.", "CTA"), Found("Autre.")]
    for _ in range(2):
        with context.transaction():
            note_found(context, [*found, found[0]])
    report(poll, "Autre.", FIRST)
    listed = poll.espace.board.list_incidents()
    assert [(one.text, one.scrutin) for one in listed if one.found] == [
        (one.text, one.scrutin) for one in found
    ]
    assert (len(listed), listed[0].members) == (4, ())
