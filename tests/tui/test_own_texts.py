"""An election that says every text in its own words: they are shown, and none of the catalogue's.

One group of the catalogue at a time is replaced, each text by a mark of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from random import Random

import pytest
from msgspec import structs
from pypdf import PdfReader

from models import Election, toulouse_election
from models.mail.letters import (
    account_exists_letter,
    address_letter,
    confirmation_letter,
    no_account_letter,
    renewal_letter,
)
from models.mail.receipt_letter import receipt_letter
from models.mail.reminder_letter import reminder_letter
from models.notices.export import NoticeElector, School
from models.notices.notice import Notice
from models.notices.page import NoticePages
from models.notices.paper import sheets
from models.notices.signatures import draw_register, draw_signature_sheet
from models.settings.texts import text_flaws
from models.texts import catalogue
from models.texts.catalogue import PLACE, Text, list_groups, read_group
from models.texts.checking import ALONE
from models.voting.identifiers import draw_identifier
from tests.models.clocks import HandClock, paris
from tests.models.notices.test_letters import HEADER
from tests.tui.conftest import OpenSandbox
from tests.tui.sandbox import appeared, arrived, opened, write
from tests.tui.vote.voters import at_scrutins, enter_vote, vote
from tui.help import topics
from tui.screens.home_words import counting_words, doors_of_everybody
from tui.screens.voter.access_words import introduction, wrong_words
from tui.screens.voter.window_words import (
    access_closed,
    code_closed,
    creation_closed,
    password_closed,
)
from tui.visit.moments import Moments

MOMENTS = (
    *("2014-09-01 09:00", "2014-11-20 09:30", "2014-11-28 09:30", "2014-12-04 16:30"),
    *("2014-12-04 18:00", "2014-12-06 09:00"),
)
"""Before, in and after each window of the calendar."""
TOLD = 12
"""Signs of a part of a text from which it is told apart from any other words."""


def marks(text: Text) -> str | list[str]:
    """Return what is said instead of a text: a mark, and the places that it has."""
    mark = mark_of(text)
    if isinstance(text.default, str):
        return " ".join([mark, *(f"{{{name}}}" for name in sorted(text.places))])
    inline = (f"{{{name}}}" for name in sorted(text.places) if name not in ALONE)
    alone = [f"{{{name}}}" for name in ALONE if name in text.places]
    return [" ".join([mark, *inline]), *alone]


def mark_of(text: Text) -> str:
    """Return letters that stand for a text; they are in no other word."""
    group = text.key.partition(".")[0]
    return f"Q{list_groups().index(group)}X{list(read_group(group)).index(text.key)}Z"


def in_own_words(*groups: str) -> Callable[[Election], Election]:
    """Return what gives an election its own words for groups."""
    own = {text.key: marks(text) for group in groups for text in read_group(group).values()}
    assert list(text_flaws(own)) == []
    return lambda election: election.changed(texts_section=own)


def parts_of(group: str) -> Iterator[str]:
    """Yield what is said of the defaults of a group."""
    for text in read_group(group).values():
        paragraphs = (text.default,) if isinstance(text.default, str) else text.default
        for paragraph in paragraphs:
            for part in re.split(PLACE.pattern.replace("(", "(?:"), paragraph):
                if len(part.strip()) >= TOLD:
                    yield plain(part)


def plain(text: str) -> str:
    """Return words with ordinary spaces and apostrophes."""
    return " ".join(text.replace("’", "'").split())


def assert_said(group: str, shown: str, every: str = "") -> None:
    """Check that the words of the catalogue are not shown, but the election's.

    Args:
        group: Of the catalogue.
        shown: What screens, mails or paper say.
        every: What the keys of the texts hold that are all in it, a pattern.
    """
    shown = plain(shown)
    assert [part for part in parts_of(group) if part in shown] == []
    said = {key for key, text in read_group(group).items() if mark_of(text) in shown}
    assert said
    assert {key for key in read_group(group) if every and re.search(every, key)} <= said


def moments_of(election: Election) -> Iterator[Moments]:
    for day in MOMENTS:
        yield Moments(election.calendar, HandClock(paris(day)))


def pages(election: Election, beginning: str) -> Iterator[str]:
    """Yield the pages of help whose texts begin so, at every moment."""
    table = [key for key in topics._TOPICS if topics._TOPICS[key].text.startswith(beginning)]
    for moments in moments_of(election):
        for topic in table:
            page = topics.topic_named([topic], election, moments)
            yield "\n".join((page.title, *page.paragraphs))


@pytest.mark.parametrize("group", ["voter", "vote_help", "desk", "bureau", "bureau_days", "demo"])
def test_help(group: str) -> None:
    election = in_own_words(group)(toulouse_election())
    assert_said(group, "\n".join(pages(election, f"{group}.")), every=r"\.(help\w*|said)\.")


def test_mails() -> None:
    election = in_own_words("mail")(toulouse_election())
    there = election.changed(election=election.election.changed(application_place="à l'école"))
    asked, late = paris("2014-11-28 09:30"), paris("2014-12-06 09:00")
    letters = [
        confirmation_letter(there, "BCDFGHJKLM", "token", asked, asked),
        renewal_letter(election, "BCDFGHJKLM", "token", asked, asked),
        account_exists_letter(election),
        no_account_letter(election, asked),
        no_account_letter(election, late),
        address_letter(election, "autre@ac-toulouse.fr", asked),
        receipt_letter(election, ("CTM", "Comité"), "A" * 43, "vérifié", asked),
        reminder_letter(election, ("Mme", "Anne", "Dupont"), election.calendar.accounts_open),
    ]
    shown = "\n".join(f"{letter.subject}\n{letter.body}" for letter in letters)
    assert_said("mail", shown, every=".")
    assert "BCDFG-HJKLM" in shown


def test_notices() -> None:
    election = in_own_words("notice")(toulouse_election())
    texts = election.texts
    header = structs.replace(HEADER, texts=texts.own_of("notice"), places=texts.places)
    person = NoticeElector(
        "u", "Mme", "Anne", "Dupont", "certifiée", "0310001A", "Lycée", tuple(range(40))
    )
    file = BytesIO()
    with sheets(file, "Notices") as paper:
        notices = NoticePages(paper, header)
        for number, elector in enumerate((person, None), 1):
            notices.draw(Notice(number, draw_identifier(Random(1).randrange), elector))
        draw_register(paper, header, 1, 3)
        draw_signature_sheet(paper, header, School("0310001A", "Lycée", (person,)), 1)
    shown = "\n".join(page.extract_text() for page in PdfReader(file).pages)
    assert_said("notice", shown, every=".")


def test_doors() -> None:
    election = in_own_words("doors")(toulouse_election())
    words = [counting_words(election)]
    for moments in moments_of(election):
        words += doors_of_everybody(election, moments).values()
    shown = "\n".join("\n".join((each.title, *each.details)) for each in words)
    assert_said("doors", shown)


async def test_the_home_screen_and_the_path(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(changed=in_own_words("doors", "account"))
    shown = ""
    async with sandbox.app.run_test(size=(110, 36)) as pilot:
        await opened(sandbox, pilot, "home")
        shown += sandbox.words
        for route in ("webmail_login", "account_creation", "account_access"):
            await opened(sandbox, pilot, route)
            shown += sandbox.words
    assert_said("doors", shown)
    group = read_group("doors")
    keys = ("home.heading", "mailbox", "step.create", "space", "rail.account", "follows.mailbox")
    assert [key for key in keys if mark_of(group[f"doors.{key}"]) not in shown] == []


async def test_the_forms_of_an_account(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(changed=in_own_words("account", "doors"))
    election, shown = sandbox.app.election, ""
    for moments in moments_of(election):
        now = moments.now()
        shown += f"{introduction(election, now)} {wrong_words(election, now)}"
        closed = (
            creation_closed(election, moments, pending=True),
            code_closed(election, moments),
            password_closed(election, moments),
            access_closed(election, moments),
        )
        shown += "\n".join(str(words) for words in closed if words is not None)
    async with sandbox.app.run_test() as pilot:
        sandbox.create_account()
        for route in (
            *("account_creation", "account_access", "forgotten_voter_password"),
            *("confirmation", "password_reminder"),
        ):
            await opened(sandbox, pilot, route)
            shown += sandbox.words
    assert_said("account", shown)


async def test_the_first_screen_reads_the_texts_of_its_doors_alone(
    open_sandbox: OpenSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox, unread = open_sandbox(), cache(read_group.__wrapped__)
    monkeypatch.setattr(catalogue, "read_group", unread)
    async with sandbox.app.run_test() as pilot:
        await opened(sandbox, pilot, "home")
    assert unread.cache_info().currsize == 1


def with_a_board(election: Election) -> Election:
    place = election.election.changed(assistance_vote=("Le bureau de vote : poste 4 07.",))
    return in_own_words("vote")(election.changed(election=place))


async def test_voting(open_sandbox: OpenSandbox) -> None:
    sandbox = open_sandbox(voting=True, changed=with_a_board)
    async with sandbox.app.run_test() as pilot:
        await at_scrutins(sandbox, pilot)
        shown = sandbox.words
        await pilot.press("enter")
        await arrived(sandbox, pilot, "vote_access")
        assert "Le bureau de vote : poste 4 07." in plain(sandbox.words)
        shown += sandbox.words
        await write(pilot, "BCDF")
        await pilot.press("tab")
        await appeared(sandbox, pilot, "vous en avez saisi 4")
        shown += sandbox.words
        await pilot.press("shift+tab", "ctrl+u", "escape")
        await arrived(sandbox, pilot, "scrutins")
        await enter_vote(sandbox, pilot)
        shown += sandbox.words
        await vote(sandbox, pilot)
        assert "Le bureau de vote : poste 4 07." in plain(sandbox.words)
        shown += sandbox.words
    assert_said("vote", shown)
    group = read_group("vote")
    keys = (
        *("how.needed", "step.access", "access.needed", "identifier.label", "identifier.help"),
        *("identifier.copy", "step.receipt", "receipt.heading"),
    )
    assert [key for key in keys if mark_of(group[f"vote.{key}"]) not in shown] == []
