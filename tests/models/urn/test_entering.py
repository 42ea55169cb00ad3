"""What is typed wrong on the way into the vote: one sentence, and only guesses are counted."""

from __future__ import annotations

import secrets
from dataclasses import replace

import pytest

from models.errors import (
    AlreadyVoted,
    IdentifierRefused,
    MustWait,
    NoticeReplaced,
    Refused,
    SealBroken,
    SessionExpired,
    VoteNotPrepared,
    VotePasswordRefused,
    WindowNotOpen,
    WrongIdentifier,
)
from models.services.audit.refusals import MOST_EVENTS
from models.services.shared.counts import Tried
from models.settings.presented_lists import lists_of
from models.tables.audit import AuditEvent
from models.tables.throttles import Throttle
from models.tables.vote_seal import ScrutinKey, VoteSeal
from models.views.vote import OpenBallot, VoteAccess
from models.voting.identifiers import draw_identifier
from tests.models.clocks import paris
from tests.models.polls import CROWD, Poll
from tests.models.steps import OTHER_PASSWORD, SOURCE, full_width, reopened, set_state

OF_ANOTHER_ELECTION = draw_identifier(secrets.randbelow).shown


def tries(poll: Poll, kind: Tried = Tried.IDENTIFIER) -> int:
    """Return the highest count of wrong tries of a kind."""
    with poll.espace.context.connection():
        counts = Throttle.select(Throttle.count).where(Throttle.kind == kind)
        return max((row.count for row in counts), default=0)


def waits(poll: Poll) -> float:
    """Return for how many seconds a person has to wait who gives the right means of access."""
    with pytest.raises(MustWait) as refusal:
        poll.enter()
    assert refusal.value.cause == "identifier"
    return (refusal.value.until - poll.clock.now()).total_seconds()


def events(poll: Poll, kind: str) -> int:
    """Return how many events of a kind the audit chain has."""
    with poll.espace.context.connection():
        return AuditEvent.select().where(AuditEvent.kind == kind).count()


def guess(poll: Poll, identifier: str = OF_ANOTHER_ELECTION) -> None:
    """Try an identifier that is not this person's."""
    with pytest.raises(WrongIdentifier):
        poll.enter(identifier=identifier)


def swapped(text: str) -> str:
    """Return an identifier with its first two different neighbours exchanged."""
    place = next(at for at in range(len(text) - 1) if text[at] != text[at + 1])
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def test_a_mistyped_identifier_is_said_at_once_and_not_counted(poll: Poll) -> None:
    right = poll.identifiers["fdupont"].characters
    other = next(sign for sign in "BCD" if sign != right[7])
    for typed, told in [
        (right[:7] + other + right[8:], "deux sont inversés. Recopiez celui de votre notice"),
        (swapped(right), "deux sont inversés. Recopiez celui de votre notice"),
        (right[:-1], "vous en avez saisi 19. Recopiez celui de votre notice"),
        (right + "B", "vous en avez saisi 21. Recopiez celui de votre notice"),
        ("", "vous en avez saisi 0. Recopiez celui de votre notice"),
        (f"A{right[1:]}", "ne contient pas « A »"),
        (f"0{right[1:]}", "ni voyelle, ni 0, ni 1. Recopiez celui de votre notice"),
    ]:
        for _ in range(2):
            with pytest.raises(IdentifierRefused, match=told):
                poll.enter(identifier=typed)
    assert tries(poll) == tries(poll, Tried.VOTER) == 0
    poll.enter()


def test_an_identifier_is_taken_in_any_writing(poll: Poll) -> None:
    right = poll.identifiers["fdupont"]
    for typed in (
        right.characters.lower(),
        f"  {right.shown} ",
        right.shown.replace(" ", "-"),
        right.shown.replace(" ", "\N{NO-BREAK SPACE}"),
        full_width(right.characters),
    ):
        assert poll.enter(identifier=typed).identifier == right.characters


@pytest.mark.parametrize("whose", ["kbenali", "réserve 67", "another election"])
def test_an_identifier_that_is_not_theirs_is_counted_whosever_it_is(poll: Poll, whose: str) -> None:
    """The same words for all of them: nobody learns which identifiers there are."""
    identifiers = poll.identifiers | {"another election": draw_identifier(secrets.randbelow)}
    typed = identifiers[whose].shown
    with pytest.raises(WrongIdentifier) as refusal:
        poll.enter(identifier=typed)
    assert type(refusal.value) is WrongIdentifier
    assert refusal.value.text == (
        "Cet identifiant de vote n'est pas le vôtre. Recopiez celui de votre notice de vote : elle "
        "porte votre nom."
    )
    assert (tries(poll), tries(poll, Tried.VOTER)) == (1, 0)
    assert events(poll, "open_vote/WrongIdentifier") == 1
    poll.enter()
    assert tries(poll) == 0
    assert poll.counts() == (0, 0)


