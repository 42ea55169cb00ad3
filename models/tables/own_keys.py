"""Which keys belong to a database: it keeps by what each is recognised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.crypto.digests import digests_equal
from models.crypto.keys import Keyring, recognised_by
from models.tables.audit import chain_is_of
from models.tables.installation import Installation


def remember_keys(keys: Mapping[str, bytes]) -> None:
    """Write down by what keys are recognised, unless it is known, inside a transaction.

    Args:
        keys: Keys by their names.
    """
    rows = [{"name": _fact(name), "value": recognised_by(key)} for name, key in keys.items()]
    Installation.insert_many(rows).on_conflict_ignore().execute()


def forget_keys(names: Iterable[str]) -> None:
    """Forget by what keys are recognised, inside a transaction; a chain without events takes any.

    Args:
        names: Names of keys.
    """
    facts = [_fact(name) for name in names]
    Installation.delete().where(Installation.name.in_(facts)).execute()


def recognise_keys(keys: Mapping[str, bytes]) -> dict[str, bool]:
    """Return whether keys are this database's, by their names, inside a connection.

    One that the database does not know is left out.
    """
    facts = [_fact(name) for name in keys]
    known = {
        row.name: row.value for row in Installation.select().where(Installation.name.in_(facts))
    }
    return {
        name: digests_equal(known[_fact(name)], recognised_by(key))
        for name, key in keys.items()
        if _fact(name) in known
    }


def keys_fit(keys: Keyring) -> bool:
    """Return whether keys are this database's, inside a connection.

    A machine with other keys would refuse every code, read no mail, and break the audit
    chain with its first event. In a database of before keys were remembered the chain tells.
    """
    named = keys.by_name()
    recognised = recognise_keys(named)
    return all(recognised.values()) if len(recognised) == len(named) else chain_is_of(keys)


def _fact(name: str) -> str:
    return f"{name}_key"
