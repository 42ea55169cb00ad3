"""The migration of the short names can be taken back, and applied again, on both databases."""

from __future__ import annotations

from models import Election, Espace
from models.migrations.state import ROLL_MIGRATIONS
from models.tables.electors import Scrutin
from tests.models.clocks import HandClock

NAME = "0019_short_names"
LONGEST = "Comité social d'administration ministér."


def test_the_longest_name_is_kept_whole_and_the_migration_is_taken_back(
    empty_election: Election,
) -> None:
    espace = Espace(empty_election, HandClock())
    espace.administration.migrate()
    row = {"code": "CSA", "title": "Comité", "level": "national", "position": 0}
    with espace.context.connection():
        Scrutin.insert(short=LONGEST, **row).execute()
        assert Scrutin.get(Scrutin.code == "CSA").short == LONGEST
    with espace.context.store.database.connection_context():
        assert NAME in ROLL_MIGRATIONS.runner(espace.context.store.database).down(NAME)
    assert espace.administration.migrate() == [NAME]
    with espace.context.connection():
        assert LONGEST.startswith(Scrutin.get(Scrutin.code == "CSA").short)
    espace.close()