def test_a_notice_that_was_replaced_names_the_new_one(poll: Poll) -> None:
    lost = poll.espace.vote.find_notice("fdupont").number
    spare = 6 + CROWD + 1
    before = poll.enter()
    poll.espace.vote.replace_notice(
        "fdupont",
        lost=lost,
        spare=spare,
        by="Mme Vidal",
        witness="M. Garrigues",
        reason="perdue",
        source=SOURCE,
    )
    with pytest.raises(NoticeReplaced, match=r"remplacée\. Prenez votre nouvelle notice"):
        poll.enter()
    assert tries(poll) == 1
    with pytest.raises(NoticeReplaced):  # in a visit that had entered with it before
        poll.vote(before)
    assert poll.counts() == (0, 0)
    with pytest.raises(WrongIdentifier) as refusal:
        poll.enter("kbenali", identifier=poll.identifiers[f"réserve {spare}"].shown)
    assert type(refusal.value) is WrongIdentifier
    poll.vote(poll.enter(identifier=poll.identifiers[f"réserve {spare}"].shown))
    assert poll.counts() == (1, 1)
    with pytest.raises(NoticeReplaced):
        poll.enter()


def test_who_has_voted_enters_to_see_the_receipt_and_votes_no_more(poll: Poll) -> None:
    receipt = poll.vote(poll.enter())
    again = poll.enter()
    with pytest.raises(AlreadyVoted, match=r"définitif\. Revenez à vos scrutins\.$") as refusal:
        poll.open(again)
    assert refusal.value.moment == receipt.voted_at
    assert poll.espace.voting.find_receipt(again, "CTM").tracker == receipt.tracker
    assert tries(poll) == 0
    assert poll.counts() == (1, 1)


def test_five_wrong_identifiers_are_free_then_waits_double_to_a_quarter_of_an_hour(
    poll: Poll,
) -> None:
    for _ in range(5):
        guess(poll)
    lasted = []
    for _ in range(10):
        lasted.append(waits(poll))
        poll.clock.pass_by(seconds=lasted[-1])
        guess(poll)
    assert lasted == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]
    assert tries(poll) == 15


def test_a_wait_outlives_a_restart_is_the_person_s_alone_and_ends(poll: Poll) -> None:
    for _ in range(5):
        guess(poll)
    poll.espace = reopened(poll.espace)
    assert waits(poll) == 5
    with pytest.raises(MustWait):  # from another place too
        poll.espace.voting.enter(
            poll.sign_in(),
            "CTA",
            OF_ANOTHER_ELECTION,
            OTHER_PASSWORD,
            source="ailleurs",
        )
    assert tries(poll, Tried.VOTER) == 0
    poll.enter("kbenali")
    poll.clock.pass_by(seconds=5)
    poll.enter()
    assert tries(poll) == 0


def test_a_mistyped_identifier_is_said_even_to_who_waits(poll: Poll) -> None:
    for _ in range(5):
        guess(poll)
    with pytest.raises(IdentifierRefused):
        poll.enter(identifier="BCDFG")
    assert waits(poll) == 5


def test_a_wrong_voter_password_is_named_and_leaves_the_identifier_uncompared(poll: Poll) -> None:
    session = poll.sign_in()
    for identifier in (None, OF_ANOTHER_ELECTION):
        with pytest.raises(VotePasswordRefused, match="saisissez celui que vous avez créé"):
            poll.enter(session=session, identifier=identifier, password=OTHER_PASSWORD)
    assert (tries(poll), tries(poll, Tried.VOTER)) == (0, 2)
    assert events(poll, "open_vote/VotePasswordRefused") == 2
    poll.enter(session=session)
    assert tries(poll, Tried.VOTER) == 0


def test_wrong_voter_passwords_wait_as_at_sign_in(poll: Poll) -> None:
    session = poll.sign_in()
    for _ in range(3):
        with pytest.raises(VotePasswordRefused):
            poll.enter(session=session, password=OTHER_PASSWORD)
    with pytest.raises(MustWait) as refusal:
        poll.enter(session=session)
    assert refusal.value.cause == "name"
    assert tries(poll) == 0
    poll.clock.pass_by(seconds=5)
    poll.enter(session=session)


