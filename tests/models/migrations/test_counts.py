"""The migration of the kept counts can be taken back, and applied again."""

from __future__ import annotations

from models import Election, Espace
from models.migrations.state import ROLL_MIGRATIONS
from tests.models.clocks import HandClock

NAME = "0005_administration"


def test_it_is_taken_back_and_applied_again(empty_election: Election) -> None:
    espace = Espace(empty_election, HandClock())
    espace.administration.migrate()
    with espace.context.store.database.connection_context():
        runner = ROLL_MIGRATIONS.runner(espace.context.store.database)
        assert NAME in runner.down(NAME)
        assert not espace.context.store.database.table_exists("kept_count")
    assert NAME in espace.administration.migrate()
    assert espace.administration.count_progress().total.electors == 0
    espace.close()
