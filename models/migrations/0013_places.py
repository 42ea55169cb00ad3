"""The words of a person are read from an index alone."""

from typing import Any

TABLES: list[Any] = []


def up(migrator: Any, db: Any) -> None:
    """Put the word beside the person."""
    db.execute_sql(
        "CREATE INDEX search_place_elector_id_word_id ON search_place (elector_id, word_id)"
    )
    db.execute_sql("DROP INDEX search_place_elector_id")


def down(migrator: Any, db: Any) -> None:
    """Take it away again."""
    db.execute_sql("CREATE INDEX search_place_elector_id ON search_place (elector_id)")
    db.execute_sql("DROP INDEX search_place_elector_id_word_id")
