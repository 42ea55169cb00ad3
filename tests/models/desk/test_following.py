"""A visit is followed by whom its code was read out to, until either ends it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models import Espace, MustWait, SessionExpired
from models.errors import FollowCodeUnknown, FollowingOver
from models.tables.audit import AuditEvent
from models.tables.following import FollowedVisit
from models.views.following import FollowedField, FollowedPage, FollowedRule, Following, Hint
from models.views.passwords import Verdict
from tests.models.clocks import HandClock
from tests.models.desk.staff_members import SOURCE, comes
from tests.models.steps import person_on_roll, sample

KIOSK = "kiosk:salle 12"
PAGE = FollowedPage(
    "account_creation",
    focused="voter_password",
    fields=(
        FollowedField("address", "Adresse de messagerie professionnelle"),
        FollowedField("voter_password", "Mot de passe électeur", "Choisissez un mot de passe."),
    ),
    rules=(FollowedRule("8 caractères au minimum", Verdict.KEPT),),
    refusal="Trop d'essais.",
)


def rows(espace: Espace) -> int:
    with espace.context.connection():
        return int(FollowedVisit.select().count())


def test_the_agent_sees_the_page_as_it_was_told(espace: Espace) -> None:
    agent = comes(espace)
    visit = espace.following.begin(source=KIOSK)
    told = espace.following.tell(visit, PAGE)
    assert told is not None
    assert told.agent == ""
    typed = f" {visit.code[:3].lower()}-{visit.code[3:]} "
    number = espace.desk.join_following(agent, typed, source=SOURCE)
    view = espace.desk.look_at_visit(agent, number)
    assert (view.page, view.source) == (PAGE, KIOSK)
    told = espace.following.tell(visit, replace(PAGE, focused="address"))
    assert told is not None
    assert told.agent == "amartin"
    view = espace.desk.look_at_visit(agent, number)
    assert view.page is not None
    assert view.page.focused == "address"
    espace.following.tell(visit, None)
    assert espace.desk.look_at_visit(agent, number).page == view.page


def test_what_the_agent_points_at_and_says_reaches_the_visit(espace: Espace) -> None:
    agent = comes(espace)
    visit = espace.following.begin(source=KIOSK)
    number = espace.desk.join_following(agent, visit.code, source=SOURCE)
    espace.desk.tell_visit(agent, number, pointed="address")
    first = espace.following.tell(visit, None)
    espace.desk.tell_visit(agent, number, hint=Hint.PRESS_ENTER)
    second = espace.following.tell(visit, None)
    assert first is not None
    assert second is not None
    assert (first.pointed, first.hint) == ("address", None)
    assert (second.pointed, second.hint) == ("", Hint.PRESS_ENTER)
    assert second.number == first.number + 1


def test_a_code_serves_once_and_not_for_long(espace: Espace, clock: HandClock) -> None:
    agent, other = comes(espace), comes(espace, "bdurand")
    visit = espace.following.begin(source=KIOSK)
    espace.desk.join_following(agent, visit.code, source=SOURCE)
    with pytest.raises(FollowCodeUnknown):
        espace.desk.join_following(other, visit.code, source=SOURCE)
    late = espace.following.begin(source=KIOSK)
    clock.pass_by(minutes=10)
    assert espace.following.tell(late, None) is None
    with pytest.raises(FollowCodeUnknown):
        espace.desk.join_following(other, late.code, source=SOURCE)


def test_nobody_else_looks_on(espace: Espace) -> None:
    agent, other = comes(espace), comes(espace, "bdurand")
    visit = espace.following.begin(source=KIOSK)
    espace.following.tell(visit, PAGE)
    number = espace.desk.join_following(agent, visit.code, source=SOURCE)
    with pytest.raises(FollowingOver):
        espace.desk.look_at_visit(other, number)
    with pytest.raises(FollowingOver):
        espace.desk.tell_visit(other, number, pointed="address")
    espace.desk.leave_visit(other, number)
    assert espace.desk.look_at_visit(agent, number).page == PAGE
    espace.desk.disable_staff("amartin", source="admin")
    with pytest.raises(SessionExpired):
        espace.desk.look_at_visit(agent, number)


@pytest.mark.parametrize("who", ["person", "agent"])
def test_either_ends_it_and_nothing_is_left(espace: Espace, who: str) -> None:
    agent = comes(espace)
    visit = espace.following.begin(source=KIOSK)
    espace.following.tell(visit, PAGE)
    number = espace.desk.join_following(agent, visit.code, source=SOURCE)
    if who == "person":
        espace.following.end(visit)
    else:
        espace.desk.leave_visit(agent, number)
    assert rows(espace) == 0
    assert espace.following.tell(visit, PAGE) is None
    with pytest.raises(FollowingOver):
        espace.desk.look_at_visit(agent, number)


def test_a_visit_that_was_killed_is_over_and_forgotten(espace: Espace, clock: HandClock) -> None:
    agent = comes(espace)
    visit = espace.following.begin(source=KIOSK)
    number = espace.desk.join_following(agent, visit.code, source=SOURCE)
    clock.pass_by(seconds=16)
    with pytest.raises(FollowingOver):
        espace.desk.look_at_visit(agent, number)
    clock.pass_by(minutes=10)
    espace.following.begin(source=KIOSK)
    assert rows(espace) == 1


def test_a_visit_whose_agent_looks_no_more_is_followed_no_more(
    espace: Espace, clock: HandClock
) -> None:
    agent = comes(espace)
    visit = espace.following.begin(source=KIOSK)
    reference = espace.desk.join_following(agent, visit.code, source=SOURCE)
    for _ in range(8):
        clock.pass_by(seconds=4)
        espace.desk.look_at_visit(agent, reference)
        assert espace.following.tell(visit, None)
    for _ in range(3):
        clock.pass_by(seconds=4)
        assert espace.following.tell(visit, None)
    clock.pass_by(seconds=4)
    assert espace.following.tell(visit, None) is None
    assert rows(espace) == 0


def test_another_visit_has_never_the_name_of_an_earlier_one(espace: Espace) -> None:
    earlier = espace.following.begin(source=KIOSK)
    espace.following.end(earlier)
    later = espace.following.begin(source=KIOSK)
    assert espace.following.tell(earlier, PAGE) is None
    espace.following.end(earlier)
    assert espace.following.tell(later, PAGE) is not None


def test_what_a_killed_visit_left_is_deleted_as_past_its_use(
    espace: Espace, clock: HandClock
) -> None:
    espace.following.begin(source=KIOSK)
    clock.pass_by(days=1, minutes=1)
    espace.administration.purge_expired(dry_run=False, source="admin")
    assert rows(espace) == 0


def test_codes_are_not_searched_for(espace: Espace, clock: HandClock) -> None:
    agent = comes(espace)
    for number in range(20):
        with pytest.raises(FollowCodeUnknown):
            espace.desk.join_following(agent, f"BCDF{number:02}", source=SOURCE)
    visit = espace.following.begin(source=KIOSK)
    with pytest.raises(MustWait):
        espace.desk.join_following(agent, visit.code, source=SOURCE)
    clock.pass_by(minutes=9)
    again = espace.following.begin(source=KIOSK)
    clock.pass_by(minutes=2)
    assert espace.desk.join_following(agent, again.code, source=SOURCE)


def test_the_chain_says_who_followed_whom(espace: Espace) -> None:
    agent = comes(espace)
    call = espace.desk.open_call(agent, person_on_roll(espace, "fdupont"), source=SOURCE)
    for call_id, about in ((call.call_id, sample("fdupont").address), (0, "")):
        visit = espace.following.begin(source=KIOSK)
        espace.desk.join_following(agent, visit.code, call_id=call_id, source=SOURCE)
        with espace.context.connection():
            last = AuditEvent.select().order_by(AuditEvent.sequence.desc()).first()
        assert last.kind == "desk_follow"
        assert last.source == f"assistance:amartin {SOURCE}"
        assert last.subject == espace.context.pseudonym("person", about)


def test_the_code_is_nowhere_in_the_database(espace: Espace) -> None:
    visit = espace.following.begin(source=KIOSK)
    assert visit.code not in repr(visit)
    with espace.context.connection():
        row = FollowedVisit.get_by_id(visit.reference)
    assert visit.code not in str(vars(row))


def test_an_unknown_visit_is_told_that_it_is_over(espace: Espace) -> None:
    assert espace.following.tell(Following("of-no-visit", "BCDFGH"), PAGE) is None
