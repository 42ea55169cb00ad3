"""The key of the administrator's commands: which one belongs to this database."""

from __future__ import annotations

from models.context import Context
from models.crypto.digests import digests_equal, keyed_digest
from models.errors import WrongKeys
from models.tables.installation import Installation

NAME = "administration_key"

OTHER_KEY = (
    "La clé de l'administration de cette machine ({path}) n'est pas celle de cette base : rien n'a "
    "été fait. Copiez-la depuis la machine où la base a été préparée."
)


def require_administration_key(context: Context) -> bytes:
    """Return the key, 32 bytes, inside a connection.

    Raises:
        KeysMissing: Its file is missing: this is no machine of the administrator.
        WrongKeys: It is another database's.
    """
    key = context.store.administration_key
    kept = Installation.get_or_none(Installation.name == NAME)
    if kept is None or not digests_equal(kept.value, _recognised_by(key)):
        raise WrongKeys(OTHER_KEY.format(path=context.store.key_directory))
    return key


def keep_administration_key(context: Context) -> None:
    """Write down by what the key is recognised, inside the caller's transaction."""
    value = _recognised_by(context.store.administration_key)
    Installation.insert(name=NAME, value=value).on_conflict_ignore().execute()


def _recognised_by(key: bytes) -> str:
    return keyed_digest(key, "recognition")
