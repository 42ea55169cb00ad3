"""What the inbox proposes next, for every state of the box and the visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from models import (
    CodePurpose,
    Folder,
    FolderName,
    MessageSummary,
    PendingCode,
    Quota,
    toulouse_election,
)
from models.views.mail import LetterKind
from tests.models.clocks import MORNING, PARIS
from tests.tui.test_visit import VOTER
from tui.screens.webmail.inbox_words import (
    Way,
    count_words,
    erase_label,
    next_step,
    onward,
    say_in_trash,
    state_words,
)
from tui.screens.webmail.trash_words import held_words, notice_words, say_emptied
from tui.visit.visit import Visit

TOULOUSE = toulouse_election()
CALENDAR = TOULOUSE.calendar
EARLY = CALENDAR.accounts_open - timedelta(hours=12)
LATE = datetime(2014, 12, 4, 16, 30, tzinfo=PARIS)
MAIL = MessageSummary(1, "Rectorat", "Bonjour", MORNING, 900, True, False)
ELECTION = replace(MAIL, message_id=2, from_election=True)
READ = replace(ELECTION, unread=False)
NOBODY = replace(READ, kind=LetterKind.NO_ACCOUNT)
EXISTS = replace(READ, kind=LetterKind.ACCOUNT_EXISTS)
ENDED = datetime(2014, 12, 4, 18, tzinfo=PARIS)
ROOM, FULL = Quota(900, 9_000), Quota(9_000, 9_000)


def box(*mails: MessageSummary, quota: Quota = ROOM, waiting: int = 0, trashed: int = 0) -> Folder:
    return Folder(FolderName.INBOX, mails, quota, waiting, trashed)


def waiting_for(purpose: CodePurpose) -> Visit:
    expires = MORNING + timedelta(hours=1)
    pending = PendingCode(purpose, "x@ac-toulouse.fr", expires, MORNING, 5, "request")
    return Visit(pending=pending)


CONFIRM, RESET = waiting_for(CodePurpose.CONFIRM), waiting_for(CodePurpose.RESET)
HAS_ONE = replace(waiting_for(CodePurpose.CONFIRM), account_exists=True)


@pytest.mark.parametrize(
    ("folder", "visit", "now", "following"),
    [
        (box(MAIL), Visit(), MORNING, "account_creation"),
        (box(), Visit(), MORNING, "account_creation"),
        (box(MAIL), Visit(), LATE, "account_access"),
        (box(MAIL), CONFIRM, MORNING, "confirmation"),
        (box(MAIL), RESET, MORNING, "renew_password"),
        (box(MAIL, ELECTION), Visit(), MORNING, Way.OPEN_MAIL),
        (box(MAIL, ELECTION), CONFIRM, MORNING, Way.OPEN_MAIL),
        (box(MAIL, READ), CONFIRM, MORNING, Way.OPEN_MAIL),
        (box(MAIL, ELECTION), CONFIRM, MORNING + timedelta(hours=2), "confirmation"),
        (box(MAIL, READ), Visit(), MORNING, "account_access"),
        (box(MAIL, NOBODY), Visit(), MORNING, "account_creation"),
        (box(MAIL, NOBODY), RESET, MORNING, "account_creation"),
        (box(MAIL, replace(NOBODY, unread=True)), RESET, MORNING, Way.OPEN_MAIL),
        (box(MAIL, NOBODY), Visit(), LATE, "account_access"),
        (box(MAIL, EXISTS), HAS_ONE, MORNING, "account_access"),
        (box(MAIL, EXISTS), HAS_ONE, MORNING + timedelta(hours=2), "account_access"),
        (box(MAIL, replace(EXISTS, unread=True)), HAS_ONE, MORNING, Way.OPEN_MAIL),
        (box(MAIL, quota=FULL), Visit(), ENDED, "account_access"),
        (box(MAIL, ELECTION), CONFIRM, ENDED, "account_access"),
        (box(MAIL, ELECTION), Visit(voter=VOTER), MORNING, "scrutins"),
        (box(MAIL, quota=FULL), Visit(voter=VOTER), MORNING, "scrutins"),
        (box(MAIL, quota=FULL), Visit(), MORNING, Way.ERASE),
        (box(MAIL, quota=FULL, trashed=2), Visit(), MORNING, Way.EMPTY_TRASH),
        (box(MAIL, ELECTION, quota=FULL), Visit(), MORNING, Way.OPEN_MAIL),
        (box(MAIL, ELECTION, quota=FULL, waiting=1), Visit(), MORNING, Way.ERASE),
        (box(quota=FULL), Visit(), MORNING, "account_creation"),
        (box(MAIL), Visit(), EARLY, Way.LEAVE),
        (box(MAIL, quota=FULL), Visit(), EARLY, Way.ERASE),
    ],
)
def test_the_next_step(folder: Folder, visit: Visit, now: datetime, following: Way | str) -> None:
    step = next_step(folder, visit, TOULOUSE, now, ())
    if isinstance(following, Way):
        assert step.way is following
    else:
        assert step.way is Way.ONWARD
        assert onward(folder, visit, CALENDAR, now) == following


def test_once_nothing_can_be_confirmed_no_mail_is_announced() -> None:
    assert state_words(box(MAIL, ELECTION), ended=True) == ("plain", ())
    tone, (words,) = state_words(box(MAIL, quota=FULL, waiting=1), ended=True)
    assert (tone, words) == ("missing", "Votre boîte est saturée : aucun mail ne peut arriver.")


def test_checked_mails_are_erased_before_the_trash_is_emptied() -> None:
    full = box(MAIL, READ, quota=FULL, trashed=2)
    assert next_step(full, Visit(), TOULOUSE, MORNING, [MAIL]).way is Way.EMPTY_TRASH
    assert next_step(full, Visit(), TOULOUSE, MORNING, [MAIL, READ]).way is Way.ERASE


def test_the_button_of_a_full_box_says_what_it_erases_and_what_that_frees() -> None:
    mails = [replace(MAIL, message_id=number, size=28_672) for number in range(3)]
    assert erase_label(mails[:1]) == "Supprimer définitivement ce mail : 28 Ko"
    words = "Supprimer définitivement les 3 mails cochés : 84 Ko"
    assert erase_label(mails) == words
    assert next_step(box(*mails, quota=FULL), Visit(), TOULOUSE, MORNING, mails).label == words


def test_the_newest_mail_of_the_election_is_the_one_to_open() -> None:
    older = replace(ELECTION, message_id=3, received_at=MORNING - timedelta(hours=1))
    step = next_step(box(MAIL, ELECTION, older), CONFIRM, TOULOUSE, MORNING, ())
    assert step.message_id == ELECTION.message_id


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        (box(), "moi · aucun mail"),
        (box(MAIL), "moi · 1 mail non lu"),
        (box(READ), "moi · 1 mail"),
        (box(MAIL, READ), "moi · 2 mails, dont 1 non lu"),
        (box(MAIL, ELECTION), "moi · 2 mails non lus"),
        (box(MAIL, ELECTION, READ), "moi · 3 mails, dont 2 non lus"),
    ],
)
def test_the_count(folder: Folder, words: str) -> None:
    assert count_words(folder, "moi") == words


def test_the_notice_is_there_only_where_it_is_needed() -> None:
    assert state_words(box(MAIL, READ)) == ("plain", ())
    assert state_words(box(MAIL, ELECTION))[0] == "kept"
    assert state_words(box(MAIL, ELECTION), expired=True)[0] == "missing"
    assert state_words(box(MAIL, waiting=1))[0] == "waiting"
    assert state_words(box(MAIL, quota=FULL))[0] == "missing"


def test_the_trash_agrees_in_number() -> None:
    assert say_in_trash(1) == "1 mail est dans la corbeille."
    assert say_in_trash(2) == "2 mails sont dans la corbeille."


def test_a_box_of_which_only_the_newest_are_listed_says_so() -> None:
    folder = replace(box(MAIL, READ), left_out=4998)
    assert count_words(folder, "x@y.fr") == "x@y.fr · 2 mails sur 5\u00a0000, dont 1 non lu"
    unread = replace(box(MAIL), left_out=4999)
    assert count_words(unread, "x@y.fr") == "x@y.fr · 1 mail sur 5\u00a0000, tous non lus"


def test_a_box_of_unknown_limit_is_full_where_a_mail_has_found_no_room() -> None:
    folder = replace(box(MAIL, waiting=1), quota=None)
    assert state_words(folder)[0] == "waiting"
    assert state_words(replace(folder, no_room=True))[0] == "missing"


@pytest.mark.parametrize(("waiting", "what"), [(0, "aucun mail"), (1, "le mail de confirmation")])
def test_a_full_box_says_what_cannot_arrive_and_what_to_do(waiting: int, what: str) -> None:
    _, (state, advice) = state_words(box(MAIL, quota=FULL, waiting=waiting))
    assert what in state
    assert advice == ("Cochez (Espace), puis Suppr et Entrée.", ".strong")


def test_a_trash_of_which_only_the_newest_are_listed_tells_all_that_is_erased() -> None:
    folder = replace(box(MAIL, READ), name=FolderName.TRASH, left_out=1998)
    assert (
        held_words(folder) == "Corbeille : 2\u00a0000 mails, 2 affichés et 1\u00a0998 plus anciens"
    )
    (question,) = notice_words(folder, asking=True)
    assert question.startswith("2\u00a0000 mails seront supprimés définitivement")
    assert "dont 1\u00a0998 plus anciens" in question
    assert say_emptied(folder, 2000) == "La corbeille est vidée : 2\u00a0000 mails en moins."
    assert say_emptied(replace(folder, left_out=0), 2).endswith(" libérés.")
