"""The notices come into a database that is in use, and go again."""

from __future__ import annotations

from pathlib import Path

import pytest
from peewee import IntegrityError

from models import Espace
from models.migrations.state import ROLL_MIGRATIONS
from models.tables.notices import Notice, NoticeState
from tests.models.notices.rolls import make
from tests.models.steps import SOURCE, person_on_roll

NAME = "0015_notices"


def test_a_database_of_before_takes_notices_in(espace: Espace, tmp_path: Path) -> None:
    store = espace.context.store
    with store.connection(any_version=True):
        assert NAME in ROLL_MIGRATIONS.runner(store.database).down(NAME)
        assert not {"notice", "notice_link", "vote_election"} & set(store.database.get_tables())
    espace.close()
    other = Espace(espace.election, espace.clock)
    assert NAME in other.administration.migrate()
    made = make(other, tmp_path / "made")
    assert other.vote.load_credentials(made.public, source=SOURCE).electors == 6
    other.close()


def test_nobody_has_two_notices_to_vote_with(espace: Espace) -> None:
    dupont = person_on_roll(espace, "fdupont")

    def give(number: int, state: NoticeState) -> None:
        Notice.insert(number=number, elector=dupont, state=state).execute()

    with espace.context.transaction():
        give(1, NoticeState.REPLACED)
        give(2, NoticeState.REPLACED)
        give(3, NoticeState.HELD)
    with pytest.raises(IntegrityError), espace.context.transaction():
        give(4, NoticeState.HELD)
