"""The public credentials of a scrutin, as a stream."""

from __future__ import annotations

from collections.abc import Iterator

from models.context import Context
from models.tables.notices import PublicCredential


def public_keys(context: Context, scrutin: int) -> Iterator[str]:
    """Yield the public credentials of a scrutin as they are on the wire, sorted, in a transaction.

    Args:
        context: The open election.
        scrutin: The number of the scrutin.
    """
    query = (
        PublicCredential.select(PublicCredential.key)
        .where(PublicCredential.scrutin == scrutin)
        .order_by(PublicCredential.key)
    )
    for (key,) in context.store.dialect.stream(*query.sql()):
        yield key
