"""The key of the administrator's commands: which one belongs to this database."""

from __future__ import annotations

from models.context import Context
from models.crypto.keys import ADMINISTRATION
from models.errors import WrongKeys
from models.tables.own_keys import recognise_keys, remember_keys

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
    if not recognise_keys({ADMINISTRATION: key}).get(ADMINISTRATION):
        raise WrongKeys(OTHER_KEY.format(path=context.store.key_directory))
    return key


def keep_administration_key(context: Context) -> None:
    """Write down by what the key is recognised, inside the caller's transaction."""
    remember_keys({ADMINISTRATION: context.store.administration_key})
