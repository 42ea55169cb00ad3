"""What a monitor reads again and again tells nothing of who votes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from models import Espace, Level
from models.tables.kiosks import Kiosk
from models.tables.mails import WaitingMail
from models.views.mail import MailState
from tests.models.clocks import HandClock
from tests.models.polls import Poll
from tests.models.steps import SOURCE, sample


def test_a_ballot_changes_no_figure(poll: Poll) -> None:
    access = poll.enter()
    before = poll.espace.administration.read_figures()
    levels = poll.espace.administration.read_levels()
    with poll.espace.context.connection():
        mails = WaitingMail.select().count()
    poll.vote(access)
    with poll.espace.context.connection():
        assert WaitingMail.select().count() == mails + 1  # its receipt
    after = poll.espace.administration.read_figures()
    assert replace(after, at=before.at) == before
    assert poll.espace.administration.read_levels() == levels


def test_figures_are_those_of_the_whole(espace: Espace, clock: HandClock) -> None:
    before = espace.administration.read_figures()
    password = "Cormoran7Vallespir"
    address = sample("fdupont").address
    espace.account.create(address, password, password, mailbox=None, source=SOURCE)
    clock.pass_by(minutes=1)
    figures = espace.administration.read_figures()
    assert figures.total.accounts == before.total.accounts + 1
    assert figures.mails[MailState.WAITING] == before.mails[MailState.WAITING] + 1
    assert figures.oldest_waiting is not None
    assert figures.total == espace.administration.count_progress().total


def test_kiosks_are_counted_with_those_that_are_silent(espace: Espace, clock: HandClock) -> None:
    with espace.context.transaction():
        for name, age in (("a", 0), ("b", 10), ("c", 60 * 24 * 40)):
            Kiosk.insert(name=name, seen_at=clock.now() - timedelta(minutes=age)).execute()
    figures = espace.administration.read_figures()
    assert (figures.kiosks, figures.silent_kiosks) == (2, 1)


def test_each_check_has_its_worst_level(espace: Espace) -> None:
    (espace.context.store.key_directory / "mail.key").chmod(0o644)
    levels = espace.administration.read_levels()
    assert (levels["permissions"], levels["roll"]) == (Level.FAULT, Level.OK)
    assert not {"smtp", "imap", "machine"} & levels.keys()