def test_every_guess_of_an_identifier_is_in_the_audit_chain(poll: Poll) -> None:
    """However often a place was refused already: this is a secret that is being guessed."""
    session = poll.sign_in()
    with poll.espace.context.transaction():
        Throttle.insert(
            kind=Tried.REFUSAL,
            subject=poll.espace.context.pseudonym(Tried.REFUSAL, SOURCE),
            count=MOST_EVENTS,
            last_at=poll.clock.now(),
        ).execute()
    with pytest.raises(WrongIdentifier):
        poll.enter(session=session, identifier=OF_ANOTHER_ELECTION)
    assert events(poll, "open_vote/WrongIdentifier") == 1
    with pytest.raises(IdentifierRefused):
        poll.enter(session=session, identifier="BCDFG")
    assert events(poll, "open_vote/IdentifierRefused") == 0


@pytest.mark.parametrize("scrutin", ["CAPN-certifie", "INCONNU", ""])
def test_nobody_enters_a_scrutin_to_which_they_are_not_called(poll: Poll, scrutin: str) -> None:
    with pytest.raises(VoteNotPrepared, match="adressez-vous à l'assistance"):
        poll.enter("personne0", scrutin)
    assert tries(poll) == 0
    access = poll.enter("personne0")
    ballot = poll.open(access)
    with pytest.raises(VoteNotPrepared):
        poll.open(access, scrutin)
    elsewhere = replace(ballot, scrutin=replace(ballot.scrutin, code=scrutin))
    with pytest.raises(VoteNotPrepared):
        poll.espace.voting.cast(access, elsewhere, 1, source=SOURCE)
    assert poll.counts() == (0, 0)


def test_nobody_votes_where_nobody_presents_a_list(poll: Poll) -> None:
    access = poll.enter()
    ballot = poll.open(access)
    with poll.espace.context.transaction():
        ScrutinKey.update(election="").execute()
    assert_shut(poll, access, ballot)


def test_nobody_votes_in_an_election_that_is_not_sealed(poll: Poll) -> None:
    access = poll.enter()
    ballot = poll.open(access)
    with poll.espace.context.transaction():
        VoteSeal.delete().execute()
    assert_shut(poll, access, ballot)


def assert_shut(poll: Poll, access: VoteAccess, ballot: OpenBallot) -> None:
    """Assert that no step of the way to the urn is open, not even for who has come half of it."""
    assert not any(one.votable for one in poll.espace.account.list_scrutins(poll.sign_in()))
    for step in (
        poll.enter,
        lambda: poll.open(access),
        lambda: poll.espace.voting.cast(access, ballot, 1, source=SOURCE),
    ):
        with pytest.raises(VoteNotPrepared, match="Revenez à vos scrutins"):
            step()
    assert poll.counts() == (0, 0)


def test_a_session_that_has_ended_votes_no_more(poll: Poll) -> None:
    """The helpdesk has disabled the account while its ballot was open."""
    session = poll.sign_in()
    access = poll.enter(session=session)
    ballot = poll.open(access)
    set_state(poll.espace, "fdupont", "disabled")
    for step in (
        lambda: poll.enter(session=session),
        lambda: poll.open(access),
        lambda: poll.espace.voting.cast(access, ballot, 1, source=SOURCE),
        lambda: poll.espace.voting.find_receipt(access, "CTM"),
    ):
        with pytest.raises(SessionExpired):
            step()
    assert poll.counts() == (0, 0)
    assert tries(poll) == 0


def test_the_vote_is_entered_from_its_opening_on_and_afterwards_for_the_receipt(poll: Poll) -> None:
    poll.clock.go(paris("2014-11-27 09:59"))
    session = poll.sign_in()
    with pytest.raises(WindowNotOpen) as early:
        poll.enter(session=session)
    assert early.value.moment == paris("2014-11-27 10:00")
    assert tries(poll) == 0
    poll.clock.go(paris("2014-11-27 10:00"))
    poll.vote(poll.enter(session=session))
    poll.clock.go(paris("2014-12-04 17:00"))
    assert poll.espace.voting.find_receipt(poll.enter(session=session), "CTM").voted_at == paris(
        "2014-11-27 10:00"
    )


def test_lists_that_are_no_more_those_that_were_sealed_are_not_shown(
    poll: Poll, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = lists_of(poll.espace.election, "CTM")
    access = poll.enter()
    monkeypatch.setattr("models.services.vote.presenting.lists_of", lambda *_: lists[::-1])
    with pytest.raises(SealBroken) as broken:
        poll.open(access)
    assert broken.value.parts == ("les listes de candidats",)
    assert not isinstance(broken.value, Refused)
